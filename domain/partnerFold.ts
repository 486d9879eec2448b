import { foldLimit } from './partnerLimit.ts';
import { PARTNER_SCHEMA_VERSION } from './partnerState.ts';
import type { PartnerOutcome, PartnerState } from './partnerState.ts';

/** One journal row added to the case file of a partner. Consults neither rule nor clock: old rows stand for ever. */
export function foldPartner(state: PartnerState | null, row: PartnerOutcome): PartnerState {
  if (row.type === 'partnerOpened')
    return {
      schemaVersion: PARTNER_SCHEMA_VERSION,
      terms: { partnerId: row.partnerId, policy: row.policy },
      openedOn: row.on,
      ...{ tasks: {}, asked: 0, proposals: [], proposed: 0 },
    };
  if (state === null) throw new Error('JOURNAL_WITHOUT_OPENING');
  switch (row.type) {
    case 'partnerMarked':
      return { ...state, notPerforming: { since: row.on, because: row.because } };
    case 'partnerProposed':
      return { ...state, proposals: [...state.proposals, row.proposal], proposed: row.proposal.number };
    case 'partnerProposalClosed':
      return without(state, row.number);
    case 'partnerReinstated': {
      const { notPerforming: _over, ...rest } = without(state, row.number);
      return { ...rest, reinstatedOn: row.on };
    }
    case 'partnerRulesSet':
      return { ...without(state, row.number), rules: row.rules };
    case 'taskOpened': {
      const { taskId, task, dueOn, escalateTo } = row;
      const opened = { kind: task, dueOn, escalateTo, escalated: false };
      return { ...state, tasks: { ...state.tasks, [taskId]: opened }, asked: state.asked + 1 };
    }
    case 'taskClosed': {
      const open = Object.entries(state.tasks).filter(([taskId]) => taskId !== row.taskId);
      return { ...state, tasks: Object.fromEntries(open) };
    }
    case 'taskEscalated': {
      const task = state.tasks[row.taskId];
      if (task === undefined) return state;
      return { ...state, tasks: { ...state.tasks, [row.taskId]: { ...task, escalated: true } } };
    }
    case 'partnerLimitPassed':
    case 'partnerLimitKept':
      return foldLimit(state, row);
    case 'partnerReviewed':
    case 'refused':
      return state;
  }
}

function without(state: PartnerState, number: number): PartnerState {
  return { ...state, proposals: state.proposals.filter((one) => one.number !== number) };
}
