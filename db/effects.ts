/**
 * What an outcome makes happen outside the journal: a message in the outbox, a track of its own, a word to another case.
 * Each outcome type has at most one effect, and no effect has another source (docs/decisions/0001).
 */
import { createHash } from 'node:crypto';
import type { CallOutcome } from '../domain/callState.ts';
import type { CampaignLoanOutcome, CampaignOutcome } from '../domain/campaignState.ts';
import type { Outcome } from '../domain/case.ts';
import type { DisputeOutcome } from '../domain/disputeState.ts';
import { addMilliseconds } from '../domain/instant.ts';
import type { Instant } from '../domain/instant.ts';
import type { LegalOutcome } from '../domain/legalState.ts';
import type { NoticeLine } from '../domain/notice.ts';
import { carryOutCircumstance } from './circumstance.ts';
import type { SaidRow } from './circumstance.ts';
import { holdContact } from './dispute.ts';
import { carryOutCall } from './call/ended.ts';
import { tell } from './inbox.ts';
import { claimMoved, tellLoansOf } from './partner.ts';
import { exposureMoved } from './partnerLimit.ts';
import { cancelNotice, queueNotice } from './joined.ts';
import type { ChainedRow } from './chain.ts';
import type { Queries } from './pool.ts';

export interface EffectContext {
  readonly caseId: string;
  readonly policyHash: string;
  readonly personIds: readonly string[];
  readonly now: Instant;
  /** So long a message waits for others of the same person to join it, in milliseconds. */
  readonly joinMs: number;
  /** Partners with whom more or less lies than before. */
  readonly exposed: readonly string[];
}

/** What the shell does once the transaction stands. */
export interface Aftermath {
  /** Other cases that have something in their inbox now; a new track among them is started by it. */
  readonly woken: string[];
}

/** A notice decided by any kind of case. */
interface DecidedNotice {
  readonly key: string;
  readonly step: string;
  readonly personId: string;
  readonly channel: string;
  readonly template: string;
  readonly attach?: string;
  readonly rank: number;
  readonly mustReach: boolean;
  readonly notBefore: Instant;
  readonly line: NoticeLine;
}

export async function carryOutEffects(
  q: Queries,
  rows: readonly Pick<ChainedRow, 'seq' | 'body'>[],
  context: EffectContext,
): Promise<Aftermath> {
  const aftermath: Aftermath = { woken: [] };
  for (const { seq, body: outcome } of rows) {
    switch (outcome.type) {
      case 'noticeDecided': {
        const notice = outcome as unknown as DecidedNotice;
        const notBefore = addMilliseconds(notice.notBefore, context.joinMs);
        await queueNotice(q, { ...notice, notBefore, caseId: context.caseId, reference: referenceOf(notice.key) });
        break;
      }
      case 'noticeCancelled':
        await cancelNotice(q, outcome['key'] as string);
        break;
      case 'disputeOpened': {
        const { dispute, personId, by } = outcome as Outcome & DisputeOutcome & { type: 'disputeOpened' };
        const held = { disputeId: dispute.id, personId, loanId: context.caseId.slice('loan/'.length), by };
        if (dispute.stopsContact) aftermath.woken.push(...(await holdContact(q, held, false, context.now)));
        break;
      }
      case 'disputeResolved': {
        const { contactFree, ...row } = outcome as Outcome & DisputeOutcome & { type: 'disputeResolved' };
        const held = { ...row, loanId: context.caseId.slice('loan/'.length) };
        if (contactFree) aftermath.woken.push(...(await holdContact(q, held, true, context.now)));
        break;
      }
      case 'circumstanceReported':
      case 'circumstanceVerified':
      case 'circumstanceRefuted':
      case 'circumstanceEnded':
      case 'representativeNamed': {
        const said = outcome as unknown as SaidRow & { readonly circumstance?: { readonly id: string } };
        const row = { ...said, seq, id: said.circumstance?.id ?? said.id };
        aftermath.woken.push(...(await carryOutCircumstance(q, context.caseId, row, context.now)));
        break;
      }
      case 'callEnded': {
        const ended = outcome as unknown as Extract<CallOutcome, { type: 'callEnded' }>;
        aftermath.woken.push(...(await carryOutCall(q, ended, { ...context, seq })));
        break;
      }
      case 'trackOpened':
        aftermath.woken.push(await openTrack(q, outcome, context));
        break;
      case 'trackTold': {
        const trackId = outcome['trackId'] as string;
        await tellCase(q, trackId, `told/${context.caseId}/${seq}`, 'told', outcome, context.now);
        aftermath.woken.push(trackId);
        break;
      }
      case 'costsCharged': {
        // Costs that a court awarded: the loan books them as it books what comes from the core banking system.
        const { posting, loanCaseId } = outcome as Outcome & LegalOutcome & { type: 'costsCharged' };
        await tellCase(q, loanCaseId, posting.id, 'posting', { ...posting }, context.now);
        aftermath.woken.push(loanCaseId);
        break;
      }
      case 'partnerMarked':
      case 'partnerReinstated':
        aftermath.woken.push(...(await tellLoansOf(q, context.caseId, seq, context.now)));
        break;
      case 'loansAsked': {
        const { page, loanIds } = outcome as unknown as Extract<CampaignOutcome, { type: 'loansAsked' }>;
        const asked = loanIds.map((loanId) => ({
          ...{ caseId: `loan/${loanId}`, eventId: `${context.caseId}/${loanId}`, type: 'campaignRelief' },
          ...{ content: { campaign: context.caseId, page }, quiet: false },
        }));
        aftermath.woken.push(...(await tell(q, asked, context.now)));
        break;
      }
      case 'campaignAnswered': {
        const { campaignId, loanId, answer } = outcome as unknown as CampaignLoanOutcome;
        const said = { type: 'loanAnswered', content: { loanId, answer }, quiet: true };
        // Quiet: a campaign looks by itself, and a word of each of ten thousand loans would wake it as often.
        await tell(q, [{ ...said, caseId: campaignId, eventId: `answer/${loanId}` }], context.now);
        break;
      }
      case 'reported': {
        const loanCaseId = outcome['loanCaseId'] as string;
        const { type: _type, loanCaseId: _to, ...content } = outcome;
        const eventId = `report/${context.caseId}/${seq}`;
        await tellCase(q, loanCaseId, eventId, 'trackReported', content, context.now);
        aftermath.woken.push(loanCaseId);
        // A report goes to the loan, and of a claim to the partner as well: one word, two readers.
        if (typeof outcome['partnerId'] === 'string')
          aftermath.woken.push(await claimMoved(q, outcome['partnerId'], eventId, context));
        break;
      }
    }
  }
  const { caseId, exposed, now } = context;
  aftermath.woken.push(...(await exposureMoved(q, exposed, `exposure/${caseId}/${rows.at(-1)?.seq ?? 0}`, now)));
  return aftermath;
}

/** Short enough to stand in a text message, and the same for the same key. */
function referenceOf(key: string): string {
  return `R${createHash('sha256').update(key).digest('hex').slice(0, 11).toUpperCase()}`;
}

/** The case row of a track, and the fact that opens it. */
async function openTrack(q: Queries, outcome: Outcome, context: EffectContext): Promise<string> {
  const trackId = outcome['trackId'] as string;
  await q.run(
    `insert into case_file (id, kind, person_ids, policy_hash, schema_version, wake_at)
     values ($1, $2, $3, $4, 1, $5) on conflict (id) do nothing`,
    [trackId, outcome['track'], context.personIds, context.policyHash, context.now],
  );
  const { type: _type, ...content } = outcome;
  await tellCase(q, trackId, `opened/${trackId}`, 'opened', { ...content, loanCaseId: context.caseId }, context.now);
  return trackId;
}

/** A fact for another case: its inbox row, never the case itself (design.md, "Writes no other case"). */
export async function tellCase(
  q: Queries,
  caseId: string,
  eventId: string,
  type: string,
  content: Readonly<Record<string, unknown>>,
  now: Instant,
): Promise<void> {
  await tell(q, [{ caseId, eventId, type, content, quiet: false }], now);
}
