import type { Known } from '../../db/importKnown.ts';
import type { Problems } from './errors.ts';
import type { LoanDraft, LoansRead } from './loans.ts';
import { reportAt } from './table.ts';

/**
 * Temporary loans after a disaster (临时贷款) name the loan that they were lent for: one of the input, wherever its row
 * stands, or one that is stored.
 */
export function checkLentFor(read: LoansRead, known: Known, problems: Problems): void {
  for (const draft of read.loans.values()) {
    if (draft === null || draft.row.cells.lent_for === '') continue;
    const wrong = wrongLink(draft, read, known);
    if (wrong !== null) reportAt(problems, 'loans', draft.row, 'lent_for', wrong);
  }
}

interface Wrong {
  readonly code: string;
  readonly rule: string;
  readonly remedy: string;
}

function wrongLink({ row, loanId }: LoanDraft, read: LoansRead, known: Known): Wrong | null {
  const { lent_for: id, borrower_id: borrowerId, disbursed_on: disbursedOn } = row.cells;
  if (id === loanId)
    return { code: 'LENT_FOR_ITSELF', rule: 'a temporary loan is lent for another loan', remedy: correct };
  const draft = read.loans.get(id);
  const stored = known.loans.get(id);
  // A row that cannot be used was reported; whether the link fits it is seen once it is right.
  if (draft === null && stored === undefined) return null;
  const target =
    draft === undefined || draft === null
      ? stored
      : {
          ...{ debtorId: draft.terms.debtorId, disbursedOn: draft.contract.disbursedOn },
          lentFor: draft.row.cells.lent_for === '' ? null : draft.row.cells.lent_for,
        };
  if (target === undefined)
    return { code: 'LENT_FOR_UNKNOWN', rule: 'the loan stands in loans, or is stored', remedy: add };
  if (target.lentFor !== null)
    return { code: 'LENT_FOR_TEMPORARY', rule: `${id} is a temporary loan itself`, remedy: correct };
  if (target.debtorId !== borrowerId)
    return { code: 'LENT_FOR_ANOTHER', rule: `${id} is a loan of another borrower`, remedy: correct };
  if (target.disbursedOn > disbursedOn)
    return { code: 'LENT_BEFORE', rule: `${id} was disbursed later, on ${target.disbursedOn}`, remedy: correct };
  return null;
}

const correct = 'name the loan that the borrower could not pay after the disaster, or empty the cell';
const add = 'correct the id, add that loan to the input, or take it in before';
