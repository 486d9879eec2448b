import { isPlainDate } from './date.ts';
import type { PlainDate } from './date.ts';
import { pausedFor } from './deferment.ts';
import { formatAmount, positiveAmount } from './money.ts';
import type { Minor } from './money.ts';
import { reliefRulesOf } from './reliefRules.ts';
import { fault } from './reliefSite.ts';
import { grantedOrNot } from './reliefTold.ts';
import type { RequestKind } from './requestKinds.ts';

/**
 * A temporary loan after a disaster (临时贷款): the core banking system grants it and sends it as a loan of its own; here
 * stands that it belongs to this one, whose days are not counted meanwhile.
 */
export interface TemporaryLoanTerms {
  readonly newLoanId: string;
  readonly amountMinor: Minor;
  readonly dueOn: PlainDate;
  /** First day after the deferment of this loan; at most the new one's due day. */
  readonly deferUntil: PlainDate;
}

export const temporaryLoan: RequestKind<TemporaryLoanTerms> = {
  read({ newLoanId, amount, dueOn, deferUntil = dueOn }, { state }) {
    const { loanId, contract } = state.terms;
    if (typeof newLoanId !== 'string' || !/^[\w.-]{1,64}$/.test(newLoanId) || newLoanId === loanId)
      return fault('TERMS_MALFORMED', 'the new loan is not named', 'give newLoanId: its number at the core bank');
    const amountMinor = positiveAmount(amount, contract.currency);
    if (typeof amountMinor !== 'number') return amountMinor;
    if (!isPlainDate(dueOn) || !isPlainDate(deferUntil) || deferUntil > dueOn)
      return fault(
        'DATE_INVALID',
        'the days do not fit',
        'write dueOn and deferUntil as YYYY-MM-DD; this loan waits at most until the new one falls due',
      );
    return { newLoanId, amountMinor, dueOn, deferUntil };
  },
  effects({ amountMinor, deferUntil }, site) {
    const { mostMinor, rests, penaltyStops } = reliefRulesOf(site.world.policy, 'temporaryLoan');
    const paused = pausedFor({ fromOn: site.day.on, toOn: deferUntil }, site, 'temporaryLoan');
    if ('code' in paused) return paused;
    const { currency } = site.state.terms.contract;
    if (amountMinor > mostMinor)
      return fault(
        'ABOVE_MOST',
        `the policy allows ${formatAmount(mostMinor, currency)} ${currency}`,
        'grant at most that',
      );
    return {
      ...{ atStakeMinor: amountMinor, postings: [paused], aheadOn: paused.to },
      running: { what: 'deferment', fromOn: paused.from, toOn: paused.to, rests, penaltyStops },
    };
  },
  lapsesOn: ({ deferUntil }) => deferUntil,
  told: ({ amountMinor, deferUntil }, request, state, policy) =>
    grantedOrNot(request, state, reliefRulesOf(policy, 'temporaryLoan'), {
      template: 'reliefTemporaryLoan',
      fields: { reliefAmount: formatAmount(amountMinor, state.terms.contract.currency), reliefUntil: deferUntil },
    }),
};
