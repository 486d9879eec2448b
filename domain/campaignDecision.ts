import { isApproved, ruleFor, vote } from './approval.ts';
import type { Approval, ApprovalEvidence, ApprovalRow, AskedRule } from './approval.ts';
import type { CampaignRule, CampaignRun, CampaignSeen } from './campaignState.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import type { Delegation } from './delegation.ts';
import type { Minor } from './money.ts';
import { fault } from './reliefSite.ts';
import type { RequestFault } from './requestKinds.ts';
import { requestRuleOf } from './requestRules.ts';
import type { Policy } from './policy.ts';
import type { ApprovalRule } from './approvalRules.ts';
import type { MassKind } from './campaignTerms.ts';
import { sameJson } from './sameJson.ts';

export function campaignRuleOf(policy: Policy, kind: MassKind): CampaignRule {
  const { roles, documents, approval } = requestRuleOf(policy, kind);
  return { roles, documents, approval };
}

/** What holds for a campaign over loans of several policies: nobody decides who could not decide for each of them. */
export interface Strictest {
  /** Roles that may ask. */
  readonly roles: readonly string[];
  readonly documents: readonly string[];
  readonly rule: AskedRule;
}

/** The rule that is as strict as every one of these, at the amount of the whole; a fault when no role may decide all. */
export function strictest(
  rules: readonly CampaignRule[],
  { atStakeMinor, atStakePercent }: Pick<CampaignRun['totals'], 'atStakeMinor' | 'atStakePercent'>,
  currency: string,
): Strictest | RequestFault {
  const asked = rules.map(({ approval }) => ruleFor(approval, atStakeMinor, currency, atStakePercent));
  const [first] = asked;
  const disagree = (what: string): RequestFault =>
    fault('POLICIES_DISAGREE', `the policies of the loans name no common ${what}`, 'make a campaign for each policy');
  if (first === undefined) return disagree('rule');
  const roles = inAll(asked.map((one) => one.roles));
  if (roles.length === 0) return disagree('role that decides');
  if (asked.some(({ escalateTo }) => escalateTo !== first.escalateTo)) return disagree('role for late answers');
  const expire = asked.flatMap(({ expireDays }) => (expireDays === undefined ? [] : [expireDays]));
  const { levels, expireDays: _own, ...rest } = first;
  return {
    roles: inAll(rules.map((one) => one.roles)),
    documents: [...new Set(rules.flatMap((one) => one.documents))],
    rule: {
      ...{ ...rest, roles, atStakeMinor, currency },
      approvers: asked.some(({ approvers }) => approvers === 2) ? 2 : 1,
      // Late is it only when it is late for each loan: a role that answers late answers for all.
      answerDays: Math.max(...asked.map(({ answerDays }) => answerDays)),
      ...(expire.length === 0 ? {} : { expireDays: Math.min(...expire) }),
      ...(levels !== undefined && asked.every((one) => sameJson(one.levels, levels)) ? { levels } : {}),
    },
  };
}

const inAll = (lists: readonly (readonly string[])[]): readonly string[] =>
  (lists[0] ?? []).filter((one) => lists.every((list) => list.includes(one)));

/** What stands on the table of who decides about a campaign, on a day. */
export function campaignEvidence(run: CampaignRun, hash: string, today: PlainDate): ApprovalEvidence {
  const { kind, asOf, currency, totals, documents } = run;
  const { overdueMinor, outstandingMinor } = totals.before;
  return {
    ...{ asOf: today, currency, overdueDays: 0, overdueMinor, outstandingMinor },
    ...(documents.length === 0 ? {} : { documents }),
    effect: { hash, kind, simulatedOn: asOf, totals },
  };
}

/**
 * Who decided a campaign, counted again from what they signed, by the rule of one loan at the amount of the whole: maker ≠
 * checker ≠ second checker, roles, limits, lent authority (domain.md §7, Approvals). Nothing that the campaign says of
 * itself is believed here.
 * @param moreMinor by how much the loan is more than the list has it
 */
export function decidedBy(
  seen: CampaignSeen,
  own: ApprovalRule,
  moreMinor: Minor,
  delegations: readonly Delegation[],
): readonly ApprovalRow[] | RequestFault {
  const { run, hash, maker, proposedOn, words } = seen;
  const { atStakeMinor, atStakePercent } = run.totals;
  const rule = ruleFor(own, atStakeMinor + moreMinor, run.currency, atStakePercent);
  const dueOn = addDays(proposedOn, rule.answerDays);
  const asked: Approval = { rule, maker, askedOn: proposedOn, dueOn, escalated: false, rows: [] };
  const approval = words.reduce<Approval>((before, word) => {
    if (word.hash !== hash) return before;
    const { actor, decision, on } = word;
    const evidence = campaignEvidence(run, hash, on);
    const said = { decision, evidenceHash: hash };
    const voted = vote({ ...before, escalated: on >= dueOn }, actor, said, evidence, delegations);
    return 'code' in voted ? before : { ...before, rows: [...before.rows, voted.row] };
  }, asked);
  if (isApproved(approval)) return approval.rows;
  return fault(
    'CAMPAIGN_NOT_DECIDED',
    `the campaign was not decided by ${rule.approvers} of ${rule.roles.join(', ')} for this loan`,
    'ask it for this loan by itself',
  );
}
