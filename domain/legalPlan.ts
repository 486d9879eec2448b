/** What is due of a legal action by the day: reminders, escalation, lapse, and what follows from money. */
import { covers } from './calendar.ts';
import { addDays, daysBetween } from './date.ts';
import type { PlainDate } from './date.ts';
import { endDeadlines, setDeadline, taskOf } from './legalAsked.ts';
import { inForce } from './legalState.ts';
import type { DeadlineKind, LegalDeadline } from './legalState.ts';
import { settlementDays, settlementVerdict } from './legalSettlement.ts';
import { IN_COURT } from './legalStages.ts';
import { offHoliday } from './legalTerm.ts';
import type { LoansWord } from './loanState.ts';
import { openTask } from './trackEvents.ts';
import { foldTrack } from './trackFold.ts';
import type { TrackEnd, TrackOutcome, TrackState } from './trackState.ts';
import type { World } from './world.ts';

/** What stands again each time after it has passed. */
const RECURRING: readonly DeadlineKind[] = ['reviewEnforcement', 'resumeEnforcement'];

const isOpen = ({ status }: LegalDeadline): boolean => status === 'open';

/** Everything that is due of it by the day. */
export function dueLegal(state: TrackState, world: World, on: PlainDate): TrackOutcome[] {
  const outcomes: TrackOutcome[] = [];
  let current = state;
  const add = (added: readonly TrackOutcome[]): void => {
    outcomes.push(...added);
    for (const row of added) current = foldTrack(current, row);
  };
  add(settlementVerdict(current, world, on));
  if (outcomes.some(({ type }) => type === 'ended')) return outcomes;
  add(knownCalendar(current, world, on));
  add(afterPayment(current, world, on));
  add(lapsedMeasures(current, on));
  // One may end another, or set a new one that is due already.
  for (let at = 0; at < (current.legal?.deadlines ?? []).length; at++) {
    const deadline = current.legal?.deadlines?.[at];
    if (deadline !== undefined && isOpen(deadline)) add(deadlineDue(current, world, deadline, on));
  }
  return outcomes;
}

/** Every day on which `dueLegal` may find something. */
export function legalDays(state: TrackState, world: World, today: PlainDate): PlainDate[] {
  const { deadlines = [], preservations = [] } = state.legal ?? {};
  const days = deadlines
    .filter(isOpen)
    .flatMap(({ remindOn, remindedOn, escalateOn, escalated, dueOn }) => [
      ...remindOn.filter((day) => remindedOn === undefined || day > remindedOn),
      ...(escalated === true ? [] : [escalateOn]),
      addDays(dueOn, 1),
    ]);
  days.push(
    ...preservations
      .filter(inForce)
      .flatMap(({ expiresOn }) => (expiresOn === undefined ? [] : [addDays(expiresOn, 1)])),
  );
  if (state.status === 'settling') days.push(...settlementDays(state));
  // What has come and was not looked at yet: at the hour of today, at the latest.
  const pending = days.some((day) => day <= today) || afterPayment(state, world, today).length > 0;
  return [...days.filter((day) => day > today), ...(pending ? [today] : [])];
}

/** The calendar has learnt of a year that it did not know: a last day that is a holiday moves now. */
function knownCalendar(state: TrackState, { calendar }: World, on: PlainDate): TrackOutcome[] {
  return (state.legal?.deadlines ?? [])
    .filter((one) => isOpen(one) && one.moved === 'noData' && covers(calendar, one.dueOn))
    .flatMap(({ moved: _moved, ...one }): TrackOutcome[] => {
      const last = offHoliday(calendar, one.dueOn);
      if (last.moved === 'noData') return [];
      return [{ type: 'deadlineSet', deadline: { ...one, ...last }, rule: 'calendar', on }];
    });
}

/**
 * The debtor has paid: what is preserved is lifted at once, and of a suit that is filed somebody decides whether it is
 * withdrawn or goes on for its costs. Once for each end of the arrears.
 */
function afterPayment(state: TrackState, world: World, on: PlainDate): TrackOutcome[] {
  const { arrearsEndedOn: from, deadlines = [], preservations = [] } = state.legal ?? {};
  if (state.arrearsEnded === null || from === undefined) return [];
  const asked = (kind: DeadlineKind, of?: string): boolean =>
    deadlines.some((one) => one.kind === kind && one.of === of && one.from === from);
  const lifts = preservations
    .filter((one) => inForce(one) && !asked('liftPreservation', one.id))
    .map(({ id }, offset) => setDeadline(state, world, on, { kind: 'liftPreservation', from, of: id, offset }));
  const decides = IN_COURT.includes(state.status) && state.status !== 'settling' && !asked('afterPayment');
  return [...lifts, ...(decides ? [setDeadline(state, world, on, { kind: 'afterPayment', from })] : [])];
}

/** A measure whose time is over has no force any more, whatever was hoped. */
function lapsedMeasures(state: TrackState, on: PlainDate): TrackOutcome[] {
  return (state.legal?.preservations ?? [])
    .filter((one) => inForce(one) && one.expiresOn !== undefined && on > one.expiresOn)
    .flatMap(({ id, expiresOn }): TrackOutcome[] => lapse(state, id, `it lasted until ${expiresOn ?? ''}`, on));
}

function lapse(state: TrackState, id: string, because: string, on: PlainDate, but?: LegalDeadline): TrackOutcome[] {
  return [
    { type: 'preservationEnded', preservationId: id, as: 'lapsed', because, by: 'clock', on },
    ...endDeadlines(state, (one) => one.of === id && one.id !== but?.id, { as: 'dropped', because, by: 'clock', on }),
  ];
}

function deadlineDue(state: TrackState, world: World, deadline: LegalDeadline, on: PlainDate): TrackOutcome[] {
  const { id: deadlineId, kind, dueOn, remindOn, remindedOn, escalateOn, escalateTo, escalated } = deadline;
  const taskId = taskOf(state, deadline);
  const outcomes: TrackOutcome[] = [];
  const reminder = remindOn.findLast((day) => day <= on && (remindedOn === undefined || day > remindedOn));
  const first = remindedOn === undefined && (reminder !== undefined || on >= escalateOn || on > dueOn);
  if (first && !(taskId in state.tasks))
    outcomes.push({ ...openTask(state, 'legalDeadline', deadline.owner, on, daysBetween(on, dueOn)), taskId });
  // What is told so late that its day is over is not near any more.
  if ((reminder !== undefined || first) && on <= dueOn)
    outcomes.push({ type: 'deadlineNear', deadlineId, dueOn, daysLeft: daysBetween(on, dueOn), on });
  if (escalated !== true && on >= escalateOn) outcomes.push({ type: 'taskEscalated', taskId, to: escalateTo, on });
  // A payment that was agreed has its days of grace; its verdict is given by what came.
  if (on <= dueOn || kind === 'settlementPayment') return outcomes;
  return [...outcomes, ...lapsed(state, world, deadline, on)];
}

/** The last day has passed unused. */
function lapsed(state: TrackState, world: World, deadline: LegalDeadline, on: PlainDate): TrackOutcome[] {
  const { id, kind, dueOn, of } = deadline;
  const because = `unused until ${dueOn}`;
  const ended: TrackOutcome = { type: 'deadlineEnded', deadlineId: id, as: 'lapsed', because, by: 'clock', on };
  switch (kind) {
    case 'sueAfterPreservation':
      // 诉前保全: who does not sue in time loses the measure.
      return [ended, ...(of === undefined ? [] : lapse(state, of, 'no suit was filed in time', on, deadline))];
    case 'appeal':
      return [ended, setDeadline(state, world, on, { kind: 'confirmEffect', from: dueOn })];
    default:
      return RECURRING.includes(kind) ? [ended, setDeadline(state, world, on, { kind, from: dueOn })] : [ended];
  }
}

/** Ends of a suit that rest on money: they fall when it is taken back. */
const BY_MONEY: readonly TrackEnd[] = ['performed', 'settled', 'closed'];

/**
 * A word of the loan. Money was taken back: what was to be done because of it is dropped, and a suit that had ended by
 * it goes on where it stood, with its deadlines, for a right that lapses unwatched is a defect.
 */
export function toldLegal(state: TrackState, what: LoansWord, because: string, on: PlainDate): TrackOutcome[] {
  if (what !== 'arrearsBack') return [];
  const { before } = state.legal ?? {};
  const dropped = { as: 'dropped', because, by: 'loan', on } as const;
  const open = endDeadlines(state, ({ kind }) => kind === 'afterPayment' || kind === 'liftPreservation', dropped);
  if (state.ended === null || before === undefined || !BY_MONEY.includes(state.ended.as)) return open;
  return [...open, { type: 'suitReopened', status: before, because, on }];
}
