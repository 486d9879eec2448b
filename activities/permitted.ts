import { contactRoleOf } from '../domain/contactRole.ts';
import { debtOf, subjectOf } from '../domain/contactState.ts';
import type { ContactRules } from '../domain/contact.ts';
import type { Policy } from '../domain/policy.ts';
import { mayContact } from '../domain/world.ts';
import { loanAbout } from '../db/caseFile.ts';
import type { Permitted } from '../db/outbox.ts';
import type { Queries } from '../db/pool.ts';

export interface PermittedDeps {
  /** A policy by the hash that the case is pinned to. */
  readonly policyOf: (q: Queries, hash: string) => Promise<Policy>;
  readonly contactRulesOf: (id: string) => ContactRules;
}

/**
 * Permission as the sender asks for it: the same subject, debt and rules that the decision was made by (domain.md §5),
 * read again in the transaction of the claim. The first line of the ask is the one that is asked about.
 */
export function createPermitted({ policyOf, contactRulesOf }: PermittedDeps): Permitted {
  return async (q, { person, channel, lines: [line], log, now }) => {
    const { id, kind, channels } = person;
    const policy = await policyOf(q, line?.policyHash ?? '');
    // Contact rules protect people: of a partner nothing more is asked.
    const isDebtor = line?.ownDebt === true || kind === 'partner';
    const role = isDebtor ? 'debtor' : contactRoleOf(await loanAbout(q, line?.caseId ?? ''), [], id);
    const subject = subjectOf(person, role);
    const contactRules = contactRulesOf(policy.contactRules);
    const debt = debtOf(line?.caseId ?? '');
    return mayContact({ contactRules }, { id, kind, channels, subject, log }, channel, debt, now);
  };
}
