import { COLLATERAL_SCHEMA_VERSION } from './collateralState.ts';
import type {
  CollateralLoanOutcome,
  CollateralNotice,
  CollateralOutcome,
  CollateralState,
  PledgedItem,
} from './collateralState.ts';
import { addDays, daysBetween } from './date.ts';
import type { PlainDate } from './date.ts';
import type { LoanState } from './loanState.ts';

/** One journal row added to the case file of a disposal. Consults neither rule nor clock. */
export function foldCollateral(state: CollateralState | null, row: CollateralOutcome): CollateralState {
  if (row.type === 'opened') {
    const { type: _type, on, because: _because, ...opened } = row;
    return {
      ...opened,
      ...{
        schemaVersion: COLLATERAL_SCHEMA_VERSION,
        kind: 'collateral',
        openedOn: on,
        status: 'valuing',
        statusOn: on,
      },
      ...{
        valuations: [],
        valueMinor: null,
        disposal: null,
        approval: null,
        rounds: [],
        costsMinor: 0,
        seizedOn: null,
      },
      ...{ realised: null, tasks: {}, tasksAsked: {}, notices: [], arrearsEnded: null, ended: null, reported: null },
    };
  }
  if (state === null) throw new Error('JOURNAL_WITHOUT_OPENING');
  switch (row.type) {
    case 'taskOpened': {
      const { taskId, task, dueOn } = row;
      const asked = (state.tasksAsked[task] ?? 0) + 1;
      const tasks = { ...state.tasks, [taskId]: { task, dueOn, escalated: false } };
      return { ...state, tasks, tasksAsked: { ...state.tasksAsked, [task]: asked } };
    }
    case 'taskClosed':
      return { ...state, tasks: Object.fromEntries(Object.entries(state.tasks).filter(([id]) => id !== row.taskId)) };
    case 'taskEscalated': {
      const task = state.tasks[row.taskId];
      if (task === undefined) return state;
      const tasks = { ...state.tasks, [row.taskId]: { ...task, escalated: true } };
      if (task.task !== 'approval' || state.approval === null) return { ...state, tasks };
      return { ...state, tasks, approval: { ...state.approval, escalated: true } };
    }
    case 'valued': {
      const { valuation, valueMinor, on } = row;
      const next = { ...state, valuations: [...state.valuations, valuation], valueMinor };
      const moves = state.status === 'valuing' || state.status === 'valued';
      return moves ? { ...next, status: valueMinor === null ? 'valuing' : 'valued', statusOn: on } : next;
    }
    case 'valuationExpired':
      return {
        ...state,
        valueMinor: null,
        ...(state.status === 'valued' ? { status: 'valuing', statusOn: row.on } : {}),
      };
    case 'disposalProposed': {
      const { disposal, rule, by, on, dueOn } = row;
      const approval = { rule, maker: by, askedOn: on, dueOn, escalated: false, rows: [] };
      return { ...state, disposal, approval, status: 'awaitingApproval', statusOn: on };
    }
    case 'approvalGiven':
    case 'approvalRefused': {
      if (state.approval === null) return state;
      const approval = { ...state.approval, rows: [...state.approval.rows, row.row] };
      if (row.type === 'approvalRefused' || !row.complete) return { ...state, approval };
      // Asked again after possession: what was taken stays taken.
      const status = state.seizedOn === null ? 'approved' : 'possessed';
      return { ...state, approval, status, statusOn: row.row.on };
    }
    case 'seized':
      return { ...state, status: 'possessed', statusOn: row.on, seizedOn: row.on };
    case 'costAdded':
      return { ...state, costsMinor: state.costsMinor + row.amountMinor };
    case 'roundOpened':
      return { ...state, rounds: [...state.rounds, row.round], status: 'onSale', statusOn: row.on };
    case 'roundFailed':
      return { ...state, rounds: lastRound(state, 'failed'), status: 'possessed', statusOn: row.on };
    case 'realised': {
      const { realised } = row;
      const rounds = state.status === 'onSale' ? lastRound(state, 'sold') : state.rounds;
      return {
        ...state,
        rounds,
        realised,
        costsMinor: realised.costsMinor,
        status: 'surplusOwed',
        statusOn: realised.on,
      };
    }
    case 'surplusPaid':
      return state;
    case 'noticeWanted': {
      const { about, personId, fields } = row;
      const fresh = { about, personId, key: '', channelAt: 0, attempt: 0, status: 'wanted', fields } as const;
      return { ...state, notices: [...state.notices, fresh] };
    }
    case 'noticeDecided': {
      const { key, channelAt, attempt } = row;
      return mapNotice(state, row.at, ({ until: _until, ...one }) => ({
        ...one,
        key,
        channelAt,
        attempt,
        status: 'sent',
      }));
    }
    case 'noticeWaits':
      return mapNotice(state, row.at, (one) => ({ ...one, until: row.until, channelAt: row.channelAt }));
    case 'noticeGivenUp':
      return mapNotice(state, row.at, (one) => ({ ...one, status: 'failed' }));
    case 'noticeCancelled':
      // What was taken back because it stands still is said anew when it goes on.
      return mapKey(state, row.key, (one) => ({
        ...one,
        status: state.suspended !== undefined && state.ended === null ? 'wanted' : 'cancelled',
      }));
    case 'noticeReported':
      return mapKey(state, row.key, (one) => reported(one, row.status));
    case 'told':
      if (row.what === 'suspended') return { ...state, suspended: { because: row.because, on: row.on } };
      if (row.what === 'resumed') return resumed(state, row.on);
      return row.what === 'arrearsEnded' ? { ...state, arrearsEnded: row.because } : state;
    case 'ended': {
      const { as, on, because } = row;
      return { ...state, status: as, statusOn: on, ended: { as, on, because } };
    }
    case 'contactChanged':
      return {
        ...state,
        notices: state.notices.map((one) =>
          one.until !== undefined && one.until > row.at ? { ...one, until: row.at } : one,
        ),
      };
    case 'reported': {
      const { status, carriedOut, ended, deadlineOn } = row;
      return { ...state, reported: { status, carriedOut, ended, deadlineOn } };
    }
    case 'noticeDeferred':
    case 'optedOut':
    case 'refused':
      return state;
  }
}

/** The days on which it stood still are given back to whoever had to do something. */
function resumed({ suspended, ...state }: CollateralState, on: PlainDate): CollateralState {
  if (suspended === undefined) return state;
  const days = daysBetween(suspended.on, on);
  const tasks = Object.entries(state.tasks).map(([id, task]) => [id, { ...task, dueOn: addDays(task.dueOn, days) }]);
  return { ...state, tasks: Object.fromEntries(tasks) as CollateralState['tasks'] };
}

function lastRound({ rounds }: CollateralState, result: 'failed' | 'sold'): CollateralState['rounds'] {
  return rounds.map((round, at) => (at === rounds.length - 1 ? { ...round, result } : round));
}

/** Gone out is gone out; a failure asks for the next channel. */
function reported(
  one: CollateralNotice,
  status: 'accepted' | 'delivered' | 'failed' | 'optedOut' | 'parked',
): CollateralNotice {
  if (one.status === 'cancelled') return one;
  if (status === 'accepted' || status === 'delivered') return { ...one, status: 'left' };
  return status === 'parked' ? one : { ...one, status: 'wanted', channelAt: one.channelAt + 1 };
}

function mapNotice(
  state: CollateralState,
  at: number,
  change: (one: CollateralNotice) => CollateralNotice,
): CollateralState {
  return { ...state, notices: state.notices.map((one, index) => (index === at ? change(one) : one)) };
}

function mapKey(
  state: CollateralState,
  key: string,
  change: (one: CollateralNotice) => CollateralNotice,
): CollateralState {
  return { ...state, notices: state.notices.map((one) => (one.key === key && key !== '' ? change(one) : one)) };
}

/** One row about collateral added to the case file of the loan. */
export function foldPledged(state: LoanState, row: CollateralLoanOutcome): LoanState {
  switch (row.type) {
    case 'collateralAdded':
      return { ...state, collateral: [...(state.collateral ?? []), { item: row.item, status: 'pledged' }] };
    case 'collateralUpdated': {
      const { itemId, insuredUntil, registeredUntil } = row;
      return mapItem(state, itemId, (one) => ({ ...one, item: { ...one.item, insuredUntil, registeredUntil } }));
    }
    case 'collateralMoved':
      return mapItem(state, row.itemId, (one) => ({ ...one, status: row.status }));
  }
}

/** A day on which insurance or registration ends was asked about: once. */
export function expiryAsked(state: LoanState, itemId: string, what: string): LoanState {
  return mapItem(state, itemId, (one) => ({ ...one, asked: [...(one.asked ?? []), what] }));
}

function mapItem(state: LoanState, itemId: string, change: (one: PledgedItem) => PledgedItem): LoanState {
  if (state.collateral === undefined) return state;
  return { ...state, collateral: state.collateral.map((one) => (one.item.id === itemId ? change(one) : one)) };
}
