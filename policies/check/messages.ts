import type { NoticeChannel, Policy, Step } from '../../domain/policy.ts';
import type { Strategy, Tone } from '../../domain/strategyRules.ts';
import { attachFor, isSkipped, isStyled, templateFor } from '../../domain/strategy.ts';
import { noSharper, toneReached } from '../../domain/tone.ts';
import type { Path } from '../position.ts';
import { audienceOf, type References } from '../references.ts';
import { compatible, holdsEarly } from './facts.ts';
import { partyOf, placedSteps, sections, type Finding, type Placed, type Section } from './finding.ts';
import { placedStrategies } from './strategy.ts';

/** A step with the words that it has in one segment. */
interface Worded extends Placed {
  readonly template: string;
  /** Where the template is named. */
  readonly where: Path;
  readonly channels: readonly (NoticeChannel | 'call')[];
}

/** The steps as they read to those of one segment; without an entry, to everybody else. */
interface View {
  readonly entry?: Strategy;
  readonly path: Path;
  readonly steps: readonly Worded[];
}

/**
 * Templates exist for every channel, speak to the right party, are no sharper than their rung has got, and their tone
 * only rises along the ladder; all of it in each segment that has words of its own.
 */
export function checkMessages(policy: Policy, references: References): readonly Finding[] {
  const views: readonly View[] = [
    { path: [], steps: sections.flatMap((section) => placedSteps(policy, section)).flatMap((one) => ownWords(one)) },
    ...placedStrategies(policy).map(({ entry, path }): View => ({
      ...{ entry, path },
      steps: sections.flatMap((section) => placedSteps(policy, section)).flatMap((one) => words(one, entry, path)),
    })),
  ];
  const found = views.flatMap(({ steps }) => steps.flatMap((worded) => checkTemplate(worded, policy, references)));
  if (found.length > 0) return distinct(found);
  return distinct(
    views.flatMap((view) => [
      ...checkReached(view, policy, references),
      ...checkRising(view, policy, references),
      ...checkLimit(view, policy, references),
    ]),
  );
}

function ownWords(placed: Placed): readonly Worded[] {
  const { step, path } = placed;
  const { action } = step;
  if (!('template' in action)) return [];
  const said = { ...placed, template: action.template, where: [...path, 'action', 'template'] };
  return [{ ...said, channels: channelsOf(step) }, ...ownLetter(placed)];
}

/** The letter that goes along with an e-mail. */
function ownLetter(placed: Placed): readonly Worded[] {
  const { action } = placed.step;
  if (action.do !== 'notify' || action.attach === undefined) return [];
  return [{ ...placed, template: action.attach, where: [...placed.path, 'action', 'attach'], channels: ['letter'] }];
}

function words(placed: Placed, entry: Strategy, path: Path): readonly Worded[] {
  const { step } = placed;
  if (step.segments?.includes(entry.segment) === false || isSkipped(step, entry)) return [];
  const { action } = step;
  if (action.do !== 'notify') return ownWords(placed);
  const at = (key: string): Path => [...path, 'templates', key];
  return ownWords(placed).map((own): Worded => {
    if (own.where.at(-1) === 'attach') {
      const attach = attachFor(step, action, entry);
      return attach === undefined || attach === own.template
        ? own
        : { ...own, template: attach, where: at(own.template) };
    }
    const template = templateFor(step, action, entry);
    if (template === own.template) return own;
    return { ...own, template, where: at(entry.templates?.[step.id] === undefined ? own.template : step.id) };
  });
}

/** A view repeats what another says of the same place. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((one) => [`${one.rule} ${one.path.join('.')}`, one])).values()];
}

function channelsOf(step: Step): readonly (NoticeChannel | 'call')[] {
  if (step.action.do === 'call') return ['call'];
  return 'channels' in step.action ? step.action.channels : [];
}

function checkTemplate(
  { step, template, where, channels }: Worded,
  policy: Policy,
  references: References,
): readonly Finding[] {
  if (!references.templateIds.includes(template)) {
    const remedy = `there is no template ${template}; there are ${references.templateIds.join(', ')}`;
    return [{ path: where, rule: 'UNKNOWN_TEMPLATE', remedy }];
  }
  const party = partyOf(step);
  return channels
    .flatMap((channel): readonly Finding[] => {
      const one = references.template(template, policy.language, channel);
      if (one === undefined) {
        const remedy = `template ${template} has no text for ${channel} in ${policy.language}; add it or drop the channel`;
        return [{ path: where, rule: 'TEMPLATE_CHANNEL', remedy }];
      }
      if (party === undefined || one.audience === audienceOf[party]) return [];
      const remedy = `template ${template} is written for a ${one.audience}, the step speaks to the ${party}`;
      return [{ path: where, rule: 'TEMPLATE_AUDIENCE', remedy }];
    })
    .slice(0, 1);
}

/** The tone of what is sent first; undefined for calls, whose words are a person's. */
function toneOf({ channels, template }: Worded, policy: Policy, references: References): Tone | undefined {
  const [channel] = channels;
  if (channel === undefined || channel === 'call') return undefined;
  return references.template(template, policy.language, channel)?.tone;
}

const groupOf = { reminders: 'reminder', ladder: 'ladder', recovery: 'recovery' } as const satisfies Record<
  Section,
  string
>;

/** No rung is sharper than it has got; legal words do not hang on days of arrears, nor on a trigger that anybody pulls. */
function checkReached({ steps }: View, policy: Policy, references: References): readonly Finding[] {
  return steps.flatMap((worded): readonly Finding[] => {
    const tone = toneOf(worded, policy, references);
    const { step, section, where } = worded;
    if (tone === undefined) return [];
    const refuse = (remedy: string): readonly Finding[] => [{ path: where, rule: 'TONE', remedy }];
    if (!noSharper(tone, toneReached(policy, groupOf[section], step)))
      return section === 'reminders'
        ? refuse(`nothing is overdue yet: a ${tone} is too harsh for a reminder`)
        : refuse('legal words belong to a trigger (连3/累6, days) or to what follows one, not to days alone');
    if (tone === 'legal' && step.anchor === 'trigger' && step.when !== undefined && holdsEarly(step.when))
      return refuse('legal words wait for 连3, 累6, 30 days or 次级; this trigger may hold before any of them');
    return [];
  });
}

/** What follows is not milder, as each party hears it. */
function checkRising({ steps }: View, policy: Policy, references: References): readonly Finding[] {
  const reached = new Map<string, { readonly tone: Tone; readonly id: string }>();
  return steps.flatMap((worded): readonly Finding[] => {
    const tone = toneOf(worded, policy, references);
    const party = partyOf(worded.step);
    if (worded.section !== 'ladder' || tone === undefined || party === undefined) return [];
    const before = reached.get(party);
    if (before !== undefined && !noSharper(before.tone, tone)) {
      const remedy = `${before.id} below it is a ${before.tone} already; what follows is not milder`;
      return [{ path: worded.where, rule: 'TONE', remedy }];
    }
    reached.set(party, { tone, id: worded.step.id });
    return [];
  });
}

/** A strategy's `tone` is kept by every message on days that its segment can get. */
function checkLimit({ entry, path, steps }: View, policy: Policy, references: References): readonly Finding[] {
  const limit = entry?.tone;
  if (entry === undefined || limit === undefined) return [];
  const segment = policy.segments.find(({ id }) => id === entry.segment);
  const sharper = steps.find((worded) => {
    const { step, section } = worded;
    if (!isStyled(step) || section === 'recovery' || toneReached(policy, groupOf[section], step) === 'legal')
      return false;
    const tone = toneOf(worded, policy, references);
    const late = section === 'ladder' ? { overdueDaysAtLeast: Math.max(1, step.offsetDays) } : {};
    return tone !== undefined && !noSharper(tone, limit) && compatible(step.when, segment?.when, late);
  });
  if (sharper === undefined) return [];
  const remedy =
    `${sharper.step.id} speaks sharper to ${entry.segment}, with ${sharper.template}: ` +
    'give it milder words under `templates`, skip it, or raise the tone';
  return [{ path: [...path, 'tone'], rule: 'STRATEGY_TONE', remedy }];
}
