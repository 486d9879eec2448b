import type { Applied, CaseEvent } from './case.ts';
import { decidedBy } from './campaignDecision.ts';
import { askedFor } from './campaignRun.ts';
import type { LoanAnswer } from './campaignState.ts';
import type { PlainDate } from './date.ts';
import { dayOf, decisionFacts } from './day.ts';
import { foldLoan } from './loanFold.ts';
import { refused } from './loanRefusal.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import { formatAmount } from './money.ts';
import { fault } from './reliefSite.ts';
import { carriedOut } from './request.ts';
import { isFault } from './requestKinds.ts';
import type { RequestFault } from './requestKinds.ts';
import { requestRuleOf } from './requestRules.ts';
import { effectOf } from './simulation.ts';
import type { World } from './world.ts';

/** Between the dry run and the day on which it is carried out a debt may grow by so much: penalty comes day by day. */
export const GROWTH_PERCENT = 10;

/**
 * Fact `campaignRelief`: `{ campaign, page }`. The decision of a campaign takes the place of the loan's own approvals only
 * where the signed words, counted again by the policy of this loan, decide it, and only for what the list says of this
 * loan. The loan answers in either case.
 */
export function campaignRelief(
  state: LoanState,
  event: CaseEvent,
  world: World,
  today: PlainDate,
): Applied<LoanOutcome> {
  const { loanId } = state.terms;
  const { campaign } = event.content;
  const campaignId = typeof campaign === 'string' ? campaign : '';
  const answered = (answer: LoanAnswer): LoanOutcome => ({
    ...{ type: 'campaignAnswered', campaignId, loanId, answer, on: today },
  });
  const done = carriedOutFor(state, event, world, today, campaignId);
  if (isFault(done)) {
    const { code, reason, remedy } = done;
    const no = refused(event, code, reason, remedy);
    return { ...no, outcomes: [...no.outcomes, answered({ ok: false, code, reason })] };
  }
  const { outcomes, requestId, atStakeMinor } = done;
  return {
    outcomes: [...outcomes, answered({ ok: true, requestId, atStakeMinor })],
    answer: { ok: true, request: requestId, ended: 'executed' },
  };
}

interface Done {
  readonly outcomes: readonly LoanOutcome[];
  readonly requestId: string;
  readonly atStakeMinor: number;
}

function carriedOutFor(
  state: LoanState,
  event: CaseEvent,
  world: World,
  today: PlainDate,
  campaignId: string,
): Done | RequestFault {
  const seen = world.campaigns?.[event.id];
  const { currency } = state.terms.contract;
  if (seen === undefined || seen.run.currency !== currency)
    return fault('CAMPAIGN_UNKNOWN', 'no signed campaign stands behind it', 'propose the campaign through the API');
  const { run, maker, line } = seen;
  if (line?.ok !== true)
    return fault('NOT_LISTED', 'the list that was decided does not name the loan', 'ask it for this loan by itself');
  const asked = askedFor(state, run, world, today, maker, line.terms);
  if (isFault(asked)) return asked;
  const { effects } = asked;
  const { atStakeMinor } = effects;
  if (atStakeMinor * 100 > line.atStakeMinor * (100 + GROWTH_PERCENT))
    return fault(
      'ABOVE_APPROVED',
      `today ${formatAmount(atStakeMinor, currency)} ${currency} are at stake, approved were ${formatAmount(line.atStakeMinor, currency)}`,
      'ask it for this loan by itself',
    );
  const moreMinor = Math.max(0, atStakeMinor - line.atStakeMinor);
  const rule = requestRuleOf(world.policy, run.kind).approval;
  const rows = decidedBy(seen, rule, moreMinor, world.delegations ?? []);
  if (isFault(rows)) return rows;
  const { request: drafted } = asked;
  const { rule: own } = drafted.approval;
  const approval = { ...drafted.approval, rule: { ...own, approvers: rows.length === 2 ? 2 : 1 } as const, rows };
  const request = { ...drafted, approval, campaign: campaignId };
  const by = rows.at(-1)?.actorId ?? maker;
  const made: LoanOutcome = {
    ...{ type: 'requestMade', request, effect: effectOf(state, world.policy, effects, today) },
    ...{ facts: decisionFacts(dayOf(state, world.policy, today)), by: maker },
  };
  return {
    outcomes: [made, ...carriedOut(foldLoan(state, made), request, world, today, by, event.id)],
    requestId: request.id,
    atStakeMinor,
  };
}
