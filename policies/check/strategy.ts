import { firstCall, isStyled } from '../../domain/strategy.ts';
import type { Policy, Step } from '../../domain/policy.ts';
import type { Strategy } from '../../domain/strategyRules.ts';
import type { Path } from '../position.ts';
import type { Finding } from './finding.ts';
import { repeated } from './settings.ts';

interface PlacedStrategy {
  readonly entry: Strategy;
  readonly path: Path;
}

/** Every entry of the policy and of its experiments, with its place. */
export function placedStrategies({ strategy = [], experiments = [] }: Policy): readonly PlacedStrategy[] {
  return [
    ...strategy.map((entry, index) => ({ entry, path: ['strategy', index] })),
    ...experiments.flatMap(({ challenger }, at) =>
      challenger.map((entry, index) => ({ entry, path: ['experiments', at, 'challenger', index] })),
    ),
  ];
}

/** What strategies name exists, says something, and leaves alone what rests on proof or approval. */
export function checkStrategies(policy: Policy): readonly Finding[] {
  return [
    ...twice(policy.strategy ?? [], ['strategy']),
    ...(policy.experiments ?? []).flatMap(({ challenger }, at) => twice(challenger, ['experiments', at, 'challenger'])),
    ...checkExperiments(policy),
    ...placedStrategies(policy).flatMap((placed) => checkEntry(placed, policy)),
  ];
}

function twice(entries: readonly Strategy[], path: Path): readonly Finding[] {
  return repeated(entries.map(({ segment }) => segment)).map((index): Finding => {
    const remedy = `${entries[index]?.segment ?? ''} has an entry already; put both into one`;
    return { path: [...path, index, 'segment'], rule: 'STRATEGY_TWICE', remedy };
  });
}

/** An id is an arm for ever; and of two experiments on one segment nobody could tell which had the effect. */
function checkExperiments({ experiments = [] }: Policy): readonly Finding[] {
  return experiments.flatMap((experiment, at): readonly Finding[] => {
    const before = experiments.slice(0, at);
    if (before.some(({ id }) => id === experiment.id)) {
      const remedy = `there are two experiments ${experiment.id}; rename one`;
      return [{ path: ['experiments', at, 'id'], rule: 'EXPERIMENT_TWICE', remedy }];
    }
    return experiment.challenger.flatMap(({ segment }, index): readonly Finding[] => {
      const other = before.find(({ challenger }) => challenger.some((entry) => entry.segment === segment));
      if (other === undefined) return [];
      const remedy = `${other.id} tries something in ${segment} already; run one after the other`;
      return [{ path: ['experiments', at, 'challenger', index, 'segment'], rule: 'EXPERIMENT_OVERLAP', remedy }];
    });
  });
}

function checkEntry({ entry, path }: PlacedStrategy, policy: Policy): readonly Finding[] {
  const known = policy.segments.map(({ id }) => id);
  if (!known.includes(entry.segment)) {
    const remedy = `there is no segment ${entry.segment}; the policy has ${known.join(', ')}`;
    return [{ path: [...path, 'segment'], rule: 'UNKNOWN_SEGMENT', remedy }];
  }
  const { segment: _segment, ...says } = entry;
  if (Object.keys(says).length === 0) {
    const remedy = 'the entry says nothing but its segment; add a member or remove it';
    return [{ path, rule: 'STRATEGY_EMPTY', remedy }];
  }
  const steps = [...policy.reminders, ...policy.ladder, ...policy.recovery];
  return [
    ...(entry.skip ?? []).flatMap((id, index) => checkSkip(id, steps, [...path, 'skip', index])),
    ...checkWords(entry, steps, path),
    ...repeated(entry.channels ?? []).map((index): Finding => {
      const remedy = 'name each channel once';
      return { path: [...path, 'channels', index], rule: 'STRATEGY_CHANNELS', remedy };
    }),
    ...checkHandOver(entry, policy, path),
  ];
}

function checkSkip(id: string, steps: readonly Step[], path: Path): readonly Finding[] {
  const step = steps.find((one) => one.id === id);
  if (step === undefined)
    return [{ path, rule: 'UNKNOWN_STEP', remedy: `there is no step ${id}; write one of the policy's` }];
  if (isStyled(step)) return [];
  const remedy =
    `${id} must reach, needs approval or speaks to somebody else: a strategy cannot drop it; ` +
    'limit the step itself with `when` or `segments`';
  return [{ path, rule: 'STRATEGY_DROPS', remedy }];
}

/** Words can only be changed where the policy has some. */
function checkWords({ templates = {} }: Strategy, steps: readonly Step[], path: Path): readonly Finding[] {
  const named = new Set(steps.filter((step) => isStyled(step)).flatMap((step) => wordsOf(step)));
  return Object.keys(templates).flatMap((key): readonly Finding[] => {
    const remedy = `${key} is no notice to the debtor, nor a template of one: nothing would change`;
    return named.has(key) ? [] : [{ path: [...path, 'templates', key], rule: 'STRATEGY_TEMPLATE', remedy }];
  });
}

function wordsOf({ id, action }: Step): readonly string[] {
  if (action.do !== 'notify') return [];
  return [id, action.template, ...(action.attach === undefined ? [] : [action.attach])];
}

function checkHandOver({ handOverAtDays: at, segment }: Strategy, policy: Policy, path: Path): readonly Finding[] {
  if (at === undefined) return [];
  const call = firstCall(policy);
  const where = [...path, 'handOverAtDays'];
  if (call === undefined) {
    const remedy = 'no rung calls the debtor on a day of arrears; add one, or leave this out';
    return [{ path: where, rule: 'STRATEGY_HAND_OVER', remedy }];
  }
  if (call.segments !== undefined && !call.segments.includes(segment)) {
    const remedy = `${call.id} is not for ${segment}; add the segment to the rung, or leave this out`;
    return [{ path: where, rule: 'STRATEGY_HAND_OVER', remedy }];
  }
  return [];
}
