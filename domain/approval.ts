import type { Actor } from './case.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import type { Delegation } from './delegation.ts';
import { standsInFor } from './delegation.ts';
import type { DocumentRef } from './evidence.ts';
import { formatAmount } from './money.ts';
import type { Minor } from './money.ts';
import type { NoticeLine } from './notice.ts';
import type { ApprovalRule } from './approvalRules.ts';
import { sameJson } from './sameJson.ts';

/** The maker of everything that a policy asks for by itself; no person can be its own checker for it. */
export const AUTOMATIC_MAKER = 'recoup';

/** What was on the table when a person decided: figures and hashes only, so that it can stand in the journal. */
export interface ApprovalEvidence {
  readonly asOf: PlainDate;
  readonly currency: string;
  readonly overdueDays: number;
  readonly overdueMinor: Minor;
  readonly outstandingMinor: Minor;
  /** Documents that were handed in for it; absent when there are none. */
  readonly documents?: readonly DocumentRef[];
  /** What it comes to if it is approved, where that was computed beforehand. */
  readonly effect?: unknown;
}

/** One person's word. */
export interface ApprovalRow {
  readonly decision: 'approved' | 'rejected';
  readonly actorId: string;
  readonly role: string;
  readonly authenticated: boolean;
  readonly on: PlainDate;
  readonly evidence: ApprovalEvidence;
  /** SHA-256 of the evidence as it was shown, hex; absent when the command did not say. */
  readonly evidenceHash?: string;
  /** Whose authority was used, by which delegation; absent when it was the person's own. */
  readonly onBehalfOf?: string;
  readonly delegationId?: string;
}

/** A rule as it applies to one question: the level that its amount reaches. */
export interface AskedRule extends ApprovalRule {
  /** What is at stake; absent when nobody asked by amount. */
  readonly atStakeMinor?: Minor;
  readonly currency?: string;
  /** Of what could be given up, so many percent; absent when nobody asked by share. */
  readonly atStakePercent?: number;
}

/** A question to so many different people, none of them the one who asked (domain.md §7, Approvals). */
export interface Approval {
  readonly rule: AskedRule;
  readonly maker: string;
  readonly askedOn: PlainDate;
  /** On this day it escalates if it is still open. */
  readonly dueOn: PlainDate;
  readonly escalated: boolean;
  readonly rows: readonly ApprovalRow[];
  /** So often it was asked before; absent the first time. */
  readonly round?: number;
}

/** Why a person may not answer, and what to do instead. */
export interface ApproverRefusal {
  readonly code: 'ROLE_MISSING' | 'SAME_PERSON' | 'ABOVE_LIMIT' | 'EVIDENCE_CHANGED';
  readonly reason: string;
  readonly remedy: string;
}

/** The rule for an amount (and a share): the first level that covers both, or what stands outside of the levels. */
export function ruleFor(rule: ApprovalRule, atStakeMinor: Minor, currency: string, atStakePercent = 0): AskedRule {
  const level = rule.levels?.find(
    ({ uptoMinor, uptoPercent = Infinity }) => atStakeMinor <= uptoMinor && atStakePercent <= uptoPercent,
  );
  if (rule.levels === undefined) return rule;
  const { approvers: count, roles } = level ?? rule;
  const share = atStakePercent === 0 ? {} : { atStakePercent };
  return { ...rule, approvers: count, roles, atStakeMinor, currency, ...share };
}

/** From this day on a question that nobody answered is over; null when it stays open. */
export function expiresOn({ rule: { expireDays }, askedOn }: Approval): PlainDate | null {
  return expireDays === undefined ? null : addDays(askedOn, expireDays);
}

/** How many different people have approved. */
export function approvers(approval: Approval): number {
  return new Set(approval.rows.filter((row) => row.decision === 'approved').map((row) => row.actorId)).size;
}

/** So many people as the rule asks for have approved, and nobody has rejected. */
export function isApproved(approval: Approval): boolean {
  return approvers(approval) >= approval.rule.approvers && !approval.rows.some((row) => row.decision === 'rejected');
}

/** With which authority a person answers: their own, or that of somebody who delegated it. */
export interface Standing {
  readonly role: string;
  readonly delegation?: Delegation;
}

/** Why this person may not answer, or with which authority. An escalated question may also be answered by the role it went to. */
export function standingOf(
  approval: Approval,
  actor: Actor,
  delegations: readonly Delegation[],
  on: PlainDate,
): Standing | ApproverRefusal {
  const { rule, escalated, maker, rows } = approval;
  const roles = escalated ? [...rule.roles, rule.escalateTo] : rule.roles;
  const own: Standing | undefined = roles.includes(actor.role) ? { role: actor.role } : undefined;
  const delegated = delegations.filter((one) => standsInFor(one, actor.id, on) && roles.includes(one.role));
  const said = new Set(rows.flatMap(({ actorId, onBehalfOf = actorId }) => [actorId, onBehalfOf]));
  // Who has asked or answered does so neither again nor through somebody else (maker ≠ checker ≠ second checker).
  const isSame = (id: string): boolean => id === maker || said.has(id);
  if (isSame(actor.id))
    return {
      code: 'SAME_PERSON',
      reason: actor.id === maker ? 'who asks does not approve' : 'this person has answered before',
      remedy: 'ask another person',
    };
  if (own !== undefined) return own;
  const [first] = delegated;
  const free = delegated.find(({ from }) => !isSame(from));
  if (free !== undefined) return { role: free.role, delegation: free };
  if (first !== undefined)
    return {
      code: 'SAME_PERSON',
      reason: `${first.from}, for whom ${actor.id} stands in, has asked or answered`,
      remedy: 'ask another person',
    };
  return tooLow(rule, actor) ?? roleMissing(actor, roles);
}

function roleMissing({ role }: Actor, roles: readonly string[]): ApproverRefusal {
  return {
    code: 'ROLE_MISSING',
    reason: `${role} may not answer this; it takes one of ${roles.join(', ')}`,
    remedy: 'ask a person who has one of these roles',
  };
}

/** The role may approve, but not so much. */
function tooLow(rule: AskedRule, { role }: Actor): ApproverRefusal | null {
  const { levels = [], atStakeMinor, currency, roles, atStakePercent = 0 } = rule;
  const own = levels.findLast((level) => level.roles.includes(role));
  if (own === undefined || atStakeMinor === undefined || currency === undefined) return null;
  const [limit, asked] = [formatAmount(own.uptoMinor, currency), formatAmount(atStakeMinor, currency)];
  const { uptoPercent = Infinity } = own;
  if (atStakePercent > uptoPercent)
    return {
      code: 'ABOVE_LIMIT',
      reason: `${role} may approve up to ${uptoPercent} %; this is ${atStakePercent} %`,
      remedy: `ask a person who is one of ${roles.join(', ')}`,
    };
  return {
    code: 'ABOVE_LIMIT',
    reason: `${role} may approve up to ${limit} ${currency}; this is ${asked} ${currency}`,
    remedy: `ask a person who is one of ${roles.join(', ')}`,
  };
}

/** What a person said, and what they had before them when they said it. */
export interface Said {
  readonly decision: ApprovalRow['decision'];
  readonly seen?: unknown;
  readonly evidenceHash?: unknown;
}

export interface Voted {
  readonly row: ApprovalRow;
  /** It was the last word that the rule asks for. */
  readonly complete: boolean;
  /** So many people more have to approve. */
  readonly missing: number;
}

/** One person's word, with what stands on the table today; refused when that is not what they saw. */
export function vote(
  approval: Approval,
  actor: Actor,
  said: Said,
  evidence: ApprovalEvidence,
  delegations: readonly Delegation[],
): Voted | ApproverRefusal {
  const standing = standingOf(approval, actor, delegations, evidence.asOf);
  if ('code' in standing) return standing;
  if (said.seen !== undefined && !sameJson(said.seen, evidence))
    return {
      code: 'EVIDENCE_CHANGED',
      reason: 'what it rests on has changed since it was looked at',
      remedy: 'look at it again and decide on what stands now',
    };
  const { role, delegation } = standing;
  const row: ApprovalRow = {
    decision: said.decision,
    actorId: actor.id,
    role,
    authenticated: actor.authenticated,
    on: evidence.asOf,
    evidence,
    ...(typeof said.evidenceHash === 'string' ? { evidenceHash: said.evidenceHash } : {}),
    ...(delegation === undefined ? {} : { onBehalfOf: delegation.from, delegationId: delegation.id }),
  };
  const after = { ...approval, rows: [...approval.rows, row] };
  return { row, complete: isApproved(after), missing: Math.max(0, approval.rule.approvers - approvers(after)) };
}

export function evidenceOf(line: NoticeLine, documents: readonly DocumentRef[] = []): ApprovalEvidence {
  const { asOf, currency, overdueDays, overdueMinor, outstandingMinor } = line;
  const figures = { asOf, currency, overdueDays, overdueMinor, outstandingMinor };
  return documents.length === 0 ? figures : { ...figures, documents };
}
