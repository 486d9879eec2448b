import type { AccelerationAsked } from './acceleration.ts';
import type { Approval, ApprovalRow } from './approval.ts';
import type { Outcome } from './case.ts';
import type { PlainDate } from './date.ts';
import type { DocumentRef } from './evidence.ts';
import type { DefermentTerms } from './deferment.ts';
import type { ExtensionTerms } from './extension.ts';
import type { DecisionFacts } from './loanState.ts';
import type { Minor } from './money.ts';
import type { PlacementTerms } from './placement.ts';
import type { ReinstatementTerms } from './reinstatement.ts';
import type { PlanTerms } from './plan.ts';
import type { ReliefStanding, Running } from './reliefState.ts';
import type { RestructureTerms } from './restructure.ts';
import type { Effect } from './simulation.ts';
import type { TemporaryLoanTerms } from './temporaryLoan.ts';
import type { WaiverTerms } from './waiver.ts';

/** What may be asked for a loan, each with its terms; what they do is in `requestKinds.ts`. */
export interface RequestTerms {
  readonly waiver: WaiverTerms;
  readonly deferment: DefermentTerms;
  readonly acceleration: AccelerationAsked;
  readonly placement: PlacementTerms;
  readonly reinstatement: ReinstatementTerms;
  readonly plan: PlanTerms;
  readonly restructure: RestructureTerms;
  readonly temporaryLoan: TemporaryLoanTerms;
  readonly extension: ExtensionTerms;
}
export type RequestKindName = keyof RequestTerms;

export type RequestEnd =
  | 'executed'
  | 'rejected'
  | 'withdrawn'
  /** Nobody decided in time. */
  | 'expired'
  /** The facts have changed: there is nothing left of what was asked. */
  | 'lapsed';

/** A request as one kind has it. */
export interface RequestOf<K extends RequestKindName> {
  readonly kind: K;
  readonly terms: RequestTerms[K];
}

/** Something that a person asks for a loan and that others decide (docs/decisions/0008). */
export type LoanRequest = RequestFrame & { [K in RequestKindName]: RequestOf<K> }[RequestKindName];

interface RequestFrame {
  readonly id: string;
  readonly askedOn: PlainDate;
  readonly reason: string;
  readonly documents: readonly DocumentRef[];
  /** Its maker is the person who asked. */
  readonly approval: Approval;
  readonly atStakeMinor: Minor;
  /** The campaign that it belongs to; absent when it was asked by itself. */
  readonly campaign?: string;
  /** What goes on since it was carried out, and how that stands; absent while nothing does. */
  readonly running?: Running;
  readonly standing?: { readonly as: ReliefStanding; readonly on: PlainDate };
  readonly ended?: { readonly as: RequestEnd; readonly on: PlainDate; readonly because: string };
}

/** Journal rows of requests, in the journal of their loan. */
export type RequestOutcome =
  | (Outcome & {
      readonly type: 'requestMade';
      readonly request: LoanRequest;
      /** What it would come to if it were carried out at once. */
      readonly effect: Effect;
      readonly facts: DecisionFacts;
      readonly by: string;
    })
  | (Outcome & {
      readonly type: 'requestApproved';
      readonly requestId: string;
      readonly row: ApprovalRow;
      readonly complete: boolean;
    })
  | (Outcome & {
      readonly type: 'requestRejected';
      readonly requestId: string;
      readonly row: ApprovalRow;
      readonly reason: string;
    })
  | (Outcome & {
      readonly type: 'requestExecuted';
      readonly requestId: string;
      readonly kind: RequestKindName;
      readonly effect: Effect;
      readonly by: string;
      readonly on: PlainDate;
      readonly campaign?: string;
      /** What goes on from now on; absent when all is done. */
      readonly running?: Running;
    })
  | (Outcome & {
      readonly type: 'requestEnded';
      readonly requestId: string;
      readonly as: Exclude<RequestEnd, 'executed' | 'rejected'>;
      readonly because: string;
      readonly by: string;
      readonly on: PlainDate;
    });
