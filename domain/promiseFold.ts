import type { LoanState } from './loanState.ts';
import type { PaymentPromise, PromiseOutcome, PromiseVerdict } from './promiseState.ts';

/** One row about a promise added to the case file. Consults neither rule nor clock. */
export function foldPromise(state: LoanState, outcome: PromiseOutcome): LoanState {
  switch (outcome.type) {
    case 'promiseMade':
      return { ...state, promises: [...(state.promises ?? []), outcome.promise] };
    case 'promiseWithdrawn':
      return mapPromise(state, outcome.promiseId, (promise) => ({
        ...promise,
        withdrawnOn: outcome.on,
        ...(outcome.because === 'enteredWrong' ? { enteredWrong: true } : {}),
      }));
    case 'promiseKept':
      return judged(state, outcome, 'kept');
    case 'promisePartKept':
      return judged(state, outcome, 'part');
    case 'promiseBroken':
      return judged(state, outcome, 'broken');
  }
}

function judged(
  state: LoanState,
  { promiseId, dueOn, on }: { readonly promiseId: string; readonly dueOn: string; readonly on: string },
  verdict: PromiseVerdict,
): LoanState {
  return mapPromise(state, promiseId, (promise) => ({
    ...promise,
    dates: promise.dates.map((date) => (date.dueOn === dueOn ? { ...date, verdict, judgedOn: on } : date)),
  }));
}

function mapPromise(state: LoanState, id: string, change: (promise: PaymentPromise) => PaymentPromise): LoanState {
  return { ...state, promises: (state.promises ?? []).map((one) => (one.id === id ? change(one) : one)) };
}
