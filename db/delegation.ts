/** Authority that one person lends another, as they signed it. */
import type { PlainDate } from '../domain/date.ts';
import type { Delegation } from '../domain/delegation.ts';
import type { Instant } from '../domain/instant.ts';
import type { Queries } from './pool.ts';
import type { SignedCommand } from './signature.ts';

/** The case under which delegations are signed; no workflow runs it. */
export const delegationCase = (id: string): string => `delegation/${id}`;

export interface DelegationRow extends Delegation {
  readonly givenAt: Instant;
  readonly revokedOn: PlainDate | null;
}

const columns = `id, from_id as "from", to_id as "to", role, from_on as "fromOn", until_on as "untilOn",
  given_at as "givenAt", revoked_on as "revokedOn"`;

/** Writes a delegation down; false when one of that id stands already. */
export async function saveDelegation(
  q: Queries,
  { id, from, to, role, fromOn, untilOn }: Delegation,
  given: SignedCommand,
  at: Instant,
): Promise<boolean> {
  const written = await q.run(
    `insert into delegation (id, from_id, to_id, role, from_on, until_on, given, given_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`,
    [id, from, to, role, fromOn, untilOn, JSON.stringify(given), at],
  );
  return written === 1;
}

/** Takes it back from a day on; false when that was done before. */
export async function revokeDelegation(q: Queries, id: string, on: PlainDate, by: SignedCommand): Promise<boolean> {
  const written = await q.run(
    'update delegation set revoked_on = $2, revoked = $3 where id = $1 and revoked_on is null',
    [id, on, JSON.stringify(by)],
  );
  return written === 1;
}

export async function readDelegation(q: Queries, id: string): Promise<DelegationRow | null> {
  return q.row<DelegationRow>(`select ${columns} from delegation where id = $1`, [id]);
}

/** Delegations that are not over on a day, by the day on which they end. */
export async function listDelegations(
  q: Queries,
  filter: { readonly person?: string; readonly on: PlainDate },
): Promise<DelegationRow[]> {
  return q.rows<DelegationRow>(
    `select ${columns} from delegation
      where least(until_on, revoked_on) > $1 and ($2::text is null or $2 in (from_id, to_id)) order by until_on, id limit 500`,
    [filter.on, filter.person ?? null],
  );
}

/**
 * What was lent to these people, as it was signed: a row that nobody signed so lends nothing. One that was taken back
 * is over on that day.
 */
export async function delegationsTo(
  q: Queries,
  actorIds: readonly string[],
  verify: (command: SignedCommand) => boolean,
): Promise<Delegation[]> {
  const rows = await q.rows<Delegation & { readonly given: SignedCommand; readonly revokedOn: PlainDate | null }>(
    `select ${columns}, given from delegation where to_id = any($1) order by id`,
    [[...new Set(actorIds)]],
  );
  return rows.flatMap(({ given, revokedOn, id, from, to, role, fromOn, untilOn }) => {
    const lent: Delegation = { id, from, to, role, fromOn, untilOn };
    if (!isSignedSo(lent, given) || !verify(given)) return [];
    return [revokedOn !== null && revokedOn < untilOn ? { ...lent, untilOn: revokedOn } : lent];
  });
}

function isSignedSo({ id, from, to, role, fromOn, untilOn }: Delegation, given: SignedCommand): boolean {
  const { content, actor } = given;
  return (
    given.type === 'delegate' &&
    given.caseId === delegationCase(id) &&
    actor.id === from &&
    actor.role === role &&
    content['to'] === to &&
    content['fromOn'] === fromOn &&
    content['untilOn'] === untilOn
  );
}
