import type { Outcome } from './case.ts';
import type { PlainDate } from './date.ts';

export const DISPUTE_KINDS = ['complaint', 'dispute'] as const;
export type DisputeKind = (typeof DISPUTE_KINDS)[number];

/** What it is about; a word, for what the person wrote is sealed as a document. */
export const DISPUTE_ABOUT = [
  'amount',
  'payment',
  'identity',
  'contract',
  'conduct',
  'contact',
  'fraud',
  'other',
] as const;
export type DisputeAbout = (typeof DISPUTE_ABOUT)[number];

export const DISPUTE_OUTCOMES = ['upheld', 'partlyUpheld', 'rejected', 'withdrawn'] as const;
export type DisputeResult = (typeof DISPUTE_OUTCOMES)[number];

/** A complaint or a dispute about a loan. What the policy said when it was opened stands here. */
export interface Dispute {
  readonly id: string;
  readonly kind: DisputeKind;
  readonly about: DisputeAbout;
  /** Who answers it. */
  readonly ownerId: string;
  readonly openedOn: PlainDate;
  /** Last day of the service level. */
  readonly answerBy: PlainDate;
  /** While it is open nothing of the ladder is sent. */
  readonly stopsContact: boolean;
  /** While it is open the days of the loan are not counted. */
  readonly pausesDays: boolean;
  /** The placement whose agency it is about. */
  readonly placementId?: string;
  readonly escalated?: true;
  readonly outcome?: DisputeResult;
  readonly resolvedOn?: PlainDate;
}

/** Journal rows of disputes, in the journal of their loan. */
export type DisputeOutcome =
  | (Outcome & {
      readonly type: 'disputeOpened';
      readonly dispute: Dispute;
      readonly personId: string;
      readonly by: string;
      /** What the person said, sealed. */
      readonly documentId?: string;
    })
  | (Outcome & {
      readonly type: 'disputeResolved';
      readonly disputeId: string;
      readonly personId: string;
      readonly outcome: DisputeResult;
      readonly by: string;
      readonly on: PlainDate;
      /** No other dispute of the loan stops contact any more. */
      readonly contactFree: boolean;
      readonly documentId?: string;
    });
