import type { Outcome } from './case.ts';
import type { HoldKind } from './contact/types.ts';
import type { PlainDate } from './date.ts';
import type { DocumentRef } from './evidence.ts';
import type { Instant } from './instant.ts';
import type { Minor } from './money.ts';

/**
 * What befalls a person of the loan and changes who may be contacted, what may be claimed and by when. `identityFraud`: the
 * person is not the debtor, their identity was stolen. `borrowerFraud`: the borrower deceived the lender.
 */
export const CIRCUMSTANCE_KINDS = ['bankruptcy', 'death', 'identityFraud', 'borrowerFraud'] as const;
export type CircumstanceKind = (typeof CIRCUMSTANCE_KINDS)[number];

export const SOURCES = ['court', 'authority', 'family', 'person', 'thirdParty', 'staff', 'call'] as const;
export type Source = (typeof SOURCES)[number];

/** How it ends, by kind; the ladder goes on after `dismissed` and `mistaken` alone. */
export const ENDINGS = {
  bankruptcy: ['distributed', 'discharged', 'dismissed', 'mistaken'],
  death: ['estateSettled', 'mistaken'],
  identityFraud: ['confirmed', 'mistaken'],
  borrowerFraud: ['handedOver', 'mistaken'],
} as const satisfies Readonly<Record<CircumstanceKind, readonly string[]>>;
export type CircumstanceStatus = 'reported' | 'verified' | 'refuted' | 'ended';
export type Ending = (typeof ENDINGS)[CircumstanceKind][number];

/** The hold on the person that contact stops by (domain.md §5); a borrower who deceived is contacted all the same. */
export const HOLD_OF: Readonly<Record<CircumstanceKind, HoldKind | null>> = {
  bankruptcy: 'bankruptcy',
  death: 'death',
  identityFraud: 'fraud',
  borrowerFraud: null,
};

/** Why a step is not taken towards the person, as it is journalled with the step. */
export const CODE_OF: Readonly<Record<CircumstanceKind, string>> = {
  bankruptcy: 'IN_BANKRUPTCY',
  death: 'DECEASED',
  identityFraud: 'NOT_THE_DEBTOR',
  borrowerFraud: '',
};

export const CAPACITIES = ['administrator', 'executor', 'heir'] as const;

/** Who is written to instead of the person. */
export interface Representative {
  readonly personId: string;
  readonly capacity: (typeof CAPACITIES)[number];
}

export type CircumstanceTaskKind = 'circumstanceVerify' | 'circumstanceClaim' | 'fraudCase';

/** One loan's copy of a circumstance of a person; `claimedOn`, `missed`, `task` and `recall` are this loan's own. */
export interface Circumstance {
  /** `L1/circumstance/1`: named after the loan on which it was reported, and verified, refuted and ended there. */
  readonly id: string;
  readonly kind: CircumstanceKind;
  readonly personId: string;
  readonly source: Source;
  readonly reportedOn: PlainDate;
  readonly reportedBy: string;
  /** Verified, refuted, or ended by: somebody else than who said the word before. */
  readonly status: CircumstanceStatus;
  readonly verifiedOn?: PlainDate;
  readonly verifiedBy?: string;
  /** Acceptance of the bankruptcy by the court (受理), or the day of death. */
  readonly happenedOn?: PlainDate;
  /** Last day on which the claim may be registered. */
  readonly claimBy?: PlainDate;
  readonly representative?: Representative;
  readonly endedOn?: PlainDate;
  readonly ending?: Ending;
  /** Place of the latest word in the journal of the loan that it is named after; absent there. */
  readonly seq?: number;
  readonly claimedOn?: PlainDate;
  readonly missed?: true;
  readonly task?: {
    readonly id: string;
    readonly kind: CircumstanceTaskKind;
    readonly dueOn: PlainDate;
    readonly escalatedOn?: PlainDate;
  };
  /** So many tasks were opened. */
  readonly tasks?: number;
  /** A borrower's fraud: the documents that verified it. */
  readonly evidence?: readonly DocumentRef[];
  /** A borrower's fraud: the request that calls the loan in because of it, or the code of why none was made. */
  readonly recall?: string;
}

/** Journal rows about circumstances, in the journals of loans. */
export type CircumstanceOutcome =
  /** Calling the loan in was asked because of it, or could not be: then `code` and `reason` say why. */
  | (Outcome & {
      readonly type: 'recallAsked';
      readonly id: string;
      readonly ground: string;
      readonly request: string | null;
      readonly code: string | null;
      readonly reason: string | null;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'circumstanceReported';
      readonly circumstance: Circumstance;
      readonly documents: readonly DocumentRef[];
      readonly by: string;
    })
  | (Outcome & {
      readonly type: 'circumstanceVerified';
      readonly id: string;
      readonly kind: CircumstanceKind;
      readonly happenedOn: PlainDate;
      readonly claimBy?: PlainDate;
      readonly documents: readonly DocumentRef[];
      readonly by: string;
      readonly on: PlainDate;
      readonly at: Instant;
    })
  | (Outcome & {
      readonly type: 'circumstanceRefuted';
      readonly id: string;
      readonly kind: CircumstanceKind;
      readonly reason: string;
      readonly documents: readonly DocumentRef[];
      readonly by: string;
      readonly on: PlainDate;
      readonly at: Instant;
    })
  | (Outcome & {
      readonly type: 'circumstanceEnded';
      readonly id: string;
      readonly kind: CircumstanceKind;
      readonly ending: Ending;
      readonly documents: readonly DocumentRef[];
      readonly by: string;
      readonly on: PlainDate;
      readonly at: Instant;
    })
  | (Outcome & {
      readonly type: 'representativeNamed';
      readonly id: string;
      readonly representative: Representative;
      readonly documents: readonly DocumentRef[];
      readonly by: string;
      readonly on: PlainDate;
    })
  /** What was said on the loan that the circumstance is named after, as it stands there. */
  | (Outcome & {
      readonly type: 'circumstanceTold';
      readonly circumstance: Circumstance;
      readonly on: PlainDate;
      readonly at: Instant;
    })
  | (Outcome & {
      readonly type: 'claimRegistered';
      readonly id: string;
      readonly kind: CircumstanceKind;
      readonly asOf: PlainDate;
      readonly amountMinor: Minor;
      /** After the last day (补充申报). */
      readonly late: boolean;
      readonly documents: readonly DocumentRef[];
      readonly by: string;
      readonly on: PlainDate;
    })
  /** A defect: the last day passed, and no claim was registered. */
  | (Outcome & {
      readonly type: 'claimNotRegistered';
      readonly id: string;
      readonly kind: CircumstanceKind;
      readonly claimBy: PlainDate;
      readonly on: PlainDate;
    });
