import type { Policy } from './policy.ts';
import type { ApprovalRule } from './approvalRules.ts';
import type { ReliefRules } from './reliefRules.ts';
import type { LoanRequest, RequestKindName } from './requestState.ts';

/** What a policy says about one kind of request; docs/policy.md, "Requests". */
export interface RequestRule {
  /** Roles that may ask. */
  readonly roles: readonly string[];
  /** Kinds of documents that have to be there. */
  readonly documents: readonly string[];
  readonly approval: ApprovalRule;
}

/** Who asks, decides and proves, for each kind; relief says besides what it may be (reliefRules.ts). */
export type RequestRules = {
  readonly [K in RequestKindName]?: RequestRule & (K extends keyof ReliefRules ? Partial<ReliefRules[K]> : unknown);
};

/** For a kind of which the policy says nothing: nobody forgets to limit what gives money away. */
export const DEFAULT_REQUEST: RequestRule = {
  roles: ['collector', 'supervisor', 'creditHead'],
  documents: [],
  approval: {
    approvers: 2,
    roles: ['creditHead', 'riskHead'],
    answerDays: 7,
    escalateTo: 'president',
    expireDays: 30,
  },
};

export function requestRuleOf({ requests }: Policy, kind: RequestKindName): RequestRule {
  return requests?.[kind] ?? DEFAULT_REQUEST;
}

export function isOpenRequest({ ended }: LoanRequest): boolean {
  return ended === undefined;
}
