/** The work that circumstances ask for, and until when. */
import type { Circumstance, CircumstanceTaskKind } from './circumstanceState.ts';
import { circumstanceRulesOf, isClaimed } from './circumstanceRules.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { decisionFacts } from './day.ts';
import type { Day } from './day.ts';
import { answerBy } from './disputeRules.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import type { Policy } from './policy.ts';
import type { Calendar } from './calendar.ts';

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
export function levelsOf(
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
