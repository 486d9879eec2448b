import { expiresOn } from './approval.ts';
import { foldCampaign, unansweredOf } from './campaignFold.ts';
import type { CampaignEnd, CampaignOutcome, CampaignState, Proposed } from './campaignState.ts';
import type { Planned } from './case.ts';
import type { PlainDate } from './date.ts';
import { addMilliseconds, instantAt, localDate, toMilliseconds } from './instant.ts';
import type { Instant } from './instant.ts';
import type { World } from './world.ts';

/** No more loans are asked while so many have not answered: what is slow or stuck does not pile up. */
export const MOST_UNANSWERED = 2_000;
const HOUR_MS = 3_600_000;

/** What is due now and when to look again: late answers of deciders, the next page of the list, the end. */
export function planCampaign(state: CampaignState, world: World, now: Instant): Planned<CampaignOutcome> {
  const { proposed } = state;
  if (proposed === null) return { outcomes: [], wakeAt: null };
  const today = localDate(now, world.policy.timeZone);
  const late = state.status === 'proposed' ? overdue(state, proposed, today) : [];
  const next = state.status === 'running' ? nextPage(proposed, world, today, now) : [];
  if (typeof next === 'string') return { outcomes: late, wakeAt: addMilliseconds(now, HOUR_MS), stuck: next };
  const asked = [...late, ...next];
  const current = asked.reduce<CampaignState>(foldCampaign, state);
  const outcomes = isThrough(current) ? [...asked, ended('done', 'every loan has answered', 'clock', today)] : asked;
  return {
    outcomes,
    wakeAt: wakeOf(outcomes.slice(asked.length).reduce<CampaignState>(foldCampaign, current), world, now),
  };
}

export const ended = (as: CampaignEnd, because: string, by: string, on: PlainDate): CampaignOutcome => ({
  ...{ type: 'campaignEnded', as, because, by, on },
});

/** Nothing is decided in time: whom it escalates to may answer too, and in the end it is over. */
function overdue({ campaignId }: CampaignState, { approval }: Proposed, on: PlainDate): CampaignOutcome[] {
  const taskId = `campaign/${campaignId}`;
  const expires = expiresOn(approval);
  if (expires !== null && on >= expires)
    return [
      ended('expired', `nobody decided before ${expires}`, 'clock', on),
      { type: 'taskClosed', taskId, result: 'expired', by: 'clock', on },
    ];
  const { escalated, dueOn, rule } = approval;
  return escalated || on < dueOn ? [] : [{ type: 'taskEscalated', taskId, to: rule.escalateTo, on }];
}

/** The next page of the list, if it is time for it; why none can be asked, where the list is not the one decided. */
function nextPage(proposed: Proposed, world: World, on: PlainDate, at: Instant): readonly CampaignOutcome[] | string {
  const { run, pagesAsked, askedMinor } = proposed;
  const hash = run.pages[pagesAsked];
  const page = world.campaign?.page;
  if (hash === undefined || nextAskAt(proposed, at) > at || page?.number !== pagesAsked) return [];
  if (page.lines === null) return 'CAMPAIGN_LIST_ALTERED';
  const accepted = page.lines.flatMap((line) => (line.ok ? [line] : []));
  const atStakeMinor = accepted.reduce((sum, line) => sum + line.atStakeMinor, 0);
  // No list comes to more than what was decided, whatever it says.
  if (askedMinor + atStakeMinor > run.totals.atStakeMinor) return 'CAMPAIGN_ABOVE_TOTAL';
  const loanIds = accepted.map(({ loanId }) => loanId);
  return [{ type: 'loansAsked', page: pagesAsked, hash, loanIds, atStakeMinor, at, on }];
}

/** From when the next page may be asked. */
function nextAskAt(proposed: Proposed, now: Instant): Instant {
  const { askedAt, run } = proposed;
  if (askedAt === null) return now;
  const next = addMilliseconds(askedAt, run.pace.everySeconds * 1_000);
  if (unansweredOf(proposed) < MOST_UNANSWERED) return next;
  const later = addMilliseconds(now, run.pace.everySeconds * 1_000);
  return later > next ? later : next;
}

const isThrough = ({ status, proposed }: CampaignState): boolean =>
  status === 'running' &&
  proposed !== null &&
  proposed.pagesAsked === proposed.run.pages.length &&
  unansweredOf(proposed) === 0;

/** Answers are quiet: they are taken along by the wakes of the campaign, which grow rarer while none comes. */
function wakeOf({ status, proposed }: CampaignState, { policy }: World, now: Instant): Instant | null {
  if (proposed === null) return null;
  const { approval, run, pagesAsked, movedAt } = proposed;
  const everyMs = run.pace.everySeconds * 1_000;
  if (status === 'proposed') {
    const expires = expiresOn(approval);
    const dates = [approval.escalated ? null : approval.dueOn, expires].filter((date) => date !== null).sort();
    const [soonest] = dates;
    return soonest === undefined ? null : instantAt(soonest, policy.contactTime.at, policy.timeZone);
  }
  if (status === 'running' && pagesAsked < run.pages.length) {
    const next = nextAskAt(proposed, now);
    // What is decided in this very moment has not read its list yet.
    return next > now ? next : addMilliseconds(now, 1_000);
  }
  if (unansweredOf(proposed) === 0) return null;
  const silentMs = movedAt === null ? 0 : toMilliseconds(now) - toMilliseconds(movedAt);
  return addMilliseconds(now, Math.min(HOUR_MS, Math.max(everyMs, silentMs)));
}
