import type { CallOutcome } from './callState.ts';
import type { LoanState, OpenTask } from './loanState.ts';

/** So many results are kept in the case file; the journal has them all. */
const MOST_KEPT = 20;

function withTask(state: LoanState, taskId: string, change: (task: OpenTask) => OpenTask): LoanState {
  const task = state.tasks[taskId];
  return task === undefined ? state : { ...state, tasks: { ...state.tasks, [taskId]: change(task) } };
}

/** One journal row about a call added to the case file. */
export function foldCall(state: LoanState, outcome: CallOutcome): LoanState {
  switch (outcome.type) {
    case 'taskClaimed':
      return withTask(state, outcome.taskId, (task) => ({
        ...task,
        claim: { by: outcome.by, until: outcome.until },
      }));
    case 'taskReleased':
      return withTask(state, outcome.taskId, ({ claim: _claim, ...task }) => task);
    case 'callPlanned':
      return withTask(state, outcome.taskId, ({ claim: _claim, agreed: _agreed, ...task }) => ({
        ...task,
        dueOn: outcome.dueOn,
        callAt: outcome.callAt,
        ...(outcome.agreed ? { agreed: true as const } : {}),
      }));
    case 'callEnded':
      return { ...state, calls: [...(state.calls ?? []), { code: outcome.code, on: outcome.on }].slice(-MOST_KEPT) };
    case 'callDialled':
      return state;
  }
}
