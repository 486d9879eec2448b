import type { LoanState } from './loanState.ts';
import type { ReliefOutcome } from './reliefState.ts';
import type { LoanRequest, RequestOutcome } from './requestState.ts';

/** One row about a request added to the case file. Consults neither rule nor clock. */
export function foldRequest(state: LoanState, row: RequestOutcome): LoanState {
  switch (row.type) {
    case 'requestMade':
      return { ...state, requests: [...(state.requests ?? []), row.request] };
    case 'requestApproved':
      return withWord(state, row);
    case 'requestRejected':
      return ended(withWord(state, row), row.requestId, {
        as: 'rejected',
        on: row.row.on,
        because: row.reason,
      });
    case 'requestExecuted':
      return ended(withRunning(state, row), row.requestId, { as: 'executed', on: row.on, because: '' });
    case 'requestEnded':
      return ended(state, row.requestId, { as: row.as, on: row.on, because: row.because });
  }
}

/** The answer to a request is late; the state unchanged when the task belongs to none. */
export function requestEscalated(state: LoanState, taskId: string): LoanState {
  return mapRequest(state, taskId, (one) => ({ ...one, approval: { ...one.approval, escalated: true } }));
}

/** Relief stands otherwise than it did; the rows before stay. */
export function foldRelief(state: LoanState, { requestId, as, on }: ReliefOutcome): LoanState {
  return mapRequest(state, requestId, (one) => ({ ...one, standing: { as, on } }));
}

function withRunning(
  state: LoanState,
  { requestId, running }: Extract<RequestOutcome, { readonly type: 'requestExecuted' }>,
): LoanState {
  return running === undefined ? state : mapRequest(state, requestId, (one) => ({ ...one, running }));
}

function withWord(state: LoanState, { requestId, row }: Extract<RequestOutcome, { readonly row: unknown }>): LoanState {
  return mapRequest(state, requestId, (one) => ({
    ...one,
    approval: { ...one.approval, rows: [...one.approval.rows, row] },
  }));
}

function ended(state: LoanState, id: string, end: NonNullable<LoanRequest['ended']>): LoanState {
  return mapRequest(state, id, (one) => ({ ...one, ended: end }));
}

function mapRequest(state: LoanState, id: string, change: (request: LoanRequest) => LoanRequest): LoanState {
  if (state.requests === undefined) return state;
  return { ...state, requests: state.requests.map((one) => (one.id === id ? change(one) : one)) };
}
