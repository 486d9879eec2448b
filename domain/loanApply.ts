import { checkPosting } from './admission.ts';
import { refuse } from './case.ts';
import type { Applied, CaseEvent } from './case.ts';
import type { PlainDate } from './date.ts';
import { holds } from './condition.ts';
import { dayOf, withHindsight } from './day.ts';
import { localDate } from './instant.ts';
import type { Instant } from './instant.ts';
import { loanCommand } from './loanCommands.ts';
import { foldLoan } from './loanFold.ts';
import type { LoanOutcome, LoanState, LoanTerms, TrackReport } from './loanState.ts';
import type { Policy, Step } from './policy.ts';
import { effectiveOn } from './posting.ts';
import type { Posting } from './posting.ts';
import { refused } from './loanRefusal.ts';
import { contactChanged } from './permitted.ts';
import { rungsBeforeTakeOver } from './takeOver.ts';
import type { World } from './world.ts';

type LoanApplied = Applied<LoanOutcome>;

/** What a fact or command makes of a loan. Total: what does not fit is refused with a reason, and that is written down. */
export function applyLoan(state: LoanState | null, event: CaseEvent, world: World, now: Instant): LoanApplied {
  const today = localDate(now, world.policy.timeZone);
  if (event.type === 'opened') return open(state, event, world);
  if (state === null)
    return { outcomes: [], answer: refuse('LOAN_UNKNOWN', 'no such loan has been opened', 'start the loan first') };
  if (event.kind === 'command') return loanCommand(state, event, world, today);
  switch (event.type) {
    case 'posting':
      return post(state, event, world, today);
    case 'noticeReported':
      return report(event, world);
    case 'noticeHeld':
      return deferred(event);
    case 'optedOut':
      return { outcomes: [{ type: 'optedOut', channel: textOf(event, 'channel'), on: today }], answer: { ok: true } };
    case 'contactChanged':
      return { outcomes: [contactChanged(event, now)], answer: { ok: true } };
    case 'trackReported':
      return trackReport(state, event, today);
    default:
      return refused(
        event,
        'EVENT_UNKNOWN',
        `a loan knows no event ${event.type}`,
        'send one of the documented events',
      );
  }
}

function open(state: LoanState | null, event: CaseEvent, world: World): LoanApplied {
  if (state !== null) return refused(event, 'ALREADY_OPEN', 'the loan was opened before', 'post to it instead');
  const { postings, ...terms } = event.content as unknown as LoanTerms & { readonly postings: readonly Posting[] };
  const opened: LoanOutcome = { type: 'opened', terms, postings };
  const rungs = rungsBeforeTakeOver(foldLoan(null, opened), world.policy);
  return { outcomes: [opened, ...rungs], answer: { ok: true } };
}

function post(state: LoanState, event: CaseEvent, world: World, today: PlainDate): LoanApplied {
  const posting = event.content as unknown as Posting;
  if (posting.bookedOn > today)
    return refused(
      event,
      'FUTURE_BOOKING',
      `${posting.type} ${posting.id} is booked on ${posting.bookedOn}, today is ${today}`,
      'send it on the day on which it is booked',
    );
  const refusal = checkPosting(state.terms.contract, state.postings, posting);
  // A reversal may arrive before what it reverses: it is kept and takes effect when that comes.
  if (refusal !== null && refusal.code !== 'UNKNOWN_POSTING')
    return refused(event, refusal.code, refusal.reason, 'correct it in the core banking system and send it again');
  const posted: LoanOutcome = { type: 'posted', eventId: event.id, posting };
  const waiting = refusal === null ? {} : { waitingFor: 'of' in posting ? posting.of : null };
  return {
    outcomes: [posted, ...corrections(state, foldLoan(state, posted), posting, world, today)],
    answer: { ok: true, ...waiting },
  };
}

/**
 * Steps that were taken, and would not have been had the posting been known (domain.md §2 and §3): each gets a record
 * that says why; nothing that was done is erased. A track that has not demanded anything yet is withdrawn.
 */
function corrections(
  before: LoanState,
  after: LoanState,
  posting: Posting,
  { policy }: World,
  today: PlainDate,
): LoanOutcome[] {
  const since = effectiveOn(posting);
  if (since >= today) return [];
  return before.steps.flatMap((record): LoanOutcome[] => {
    const step = policy.ladder.find(({ id }) => id === record.step);
    if (step === undefined || record.key === '' || record.corrected === true) return [];
    if (record.on < since || record.status === 'cancelled' || record.status === 'held') return [];
    const why = whyNot(after, policy, step, record.on);
    if (why === null || whyNot(before, policy, step, record.on) !== null) return [];
    const because = `${posting.type} ${posting.id} of ${since}: ${why} on ${record.on}`;
    const corrected: LoanOutcome = { type: 'corrected', step: record.step, key: record.key, because };
    const track = after.tracks[record.key];
    if (record.status !== 'open' || track === undefined || track.ended) return [corrected];
    return [corrected, { type: 'trackTold', trackId: record.key, what: 'notCalledFor', because }];
  });
}

/** Why a rung would not have been taken on a day, with today's knowledge; null if it would. */
function whyNot(state: LoanState, policy: Policy, step: Step, on: PlainDate): string | null {
  const day = dayOf({ ...state, postings: withHindsight(state.postings, on) }, policy, on);
  if (!day.pastDue) return 'nothing was past due';
  if (step.anchor === 'firstMissed' && day.assessment.delinquentDays < step.offsetDays)
    return `it was ${day.assessment.delinquentDays} days delinquent`;
  const { consecutiveMissed, cumulativeMissed } = day.conditions;
  return holds(step.when, day.conditions)
    ? null
    : `its condition did not hold (连${consecutiveMissed}, 累${cumulativeMissed})`;
}

/** What became of a message; its day is the lender's. */
function report(event: CaseEvent, { policy }: World): LoanApplied {
  const { key, status, code, at } = event.content as {
    readonly key: string;
    readonly status: Extract<LoanOutcome, { type: 'noticeReported' }>['status'];
    readonly code?: string;
    readonly at: Instant;
  };
  const on = localDate(at, policy.timeZone);
  return {
    outcomes: [{ type: 'noticeReported', key, status, on, ...(code === undefined ? {} : { code }) }],
    answer: { ok: true },
  };
}

/** The sender asked for permission once more and was told to wait. */
function deferred(event: CaseEvent): LoanApplied {
  const { key, until, rule } = event.content as {
    readonly key: string;
    readonly until: Instant;
    readonly rule: string;
  };
  return { outcomes: [{ type: 'noticeDeferred', key, until, rule }], answer: { ok: true } };
}

function trackReport(state: LoanState, event: CaseEvent, today: PlainDate): LoanApplied {
  const content = event.content as unknown as TrackReport;
  if (!(content.trackId in state.tracks))
    return refused(event, 'TRACK_UNKNOWN', `the loan has no track ${content.trackId}`, 'open the track from the loan');
  const seq = placeOf(event);
  const outcomes: LoanOutcome[] = [{ ...content, type: 'trackReported', ...(seq === null ? {} : { seq }) }];
  // Booked: the debt leaves the books and stays on file (账销案存).
  if (content.status === 'writtenOff' && state.writtenOffOn === null) {
    const posting: Posting = { id: content.trackId, type: 'writeOff', on: content.on, bookedOn: today };
    outcomes.push({ type: 'posted', eventId: event.id, posting });
  }
  return { outcomes, answer: { ok: true } };
}

/** A report is named after the row of the track's journal that it stands in: `report/<track>/<seq>`. */
function placeOf(event: CaseEvent): number | null {
  const place = /^report\/.+\/(\d+)$/.exec(event.id)?.[1];
  return place === undefined ? null : Number(place);
}

function textOf(event: CaseEvent, field: string): string {
  const value = event.content[field];
  return typeof value === 'string' ? value : '';
}
