import type { Instalment } from './contract.ts';
import { daysBetween, isPlainDate } from './date.ts';
import type { PlainDate } from './date.ts';
import type { Pause, Reschedule } from './posting.ts';
import { reliefRulesOf } from './reliefRules.ts';
import type { ReliefKind } from './reliefRules.ts';
import { fault, laterBy, newSchedule, noRelief, openAhead } from './reliefSite.ts';
import { grantedOrNot } from './reliefTold.ts';
import type { RequestFault, RequestKind, RequestSite } from './requestKinds.ts';

/** Deferment (缓期还款): the days in `[fromOn, toOn)` are not counted; by policy, what falls due within moves behind. */
export interface DefermentTerms {
  readonly fromOn: PlainDate;
  /** First day after it. */
  readonly toOn: PlainDate;
}

export const deferment: RequestKind<DefermentTerms> = {
  read({ fromOn, toOn }, { day }) {
    const from = fromOn ?? day.on;
    if (!isPlainDate(from) || !isPlainDate(toOn))
      return fault('DATE_INVALID', 'the days are no dates', 'write fromOn and toOn as YYYY-MM-DD');
    if (from < day.on || toOn <= from)
      return fault(
        'DEFERMENT_EMPTY',
        `from ${from} to ${toOn} no day lies ahead`,
        'give a first day from today on, and a later one',
      );
    return { fromOn: from, toOn };
  },
  effects(terms, site) {
    const rules = reliefRulesOf(site.world.policy, 'deferment');
    const paused = pausedFor(terms, site, 'deferment');
    if ('code' in paused) return paused;
    const { from: fromOn, to: toOn } = paused;
    const moved = rules.mode === 'shift' ? shifted(paused, site) : null;
    return {
      // All that falls due or is past due in that time waits: what is at stake is everything that is open.
      atStakeMinor: site.day.assessment.outstandingMinor,
      postings: [paused, ...(moved === null ? [] : [moved])],
      running: { what: 'deferment', fromOn, toOn, rests: rules.rests, penaltyStops: rules.penaltyStops },
      aheadOn: toOn,
    };
  },
  lapsesOn: ({ toOn }) => toOn,
  told: (terms, request, state, policy) =>
    grantedOrNot(request, state, reliefRulesOf(policy, 'deferment'), {
      ...{ template: 'reliefDeferment', fields: { reliefUntil: terms.toOn } },
      ...{ withSchedule: 'reliefSchedule' },
    }),
};

/**
 * The days that are not counted, within what the policy allows for the kind. Days before the approval cannot be given
 * back: they begin with the day on which it is carried out.
 */
export function pausedFor(
  { fromOn, toOn }: DefermentTerms,
  site: RequestSite,
  kind: Extract<ReliefKind, 'deferment' | 'temporaryLoan'>,
): Pause | RequestFault {
  const { world, day, id } = site;
  const no = noRelief(site, kind);
  if (no !== null) return no;
  const from = fromOn > day.on ? fromOn : day.on;
  if (toOn <= from) return fault('TOO_LATE', `it would have ended on ${toOn}`, 'ask anew');
  const { mostDays } = reliefRulesOf(world.policy, kind);
  if (daysBetween(from, toOn) > mostDays)
    return fault('TOO_LONG', `from ${from} to ${toOn} are more than ${mostDays} days`, `ask for at most ${mostDays}`);
  return { id: `${id}/1`, type: 'pause', from, to: toOn, bookedOn: day.on };
}

/** Open instalments that fall due within the days move behind them; null when none does. */
function shifted({ from, to }: Pause, site: RequestSite): Reschedule | null {
  const { moves, counts } = reliefRulesOf(site.world.policy, 'deferment');
  const open = openAhead(site);
  const within = open.filter(({ dueOn }) => dueOn >= from && dueOn < to);
  const [first] = within;
  if (first === undefined) return null;
  let months = 1;
  while (laterBy(months, first.dueOn, open) < to) months += 1;
  const after = open.filter(({ dueOn }) => dueOn >= to);
  const last = after.at(-1);
  const later = (instalment: Instalment): Instalment => ({
    ...instalment,
    dueOn: laterBy(months, instalment.dueOn, open),
  });
  const behind =
    moves === 'all' || last === undefined
      ? [...within, ...after].map(later)
      : [...after, ...within.map((one, at) => ({ ...one, dueOn: laterBy(at + 1, last.dueOn, open) }))];
  const before = open.filter(({ dueOn }) => dueOn < from);
  return newSchedule(site, 2, [...before, ...behind], { counts, only: 'notDue' });
}
