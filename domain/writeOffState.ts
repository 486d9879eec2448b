import type { Approval, ApprovalRow, AskedRule } from './approval.ts';
import type { Outcome } from './case.ts';
import type { ByComponent } from './contract.ts';
import type { PlainDate } from './date.ts';
import type { DocumentRef } from './evidence.ts';

/** The pack of a write-off (核销材料) while it is gathered and as it was handed in; part of the track. */
export interface WriteOffPack {
  /** Null until the figures or a person have named one. */
  readonly ground: string | null;
  readonly documents: readonly DocumentRef[];
  /** How often it was asked for, and how often an approval was asked before: names of tasks are used once. */
  readonly round: number;
  readonly approvals: number;
  /** Who asked for the approval, and who recovers the debt from then on (清收责任人). */
  readonly submittedBy?: string;
  readonly recovererId?: string;
}

/** Rows of a write-off in the journal of its track. */
export type WriteOffTrackOutcome =
  /** The pack is asked for: before the first approval, and again when its ground has gone before it was carried out. */
  | (Outcome & {
      readonly type: 'packAsked';
      readonly ground: string | null;
      readonly because: string;
      readonly round: number;
      readonly on: PlainDate;
    })
  | (Outcome & { readonly type: 'groundNamed'; readonly ground: string; readonly by: string; readonly on: PlainDate })
  | (Outcome & {
      readonly type: 'evidenceAdded';
      readonly documents: readonly DocumentRef[];
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'evidenceRemoved';
      readonly documentId: string;
      readonly reason: string;
      readonly by: string;
      readonly on: PlainDate;
    })
  /** Complete and handed in: from here on nothing of it changes, and this is what is approved. */
  | (Outcome & {
      readonly type: 'packSubmitted';
      readonly ground: string;
      readonly documents: readonly DocumentRef[];
      readonly recovererId: string;
      readonly rule: AskedRule;
      readonly dueOn: PlainDate;
      readonly by: string;
      readonly on: PlainDate;
    })
  /** The pack was taken as one PDF, which is kept among the documents of the loan. */
  | (Outcome & {
      readonly type: 'packTaken';
      readonly asOf: PlainDate;
      readonly language: string;
      /** Of the PDF: what it is kept as, and its hash. */
      readonly document: DocumentRef;
      readonly by: string;
      readonly on: PlainDate;
    });

/** A write-off of a loan as its own case file has it. */
export interface LoanWriteOff {
  readonly trackId: string;
  readonly ground: string | null;
  readonly on: PlainDate;
  /** The question whether it was a mistake; absent while nobody asks. */
  readonly undo?: WriteOffUndo;
  /** It was a mistake, and counts as if it had never been. */
  readonly undoneOn?: PlainDate;
}

export interface WriteOffUndo {
  readonly taskId: string;
  readonly reason: string;
  readonly approval: Approval;
}

/** Rows of write-offs in the journal of the loan. */
export type WriteOffLoanOutcome =
  | (Outcome & {
      readonly type: 'writtenOff';
      readonly trackId: string;
      readonly ground: string | null;
      /** What left the books as it was known then, by component; returned debits stand under the principal. */
      readonly amounts: ByComponent;
      readonly on: PlainDate;
    })
  /** Who recovers the debt (清收责任人, domain.md §1 row 27). */
  | (Outcome & {
      readonly type: 'recovererNamed';
      readonly recovererId: string;
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'undoAsked';
      readonly trackId: string;
      readonly taskId: string;
      readonly reason: string;
      readonly rule: AskedRule;
      readonly dueOn: PlainDate;
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'undoApproved';
      readonly trackId: string;
      readonly row: ApprovalRow;
      readonly complete: boolean;
    })
  | (Outcome & {
      readonly type: 'undoRejected';
      readonly trackId: string;
      readonly row: ApprovalRow;
      readonly reason: string;
    })
  | (Outcome & { readonly type: 'writeOffUndone'; readonly trackId: string; readonly on: PlainDate });
