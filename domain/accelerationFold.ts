import type { Acceleration, AccelerationOutcome } from './accelerationState.ts';
import type { LoanState } from './loanState.ts';

/** One row about calling the loan in added to the case file. Consults neither rule nor clock. */
export function foldAcceleration(state: LoanState, row: AccelerationOutcome): LoanState {
  switch (row.type) {
    case 'accelerationDecided':
      return { ...state, accelerations: [...(state.accelerations ?? []), row.acceleration] };
    case 'accelerationReceived': {
      const { party, on } = row;
      return mapOne(state, row.id, (one) => ({
        ...one,
        parties: one.parties.map((each) => (each.party === party ? { ...each, receivedOn: on } : each)),
      }));
    }
    case 'accelerationUnserved':
      return mapOne(state, row.id, (one) => ({
        ...one,
        parties: one.parties.map((each) => (each.party === row.party ? { ...each, unserved: true } : each)),
      }));
    case 'accelerationSet':
      return mapOne(state, row.id, (one) => ({ ...one, effectiveOn: row.effectiveOn }));
    case 'accelerationInEffect':
      return mapOne(state, row.id, (one) => ({ ...one, inEffect: row.inEffect }));
    case 'accelerationEnded': {
      const { as, on, because } = row;
      return mapOne(state, row.id, (one) => ({ ...one, ended: { as, on, because } }));
    }
    case 'accelerationCorrected':
      return mapOne(state, row.id, (one) => ({ ...one, corrected: true }));
    case 'accelerationStands':
      return mapOne(state, row.id, ({ corrected: _corrected, ...one }) => one);
  }
}

function mapOne(state: LoanState, id: string, change: (one: Acceleration) => Acceleration): LoanState {
  if (state.accelerations === undefined) return state;
  return { ...state, accelerations: state.accelerations.map((one) => (one.id === id ? change(one) : one)) };
}
