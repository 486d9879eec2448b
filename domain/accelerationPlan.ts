import { accelerationRulesOf, isAnnounced, isRunning } from './accelerationRules.ts';
import { wholeRest } from './accelerationAmount.ts';
import type { Acceleration, AccelerationEnd, InEffect, NoticeParty } from './accelerationState.ts';
import { noticeRecord, unreceived, untold } from './accelerationNotices.ts';
import { assessAccount, hindsight } from './assess.ts';
import { adjust, covers } from './calendar.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { decisionFacts } from './day.ts';
import type { Day } from './day.ts';
import { foldLoan } from './loanFold.ts';
import type { LoanOutcome, LoanState, StepRecord } from './loanState.ts';
import type { Policy } from './policy.ts';
import type { Calendar } from './calendar.ts';
import type { Reschedule } from './posting.ts';
import { booked } from './standing.ts';
import type { World } from './world.ts';

const serveTask = (one: Acceleration, party: NoticeParty): string => `${one.id}/serve/${party}`;
const reviewTask = (one: Acceleration): string => `${one.id}/review`;

/** Days on which something follows: proof that is missing, and the day on which all is due. */
export function accelerationDeadlines(state: LoanState, policy: Policy, day: Day): PlainDate[] {
  return (state.accelerations ?? []).filter(isAnnounced).flatMap((one) => [
    ...unreceived(one).flatMap(({ party }) => {
      const by = proofBy(noticeRecord(state, one, party), policy);
      return by === null ? [] : [by];
    }),
    // While contact is on hold nothing takes effect: the end of the hold wakes the loan.
    ...(one.effectiveOn === undefined || (day.onHold && one.effectiveOn <= day.on) ? [] : [one.effectiveOn]),
  ]);
}

/** A loan is not closed while it is announced, or its end was not told. */
export function accelerationPending(state: LoanState): boolean {
  return (state.accelerations ?? []).some((one) => isAnnounced(one) || untold(state, one).length > 0);
}

function proofBy(record: StepRecord | undefined, policy: Policy): PlainDate | null {
  if (record?.status !== 'done' || record.doneOn === null) return null;
  return addDays(record.doneOn, accelerationRulesOf(policy).withinDays);
}

/** What facts have brought about since the last look: receipts, the day that follows from them, a cure, a correction. */
export function accelerationFollows(state: LoanState, policy: Policy, calendar: Calendar, day: Day): LoanOutcome[] {
  return (state.accelerations ?? []).filter(isRunning).flatMap((one): LoanOutcome[] => {
    if (one.inEffect !== undefined) return reviewed(state, policy, one, one.inEffect, day);
    const off = offBecause(state, one, day);
    if (off !== null) return ended(state, one, off.as, off.because, 'clock', day.on);
    const outcomes = unreceived(one).flatMap(({ party }): LoanOutcome[] => {
      const record = noticeRecord(state, one, party);
      const on = record?.status === 'delivered' ? record.deliveredOn : undefined;
      if (record === undefined || on === undefined) return [];
      const received: LoanOutcome = {
        ...{ type: 'accelerationReceived', id: one.id, party, on, how: 'message', by: record.key },
      };
      return [received, ...closed(state, serveTask(one, party), 'served', 'clock', day.on)];
    });
    const after = outcomes.reduce<LoanState>(foldLoan, state).accelerations?.find(({ id }) => id === one.id) ?? one;
    return [...outcomes, ...effectiveDay(after, calendar)];
  });
}

/** Once the last of them has the notice its days run; the day is moved where the policy says so and the calendar knows it. */
function effectiveDay(
  { id, parties, effectiveOn, noticeDays, onNonWorkingDay }: Acceleration,
  calendar: Calendar,
): LoanOutcome[] {
  if (effectiveOn !== undefined) return [];
  const received = parties.flatMap(({ receivedOn }) => (receivedOn === undefined ? [] : [receivedOn])).toSorted();
  const last = received.at(-1);
  if (last === undefined || received.length < parties.length) return [];
  const on = addDays(last, noticeDays);
  // Beyond the calendar's data the plain day counts: nobody is held to an earlier one than the notice says.
  const known = covers(calendar, on) && covers(calendar, addDays(on, 14));
  return [{ type: 'accelerationSet', id, effectiveOn: known ? adjust(on, onNonWorkingDay, calendar) : on }];
}

function offBecause(
  state: LoanState,
  one: Acceleration,
  { assessment, pastDue }: Day,
): { as: AccelerationEnd; because: string } | null {
  if (assessment.settled || assessment.writtenOff || state.closed !== null)
    return {
      as: 'nothingLeft',
      because: assessment.writtenOff ? 'it was written off as a whole' : 'nothing is outstanding',
    };
  return one.cure === 'arrearsPaid' && !pastDue ? { as: 'cured', because: 'nothing is past due any more' } : null;
}

/** It ends, and the work that it brought with it. */
export function ended(
  state: LoanState,
  one: Acceleration,
  as: AccelerationEnd,
  because: string,
  by: string,
  on: PlainDate,
): LoanOutcome[] {
  const tasks = [...one.parties.map(({ party }) => serveTask(one, party)), reviewTask(one)];
  return [
    { type: 'accelerationEnded', id: one.id, as, because, by, on },
    ...tasks.flatMap((taskId) => closed(state, taskId, 'noLongerNeeded', by, on)),
  ];
}

/** A notice has reached its party by other means: nobody has to serve it any more. */
export function served(
  state: LoanState,
  one: Acceleration,
  party: NoticeParty,
  by: string,
  on: PlainDate,
): LoanOutcome[] {
  return closed(state, serveTask(one, party), 'served', by, on);
}

function closed({ deskTasks }: LoanState, taskId: string, result: string, by: string, on: PlainDate): LoanOutcome[] {
  return deskTasks?.[taskId] === undefined ? [] : [{ type: 'taskClosed', taskId, result, by, on }];
}

/**
 * Money that is found later may show that the arrears had been paid before all fell due. Nothing is undone by itself:
 * it is written down, and a person agrees on a reinstatement or leaves it (domain.md §3: never erased).
 */
function reviewed(
  state: LoanState,
  policy: Policy,
  one: Acceleration,
  { on, postingId }: InEffect,
  day: Day,
): LoanOutcome[] {
  if (one.cure !== 'arrearsPaid') return [];
  const postings = state.postings.filter(({ id }) => id !== postingId);
  const before = assessAccount(
    hindsight(state.terms.contract, policy.assess, postings)(addDays(on, -1)),
    policy.assess,
    addDays(on, -1),
  );
  const cured = before.overdueAmountMinor === 0;
  if (cured === (one.corrected === true)) return [];
  if (!cured)
    return [
      { type: 'accelerationStands', id: one.id, because: 'the arrears had not been paid after all', on: day.on },
      ...closed(state, reviewTask(one), 'noLongerNeeded', 'clock', day.on),
    ];
  return [
    { type: 'accelerationCorrected', id: one.id, because: `nothing was past due on the day before ${on}`, on: day.on },
    opened(reviewTask(one), 'accelerationReview', one.id, state.terms.debtorId, policy, day),
  ];
}

function opened(
  taskId: string,
  task: 'serveNotice' | 'accelerationReview',
  occurrence: string,
  personId: string,
  policy: Policy,
  day: Day,
): LoanOutcome {
  const { role, serveDays, escalateTo } = accelerationRulesOf(policy);
  return {
    ...{ type: 'taskOpened', taskId, task, step: task, occurrence, personId, role, on: day.on },
    ...{ dueOn: addDays(day.on, serveDays), oldestDueOn: '', facts: decisionFacts(day), escalateTo },
  };
}

/** At the hour of steps: proof that is missing, and the day on which all is due. */
export function accelerationDue(state: LoanState, { policy }: World, day: Day): LoanOutcome[] {
  return (state.accelerations ?? []).filter(isAnnounced).flatMap((one): LoanOutcome[] => {
    const missing = unreceived(one).flatMap(({ party }): LoanOutcome[] => {
      const record = noticeRecord(state, one, party);
      const by = proofBy(record, policy);
      if (record === undefined || by === null || by > day.on) return [];
      return [{ type: 'noticeReported', key: record.key, status: 'failed', code: 'NOT_DELIVERED', on: day.on }];
    });
    if (one.effectiveOn === undefined || one.effectiveOn > day.on || day.onHold) return missing;
    return [...missing, ...takesEffect(state, policy, one, day)];
  });
}

/** Notices that no channel brings, once the steps of the day were taken: a person serves them. */
export function accelerationUnserved(state: LoanState, { policy }: World, day: Day): LoanOutcome[] {
  return (state.accelerations ?? []).filter(isAnnounced).flatMap((one) =>
    unreceived(one).flatMap(({ party, personId, unserved }): LoanOutcome[] => {
      const record = noticeRecord(state, one, party);
      if (record?.status !== 'refused' || unserved === true) return [];
      return [
        { type: 'accelerationUnserved', id: one.id, party, code: record.code ?? '', on: day.on },
        opened(serveTask(one, party), 'serveNotice', one.id, personId, policy, day),
      ];
    }),
  );
}

/** The whole rest falls due today (a new schedule of one instalment; what is past due stands as it is, counts carry). */
function takesEffect(state: LoanState, policy: Policy, one: Acceleration, { on }: Day): LoanOutcome[] {
  const rest = wholeRest(state, policy, one, on);
  if (rest === null) return ended(state, one, 'nothingLeft', 'nothing falls due later', 'clock', on);
  const { instalment, replaced, amountMinor } = rest;
  const posting: Reschedule = {
    ...{ id: one.id, type: 'reschedule', on, bookedOn: on, instalments: [instalment], counts: 'carry', only: 'notDue' },
  };
  const inEffect: InEffect = { on, postingId: posting.id, instalment: instalment.number, amountMinor, replaced };
  const row: LoanOutcome = { type: 'accelerationInEffect', id: one.id, inEffect };
  return [row, ...booked(foldLoan(state, row), one.id, posting, policy).outcomes];
}
