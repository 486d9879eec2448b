import type { Instalment } from './contract.ts';
import type { Outcome } from './case.ts';
import type { PlainDate } from './date.ts';
import type { DocumentRef } from './evidence.ts';
import type { Minor } from './money.ts';

/** How a borrower can still avert it: by paying the arrears, by what a person confirms, or not at all. */
export const CURES = ['arrearsPaid', 'confirmed', 'none'] as const;
export type Cure = (typeof CURES)[number];

/** Of the interest of instalments that had not fallen due: what was earned by the day, all of it, or none. */
export const UNEARNED = ['earned', 'all', 'none'] as const;
export type FutureInterest = (typeof UNEARNED)[number];

/** Who has to have the notice before anything rests on it. */
export type NoticeParty = 'debtor' | 'guarantor';

export interface ToBeReached {
  readonly party: NoticeParty;
  readonly personId: string;
  readonly receivedOn?: PlainDate;
  /** No channel brought it: a person serves it. */
  readonly unserved?: true;
}

/** What the policy said when it was decided; it stands, whatever the policy says later. */
export interface AccelerationTerms {
  readonly ground: string;
  readonly cure: Cure;
  /** Calendar days from the receipt of the notice to the day on which all is due. */
  readonly noticeDays: number;
  readonly onNonWorkingDay: 'next' | 'same';
  readonly interest: FutureInterest;
  readonly fees: 'all' | 'none';
}

/** The day on which the whole rest fell due, and what it took the place of. */
export interface InEffect {
  readonly on: PlainDate;
  readonly postingId: string;
  /** Number of the instalment that all fell into. */
  readonly instalment: number;
  readonly amountMinor: Minor;
  /** What had not fallen due, as it was open: what a reinstatement brings back. */
  readonly replaced: readonly Instalment[];
}

export type AccelerationEnd =
  /** The borrower has paid the arrears before it took effect. */
  | 'cured'
  /** A person took it back before it took effect. */
  | 'withdrawn'
  /** Nothing falls due later any more. */
  | 'nothingLeft'
  /** Agreed: the schedule holds again. */
  | 'reinstated';

/** The lender declares that the whole loan falls due (宣布提前到期, 提前收回). */
export interface Acceleration extends AccelerationTerms {
  readonly id: string;
  readonly requestId: string;
  readonly decidedOn: PlainDate;
  readonly parties: readonly ToBeReached[];
  /** Known once everybody has the notice. */
  readonly effectiveOn?: PlainDate;
  readonly inEffect?: InEffect;
  /** By the postings that count now, the arrears had been paid before it took effect. */
  readonly corrected?: true;
  readonly ended?: { readonly as: AccelerationEnd; readonly on: PlainDate; readonly because: string };
}

/** Journal rows about it, in the journal of the loan. */
export type AccelerationOutcome =
  | (Outcome & { readonly type: 'accelerationDecided'; readonly acceleration: Acceleration })
  | (Outcome & {
      readonly type: 'accelerationReceived';
      readonly id: string;
      readonly party: NoticeParty;
      readonly on: PlainDate;
      /** A message that was delivered, or a receipt that a person recorded. */
      readonly how: 'message' | 'receipt';
      readonly by: string;
      readonly documents?: readonly DocumentRef[];
    })
  | (Outcome & {
      readonly type: 'accelerationUnserved';
      readonly id: string;
      readonly party: NoticeParty;
      readonly code: string;
      readonly on: PlainDate;
    })
  | (Outcome & { readonly type: 'accelerationSet'; readonly id: string; readonly effectiveOn: PlainDate })
  | (Outcome & { readonly type: 'accelerationInEffect'; readonly id: string; readonly inEffect: InEffect })
  | (Outcome & {
      readonly type: 'accelerationEnded';
      readonly id: string;
      readonly as: AccelerationEnd;
      readonly because: string;
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'accelerationCorrected';
      readonly id: string;
      readonly because: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'accelerationStands';
      readonly id: string;
      readonly because: string;
      readonly on: PlainDate;
    });
