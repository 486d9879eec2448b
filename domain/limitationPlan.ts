import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { decisionFacts } from './day.ts';
import type { Day } from './day.ts';
import { rightsOf } from './limitation.ts';
import type { Right } from './limitation.ts';
import { firstAlarmDays, limitationRulesOf } from './limitationRules.ts';
import type { LimitationAlarm, LimitationRules } from './limitationRules.ts';
import { RIGHTS } from './limitationState.ts';
import type { LimitationOutcome, LimitationState, RightName } from './limitationState.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import type { Policy } from './policy.ts';

/** The step that alarms stand under in work lists and timelines. */
export const LIMITATION = 'limitation';

/**
 * Days on which an alarm or a lapse falls. A loan whose rights are far from it costs nothing more: what keeps a right only
 * moves its end away, so the due dates alone say that there is time.
 */
export function limitationDeadlines(state: LoanState, policy: Policy, day: Day): PlainDate[] {
  if (state.closed !== null || hasTime(state, policy, day)) return [];
  const rules = limitationRulesOf(policy);
  const { limitation = {} } = state;
  const rights = rightsOf(state, policy, day.assessment);
  return RIGHTS.flatMap((name): PlainDate[] => {
    const right = rights.find((one) => one.right === name);
    if (changes(limitation, name, right, day).length > 0) return [day.on];
    if (right === undefined || right.lapsesOn === null || limitation.lapsed?.[name] !== undefined) return [];
    const { lapsesOn } = right;
    const told = limitation.alarms?.[name]?.daysBefore ?? Infinity;
    const ahead = rules.alarms.filter(({ daysBefore }) => daysBefore < told);
    return [...ahead.map(({ daysBefore }) => alarmOn(right, lapsesOn, daysBefore)), addDays(lapsesOn, 1)];
  });
}

/** By the due dates alone nothing lapses soon, and nothing was alarmed about that would have to be taken back. */
function hasTime(state: LoanState, policy: Policy, day: Day): boolean {
  const { limitation = {}, terms } = state;
  if (limitation.alarms !== undefined || limitation.lapsed !== undefined) return false;
  const rules = limitationRulesOf(policy);
  if (rules.startsFrom !== 'lastInstalment') return false;
  const lastDueOn = day.assessment.instalments.at(-1)?.dueOn ?? terms.contract.disbursedOn;
  // In days that no month falls short of; an agreed guarantee period may end right after maturity.
  const months = terms.guarantorId === null ? rules.periodMonths : 0;
  return addDays(lastDueOn, months * 28 - firstAlarmDays(rules) - LOOK_AHEAD_DAYS) > day.on;
}

/** A plan looks so far ahead at most (`wake.ts`), and a day more. */
const LOOK_AHEAD_DAYS = 61;

/** Alarms, lapses, and what corrects them; asked at the hour of steps, on hold and after the write-off as well. */
export function limitationDue(state: LoanState, policy: Policy, day: Day): LoanOutcome[] {
  if (state.closed !== null || hasTime(state, policy, day)) return [];
  const { limitation = {} } = state;
  const rights = rightsOf(state, policy, day.assessment);
  const outcomes: LoanOutcome[] = [];
  let tasks = limitation.tasks ?? 0;
  for (const name of RIGHTS) {
    const right = rights.find((one) => one.right === name);
    const changed = changes(limitation, name, right, day);
    outcomes.push(...changed.flatMap((row) => withTaskClosed(state, row)));
    if (right === undefined || right.lapsesOn === null) continue;
    const stillLapsed = limitation.lapsed?.[name] !== undefined && !changed.some(({ type }) => type === 'rightStands');
    if (stillLapsed) continue;
    // Another day of lapse begins its alarms anew.
    const raised = changed.length > 0 ? undefined : limitation.alarms?.[name];
    if (day.on > right.lapsesOn) {
      outcomes.push(...lapsed(state, right, right.lapsesOn, raised?.raised ?? [], day));
      continue;
    }
    const alarm = dueAlarm(limitationRulesOf(policy), right, right.lapsesOn, day.on);
    if (alarm === undefined || alarm.daysBefore >= (raised?.daysBefore ?? Infinity)) continue;
    const open = raised !== undefined && state.deskTasks?.[raised.taskId] !== undefined ? raised.taskId : null;
    if (open === null) tasks += 1;
    outcomes.push(...alarmed(state, right, right.lapsesOn, alarm, open, tasks, day));
  }
  return outcomes;
}

/** The day of an alarm, not before the period runs: of a loan that is not due yet nobody has to be claimed on. */
function alarmOn({ startsOn }: Right, lapsesOn: PlainDate, daysBefore: number): PlainDate {
  const on = addDays(lapsesOn, -daysBefore);
  return on > startsOn ? on : addDays(startsOn, 1);
}

/** The latest alarm whose day has come: those before it are past, and one is enough (take-over). */
function dueAlarm(
  { alarms }: LimitationRules,
  right: Right,
  lapsesOn: PlainDate,
  on: PlainDate,
): LimitationAlarm | undefined {
  return alarms
    .filter(({ daysBefore }) => alarmOn(right, lapsesOn, daysBefore) <= on)
    .toSorted((a, b) => a.daysBefore - b.daysBefore)[0];
}

/** What was written down about a right and does not hold by what is known now. */
function changes(
  limitation: LimitationState,
  name: RightName,
  right: Right | undefined,
  { on }: Day,
): Extract<LimitationOutcome, { type: 'lapseMoved' | 'rightStands' }>[] {
  const lapsesOn = right?.lapsesOn ?? null;
  const because = right === undefined ? 'nothing is owed' : whyOf(right);
  const was = limitation.lapsed?.[name];
  if (was !== undefined) {
    if (lapsesOn === was || right === undefined) return [];
    return [{ type: 'rightStands', right: name, was, lapsesOn, because, on }];
  }
  const raised = limitation.alarms?.[name];
  if (raised === undefined || raised.lapsesOn === lapsesOn) return [];
  return [{ type: 'lapseMoved', right: name, from: raised.lapsesOn, lapsesOn, because, on }];
}

/** Why a right lapses when it does: a word and what it refers to. */
export function whyOf({ cause, ref, startsOn }: Pick<Right, 'cause' | 'ref' | 'startsOn'>): string {
  return ref === '' ? `${cause} ${startsOn}` : `${cause} ${startsOn} ${ref}`;
}

/** The work that an alarm asked for is not needed any more once the right lapses on another day, or has lapsed. */
function withTaskClosed(state: LoanState, row: LimitationOutcome & { right: RightName; on: PlainDate }): LoanOutcome[] {
  const taskId = state.limitation?.alarms?.[row.right]?.taskId ?? '';
  if (state.deskTasks?.[taskId] === undefined) return [row];
  return [{ type: 'taskClosed', taskId, result: 'noLongerNeeded', by: 'clock', on: row.on }, row];
}

function lapsed(
  state: LoanState,
  right: Right,
  lapsedOn: PlainDate,
  alarmed: Extract<LimitationOutcome, { type: 'rightLapsed' }>['alarmed'],
  { on }: Day,
): LoanOutcome[] {
  const beforeTakeOver = lapsedOn < state.terms.takenOverOn;
  const because = whyOf(right);
  return withTaskClosed(state, {
    ...{ type: 'rightLapsed', right: right.right, lapsedOn, because, alarmed, beforeTakeOver, on },
  });
}

/** A task for the role of the alarm; the one that is open already goes on to it. */
function alarmed(
  state: LoanState,
  right: Right,
  lapsesOn: PlainDate,
  { daysBefore, role }: LimitationAlarm,
  open: string | null,
  number: number,
  day: Day,
): LoanOutcome[] {
  const { on } = day;
  const taskId = open ?? `${state.terms.loanId}/limitation/${number}`;
  const alarm: LoanOutcome = {
    ...{ type: 'lapseAlarm', right: right.right, lapsesOn, because: whyOf(right), daysBefore, role, taskId, on },
  };
  if (open !== null) return [alarm, { type: 'taskEscalated', taskId, to: role, on, dueOn: lapsesOn }];
  return [
    alarm,
    {
      type: 'taskOpened',
      taskId,
      task: LIMITATION,
      step: LIMITATION,
      occurrence: `${right.right}/${lapsesOn}`,
      personId: right.personId,
      role,
      on,
      dueOn: lapsesOn,
      oldestDueOn: '',
      facts: decisionFacts(day),
    },
  ];
}
