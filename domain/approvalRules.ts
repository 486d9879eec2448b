/** Approval: so many different people of the named roles, none of them the maker. */
export interface ApprovalRule {
  readonly approvers: 1 | 2;
  readonly roles: readonly string[];
  /** Calendar days after which an unanswered approval escalates to `escalateTo`. */
  readonly answerDays: number;
  readonly escalateTo: string;
  /** For smaller amounts, these people instead; by rising amount. */
  readonly levels?: readonly ApprovalLevel[];
  /** Calendar days after which a question that nobody answered is over; without it, it stays open. */
  readonly expireDays?: number;
  /** Calendar days within which what was approved is carried out, or it is asked again; without it, it stays approved. */
  readonly validDays?: number;
}

/** Who approves amounts up to so much (minor units of the policy's currency). */
export interface ApprovalLevel {
  readonly uptoMinor: number;
  /** And shares up to so many percent of what could be given up, where the question has one. */
  readonly uptoPercent?: number;
  readonly approvers: 1 | 2;
  readonly roles: readonly string[];
}
