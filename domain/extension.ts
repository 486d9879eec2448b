import { addMonths, isPlainDate } from './date.ts';
import type { PlainDate } from './date.ts';
import type { Contract } from './contract.ts';
import { parseAmount } from './money.ts';
import type { Minor } from './money.ts';
import { reliefRulesOf } from './reliefRules.ts';
import type { ExtensionRules } from './reliefRules.ts';
import { fault, newSchedule, noRelief, openAhead } from './reliefSite.ts';
import { grantedOrNot } from './reliefTold.ts';
import type { RequestKind } from './requestKinds.ts';

/** Extension (展期): the last instalment falls due later. Asked before maturity only. */
export interface ExtensionTerms {
  readonly newMaturityOn: PlainDate;
  /** Interest for the time that is added, minor units. */
  readonly interestMinor: Minor;
}

export const extension: RequestKind<ExtensionTerms> = {
  read({ newMaturityOn, interest = '0' }, { state }) {
    if (!isPlainDate(newMaturityOn))
      return fault('DATE_INVALID', 'the new maturity is no date', 'write newMaturityOn as YYYY-MM-DD');
    try {
      const { currency } = state.terms.contract;
      return { newMaturityOn, interestMinor: parseAmount(typeof interest === 'string' ? interest : '', currency) };
    } catch {
      return fault('AMOUNT_NOT_DECIMAL', 'the interest is no decimal amount', 'write it as "1250.00", or leave it out');
    }
  },
  effects({ newMaturityOn, interestMinor }, site) {
    const { state, world, day } = site;
    const no = noRelief(site, 'extension');
    if (no !== null) return no;
    const rules = reliefRulesOf(world.policy, 'extension');
    const maturity = day.assessment.instalments.at(-1)?.dueOn ?? '';
    const open = openAhead(site);
    const last = open.at(-1);
    if (last === undefined || maturity <= day.on)
      return fault('AFTER_MATURITY', `it fell due on ${maturity}`, 'an extension is asked before; restructure instead');
    if (day.pastDue && !rules.whilePastDue)
      return fault('PAST_DUE', `it is ${day.assessment.overdueDays} days past due`, 'clear the arrears first');
    if (newMaturityOn <= maturity) return fault('NOT_LATER', `it falls due on ${maturity} already`, 'give a later day');
    const latest = latestMaturity(state.terms.contract, rules);
    if (newMaturityOn > latest)
      return fault('TOO_LONG', `the limit is ${latest} (${rules.source})`, `extend it at most to ${latest}`);
    const moved = { ...last, dueOn: newMaturityOn, interest: last.interest + interestMinor };
    return {
      atStakeMinor: day.assessment.outstandingMinor,
      postings: [newSchedule(site, 1, [...open.slice(0, -1), moved], { counts: rules.counts, only: 'notDue' })],
    };
  },
  lapsesOn: (_terms, day) => day.assessment.instalments.at(-1)?.dueOn ?? null,
  // A guarantee does not follow its loan into a longer term unless the guarantor agrees in writing.
  documents: (_terms, { state, world }) =>
    state.terms.guarantorId === null ? [] : [reliefRulesOf(world.policy, 'extension').consent],
  told: (_terms, request, state, policy) =>
    grantedOrNot(request, state, reliefRulesOf(policy, 'extension'), {
      ...{ template: 'reliefSchedule', fields: {}, withSchedule: 'reliefSchedule' },
    }),
};

/** The latest maturity that the limits allow, counted from the first one over all extensions together. */
export function latestMaturity(
  { disbursedOn, instalments }: Contract,
  { limits }: Pick<ExtensionRules, 'limits'>,
): PlainDate {
  const maturity = instalments.at(-1)?.dueOn ?? disbursedOn;
  let termMonths = 1;
  while (addMonths(disbursedOn, termMonths) < maturity) termMonths += 1;
  const limit = limits.find(({ termUptoMonths = Infinity }) => termMonths <= termUptoMonths);
  if (limit === undefined) return maturity;
  const { mostPercentOfTerm = Infinity, mostMonths = Infinity } = limit;
  const months = Math.min(Math.floor((termMonths * mostPercentOfTerm) / 100), mostMonths);
  return Number.isFinite(months) ? addMonths(maturity, months) : maturity;
}
