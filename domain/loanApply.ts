import { refuse } from './case.ts';
import type { Answer, Applied, CaseEvent } from './case.ts';
import { campaignRelief } from './campaignRelief.ts';
import { circumstanceTold } from './circumstance.ts';
import type { PlainDate } from './date.ts';
import { dayOf } from './day.ts';
import { deskAsked } from './deskTask.ts';
import { localDate } from './instant.ts';
import type { Instant } from './instant.ts';
import { receivedDemand, rightsOfTrack } from './limitationCommand.ts';
import { loanCommand } from './loanCommands.ts';
import { foldLoan } from './loanFold.ts';
import { refused } from './loanRefusal.ts';
import type { LoanOutcome, LoanState, LoanTerms, TrackReport } from './loanState.ts';
import { contactChanged } from './permitted.ts';
import { agencyContacted, placementHandedOver } from './placementCommand.ts';
import { BY_IMPORT, collateralAdded, disposalReported } from './pledge.ts';
import type { Posting } from './posting.ts';
import { checkArrival } from './postingCheck.ts';
import { onFile } from './recovery.ts';
import { booked, standingChanges } from './standing.ts';
import { rungsBeforeTakeOver } from './takeOver.ts';
import type { World } from './world.ts';

type LoanApplied = Applied<LoanOutcome>;

/** What a fact or command makes of a loan. Total: what does not fit is refused with a reason, and that is written down. */
export function applyLoan(state: LoanState | null, event: CaseEvent, world: World, now: Instant): LoanApplied {
  const today = localDate(now, world.policy.timeZone);
  if (event.type === 'opened') return open(state, event, world);
  if (state === null)
    return { outcomes: [], answer: refuse('LOAN_UNKNOWN', 'no such loan has been opened', 'start the loan first') };
  if (event.kind === 'command') return loanCommand(state, event, world, today, now);
  switch (event.type) {
    case 'posting':
      return post(state, event, world, today);
    case 'noticeReported':
      return report(state, event, world);
    case 'noticeHeld':
      return deferred(event);
    case 'optedOut':
      return { outcomes: [{ type: 'optedOut', channel: textOf(event, 'channel'), on: today }], answer: { ok: true } };
    case 'contactChanged':
      return { outcomes: [contactChanged(event, now)], answer: { ok: true } };
    case 'inboundText':
    case 'newAddress':
      return deskAsked(state, event, world, today);
    case 'circumstanceTold':
      return circumstanceTold(state, event, today, now);
    case 'partnerStanding':
      // It only wakes: what the partner is now, the decision reads.
      return { outcomes: [], answer: { ok: true } };
    case 'agencyContact':
      return agencyContacted(state, event);
    case 'placementHandedOver':
      return placementHandedOver(state, event);
    case 'pledged':
      return collateralAdded(state, event, today, BY_IMPORT);
    case 'campaignRelief':
      return campaignRelief(state, event, world, today);
    case 'trackReported':
      return trackReport(state, event, world, today);
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
  const loan = foldLoan(null, opened);
  return {
    outcomes: [opened, ...standingChanges(loan, 'the take-over'), ...rungsBeforeTakeOver(loan, world.policy)],
    answer: { ok: true },
  };
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
  if (state.postings.some(({ id }) => id === posting.id))
    return refused(
      event,
      'DUPLICATE',
      `${posting.type} ${posting.id}: a posting with this id stands already; nothing changes`,
      'send another posting under an id of its own',
    );
  // Two people undo a write-off, no message from outside (domain.md §7, Approvals).
  if (posting.type === 'writeBack')
    return refused(
      event,
      'NOT_REVERSIBLE',
      'a write-off cannot be undone by a posting',
      'ask to undo it, and let two people approve',
    );
  const malformed = checkArrival(state.terms.contract, posting);
  if (malformed !== null)
    return refused(event, malformed.code, malformed.reason, 'correct it in the core banking system and send it again');
  const { outcomes, after } = booked(state, event.id, posting, world.policy);
  return { outcomes, answer: standingOf(after, posting) };
}

/** Whether a posting counts. An undoing may arrive before what it undoes: it takes effect when that comes. */
function standingOf({ aside }: LoanState, posting: Posting): Answer {
  const standing = aside?.[posting.id];
  if (standing === undefined) return { ok: true };
  if (standing.code === 'UNKNOWN_POSTING' && 'of' in posting) return { ok: true, waitingFor: posting.of };
  const remedy = 'it is kept and counts once what it contradicts does not; if it is wrong, reverse it at its source';
  return refuse(standing.code, standing.reason, remedy);
}

/** What became of a message; its day is the lender's. */
function report(state: LoanState, event: CaseEvent, { policy }: World): LoanApplied {
  const { key, status, code, at } = event.content as {
    readonly key: string;
    readonly status: Extract<LoanOutcome, { type: 'noticeReported' }>['status'];
    readonly code?: string;
    readonly at: Instant;
  };
  const on = localDate(at, policy.timeZone);
  return {
    outcomes: [
      { type: 'noticeReported', key, status, on, ...(code === undefined ? {} : { code }) },
      ...receivedDemand(state, event, policy, on),
    ],
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

function trackReport(state: LoanState, event: CaseEvent, { policy }: World, today: PlainDate): LoanApplied {
  const content = event.content as unknown as TrackReport;
  if (!(content.trackId in state.tracks))
    return refused(event, 'TRACK_UNKNOWN', `the loan has no track ${content.trackId}`, 'open the track from the loan');
  const seq = placeOf(event);
  const outcomes: LoanOutcome[] = [
    { ...content, type: 'trackReported', ...(seq === null ? {} : { seq }) },
    ...rightsOfTrack(state, content, today),
  ];
  // Booked: the debt leaves the books and stays on file (账销案存).
  const posting: Posting = { id: content.trackId, type: 'writeOff', on: content.on, bookedOn: today };
  if (content.status === 'writtenOff' && !state.postings.some(({ id }) => id === posting.id)) {
    const { trackId, ground = null, recovererId, on } = content;
    const amounts = onFile(dayOf(state, policy, today).assessment);
    outcomes.push({ type: 'writtenOff', trackId, ground, amounts, on });
    if (recovererId !== undefined && recovererId !== state.recovererId)
      outcomes.push({ type: 'recovererNamed', recovererId, by: trackId, on: today });
    const reported = outcomes.reduce<LoanState>(foldLoan, state);
    outcomes.push(...booked(reported, event.id, posting, policy).outcomes);
  }
  if (content.collateral !== undefined) {
    const reported = outcomes.reduce<LoanState>(foldLoan, state);
    outcomes.push(...disposalReported(reported, content.trackId, content.collateral, event.id, policy, today));
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
