import type { LoanState, LoanTerms } from './loanState.ts';
import type { SecurityAsk, SecurityGiven, SecurityOutcome } from './securityState.ts';

/** One row about further security added to the case file. Consults neither rule nor clock. */
export function foldSecurity(state: LoanState, row: SecurityOutcome): LoanState {
  switch (row.type) {
    case 'securityAsked':
      return { ...state, securities: [...(state.securities ?? []), row.security] };
    case 'securityProvided': {
      const given = { ...state, terms: withSecurity(state.terms, row.given) };
      return row.id === null ? given : ended(given, row.id, { as: 'provided', on: row.on, because: row.given.what });
    }
    case 'securityEnded':
      return ended(state, row.id, { as: row.as, on: row.on, because: row.because });
  }
}

/** Who guarantees is a party of the loan from then on: for permission, notices and claims alike. */
function withSecurity(terms: LoanTerms, given: SecurityGiven): LoanTerms {
  switch (given.what) {
    case 'guarantor': {
      // The period of the guarantee was agreed with the one before.
      const { guaranteeUntil: _until, ...rest } = terms;
      return { ...rest, guarantorId: given.guarantorId };
    }
    case 'collateral': {
      const before = terms.profile?.collateralMinor ?? 0;
      return { ...terms, profile: { ...terms.profile, collateralMinor: before + given.valueMinor } };
    }
  }
}

function ended(state: LoanState, id: string, end: NonNullable<SecurityAsk['ended']>): LoanState {
  if (state.securities === undefined) return state;
  return { ...state, securities: state.securities.map((one) => (one.id === id ? { ...one, ended: end } : one)) };
}
