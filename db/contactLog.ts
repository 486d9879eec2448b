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

/** An entry as the database gives it. */
export interface LoggedEntry {
  readonly n: number;
  readonly person: string;
  readonly channel: Channel;
  readonly at: Instant;
  readonly result: ContactResult;
  readonly direction: 'inbound' | 'outbound';
  readonly debt: string | null;
}

/** Columns of a {@link LoggedEntry}, from `contact_log l`. */
export const entryColumns = 'l.n, l.person_id as person, l.channel, l.at, l.result, l.direction, l.debt';

/** Entries by person, in the form that `permit` asks for; also such whose instants came inside JSON. */
export function entriesOf(rows: readonly LoggedEntry[]): Map<string, ContactEntry[]> {
  const logs = new Map<string, ContactEntry[]>();
  for (const { n: _n, debt, at, ...row } of rows) {
    const entry = { ...row, at: new Date(at).toISOString(), ...(debt === null ? {} : { debt }) };
    const log = logs.get(row.person);
    if (log === undefined) logs.set(row.person, [entry]);
    else log.push(entry);
  }
  return logs;
}

/** The contacts of each person, oldest first, in the form that `permit` asks for. People without any are left out. */
export async function contactLog(q: Queries, personIds: readonly string[]): Promise<Map<string, ContactEntry[]>> {
  return entriesOf(
    await q.rows<LoggedEntry>(
      `select ${entryColumns} from contact_log l where l.person_id = any($1) order by l.at, l.n`,
      [personIds],
    ),
  );
}

/** Earlier failures of an address that was corrected no longer speak against the new one. */
export async function forgiveFailures(q: Queries, personId: string, channels: readonly string[]): Promise<void> {
  await q.run(
    `update contact_log set result = 'out-of-service'
      where person_id = $1 and channel = any($2) and result = 'failed'`,
    [personId, channels],
  );
}
