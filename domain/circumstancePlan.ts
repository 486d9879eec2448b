import { CODE_OF } from './circumstanceState.ts';
import type { Circumstance, CircumstanceTaskKind } from './circumstanceState.ts';
import { circumstanceRulesOf, everythingStops, isClaimed, isInForce, stopsContactWith } from './circumstanceRules.ts';
import { claimStatement } from './claimStatement.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { decisionFacts, partiesOf, partyId } from './day.ts';
import type { Day } from './day.ts';
import { answerBy } from './disputeRules.ts';
import type { Instant } from './instant.ts';
import { occurrenceOf } from './ladder.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import { formatAmount } from './money.ts';
import type { Action, Policy, Step } from './policy.ts';
import type { Calendar } from './calendar.ts';
import { applies, recordOf, taken } from './reminders.ts';
import type { DueStep } from './reminders.ts';

/** The step that writes to an administrator, an executor or an heir. */
export const ESTATE_CLAIM = 'estateClaim';

/** Whom a step is about; null for what is about nobody. */
function addresseeOf({ terms }: LoanState, action: Action): string | null {
  switch (action.do) {
    case 'notify':
    case 'call':
      return partyId(terms, action.to);
    case 'claim':
      return partyId(terms, action.on);
    case 'legal':
      return terms.debtorId;
    case 'writeOff':
    case 'collateral':
      return null;
  }
}

/** What is reported or known of the person whom a step is about, and stops it. */
export function stoppedBy(state: LoanState, action: Action): Circumstance | undefined {
  if (state.circumstances === undefined) return undefined;
  return stopsContactWith(state, addresseeOf(state, action));
}

/**
 * A step towards somebody of whom something is reported waits until that is verified or refuted; of whom it is known, it is
 * passed over, and what rests on it goes on: claims on others do not wait for the dead.
 */
export function waitsForWord(state: LoanState, { step, personId }: Pick<DueStep, 'step' | 'personId'>): boolean {
  return personId === undefined && stoppedBy(state, step.action)?.status === 'reported';
}

/** The step is passed over for what is known of its addressee. */
export function passedOver(state: LoanState, due: DueStep, day: Day): LoanOutcome[] {
  const known = due.personId === undefined ? stoppedBy(state, due.step.action) : undefined;
  if (known === undefined) return [];
  const { step, occurrence, oldestDueOn } = due;
  const facts = decisionFacts(day);
  return [
    {
      ...{ type: 'stepRefused', step: step.id, occurrence, code: CODE_OF[known.kind], rule: ruleOf(known) },
      ...{ on: day.on, oldestDueOn, facts },
    },
  ];
}

/** The rule that is named where something is stopped. */
export const ruleOf = ({ kind }: Circumstance): string => `circumstances.${kind}`;

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

interface Wanted {
  readonly kind: CircumstanceTaskKind;
  readonly role: string;
  readonly dueOn: PlainDate;
}

/** The work that a circumstance asks for now; null when it asks for none. */
function wanted(state: LoanState, policy: Policy, calendar: Calendar, one: Circumstance): Wanted | null {
  const rules = circumstanceRulesOf(policy);
  const here = one.id.startsWith(`${state.terms.loanId}/circumstance/`);
  if (one.status === 'reported') {
    const { workDays, role } = rules.verify;
    return here ? { kind: 'circumstanceVerify', role, dueOn: answerBy(calendar, one.reportedOn, workDays) } : null;
  }
  if (one.status !== 'verified') return null;
  if (isClaimed(one.kind)) {
    if (one.claimedOn !== undefined || one.claimBy === undefined || state.settledOn !== null) return null;
    return { kind: 'circumstanceClaim', role: rules[one.kind].role, dueOn: one.claimBy };
  }
  if (!here) return null;
  const { role, answerWorkDays } = rules[one.kind];
  return { kind: 'fraudCase', role, dueOn: answerBy(calendar, one.verifiedOn ?? one.reportedOn, answerWorkDays) };
}

/** Days on which open work goes to somebody else. */
function levelsOf(
  policy: Policy,
  { kind, task }: Circumstance,
): readonly { readonly on: PlainDate; readonly role: string }[] {
  if (task === undefined) return [];
  const rules = circumstanceRulesOf(policy);
  if (task.kind === 'circumstanceVerify') return [{ on: addDays(task.dueOn, 1), role: rules.verify.escalateTo }];
  if (isClaimed(kind))
    return rules[kind].alarms.map(({ daysBefore, role }) => ({ on: addDays(task.dueOn, -daysBefore), role }));
  return [{ on: addDays(task.dueOn, 1), role: rules[kind].escalateTo }];
}

/** Tasks that are opened and closed with what is known; asked in every decision. */
export function circumstanceTasks(state: LoanState, policy: Policy, calendar: Calendar, day: Day): LoanOutcome[] {
  return (state.circumstances ?? []).flatMap((one): LoanOutcome[] => {
    const work = state.closed === null ? wanted(state, policy, calendar, one) : null;
    const { task, id } = one;
    if (task?.kind === work?.kind) return [];
    const result = one.claimedOn === undefined ? one.status : 'claimed';
    const closed: LoanOutcome[] =
      task === undefined ? [] : [{ type: 'taskClosed', taskId: task.id, result, by: 'clock', on: day.on }];
    if (work === null) return closed;
    const { kind, role, dueOn } = work;
    const number = (one.tasks ?? 0) + 1;
    return [
      ...closed,
      {
        type: 'taskOpened',
        taskId: `${state.terms.loanId}/${id.replaceAll('/', '.')}/${number}`,
        ...{ task: kind, step: kind, occurrence: id, personId: one.personId, role, on: day.on, dueOn, oldestDueOn: '' },
        facts: decisionFacts(day),
      },
    ];
  });
}

/** Alarms about work that nobody has done, and claims that were not registered in time; at the hour of steps. */
export function circumstancesOverdue(state: LoanState, policy: Policy, on: PlainDate): LoanOutcome[] {
  return (state.circumstances ?? []).flatMap((one): LoanOutcome[] => {
    const { task, id, kind } = one;
    if (task === undefined || state.closed !== null) return [];
    // Of the levels that lie behind only the last one is raised.
    const level = levelsOf(policy, one)
      .filter((each) => each.on <= on)
      .toSorted((a, b) => (a.on < b.on ? 1 : -1))[0];
    const outcomes: LoanOutcome[] = [];
    if (level !== undefined && level.on > (task.escalatedOn ?? ''))
      outcomes.push({ type: 'taskEscalated', taskId: task.id, to: level.role, on, dueOn: task.dueOn });
    if (isMissed(one, on)) outcomes.push({ type: 'claimNotRegistered', id, kind, claimBy: task.dueOn, on });
    return outcomes;
  });
}

const isMissed = ({ task, missed }: Circumstance, on: PlainDate): boolean =>
  task?.kind === 'circumstanceClaim' && missed !== true && on > task.dueOn;

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

/** What is known of the borrower, or of another owner of the thing: neither is taken from past a stay. */
function stopsDisposal(state: LoanState, itemId: string | undefined): Circumstance | undefined {
  const owner = (state.collateral ?? []).find(({ item }) => item.id === itemId)?.item.ownerId ?? null;
  const known = [state.terms.debtorId, owner].flatMap((id) => stopsContactWith(state, id) ?? []);
  return known.find(({ status }) => status !== 'reported') ?? known[0];
}

/** Tracks against somebody of whom something is known stand still, and go on when it was not so or is over. */
export function tracksStopped(state: LoanState, policy: Policy): LoanOutcome[] {
  if (state.circumstances === undefined) return [];
  const all = everythingStops(state);
  return Object.entries(state.tracks).flatMap(([trackId, { kind, step, ended, told, itemId }]): LoanOutcome[] => {
    const action = [...policy.ladder, ...policy.recovery].find(({ id }) => id === step)?.action;
    const isDisposal = kind === 'collateral';
    if (ended || (action === undefined && !isDisposal)) return [];
    const known = isDisposal
      ? stopsDisposal(state, itemId)
      : action === undefined
        ? undefined
        : stoppedBy(state, action);
    const stopped = all || (known !== undefined && known.status !== 'reported');
    const because = known === undefined ? 'circumstances.identityFraud' : ruleOf(known);
    if (stopped && !told.includes('suspended')) return [{ type: 'trackTold', trackId, what: 'suspended', because }];
    if (!stopped && told.includes('suspended'))
      return [{ type: 'trackTold', trackId, what: 'resumed', because: 'nothing stands against it any more' }];
    return [];
  });
}
