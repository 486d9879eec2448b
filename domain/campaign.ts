import { campaignCommand } from './campaignCommands.ts';
import { foldCampaign, unansweredOf } from './campaignFold.ts';
import { planCampaign } from './campaignPlan.ts';
import { refusedCampaign } from './campaignRefusal.ts';
import { CAMPAIGN_SCHEMA_VERSION } from './campaignState.ts';
import type { CampaignOutcome, CampaignState, LoanAnswer } from './campaignState.ts';
import { refuse } from './case.ts';
import type { Applied, CaseEvent, CaseKind } from './case.ts';
import { localDate } from './instant.ts';
import type { Instant } from './instant.ts';
import type { PolicyRef } from './policy.ts';
import type { World } from './world.ts';

/**
 * Mass relief for a region or a product, as a case of its own (docs/decisions/0010): a dry run over the book says what one
 * request would come to at every loan that meets a selection → proposed with the list that it gave, by its hash →
 * decided as a whole by other people, by levels of the total → the loans of the list are asked, page by page. Each loan
 * counts the signed words again by its own policy and carries the request out once, or says why it does not fit any more.
 */
export const campaign: CaseKind<CampaignState, CampaignOutcome, World> = {
  kind: 'campaign',
  schemaVersion: CAMPAIGN_SCHEMA_VERSION,
  apply: applyCampaign,
  plan: planCampaign,
  fold: foldCampaign,
  // A draft waits for nothing: a proposal opens it again.
  isClosed: ({ status, ended, proposed }) =>
    status === 'draft' || (ended !== null && (proposed === null || unansweredOf(proposed) === 0)),
};

/** What a fact or command makes of a campaign. Total: what does not fit is refused with a reason, and that is written down. */
function applyCampaign(
  state: CampaignState | null,
  event: CaseEvent,
  world: World,
  now: Instant,
): Applied<CampaignOutcome> {
  const today = localDate(now, world.policy.timeZone);
  if (event.kind === 'fact' && event.type === 'opened') return open(state, event, today);
  if (state === null)
    return { outcomes: [], answer: refuse('CAMPAIGN_UNKNOWN', 'no such campaign has been opened', 'check the id') };
  if (event.kind === 'command') {
    const { actor } = event;
    if (actor === undefined || actor === null)
      return refusedCampaign(
        event,
        'SIGNATURE_INVALID',
        'the command is not signed by this deployment',
        'send it through the API',
      );
    return campaignCommand({ state, event, actor, world, today });
  }
  if (event.type !== 'loanAnswered')
    return refusedCampaign(event, 'EVENT_UNKNOWN', `a campaign knows no event ${event.type}`, 'send a documented one');
  const { loanId, answer } = event.content as { readonly loanId: string; readonly answer: LoanAnswer };
  return { outcomes: [{ type: 'loanAnswered', loanId, answer, at: now, on: today }], answer: { ok: true } };
}

function open(state: CampaignState | null, event: CaseEvent, on: string): Applied<CampaignOutcome> {
  if (state !== null)
    return refusedCampaign(event, 'ALREADY_OPEN', 'the campaign was opened before', 'nothing has to be done');
  const { campaignId, policy } = event.content as { readonly campaignId: string; readonly policy: PolicyRef };
  return { outcomes: [{ type: 'opened', campaignId, policy, on }], answer: { ok: true } };
}
