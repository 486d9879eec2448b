import type { LimitationOutcome, LimitationState, RightKept, RightName } from './limitationState.ts';
import type { LoanState } from './loanState.ts';

const byDay = (a: RightKept, b: RightKept): number => (a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? -1 : 1);

/** One row about the limitation clock added to the case file. Consults neither rule nor clock. */
export function foldLimitation(state: LoanState, row: LimitationOutcome): LoanState {
  const { limitation = {} } = state;
  return { ...state, limitation: folded(limitation, row) };
}

function folded(limitation: LimitationState, row: LimitationOutcome): LimitationState {
  const { kept = [], alarms = {}, lapsed = {} } = limitation;
  const changed = (id: string, change: (one: RightKept) => RightKept): LimitationState => ({
    ...limitation,
    kept: kept.map((one) => (one.id === id ? change(one) : one)),
  });
  switch (row.type) {
    case 'rightKept':
      return { ...limitation, kept: [...kept.filter(({ id }) => id !== row.kept.id), row.kept].sort(byDay) };
    case 'suitOver':
      return changed(row.id, (one) => ({ ...one, endedOn: row.on }));
    case 'keepingWithdrawn':
      return changed(row.id, (one) => ({ ...one, withdrawn: true }));
    case 'lapseAlarm': {
      const { right, lapsesOn, daysBefore, taskId, role, on } = row;
      const before = alarms[right];
      const raised = [...(before?.raised ?? []), { role, on, daysBefore }];
      const tasks = (limitation.tasks ?? 0) + (before?.taskId === taskId ? 0 : 1);
      return { ...limitation, tasks, alarms: { ...alarms, [right]: { lapsesOn, daysBefore, taskId, raised } } };
    }
    case 'lapseMoved':
      return withoutAlarm(limitation, row.right);
    case 'rightLapsed':
      return { ...withoutAlarm(limitation, row.right), lapsed: { ...lapsed, [row.right]: row.lapsedOn } };
    case 'rightStands': {
      const { [row.right]: _stands, ...others } = lapsed;
      const { lapsed: _before, ...rest } = limitation;
      return Object.keys(others).length === 0 ? rest : { ...rest, lapsed: others };
    }
  }
}

function withoutAlarm(limitation: LimitationState, right: RightName): LimitationState {
  const { [right]: _over, ...others } = limitation.alarms ?? {};
  const { alarms: _before, ...rest } = limitation;
  return Object.keys(others).length === 0 ? rest : { ...rest, alarms: others };
}
