/** What a claim looks at, read again under its locks: persons in the order of their ids, then rows of the outbox. */
import type { Channel } from '../../domain/contact.ts';
import type { Instant } from '../../domain/instant.ts';
import { factColumns, sealedColumns } from '../person.ts';
import type { PersonFacts, SealedRow } from '../person.ts';
import type { Queries } from '../pool.ts';
import type { Standing } from './settle.ts';
import type { Claimed, Line } from './types.ts';

export type PersonRow = PersonFacts & SealedRow;
export type QueuedRow = Omit<Standing, 'lines'>;

/** May anything be sent by this sender? Read again in each transaction. */
export async function refusal(
  q: Queries,
  channel: Channel,
  epoch: number,
  now: Instant,
): Promise<Exclude<Claimed<never>, { kind: 'claimed' }> | null> {
  const row = await q.row<{ epoch: number; reason: string | null }>(
    `select epoch, coalesce(sends_stopped, (select reason from channel_stop
              where channel = $1 and (until is null or until > $2))) as reason
       from deployment`,
    [channel, now],
  );
  if (row === null) return { kind: 'stopped', reason: 'NO_DEPLOYMENT' };
  if (row.epoch !== epoch) return { kind: 'superseded' };
  return row.reason === null ? null : { kind: 'stopped', reason: row.reason };
}

/** In the order of their ids, as every transaction does; who is locked by another is left for later. */
export async function lockPersons(q: Queries, ids: readonly string[]): Promise<Map<string, PersonRow>> {
  const rows = await q.rows<PersonRow>(
    `select ${factColumns}, ${sealedColumns} from person p left join person_key k on k.person_id = p.id
      where p.id = any($1) order by p.id for no key update of p skip locked`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** One message per person: the next one has to see this one in the contact log. */
export async function lockQueued(
  q: Queries,
  ids: readonly number[],
  personIds: readonly string[],
  now: Instant,
): Promise<QueuedRow[]> {
  const rows = await q.rows<QueuedRow>(
    `select id, reference, person_id as "personId", channel, status, attempt, tries from outbox
      where id = any($1) and person_id = any($2) and status = 'queued' and not_before <= $3
      order by not_before, id for update skip locked`,
    [ids, personIds, now],
  );
  const seen = new Set<string>();
  return rows.filter(({ personId }) => {
    const first = !seen.has(personId);
    seen.add(personId);
    return first;
  });
}

export interface QueuedLine extends Line {
  readonly outboxId: number;
  /** Money or a change of contact stands in the inbox of the case, and no decision has seen it yet. */
  readonly undecided: boolean;
}

export async function linesOf(q: Queries, rows: readonly QueuedRow[]): Promise<Map<number, QueuedLine[]>> {
  const lines = await q.rows<QueuedLine>(
    `select n.outbox_id as "outboxId", n.key, n.case_id as "caseId", n.must_reach as "mustReach", n.template, n.attach, n.rank,
            exists (select from inbox i where i.case_id = n.case_id and i.applied_seq is null
                       and i.type in ('posting', 'contactChanged') and not i.quiet) as "undecided",
            n.line, c.policy_hash as "policyHash", coalesce(c.person_ids @> array[o.person_id], false) as "ownDebt"
       from notice n join outbox o on o.id = n.outbox_id left join case_file c on c.id = n.case_id
      where n.outbox_id = any($1) and not n.cancelled order by n.rank desc, n.key`,
    [rows.map(({ id }) => id)],
  );
  return Map.groupBy(lines, ({ outboxId }) => outboxId);
}
