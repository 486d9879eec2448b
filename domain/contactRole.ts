import { isInForce } from './circumstanceRules.ts';
import type { ContactRole } from './contact.ts';
import type { LoanState } from './loanState.ts';

/**
 * As whom somebody is written to about a loan. Who answers for its debt beside the debtors may be told of it: the guarantor
 * (not one who was released), whoever acts for a bankrupt or the dead, and the owner of what is pledged. Anybody else is
 * a contact, to whom the debt is not disclosed (domain.md §5).
 * @param loan as it stands; null while it is being opened, whose parties are all its own
 */
export function contactRoleOf(loan: LoanState | null, debtorIds: readonly string[], personId: string): ContactRole {
  if (debtorIds.includes(personId)) return 'debtor';
  if (loan === null) return 'guarantor';
  const { terms, circumstances = [], collateral = [] } = loan;
  const answers =
    terms.guarantorId === personId ||
    circumstances.some((one) => one.representative?.personId === personId && isInForce(one)) ||
    collateral.some(({ item }) => item.ownerId === personId);
  return answers ? 'guarantor' : 'contact';
}
