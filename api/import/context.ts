import type { Person } from '../../db/person.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Policy } from '../../domain/policy.ts';

export interface PinnedPolicy {
  readonly policy: Policy;
  readonly hash: string;
}

/** What validation rests on besides the input and what the database knows. */
export interface ImportContext {
  readonly mode: 'live' | 'demo';
  /** Now by the clock of the deployment. */
  readonly now: Instant;
  readonly policyForProduct: (product: string) => PinnedPolicy | undefined;
  /** For what belongs to no loan: partners without a language, payments of loans that are not known yet. */
  readonly lender: { readonly timeZone: string; readonly language: string; readonly currency: string };
  /** A keyed hash of what a person was taken in with. */
  readonly mark: (person: Person) => string;
  /** A keyed hash of a text. */
  readonly markText: (text: string) => string;
}
