import type { LoanState } from './loanState.ts';
import type { Placement, PlacementOutcome } from './placementState.ts';

/** One row about a placement added to the case file. Consults neither rule nor clock. */
export function foldPlacement(state: LoanState, row: PlacementOutcome): LoanState {
  switch (row.type) {
    case 'placed':
      return { ...state, placements: [...(state.placements ?? []), row.placement] };
    case 'placementExtended':
      return mapOne(state, row.id, (one) => ({ ...one, until: row.until }));
    case 'placementEnded': {
      const { as, on, because } = row;
      return mapOne(state, row.id, (one) => ({ ...one, ended: { as, on, because } }));
    }
    case 'agencyContacted':
      return mapOne(state, row.id, (one) => ({ ...one, contacts: [...one.contacts, row.contact] }));
    case 'placementHandedOver':
      return state;
  }
}

function mapOne(state: LoanState, id: string, change: (one: Placement) => Placement): LoanState {
  if (state.placements === undefined) return state;
  return { ...state, placements: state.placements.map((one) => (one.id === id ? change(one) : one)) };
}
