import type { Circumstance } from './circumstanceState.ts';
import { circumstanceRulesOf, everythingStops, isClaimed, isInForce } from './circumstanceRules.ts';
import { claimStatement } from './claimStatement.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { partiesOf, partyId } from './day.ts';
import type { Day } from './day.ts';
import type { Instant } from './instant.ts';
import { occurrenceOf } from './ladder.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import { formatAmount } from './money.ts';
import type { Policy, Step } from './policy.ts';
import { applies, recordOf, taken } from './reminders.ts';
import type { DueStep } from './reminders.ts';
import { levelsOf } from './circumstanceTasks.ts';
import { waitsForWord } from './circumstanceStops.ts';

/** The step that writes to an administrator, an executor or an heir. */
export const ESTATE_CLAIM = 'estateClaim';

/** Steps that are due at once because something was verified, where the loan is in arrears. */
export function dueByCircumstance(state: LoanState, policy: Policy, day: Day): DueStep[] {
  const { circumstances = [] } = state;
  if (circumstances.length === 0 || !day.pastDue || day.onHold || day.assessment.writtenOff) return [];
  const rules = circumstanceRulesOf(policy);
  const opens = circumstances
    .filter((one) => one.personId === state.terms.debtorId && one.status !== 'reported' && isInForce(one))
    .flatMap(({ kind }) => rules[kind].opens);
  const occurrence = occurrenceOf(policy, day);
  return policy.ladder
    .filter((step) => opens.includes(step.id) && applies({ ...step, when: {} }, day))
    .filter((step) => !taken(recordOf(state, step.id, occurrence)) && !waitsForWord(state, { step }))
    .map((step) => ({
      ...{ step, group: 'ladder', occurrence, oldestDueOn: day.assessment.oldestDueOn ?? '' },
      atOnce: 'regardless',
    }));
}

/** Letters to those who act for the bankrupt or the dead, once each: the claim as of the day on which interest stopped. */
export function dueEstateClaims(state: LoanState, policy: Policy, day: Day): DueStep[] {
  const { circumstances = [], settledOn, terms } = state;
  if (settledOn !== null || everythingStops(state)) return [];
  return circumstances.flatMap((one): DueStep[] => {
    const { id, kind, status, representative, happenedOn, claimBy } = one;
    if (status !== 'verified' || representative === undefined || happenedOn === undefined || !isClaimed(kind))
      return [];
    const occurrence = `${id.replaceAll('/', '.')}.${representative.personId}`;
    if (day.on < (writesFrom(policy, one) ?? day.on) || taken(recordOf(state, ESTATE_CLAIM, occurrence))) return [];
    const { totalMinor, asOf } = claimStatement(state, policy, happenedOn);
    const { currency } = terms.contract;
    const fields = { claimAmount: formatAmount(totalMinor, currency), claimOn: asOf, respondBy: claimBy ?? day.on };
    const step: Step = {
      id: ESTATE_CLAIM,
      title: { 'zh-CN': '向管理人或继承人申报债权', en: 'the claim on the estate' },
      anchor: 'trigger',
      offsetDays: 0,
      onNonWorkingDay: 'same',
      action: {
        ...{ do: 'notify', to: 'debtor', channels: circumstanceRulesOf(policy)[kind].channels },
        template: kind === 'bankruptcy' ? 'bankruptcyClaim' : 'estateClaim',
      },
    };
    const about = { personId: representative.personId, aboutId: one.personId, alone: true, fields } as const;
    return [{ step, group: 'service', occurrence, oldestDueOn: '', ...about }];
  });
}

/** Nobody is written to in the days of bereavement. */
function writesFrom(policy: Policy, { kind, happenedOn }: Circumstance): PlainDate | null {
  if (kind !== 'death' || happenedOn === undefined) return null;
  return addDays(happenedOn, circumstanceRulesOf(policy).death.bereavementDays);
}

/** Days on which something about circumstances falls due. */
export function circumstanceDeadlines({ circumstances = [] }: LoanState, policy: Policy, day: Day): PlainDate[] {
  return circumstances.flatMap((one): PlainDate[] => {
    const { task } = one;
    const from = one.status === 'verified' && one.representative !== undefined ? writesFrom(policy, one) : null;
    const letter = from !== null && from > day.on ? [from] : [];
    if (task === undefined) return letter;
    const ahead = levelsOf(policy, one).filter(({ on }) => on > (task.escalatedOn ?? ''));
    const missed = task.kind === 'circumstanceClaim' && one.missed !== true ? [addDays(task.dueOn, 1)] : [];
    return [...letter, ...ahead.map(({ on }) => on), ...missed];
  });
}

/**
 * Who becomes a party brings along what is reported or known of them on other loans: a loan that is started, or gets a
 * guarantor, after a report is told like those that ran before.
 */
export function circumstancesBrought(
  state: LoanState,
  circumstances: readonly Circumstance[],
  on: PlainDate,
  at: Instant,
): LoanOutcome[] {
  const parties = partiesOf(state.terms).map((party) => partyId(state.terms, party));
  return circumstances
    .filter(({ id, personId }) => parties.includes(personId) && !state.circumstances?.some((one) => one.id === id))
    .map((circumstance) => ({ type: 'circumstanceTold', circumstance, on, at }));
}
