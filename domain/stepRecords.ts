/** The rungs that were taken, as a fold finds and changes them. */
import type { LoanState, StepRecord } from './loanState.ts';

export function withRecord(state: LoanState, record: StepRecord): LoanState {
  const others = state.steps.filter((other) => other.step !== record.step || other.occurrence !== record.occurrence);
  return { ...state, steps: [...others, record] };
}

export function mapKey(state: LoanState, key: string, change: (record: StepRecord) => StepRecord): LoanState {
  return { ...state, steps: state.steps.map((record) => (record.key === key && key !== '' ? change(record) : record)) };
}

export function previous(state: LoanState, step: string, occurrence: string): StepRecord | undefined {
  return state.steps.find((record) => record.step === step && record.occurrence === occurrence);
}

export function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
