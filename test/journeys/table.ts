// What the journal says and what arrived, as a table of date → what happened. Days are the lender's.
import { collateralWords } from './collateralWords.ts';
import { legalWords } from './legalWords.ts';
import { localDate } from '../../domain/instant.ts';
import type { Instant } from '../../domain/instant.ts';
import { formatAmount } from '../../domain/money.ts';
import type { CollateralOutcome } from '../../domain/collateralState.ts';
import type { ClaimOutcome } from '../../domain/claimState.ts';
import type { LoanOutcome } from '../../domain/loan.ts';
import type { TrackOutcome } from '../../domain/track.ts';
import { tell, tellingOf } from '../../api/words/index.ts';
import { partnerLines } from '../../db/partner.ts';
import { timeline } from '../../db/timeline.ts';
import type { TimelineRow } from '../../db/timeline.ts';
import type { LenderWorld } from '../support/lenderWorld.ts';
import { ZONE, caseOf } from './play.ts';
import type { Life } from './life.ts';

interface Line {
  readonly at: Instant;
  readonly text: string;
  /** The message that arrived; lines of one message are one line. */
  readonly reference?: string;
}

const money = (amountMinor: number): string => formatAmount(amountMinor, 'CNY');

/** The whole life, a line for each thing; what came with one instant keeps the order of the journal. */
export async function tableOf(world: LenderWorld, life: Life): Promise<string[]> {
  const rows = await timeline(world.db, life.loanId, { from: null, limit: 1_000, newestFirst: false });
  const lines = rows.flatMap((row) => linesOf(world, life, row));
  return joined(lines)
    .sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
    .map(({ at, text }) => `${localDate(at, ZONE)}  ${text}`);
}

/** What the case of a partner says, a line for each row, in the order of its journal. */
export async function partnerTableOf(world: LenderWorld, partnerId: string): Promise<string[]> {
  const rows = await partnerLines(world.db, partnerId, 1_000);
  return rows.reverse().map(({ at, body, policy }) => {
    const text = tell(`partner/${partnerId}`, body, tellingOf(policy, policy.currency, 'en'), 'en');
    return `${localDate(at, ZONE)}  ${text}`;
  });
}

/** What became due for one person on one channel in one minute is one message (docs/policy.md, "Loans of one debtor"). */
function joined(lines: readonly Line[]): Line[] {
  const byMessage = new Map<string, Line>();
  for (const line of lines) {
    const key = line.reference ?? String(byMessage.size);
    const first = byMessage.get(key);
    byMessage.set(key, first === undefined ? line : { ...first, text: `${first.text} + ${line.text}` });
  }
  return [...byMessage.values()];
}

function linesOf(world: LenderWorld, life: Life, row: TimelineRow): Line[] {
  const ofLoan = row.caseId === caseOf(life);
  const name = ofLoan ? '' : `${row.caseId.replace(`/${life.loanId}/`, ' ')}: `;
  const outcome = row.body as LoanOutcome | TrackOutcome;
  if (outcome.type === 'noticeDecided') return [noticeLine(world, row, outcome, name)];
  const text = row.caseId.startsWith('collateral/')
    ? collateralWords(row.body as CollateralOutcome, life.loanId)
    : wordsOf(outcome, life);
  return text === null ? [] : [{ at: row.at, text: `${name}${text}` }];
}

/** A message stands where it arrived; one that did not arrive stands where it was decided. */
function noticeLine(
  world: LenderWorld,
  { at, message }: TimelineRow,
  outcome: Extract<LoanOutcome | TrackOutcome, { type: 'noticeDecided' }>,
  name: string,
): Line {
  const { step, channel, party, occurrence, oldestDueOn, facts, line, about } = outcome;
  const to = party === 'debtor' ? '' : ` to the ${party}`;
  const why =
    oldestDueOn !== ''
      ? `${facts.overdueDays} days, ${money(facts.overdueMinor)}`
      : `${occurrence}, ${money(line.dueMinor)}`;
  const spoken = typeof about === 'string' ? about : step === 'collateral' ? outcome.template : step;
  const what = `${name}${channel}${to} ${spoken} (${why})`;
  const times = message === null ? 0 : world.received(message.reference);
  if (message === null || message.acceptedAt === null)
    return { at, text: `${what} decided${times > 0 ? ' AND SENT' : ''}` };
  const { acceptedAt, reference } = message;
  return { at: acceptedAt, reference, text: times === 1 ? what : `${what} RECEIVED ${times} TIMES` };
}

/** What only a claim knows. */
function claimWords(outcome: ClaimOutcome): string {
  switch (outcome.type) {
    case 'limitExceeded':
      return `beyond the limit of ${outcome.partnerId}: ${outcome.beyond}`;
    case 'documentsAttached':
      return `documents: ${outcome.documents.map(({ kind }) => kind).join()}, missing: ${outcome.missing.join()}`;
    case 'contestResolved':
      return `contest ${outcome.result}, ${money(outcome.demandedMinor)}${outcome.deadlineOn === null ? '' : ` by ${outcome.deadlineOn}`}`;
    case 'partnerPaid':
      return `${money(outcome.receivedMinor)} of ${money(outcome.demandedMinor)} came${outcome.deadlineOn === null ? '' : `, the rest by ${outcome.deadlineOn}`}`;
    case 'claimReopened':
      return `reopened, due by ${outcome.deadlineOn}`;
    case 'endCorrected':
      return `${outcome.was} corrected to ${outcome.as}`;
    case 'refundOwed':
      return `refund owed: ${money(outcome.owedMinor)}`;
    case 'refundBooked':
      return `refunded ${money(outcome.amountMinor)}: ${outcome.reference}`;
    case 'subrogated':
      return `bought back for ${money(outcome.paidMinor)}`;
    case 'letterDropped':
      return `${outcome.about} dropped: ${outcome.code}`;
  }
}

/** Null: told by another line (a message by its arrival, a track's opening by its loan). */
function wordsOf(outcome: LoanOutcome | TrackOutcome, { loanId }: Life): string | null {
  const short = (id: string): string => id.replace(`/${loanId}/`, ' ').replace(`${loanId}/`, '');
  switch (outcome.type) {
    case 'limitExceeded':
    case 'documentsAttached':
    case 'contestResolved':
    case 'partnerPaid':
    case 'claimReopened':
    case 'endCorrected':
    case 'refundOwed':
    case 'refundBooked':
    case 'subrogated':
    case 'letterDropped':
      return claimWords(outcome);
    case 'opened':
      return 'terms' in outcome && 'postings' in outcome ? 'opened' : null;
    case 'posted':
      return postingWords(outcome, short);
    case 'campaignAnswered':
      return `campaign answered ${outcome.answer.ok ? 'done' : outcome.answer.code}`;
    case 'refused':
      return `${outcome.what} refused: ${outcome.code}`;
    case 'requestMade':
      return `${outcome.by} asks for ${outcome.request.kind}`;
    case 'requestApproved':
      return `request approved by ${outcome.row.actorId}`;
    case 'requestRejected':
      return `request rejected by ${outcome.row.actorId}`;
    case 'requestExecuted':
      return `${outcome.kind} carried out`;
    case 'requestEnded':
      return `request ${outcome.as}: ${outcome.because}`;
    case 'securityAsked':
    case 'securityProvided':
    case 'securityEnded':
      return outcome.type;
    case 'placed':
      return `placed with ${outcome.placement.agencyId}`;
    case 'placementExtended':
    case 'agencyContacted':
    case 'placementHandedOver':
      return outcome.type;
    case 'placementEnded':
      return `placement ${outcome.as}`;
    case 'accelerationDecided':
      return `called in: ${outcome.acceleration.ground}`;
    case 'accelerationReceived':
      return `${outcome.party} has the notice`;
    case 'accelerationUnserved':
      return `${outcome.party} is not reached`;
    case 'accelerationSet':
      return `all due on ${outcome.effectiveOn}`;
    case 'accelerationInEffect':
      return `the whole rest is due`;
    case 'accelerationEnded':
      return `calling in ${outcome.as}`;
    case 'accelerationCorrected':
    case 'accelerationStands':
      return outcome.type;
    case 'reliefJudged':
      return `${outcome.what} ${outcome.as}${outcome.was === 'running' ? '' : `, was ${outcome.was}`}`;
    case 'approvalLapsed':
      return 'approval lapsed';
    case 'postingSetAside':
      return `set aside: ${outcome.reason}`;
    case 'postingCounts':
      return `counts: ${short(outcome.postingId)}`;
    case 'correctionWithdrawn':
      return `${outcome.step} not corrected: ${short(outcome.because)}`;
    case 'corrected':
      return `${outcome.step} corrected: ${short(outcome.because)}`;
    case 'countedBeforeTakeOver':
      return `${outcome.step} counted before take-over`;
    case 'noticeHeld':
      return `${outcome.step} waits until ${outcome.until} (${outcome.rule})`;
    case 'stepRefused':
      return `${outcome.step} not possible: ${outcome.code}${
        outcome.partner === undefined ? '' : ` (${outcome.partner.partnerId}, ${outcome.partner.because})`
      }`;
    case 'noticeDeferred':
      return `${short(outcome.key)} deferred`;
    case 'noticeCancelled':
      return `${short(outcome.key)} cancelled: ${outcome.because}`;
    case 'noticeReported':
      return outcome.status === 'accepted' ? null : `${short(outcome.key)} ${outcome.code ?? outcome.status}`;
    case 'taskOpened':
      return `${outcome.role} asked: ${outcome.task} ${outcome.step} by ${outcome.dueOn}`;
    case 'taskClosed':
      return `${short(outcome.taskId)}: ${outcome.result} (${outcome.by})`;
    case 'taskEscalated':
      return `${short(outcome.taskId)} escalated to ${outcome.to}`;
    case 'taskClaimed':
    case 'taskReleased':
    case 'callDialled':
      return null;
    case 'callEnded':
      return `${short(outcome.taskId)}: call ${outcome.code}`;
    case 'callPlanned':
      return `${short(outcome.taskId)}: call back ${outcome.callAt}`;
    case 'trackOpened':
      return `${short(outcome.trackId)} opened: ${outcome.step} (${outcome.facts.overdueDays} days, ${money(outcome.facts.overdueMinor)}, 连${outcome.facts.consecutiveMissed} 累${outcome.facts.cumulativeMissed})`;
    case 'trackTold':
      return `${short(outcome.trackId)} told: ${outcome.because}`;
    case 'claimNotAwaited':
      return `${short(outcome.trackId)} is not waited for (${outcome.partner.partnerId})`;
    case 'trackReported':
      return `${short(outcome.trackId)} is ${outcome.status}${outcome.deadlineOn === null ? '' : `, due by ${outcome.deadlineOn}`}`;
    case 'holdPlaced':
      return `on hold: ${outcome.hold.reason}`;
    case 'holdEnded':
      return 'hold ended';
    case 'armAssigned':
      return `${outcome.experiment}: ${outcome.arm}`;
    case 'maturityDecided':
      return `at maturity: ${outcome.decision} (${outcome.by})`;
    case 'approvalGiven':
      return `approved by ${outcome.row.actorId}${outcome.complete ? ', complete' : ''}`;
    case 'approvalRefused':
      return `rejected by ${outcome.row.actorId}: ${outcome.reason}`;
    case 'answered':
      return `${outcome.answer}${outcome.deadlineOn === null ? '' : `, due by ${outcome.deadlineOn}`}`;
    case 'deadlinePassed':
      return `no answer by ${outcome.deadlineOn}`;
    case 'demandRefused':
      return `refused: ${outcome.reason}`;
    case 'legalOwnerNamed':
    case 'legalDocumentsAdded':
    case 'preservationRequested':
    case 'preservationApproved':
    case 'preservationRejected':
    case 'preservationOrdered':
    case 'preservationRenewed':
    case 'preservationEnded':
    case 'deadlineSet':
    case 'deadlineNear':
    case 'deadlineEnded':
    case 'letterSkipped':
    case 'suitProposed':
    case 'settlementAgreed':
    case 'settlementBroken':
    case 'costRecorded':
    case 'costsCharged':
    case 'bundleTaken':
    case 'suitReopened':
      return legalWords(outcome);
    case 'stageRecorded':
      return outcome.stage;
    case 'ended':
      return `ended ${outcome.as}: ${outcome.because}`;
    case 'told':
    case 'reported':
      return null;
    case 'policyMoved':
      return `moved to ${outcome.policy.id} ${outcome.policy.version}`;
    case 'optedOut':
      return `opted out of ${outcome.channel}`;
    case 'contactChanged':
      return `contact with ${outcome.personId} changed: ${outcome.what}`;
    case 'disputeOpened':
      return `${outcome.dispute.kind} about ${outcome.dispute.about}, answer by ${outcome.dispute.answerBy}`;
    case 'disputeResolved':
      return `${short(outcome.disputeId)} ${outcome.outcome}`;
    case 'promiseMade':
      return `promised ${outcome.promise.dates.map(({ dueOn, amountMinor }) => `${money(amountMinor)} by ${dueOn}`).join(', ')}`;
    case 'promiseKept':
    case 'promisePartKept':
    case 'promiseBroken':
      return `${outcome.type}: ${money(outcome.receivedMinor)} of ${money(outcome.amountMinor)} by ${outcome.dueOn}${outcome.was === null ? '' : `, was ${outcome.was}`}`;
    case 'promiseWithdrawn':
      return `promise withdrawn: ${outcome.because}`;
    case 'collateralAdded':
      return `pledged: ${outcome.item.id}`;
    case 'collateralUpdated':
      return `${outcome.itemId} updated`;
    case 'collateralMoved':
      return `${outcome.itemId}: ${outcome.status}`;
    case 'writtenOff':
      return `off the books: ${money(Object.values(outcome.amounts).reduce((sum, one) => sum + one, 0))}${outcome.ground === null ? '' : ` (${outcome.ground})`}`;
    case 'recovererNamed':
      return `recovered by ${outcome.recovererId}`;
    case 'undoAsked':
      return `undoing asked by ${outcome.by}`;
    case 'undoApproved':
      return `undoing approved by ${outcome.row.actorId}`;
    case 'undoRejected':
      return `undoing rejected by ${outcome.row.actorId}`;
    case 'writeOffUndone':
      return `${short(outcome.trackId)} undone`;
    case 'packAsked':
      return `evidence asked (${outcome.ground ?? 'no ground'})`;
    case 'groundNamed':
      return `ground ${outcome.ground}`;
    case 'evidenceAdded':
      return `evidence: ${outcome.documents.map(({ kind }) => kind).join(', ')}`;
    case 'evidenceRemoved':
      return `evidence out: ${short(outcome.documentId)}`;
    case 'packTaken':
      return `pack taken by ${outcome.by}`;
    case 'packSubmitted':
      return `handed in by ${outcome.by} (${outcome.ground})`;
    case 'circumstanceReported':
      return `${outcome.circumstance.kind} of ${outcome.circumstance.personId} reported`;
    case 'circumstanceVerified':
      return `${outcome.kind} verified, ${outcome.happenedOn}${outcome.claimBy === undefined ? '' : `, claims until ${outcome.claimBy}`}`;
    case 'circumstanceRefuted':
      return `${outcome.kind} refuted`;
    case 'circumstanceEnded':
      return `${outcome.kind} ended ${outcome.ending}`;
    case 'representativeNamed':
      return `${outcome.representative.capacity} ${outcome.representative.personId}`;
    case 'circumstanceTold':
      return `told ${outcome.circumstance.kind} ${outcome.circumstance.status}`;
    case 'claimRegistered':
      return `claim of ${outcome.amountMinor} as of ${outcome.asOf} registered${outcome.late ? ' late' : ''}`;
    case 'recallAsked':
      return `calling in on ${outcome.ground}: ${outcome.request ?? outcome.code ?? ''}`;
    case 'claimNotRegistered':
      return `no claim by ${outcome.claimBy}`;
    case 'rightKept':
      return null;
    case 'suitOver':
    case 'keepingWithdrawn':
      return outcome.type;
    case 'lapseAlarm':
      return `${outcome.right} lapses on ${outcome.lapsesOn}: ${outcome.role}`;
    case 'lapseMoved':
    case 'rightStands':
      return `${outcome.right} lapses on ${outcome.lapsesOn ?? 'no day'}`;
    case 'rightLapsed':
      return `${outcome.right} lapsed on ${outcome.lapsedOn}`;
    case 'settled':
      return 'settled';
    case 'reopened':
      return `reopened: ${outcome.because}`;
    case 'closed':
      return `closed as ${outcome.as}`;
    case 'noticeDecided':
      return null;
  }
}

function postingWords({ posting }: Extract<LoanOutcome, { type: 'posted' }>, short: (id: string) => string): string {
  switch (posting.type) {
    case 'payment': {
      const { payer = 'borrower', amountMinor, valueDate, bookedOn } = posting;
      return `${payer} paid ${money(amountMinor)}${valueDate === bookedOn ? '' : `, value date ${valueDate}`}`;
    }
    case 'reversal':
      return `${short(posting.of)} reversed`;
    case 'writeOff':
      return 'written off';
    default:
      return posting.type;
  }
}
