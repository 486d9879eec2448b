import type { AssessedInstalment } from './assess.ts';
import { adjust } from './calendar.ts';
import { addDays, addMonths, monthEnd } from './date.ts';
import type { PlainDate } from './date.ts';
import { holds } from './condition.ts';
import type { Day } from './day.ts';
import type { AtOnce, LoanState, StepRecord } from './loanState.ts';
import type { NoticeLine } from './notice.ts';
import { remindersStopped } from './placementRules.ts';
import type { Policy, Step } from './policy.ts';
import type { Calendar } from './calendar.ts';
import { reminderRests } from './reliefRest.ts';
import { isSkipped } from './strategy.ts';

/** A step that is due on a day, for one occurrence. */
export interface DueStep {
  readonly step: Step;
  /** `service`: what is owed to the borrower or was agreed with them, beside reminders and rungs. */
  readonly group: 'reminder' | 'ladder' | 'recovery' | 'service';
  readonly occurrence: string;
  readonly oldestDueOn: string;
  /** The message is about this loan alone and is joined with no other. */
  readonly alone?: true;
  readonly fields?: NoticeLine['fields'];
  /** Who is written to instead of the party, and about whom. */
  readonly personId?: string;
  readonly aboutId?: string;
  /** Whom the message names besides its recipient. */
  readonly people?: NoticeLine['people'];
  /** The broken promise that brings the rung forward. */
  readonly raisedBy?: string;
  /** A claim or legal step that does not wait for its days. */
  readonly atOnce?: AtOnce;
  /** The instalment that a reminder speaks of. */
  readonly instalment?: number;
}

export function recordOf(state: LoanState, step: string, occurrence: string): StepRecord | undefined {
  return state.steps.find((record) => record.step === step && record.occurrence === occurrence);
}

/** Taken already: only what was cancelled, or waits to be tried again, may be taken (again). */
export function taken(record: StepRecord | undefined): boolean {
  return record !== undefined && record.status !== 'cancelled' && record.status !== 'held';
}

/** Segment, condition and party of the step fit the loan on the day, and the segment's strategy does not skip it. */
export function applies(step: Step, day: Day): boolean {
  if (isSkipped(step, day.strategy)) return false;
  if (step.segments !== undefined && !step.segments.includes(day.segment)) return false;
  if (!holds(step.when, day.conditions)) return false;
  const { action } = step;
  if (action.do === 'notify' || action.do === 'call') return day.conditions.parties.includes(action.to);
  return action.do !== 'claim' || day.conditions.parties.includes(action.on);
}

interface Anchored {
  readonly anchor: PlainDate;
  readonly occurrence: string;
  readonly instalment?: number;
}

/** Anchor days of a reminder in `[from, to]`. */
function anchors(
  step: Step,
  instalments: readonly AssessedInstalment[],
  policy: Policy,
  from: PlainDate,
  to: PlainDate,
): Anchored[] {
  const ofInstalments = (list: readonly AssessedInstalment[]): Anchored[] =>
    list
      .filter((item) => item.dueOn >= from && item.dueOn <= to)
      .map((item) => ({ anchor: item.dueOn, occurrence: String(item.number), instalment: item.number }));
  switch (step.anchor) {
    case 'due':
      return ofInstalments(instalments);
    case 'maturity':
      return ofInstalments(instalments.slice(-1));
    case 'settlement':
    case 'monthEnd': {
      const found: Anchored[] = [];
      for (let month = `${from.slice(0, 7)}-01`; month <= to; month = addMonths(month, 1)) {
        const anchor = step.anchor === 'monthEnd' ? monthEnd(month) : addMonths(month, 0, policy.settlementDay ?? 1);
        if (anchor >= from && anchor <= to) found.push({ anchor, occurrence: anchor });
      }
      return found;
    }
    default:
      return [];
  }
}

/** Something is still open of what the reminder speaks of for this occurrence. */
export function stillOpen(occurrence: string, step: Step, day: Day): boolean {
  const { instalments, outstandingMinor } = day.assessment;
  if (step.anchor === 'monthEnd') return outstandingMinor > 0;
  if (step.anchor === 'settlement')
    return instalments.some((item) => item.openMinor > 0 && item.dueOn.slice(0, 7) === occurrence.slice(0, 7));
  return instalments.some((item) => String(item.number) === occurrence && item.openMinor > 0);
}

/** The day that a reminder speaks of in one of its occurrences; null when it is that of an instalment that is gone. */
function anchorOf(occurrence: string, step: Step, { assessment }: Day): PlainDate | null {
  if (step.anchor === 'monthEnd' || step.anchor === 'settlement') return occurrence;
  return assessment.instalments.find(({ number }) => String(number) === occurrence)?.dueOn ?? null;
}

/** Why a reminder that is decided, and has not left, is not wanted any more; null while it is. */
export function reminderDropped(state: LoanState, record: StepRecord, step: Step, day: Day): string | null {
  const { occurrence, on } = record;
  if (!stillOpen(occurrence, step, day)) {
    const isNew = state.postings.some((one) => one.type === 'reschedule' && one.bookedOn >= on);
    return isNew ? 'the schedule is a new one' : 'it has been paid';
  }
  const anchor = anchorOf(occurrence, step, day);
  return anchor !== null && reminderRests(state, day.on, anchor) ? 'relief was granted' : null;
}

/** No run of free days is longer: so far a reminder may be moved back to the working day before it. */
const LONGEST_FREE_DAYS = 14;

/** Reminders due on the day (docs/policy.md, "Reminders"): `T ≤ R ≤ D ≤ A`. */
export function dueReminders(state: LoanState, policy: Policy, calendar: Calendar, day: Day): DueStep[] {
  if (day.onHold || day.collectionEnded || day.assessment.writtenOff || remindersStopped(state, day.on)) return [];
  return policy.reminders.flatMap((step) => {
    if (!applies(step, day)) return [];
    const latest = addDays(day.on, LONGEST_FREE_DAYS - step.offsetDays);
    return anchors(step, day.assessment.instalments, policy, day.on, latest).flatMap((anchored): DueStep[] => {
      const earliest = addDays(anchored.anchor, step.offsetDays);
      if (earliest < state.terms.takenOverOn || earliest > calendar.to) return [];
      const date = adjust(earliest, step.onNonWorkingDay, calendar);
      if (date > day.on || date < state.terms.takenOverOn || !stillOpen(anchored.occurrence, step, day)) return [];
      if (taken(recordOf(state, step.id, anchored.occurrence))) return [];
      if (reminderRests(state, day.on, anchored.anchor)) return [];
      const { occurrence, instalment } = anchored;
      return [
        { step, group: 'reminder', occurrence, oldestDueOn: '', ...(instalment === undefined ? {} : { instalment }) },
      ];
    });
  });
}
