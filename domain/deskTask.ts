/** Work beside the ladder: a text that no machine can read, an address that letters come back from, a right that is about to lapse. */
import type { Applied, CaseEvent } from './case.ts';
import type { PlainDate } from './date.ts';
import { dayOf, decisionFacts } from './day.ts';
import { answerBy } from './disputeRules.ts';
import { refused } from './loanRefusal.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import type { World } from './world.ts';

/** Kinds of work, with the results that end it. */
export const DESK_RESULTS = {
  inboundText: ['answered', 'noAnswerNeeded'],
  newAddress: ['corrected', 'notFound'],
  serveNotice: ['served', 'notFound'],
  accelerationReview: ['reinstated', 'upheld'],
  collateralExpiry: ['renewed', 'notNeeded'],
  limitation: ['demanded', 'sued', 'acknowledged', 'leftToLapse'],
} as const;
export type DeskTaskKind = keyof typeof DESK_RESULTS;

export interface DeskTask {
  readonly kind: DeskTaskKind;
  readonly personId: string;
  /** Its service level and whom it goes to then; absent: it stays where it is, or went already. */
  readonly level?: { readonly dueOn: PlainDate; readonly escalateTo: string };
}

export function isDeskTask(kind: unknown): kind is DeskTaskKind {
  return typeof kind === 'string' && kind in DESK_RESULTS;
}

/** Facts `inboundText` and `newAddress`: `{ personId, about }`, `about` being the text or the letter. One open task a person. */
export function deskAsked(state: LoanState, event: CaseEvent, world: World, today: PlainDate): Applied<LoanOutcome> {
  const { type: kind, content } = event;
  const { personId, about } = content;
  if (!isDeskTask(kind) || typeof personId !== 'string' || typeof about !== 'string')
    return refused(event, 'FACT_INVALID', 'it names no person', 'send one of the documented events');
  if (state.closed !== null) return refused(event, 'LOAN_CLOSED', 'the loan is closed', 'nothing needs to be done');
  const open = Object.values(state.deskTasks ?? {}).some((task) => task.kind === kind && task.personId === personId);
  if (open) return { outcomes: [], answer: { ok: true } };
  return {
    outcomes: [
      {
        type: 'taskOpened',
        taskId: `${state.terms.loanId}/${kind}/${about}`,
        ...{ task: kind, step: kind, occurrence: about, personId, role: 'collector', on: today },
        dueOn: answerBy(world.calendar, today, 1),
        oldestDueOn: '',
        facts: decisionFacts(dayOf(state, world.policy, today)),
      },
    ],
    answer: { ok: true },
  };
}

/** The result of such a task; null when the command speaks of another one. */
export function deskOutcome(
  state: LoanState,
  event: CaseEvent,
  today: PlainDate,
  by: string,
): Applied<LoanOutcome> | null {
  const { taskId, result } = event.content;
  const task = typeof taskId === 'string' ? state.deskTasks?.[taskId] : undefined;
  if (typeof taskId !== 'string' || task === undefined) return null;
  const results: readonly unknown[] = DESK_RESULTS[task.kind];
  if (typeof result !== 'string' || !results.includes(result))
    return refused(event, 'RESULT_UNKNOWN', 'that ends no such task', `give one of ${results.join(', ')}`);
  return { outcomes: [{ type: 'taskClosed', taskId, result, by, on: today }], answer: { ok: true, result } };
}

/** Days on which such work goes to somebody else, for nobody has done it by then. */
export function deskDeadlines({ deskTasks = {} }: LoanState): PlainDate[] {
  return Object.values(deskTasks).flatMap(({ level }) => (level === undefined ? [] : [level.dueOn]));
}

/** Work whose service level has passed goes to whom its row names, once, until the next working day. */
export function deskOverdue({ deskTasks = {} }: LoanState, { calendar }: World, on: PlainDate): LoanOutcome[] {
  return Object.entries(deskTasks).flatMap(([taskId, { level }]): LoanOutcome[] =>
    level === undefined || on < level.dueOn
      ? []
      : [{ type: 'taskEscalated', taskId, to: level.escalateTo, on, dueOn: answerBy(calendar, on, 1) }],
  );
}

/** A loan that closes leaves no work behind. */
export function deskClosed({ deskTasks = {} }: LoanState, on: PlainDate): LoanOutcome[] {
  return Object.keys(deskTasks).map((taskId) => ({
    ...{ type: 'taskClosed', taskId, result: 'noLongerNeeded', by: 'clock', on },
  }));
}
