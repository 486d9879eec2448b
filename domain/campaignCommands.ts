import { vote } from './approval.ts';
import { campaignEvidence, strictest } from './campaignDecision.ts';
import { ended } from './campaignPlan.ts';
import { refusedCampaign } from './campaignRefusal.ts';
import { runIn } from './campaignRun.ts';
import type { CampaignOutcome, CampaignState, Proposed } from './campaignState.ts';
import { massFault } from './campaignTerms.ts';
import type { Actor, Applied, CaseEvent } from './case.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { missingKinds } from './evidence.ts';
import { isFault } from './requestKinds.ts';
import type { World } from './world.ts';

type CampaignApplied = Applied<CampaignOutcome>;

interface Said {
  readonly state: CampaignState;
  readonly event: CaseEvent;
  readonly actor: Actor;
  readonly world: World;
  readonly today: PlainDate;
}

/** Commands that a person gives to a campaign. */
export function campaignCommand(said: Said): CampaignApplied {
  switch (said.event.type) {
    case 'propose':
      return proposed(said);
    case 'approve':
    case 'refuse':
      return decided(said);
    case 'withdraw':
      return withdrawn(said);
    default:
      return refusedCampaign(
        said.event,
        'COMMAND_UNKNOWN',
        `a campaign knows no command ${said.event.type}`,
        'propose, approve, refuse or withdraw',
      );
  }
}

const taskOf = ({ campaignId }: CampaignState): string => `campaign/${campaignId}`;

/** Command `propose`: `{ run, hash }`. Nothing happens at any loan before others have approved it. */
function proposed({ state, event, actor, world, today }: Said): CampaignApplied {
  const no = (code: string, reason: string, remedy: string): CampaignApplied =>
    refusedCampaign(event, code, reason, remedy);
  if (state.status !== 'draft')
    return no(
      'CAMPAIGN_EXISTS',
      `campaign ${state.campaignId} is ${state.status}`,
      'propose another, under its own id',
    );
  const run = runIn(event.content);
  if (run === null) return no('CAMPAIGN_MALFORMED', 'the dry run is not whole', 'propose it through the API');
  const hash = world.campaign?.hashes[event.id];
  if (hash === undefined || event.content['hash'] !== hash)
    return no('DRY_RUN_CHANGED', 'it is not the dry run that was looked at', 'simulate it again and look at it');
  if (run.asOf !== today)
    return no('DRY_RUN_CHANGED', `the dry run is of ${run.asOf}, today is ${today}`, 'simulate it again');
  if (run.reason.trim() === '') return no('REASON_MISSING', 'a campaign needs a reason', 'say why, in a sentence');
  const wrong = massFault(run.kind, run.terms);
  if (wrong !== null) return no(wrong.code, wrong.reason, wrong.remedy);
  if (run.totals.accepted === 0)
    return no('NOTHING_ACCEPTED', 'no loan would get it', 'look at the reasons in the dry run');
  const { loans, everySeconds } = run.pace;
  if (loans < 1 || loans > 500 || everySeconds < 1 || everySeconds > 3_600)
    return no('PACE_OUT_OF_RANGE', 'it would go too fast or not at all', '1 to 500 loans every 1 to 3600 seconds');
  const rules = run.policies.map((policyHash) => world.campaign?.rules[policyHash]);
  if (!rules.every((rule) => rule !== undefined))
    return no('POLICY_UNKNOWN', 'a policy of the loans is not known here', 'simulate it again');
  const asked = strictest(rules, run.totals, run.currency);
  if (isFault(asked)) return no(asked.code, asked.reason, asked.remedy);
  const { roles, documents, rule } = asked;
  if (!roles.includes(actor.role))
    return no('ROLE_NOT_ALLOWED', `${actor.role} may not propose this`, `ask one of ${roles.join(', ')}`);
  const missing = missingKinds(documents, run.documents);
  if (missing.length > 0)
    return no('EVIDENCE_MISSING', `${run.kind} needs ${missing.join(', ')}`, 'hand them in and name them');
  const dueOn = addDays(today, rule.answerDays);
  const approval = { rule, maker: actor.id, askedOn: today, dueOn, escalated: false, rows: [] };
  return {
    outcomes: [
      { type: 'campaignProposed', run, hash, approval, by: actor.id },
      {
        ...{ type: 'taskOpened', taskId: taskOf(state), task: 'campaign', step: run.kind, personId: null },
        ...{ role: rule.roles[0] ?? rule.escalateTo, on: today, dueOn },
      },
    ],
    answer: { ok: true, hash, decideBy: dueOn, approvalsMissing: rule.approvers, roles: rule.roles },
  };
}

/** The campaign while it waits for its deciders; else why nobody can decide it. */
function waiting({ state, event }: Said): Proposed | CampaignApplied {
  if (state.status === 'proposed' && state.proposed !== null) return state.proposed;
  return refusedCampaign(
    event,
    'CAMPAIGN_OVER',
    `campaign ${state.campaignId} is ${state.status}`,
    state.status === 'draft' ? 'propose it first' : 'nothing is left to decide',
  );
}

/** Commands `approve` and `refuse`: `{ hash, reason? }`; the hash is that of the dry run which was looked at. */
function decided(said: Said): CampaignApplied {
  const { state, event, actor, world, today } = said;
  const open = waiting(said);
  if (!('run' in open)) return open;
  const { hash: looked, reason } = event.content;
  const { run, hash, approval } = open;
  if (looked !== hash)
    return refusedCampaign(
      event,
      'EVIDENCE_CHANGED',
      'it is not said that this very dry run was looked at',
      `look at it (recoup relief mass show ${state.campaignId}) and name its hash`,
    );
  const decision = event.type === 'approve' ? 'approved' : 'rejected';
  const evidence = campaignEvidence(run, hash, today);
  const voted = vote(approval, actor, { decision, evidenceHash: hash }, evidence, world.delegations ?? []);
  if ('code' in voted) return refusedCampaign(event, voted.code, voted.reason, voted.remedy);
  const { row, complete, missing } = voted;
  const closed = (result: string): CampaignOutcome => ({
    ...{ type: 'taskClosed', taskId: taskOf(state), result, by: actor.id, on: today },
  });
  if (decision === 'rejected') {
    if (typeof reason !== 'string' || reason.trim() === '')
      return refusedCampaign(event, 'REASON_MISSING', 'a refusal needs a reason', 'say why, in a sentence');
    return {
      outcomes: [
        { type: 'approvalRefused', row, reason },
        ended('refused', reason, actor.id, today),
        closed('rejected'),
      ],
      answer: { ok: true, status: 'refused' },
    };
  }
  const given: CampaignOutcome = { type: 'approvalGiven', row, complete };
  if (!complete) return { outcomes: [given], answer: { ok: true, status: 'proposed', approvalsMissing: missing } };
  return { outcomes: [given, closed('approved')], answer: { ok: true, status: 'running' } };
}

/** Command `withdraw`: `{ reason }`, by who proposed it or whom it escalates to. Loans that were asked go on; no other is. */
function withdrawn({ state, event, actor, today }: Said): CampaignApplied {
  const { proposed: open, status } = state;
  if (open === null || (status !== 'proposed' && status !== 'running'))
    return refusedCampaign(
      event,
      'CAMPAIGN_OVER',
      `campaign ${state.campaignId} is ${status}`,
      'nothing is left to take back',
    );
  const { maker, rule } = open.approval;
  if (actor.id !== maker && actor.role !== rule.escalateTo)
    return refusedCampaign(
      event,
      'NOT_MAKER',
      'somebody else proposed it',
      `let ${maker} or a ${rule.escalateTo} do it`,
    );
  const { reason } = event.content;
  if (typeof reason !== 'string' || reason.trim() === '')
    return refusedCampaign(event, 'REASON_MISSING', 'it needs a reason', 'say why, in a sentence');
  const over = ended('withdrawn', reason, actor.id, today);
  const task: CampaignOutcome = {
    ...{ type: 'taskClosed', taskId: taskOf(state), result: 'withdrawn', by: actor.id, on: today },
  };
  return {
    outcomes: status === 'proposed' ? [over, task] : [over],
    answer: { ok: true, status: 'withdrawn', asked: open.asked },
  };
}
