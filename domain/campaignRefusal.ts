import type { CampaignOutcome } from './campaignState.ts';
import { refuse } from './case.ts';
import type { Applied, CaseEvent } from './case.ts';

/** What does not fit a campaign: refused with code, reason and remedy, and written down. */
export function refusedCampaign(
  event: CaseEvent,
  code: string,
  reason: string,
  remedy: string,
): Applied<CampaignOutcome> {
  const by = event.actor?.id;
  return {
    outcomes: [
      { type: 'refused', eventId: event.id, what: event.type, code, reason, ...(by === undefined ? {} : { by }) },
    ],
    answer: refuse(code, reason, remedy),
  };
}
