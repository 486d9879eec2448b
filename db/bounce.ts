/** Mail reports as they were taken in: each once, and how many of which kind. */
import type { Instant } from '../domain/instant.ts';
import type { Queries } from './pool.ts';

/**
 * `failed`, `delivered`: told to the message. `mailboxFull`, `gaveUp`: the message failed, the address did not.
 * `delayed`, `relayed`: nothing yet. `autoReply`, `unreadable`: no report; `unknownMessage`: of none that we know.
 */
export type MailVerdict =
  | 'failed'
  | 'mailboxFull'
  | 'gaveUp'
  | 'delivered'
  | 'delayed'
  | 'relayed'
  | 'autoReply'
  | 'unreadable'
  | 'unknownMessage';

export interface MailReport {
  /** SHA-256 of the mail as it came, hex. */
  readonly id: string;
  readonly reference: string;
  readonly verdict: MailVerdict;
  /** Enhanced status code such as 5.1.1, where one was given. */
  readonly status: string | null;
  readonly receivedAt: Instant;
}

/** Writes a report down. False when the very same mail came before. */
export async function keepReport(q: Queries, report: MailReport): Promise<boolean> {
  const { id, reference, verdict, status, receivedAt } = report;
  const kept = await q.run(
    `insert into mail_report (id, reference, verdict, status, received_at) values ($1, $2, $3, $4, $5)
     on conflict (id) do nothing`,
    [id, reference, verdict, status, receivedAt],
  );
  return kept > 0;
}

/** How many came back of which kind, and how many tokens were refused. */
export async function mailCounts(
  q: Queries,
): Promise<{ readonly reports: Readonly<Record<string, number>>; readonly refused: Readonly<Record<string, number>> }> {
  const reports = await q.rows<{ name: string; times: number }>(
    'select verdict as name, count(*) as times from mail_report group by 1 order by 1',
  );
  const refused = await q.rows<{ name: string; times: number }>(
    'select what as name, sum(times)::bigint as times from refused_token group by 1 order by 1',
  );
  const counted = (rows: typeof reports) => Object.fromEntries(rows.map(({ name, times }) => [name, times]));
  return { reports: counted(reports), refused: counted(refused) };
}
