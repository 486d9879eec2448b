import type { ApprovalRow } from './approval.ts';
import { CAMPAIGN_SCHEMA_VERSION } from './campaignState.ts';
import type { CampaignOutcome, CampaignState, LoanAnswer, Proposed } from './campaignState.ts';
import type { Instant } from './instant.ts';

/** One journal row added to the case file of a campaign. Consults neither rule nor clock. */
export function foldCampaign(state: CampaignState | null, row: CampaignOutcome): CampaignState {
  if (row.type === 'opened') {
    const { campaignId, policy } = row;
    return {
      ...{ schemaVersion: CAMPAIGN_SCHEMA_VERSION, kind: 'campaign', campaignId, terms: { policy } },
      ...{ status: 'draft', proposed: null, ended: null },
    };
  }
  if (state === null) throw new Error('JOURNAL_WITHOUT_OPENING');
  switch (row.type) {
    case 'campaignProposed': {
      const { run, hash, approval } = row;
      const counts = { pagesAsked: 0, asked: 0, carriedOut: 0, refused: {}, askedMinor: 0, carriedOutMinor: 0 };
      return {
        ...state,
        status: 'proposed',
        proposed: { run, hash, approval, ...counts, movedAt: null, askedAt: null },
      };
    }
    case 'approvalGiven':
      return { ...withWord(state, row.row), status: row.complete ? 'running' : state.status };
    case 'approvalRefused':
      return withWord(state, row.row);
    case 'loansAsked': {
      const { loanIds, atStakeMinor, at } = row;
      return having(state, (before) => ({
        ...before,
        pagesAsked: before.pagesAsked + 1,
        asked: before.asked + loanIds.length,
        askedMinor: before.askedMinor + atStakeMinor,
        ...{ movedAt: at, askedAt: at },
      }));
    }
    case 'loanAnswered':
      return having(state, (before) => answered(before, row.answer, row.at));
    case 'campaignEnded':
      return { ...state, status: row.as, ended: { as: row.as, on: row.on, because: row.because } };
    case 'taskEscalated':
      return having(state, (before) => ({ ...before, approval: { ...before.approval, escalated: true } }));
    case 'taskOpened':
    case 'taskClosed':
    case 'refused':
      return state;
  }
}

function having(state: CampaignState, change: (before: Proposed) => Proposed): CampaignState {
  return state.proposed === null ? state : { ...state, proposed: change(state.proposed) };
}

function withWord(state: CampaignState, word: ApprovalRow): CampaignState {
  return having(state, (before) => ({
    ...before,
    approval: { ...before.approval, rows: [...before.approval.rows, word] },
  }));
}

function answered(before: Proposed, answer: LoanAnswer, at: Instant): Proposed {
  if (answer.ok) {
    const carriedOutMinor = before.carriedOutMinor + answer.atStakeMinor;
    return { ...before, carriedOut: before.carriedOut + 1, carriedOutMinor, movedAt: at };
  }
  const { [answer.code]: times = 0 } = before.refused;
  return { ...before, refused: { ...before.refused, [answer.code]: times + 1 }, movedAt: at };
}

/** Loans that have said no. */
export const refusedOf = ({ refused }: Pick<Proposed, 'refused'>): number =>
  Object.values(refused).reduce((sum, count) => sum + count, 0);

/** Loans that were asked and have not answered yet. */
export const unansweredOf = (proposed: Proposed): number => proposed.asked - proposed.carriedOut - refusedOf(proposed);
