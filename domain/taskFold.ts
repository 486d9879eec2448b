/** What the journal says of tasks: calls and the question of maturity here, the others by what they are about. */
import {
  circumstanceTaskClosed,
  circumstanceTaskEscalated,
  circumstanceTaskOpened,
  isCircumstanceTask,
  taskOfCircumstance,
} from './circumstanceFold.ts';
import { expiryAsked } from './collateralFold.ts';
import { isDeskTask } from './deskTask.ts';
import { disputeEscalated } from './disputeFold.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import { requestEscalated } from './requestFold.ts';
import { mapKey, previous, withRecord, without } from './stepRecords.ts';
import { undoEscalated } from './writeOffFold.ts';

type TaskOutcome = Extract<LoanOutcome, { readonly type: 'taskOpened' | 'taskClosed' | 'taskEscalated' }>;

function withoutDeskTask({ deskTasks = {}, ...state }: LoanState, taskId: string): LoanState {
  const left = without(deskTasks, taskId);
  return Object.keys(left).length === 0 ? state : { ...state, deskTasks: left };
}

export function foldTask(state: LoanState, outcome: TaskOutcome): LoanState {
  switch (outcome.type) {
    case 'taskOpened': {
      const { taskId, task, step, occurrence, on, dueOn, oldestDueOn, raisedBy, escalateTo } = outcome;
      // Disputes, requests and the question of undoing a write-off keep their own days.
      if (task === 'dispute' || task === 'request' || task === 'undoWriteOff') return state;
      if (isDeskTask(task)) {
        const { personId } = outcome;
        const [itemId = '', ...what] = occurrence.split(' ');
        const asked = task === 'collateralExpiry' ? expiryAsked(state, itemId, what.join(' ')) : state;
        const level = escalateTo === undefined ? {} : { level: { dueOn, escalateTo } };
        return { ...asked, deskTasks: { ...state.deskTasks, [taskId]: { kind: task, personId, ...level } } };
      }
      if (isCircumstanceTask(task)) return circumstanceTaskOpened(state, occurrence, taskId, task, dueOn);
      const tasks = { ...state.tasks, [taskId]: { kind: task, step, dueOn } };
      if (task === 'maturityDecision') return { ...state, tasks, maturity: { ...state.maturity, taskId } };
      const attempt = (previous(state, step, occurrence)?.attempt ?? -1) + 1;
      const record = { step, occurrence, key: taskId, on, doneOn: null, oldestDueOn, channelAt: 0, attempt };
      const raised = raisedBy === undefined ? {} : { raisedBy };
      return withRecord({ ...state, tasks }, { ...record, ...raised, status: 'open' });
    }
    case 'taskClosed': {
      const circumstance = taskOfCircumstance(state, outcome.taskId);
      if (circumstance !== undefined) return circumstanceTaskClosed(state, circumstance);
      if (state.deskTasks?.[outcome.taskId] !== undefined) return withoutDeskTask(state, outcome.taskId);
      return mapKey({ ...state, tasks: without(state.tasks, outcome.taskId) }, outcome.taskId, (record) => ({
        ...record,
        // A call that went to a supervisor has counted as carried out since then, and still does.
        status: outcome.result === 'noLongerNeeded' && record.status === 'open' ? 'cancelled' : 'done',
        doneOn: record.doneOn ?? outcome.on,
      }));
    }
    case 'taskEscalated': {
      const { taskId, on, dueOn } = outcome;
      if (state.disputes?.some(({ id }) => id === taskId) === true) return disputeEscalated(state, taskId);
      if (state.writeOffs?.some(({ undo }) => undo?.taskId === taskId) === true) return undoEscalated(state, taskId);
      const circumstance = taskOfCircumstance(state, taskId);
      if (circumstance !== undefined) return circumstanceTaskEscalated(state, circumstance, on);
      // Whose list it stands in is written beside it; it goes no further.
      const desk = state.deskTasks?.[taskId];
      if (desk !== undefined) {
        const { level: _level, ...rest } = desk;
        return { ...state, deskTasks: { ...state.deskTasks, [taskId]: rest } };
      }
      if (state.requests?.some(({ id }) => id === taskId) === true) return requestEscalated(state, taskId);
      const task = state.tasks[taskId];
      if (task?.kind !== 'call') return { ...state, maturity: { ...state.maturity, escalated: true } };
      const { claim: _claim, ...rest } = task;
      const escalated = { ...rest, escalatedOn: on, dueOn: dueOn ?? task.dueOn };
      return mapKey({ ...state, tasks: { ...state.tasks, [taskId]: escalated } }, taskId, (record) =>
        record.status === 'open' ? { ...record, status: 'done', doneOn: on } : record,
      );
    }
  }
}
