/** A case as its journal alone tells it, for a rebuild. */
import type { JournalLife } from '../db/rebuild.ts';
import type { Queries } from '../db/pool.ts';
import { localDate } from '../domain/instant.ts';
import type { Policy } from '../domain/policy.ts';
import { writeDerived } from './derive.ts';
import { kindOf } from './kinds.ts';

/** Folds one case from its journal and writes its derived rows; as of the day of its last row, like `decide`. */
export async function writeLife(
  q: Queries,
  { caseId, kind: name, rows }: JournalLife,
  policyOf: (hash: string) => Promise<Policy>,
): Promise<unknown> {
  const kind = kindOf(name);
  const outcomes = rows.map(({ body }) => body);
  const state = outcomes.reduce<unknown>((before, outcome) => kind.fold(before, outcome), null);
  const { terms } = state as { readonly terms: { readonly policy: { readonly hash: string } } };
  const policy = await policyOf(terms.policy.hash);
  const last = rows.at(-1)?.at ?? '';
  await writeDerived(q, name, caseId, state, outcomes, policy, localDate(last, policy.timeZone));
  return state;
}
