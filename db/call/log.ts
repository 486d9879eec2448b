/** The contact log as a call is judged by: the person's own, and what was dialled on the same number for others. */
import type { Channel, ContactEntry, ContactResult } from '../../domain/contact.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Queries } from '../pool.ts';

interface LogRow {
  readonly person: string;
  readonly channel: Channel;
  readonly at: Instant;
  readonly result: ContactResult;
  readonly direction: 'inbound' | 'outbound';
  readonly debt: string | null;
  readonly number: string | null;
  readonly unsettled: boolean;
}

/** What an attempt that nobody has ended yet may turn out to have been. */
const mayHaveBeen: readonly ContactResult[] = ['conversation', 'no-answer', 'voicemail'];

/**
 * The log under each thing that unsettled attempts may have been. A cap counts some results: whichever it counts, one
 * of these logs has every unsettled attempt in it, so who is permitted by all of them breaks no cap however they end.
 */
export async function possibleLogs(
  q: Queries,
  personId: string,
  numberMark: string | null,
): Promise<readonly (readonly ContactEntry[])[]> {
  const rows = await q.rows<LogRow>(
    `select person_id as person, channel, at, result, direction, debt, number_mark as number, unsettled from contact_log
      where person_id = $1 or (number_mark = $2 and channel = 'call') order by at, id`,
    [personId, numberMark],
  );
  const logs = rows.some(({ unsettled }) => unsettled) ? mayHaveBeen : mayHaveBeen.slice(0, 1);
  return logs.map((assumed) =>
    rows.flatMap(({ unsettled, debt, number, result, ...row }): ContactEntry[] => {
      const counted = unsettled ? assumed : result;
      // A talk with somebody else on the line says nothing about this person; that the line was rung does.
      if (row.person !== personId && counted === 'conversation') return [];
      return [{ ...row, result: counted, ...(debt === null ? {} : { debt }), ...(number === null ? {} : { number }) }];
    }),
  );
}

/** The keyed hash of a person's number; null when they have none. */
export async function phoneMarkOf(q: Queries, personId: string): Promise<string | null> {
  const row = await q.row<{ mark: string | null }>('select phone_mark as mark from person where id = $1', [personId]);
  return row?.mark ?? null;
}

export interface PastContact {
  readonly at: Instant;
  readonly channel: Channel;
  readonly direction: 'inbound' | 'outbound';
  /** Null while nobody knows how it ended. */
  readonly result: ContactResult | null;
  /** The result code that a person gave. */
  readonly code: string | null;
  readonly by: string | null;
}

/** What was said and tried with a person, over all their loans, newest first. */
export const contactHistory = (q: Queries, personId: string, limit: number): Promise<PastContact[]> =>
  q.rows<PastContact>(
    `select l.at, l.channel, l.direction, case when l.unsettled then null else l.result end as result,
            a.result as code, a.actor as by
       from contact_log l left join call_attempt a on a.id = l.id where l.person_id = $1
      order by l.at desc, l.id desc limit $2`,
    [personId, limit],
  );
