import type { WorkingDays } from './calendar.ts';
import { isoOf, type Day } from './days.ts';
import type { Expected, ExpectedCall, ExpectedTrack } from './expected.ts';
import type { Channel, Policy, Step } from './format.ts';
import { reachable } from './fits.ts';
import type { Owed } from './owed.ts';
import { isPassedOver, partnerOf, type Marks } from './partner.ts';
import { inOrder, isContact, isTooSoon, styleOf, templateOf } from './style.ts';
import type { Instalment, LoanRow, PartnerRow } from './tape.ts';

/** A step that was taken, and what became of it. */
export interface Taken {
  stepId: string;
  occurrence: string;
  /** The day on which it was performed: sent, opened, handed to a person. */
  takenOn: Day;
  /** Due day of the oldest open instalment at that time. */
  forDue: Day | null;
  carriedOutOn: Day | null;
  /** Channels not yet tried, and the day of the last attempt, while proof of delivery is missing. */
  waiting: { channelsLeft: Channel[]; sentOn: Day } | null;
  call: ExpectedCall | null;
  /** Day of its latest sending, or on which the call was put to a person; null when it reached nobody. */
  contactOn: Day | null;
  track: ExpectedTrack | null;
  /** The day from which nothing waits for it: its partner does not perform. */
  leftOn: Day | null;
}

/** One loan as it lives through the days. `owed` is replaced each morning by that day's knowledge. */
export interface Life {
  policy: Policy;
  loan: LoanRow;
  partners: readonly PartnerRow[];
  instalments: readonly Instalment[];
  isWorked: WorkingDays;
  takeOver: Day;
  /** Channels whose provider reports a delivery, on the day of sending. */
  deliveredChannels: readonly Channel[];
  marks: Marks;
  holds: readonly { from: Day; to: Day }[];
  writtenOffOn: Day | null;
  owed: Owed;
  /** First day of the current arrears as of today. */
  arrearsSince: Day | null;
  taken: Taken[];
  out: Expected;
}

export function isStopped(life: Life, day: Day): boolean {
  return life.holds.some((hold) => hold.from <= day && day < hold.to) || isWrittenOff(life, day);
}

export function isWrittenOff(life: Life, day: Day): boolean {
  return life.writtenOffOn !== null && life.writtenOffOn <= day;
}

/** `next`: on working days only; `same`: any day. */
export function isAcceptable(life: Life, step: Step, day: Day): boolean {
  return step.onNonWorkingDay !== 'next' || life.isWorked(day);
}

export function wasTaken(life: Life, step: Step, occurrence: string): boolean {
  return life.taken.some((taken) => taken.stepId === step.id && taken.occurrence === occurrence);
}

/** The step is a contact that the segment's strategy puts off today. */
export function isPutOff(life: Life, step: Step, day: Day): boolean {
  const { ladder, recovery, reminders } = life.policy;
  const contacts = [...reminders, ...ladder, ...recovery].filter(isContact).map(({ id }) => id);
  const days = life.taken.flatMap(({ stepId, contactOn }) =>
    contactOn !== null && contacts.includes(stepId) ? [contactOn] : [],
  );
  return isTooSoon(step, styleOf(life.policy, life.loan, life.owed, day), days, day);
}

/** Carries a step out as far as one day can; nobody answers approvals, calls or demands. */
export function take(life: Life, step: Step, occurrence: string, day: Day): void {
  const taken: Taken = {
    stepId: step.id,
    occurrence,
    takenOn: day,
    forDue: life.owed.oldestDue(day),
    carriedOutOn: null,
    waiting: null,
    call: null,
    contactOn: null,
    track: null,
    leftOn: null,
  };
  life.taken.push(taken);
  const { action } = step;
  const style = styleOf(life.policy, life.loan, life.owed, day);
  const date = isoOf(day);
  const id = { loanId: life.loan.loan_id, step: step.id, occurrence };
  if (isPassedOver(life, step, day)) {
    refuse(life, taken, day);
    leave(life, step, taken, 'passedOver', day);
    return;
  }
  switch (action.do) {
    case 'notify':
      send(
        life,
        step,
        taken,
        inOrder(step, reachable(action.channels, action.to, life.loan, life.partners), style),
        day,
      );
      return;
    case 'call':
      taken.call = { ...id, date, party: action.to, notWorkedOn: null };
      taken.contactOn = day;
      life.out.calls.push(taken.call);
      return;
    case 'claim':
    case 'legal':
    case 'writeOff': {
      taken.track = { ...id, kind: action.do, openedOn: date, demandedOn: null, notPerformedOn: null, ended: null };
      life.out.tracks.push(taken.track);
      if (action.do === 'claim' && action.approval === undefined) {
        send(life, step, taken, reachable(action.channels, action.on, life.loan, life.partners), day);
      }
      return;
    }
    // The rows of a tape pledge nothing: there is nothing to dispose of, and the ladder goes on.
    case 'collateral':
      refuse(life, taken, day);
  }
}

/** Sends on the first channel that is left; with none left the step is refused, and so carried out. */
export function send(life: Life, step: Step, taken: Taken, channels: readonly Channel[], day: Day): void {
  const { action } = step;
  const [channel, ...channelsLeft] = channels;
  taken.waiting = null;
  if (channel === undefined || (action.do !== 'notify' && action.do !== 'claim')) {
    refuse(life, taken, day);
    return;
  }
  life.out.notices.push({
    loanId: life.loan.loan_id,
    step: step.id,
    occurrence: taken.occurrence,
    date: isoOf(day),
    party: action.do === 'notify' ? action.to : action.on,
    channel,
    template: templateOf(step, action.template, styleOf(life.policy, life.loan, life.owed, day)),
  });
  taken.contactOn = day;
  if (taken.track !== null) taken.track.demandedOn = isoOf(day);
  if (step.mustReach === undefined || life.deliveredChannels.includes(channel)) taken.carriedOutOn = day;
  else taken.waiting = { channelsLeft, sentOn: day };
}

export function refuse(life: Life, taken: Taken, day: Day): void {
  taken.carriedOutOn = day;
  taken.contactOn = null;
  const { stepId, occurrence } = taken;
  life.out.refusals.push({ loanId: life.loan.loan_id, step: stepId, occurrence, date: isoOf(day) });
}

/** From now on nothing waits for the claim. */
export function leave(life: Life, step: Step, taken: Taken, how: 'passedOver' | 'notAwaited', day: Day): void {
  const { stepId, occurrence } = taken;
  const partnerId = partnerOf(step, life.loan) ?? '';
  taken.leftOn = day;
  life.out.leftBehind.push({
    ...{ loanId: life.loan.loan_id, step: stepId, occurrence },
    ...{ partnerId, date: isoOf(day), how },
  });
}
