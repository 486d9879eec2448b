/** Earlier contacts with a person over all loans: what permission is judged by. */
import type { Channel, ContactEntry, ContactResult } from '../domain/contact.ts';
import type { Instant } from '../domain/instant.ts';
import type { Queries } from './pool.ts';

export interface LoggedContact {
  /** Unique for ever; the reference of a message, or the id of what came in. */
  readonly id: string;
  readonly personId: string;
  readonly channel: Channel;
  readonly at: Instant;
  readonly result: ContactResult;
  readonly direction: 'inbound' | 'outbound';
  /** Left out when the contact was about every debt. */
  readonly debt?: string;
}

/** Writes a contact down; the same id again changes nothing. False when it was known. */
export async function logContact(q: Queries, contact: LoggedContact): Promise<boolean> {
  const { id, personId, channel, at, result, direction, debt } = contact;
  const added = await q.run(
    `insert into contact_log (id, person_id, channel, at, result, direction, debt) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do nothing`,
    [id, personId, channel, at, result, direction, debt ?? null],
  );
  return added > 0;
}

/** The contacts of each person, oldest first, in the form that `permit` asks for. People without any are left out. */
export async function contactLog(q: Queries, personIds: readonly string[]): Promise<Map<string, ContactEntry[]>> {
  const rows = await q.rows<{
    person: string;
    channel: Channel;
    at: Instant;
    result: ContactResult;
    direction: 'inbound' | 'outbound';
    debt: string | null;
  }>(
    `select person_id as person, channel, at, result, direction, debt from contact_log
      where person_id = any($1) order by at, n`,
    [personIds],
  );
  const logs = new Map<string, ContactEntry[]>();
  for (const { debt, ...row } of rows) {
    const entry = debt === null ? row : { ...row, debt };
    const log = logs.get(row.person);
    if (log === undefined) logs.set(row.person, [entry]);
    else log.push(entry);
  }
  return logs;
}

/** Earlier failures of an address that was corrected no longer speak against the new one. */
export async function forgiveFailures(q: Queries, personId: string, channels: readonly string[]): Promise<void> {
  await q.run(
    `update contact_log set result = 'out-of-service'
      where person_id = $1 and channel = any($2) and result = 'failed'`,
    [personId, channels],
  );
}
