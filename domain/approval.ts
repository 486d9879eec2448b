import type { Actor } from './case.ts';
import type { PlainDate } from './date.ts';
import type { NoticeLine } from './notice.ts';
import type { ApprovalRule } from './policy.ts';

/** The maker of everything that a policy asks for by itself; no person can be its own checker for it. */
export const AUTOMATIC_MAKER = 'recoup';

/** What was on the table when a person decided: figures only, so that it can stand in the journal. */
export interface ApprovalEvidence {
  readonly asOf: PlainDate;
  readonly currency: string;
  readonly overdueDays: number;
  readonly overdueMinor: number;
  readonly outstandingMinor: number;
}

/** One person's word. */
export interface ApprovalRow {
  readonly decision: 'approved' | 'rejected';
  readonly actorId: string;
  readonly role: string;
  readonly authenticated: boolean;
  readonly on: PlainDate;
  readonly evidence: ApprovalEvidence;
}

/** A question to so many different people, none of them the one who asked (domain.md §7, Approvals). */
export interface Approval {
  readonly rule: ApprovalRule;
  readonly maker: string;
  readonly askedOn: PlainDate;
  /** On this day it escalates if it is still open. */
  readonly dueOn: PlainDate;
  readonly escalated: boolean;
  readonly rows: readonly ApprovalRow[];
}

/** Why a person may not answer, and what to do instead. */
export interface ApproverRefusal {
  readonly code: 'ROLE_MISSING' | 'SAME_PERSON';
  readonly reason: string;
  readonly remedy: string;
}

/** How many different people have approved. */
export function approvers(approval: Approval): number {
  return new Set(approval.rows.filter((row) => row.decision === 'approved').map((row) => row.actorId)).size;
}

/** So many people as the rule asks for have approved, and nobody has rejected. */
export function isApproved(approval: Approval): boolean {
  return approvers(approval) >= approval.rule.approvers && !approval.rows.some((row) => row.decision === 'rejected');
}

/** Why this person may not answer, or null. An escalated question may also be answered by the role it went to. */
export function checkApprover(approval: Approval, actor: Actor): ApproverRefusal | null {
  const { rule, escalated } = approval;
  const roles = escalated ? [...rule.roles, rule.escalateTo] : rule.roles;
  if (!roles.includes(actor.role))
    return {
      code: 'ROLE_MISSING',
      reason: `${actor.role} may not answer this; it takes one of ${roles.join(', ')}`,
      remedy: 'ask a person who has one of these roles',
    };
  if (actor.id === approval.maker)
    return { code: 'SAME_PERSON', reason: 'who asks does not approve', remedy: 'ask another person' };
  if (approval.rows.some((row) => row.actorId === actor.id))
    return { code: 'SAME_PERSON', reason: 'this person has answered before', remedy: 'ask another person' };
  return null;
}

export function evidenceOf(line: NoticeLine): ApprovalEvidence {
  const { asOf, currency, overdueDays, overdueMinor, outstandingMinor } = line;
  return { asOf, currency, overdueDays, overdueMinor, outstandingMinor };
}
