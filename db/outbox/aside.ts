/** Reports about messages that are not known (yet): kept aside, and taken when the message is. */
import type { Instant } from '../../domain/instant.ts';
import type { Db } from '../pool.ts';
import { report } from './report.ts';
import type { Report } from './report.ts';
import type { BusinessTime } from './types.ts';

const AT_ONCE = 20;

/** Keeps a report about an unknown message; the same again changes nothing. */
export async function keepAside(db: Db, reference: string, said: Report, at: Instant): Promise<void> {
  await db.run(
    `insert into unknown_report (reference, kind, provider_id, code, at) values ($1, $2, $3, $4, $5)
     on conflict (reference, kind) do nothing`,
    [reference, said.kind, 'providerId' in said ? said.providerId : null, 'code' in said ? said.code : null, at],
  );
}

/** Takes the reports whose message is known by now. Returns the cases that must be woken. */
export async function takeAside(db: Db, at: BusinessTime): Promise<string[]> {
  const rows = await db.rows<{
    reference: string;
    kind: Report['kind'];
    providerId: string | null;
    code: string | null;
  }>(
    `select r.reference, r.kind, r.provider_id as "providerId", r.code from unknown_report r
       join outbox o on o.reference = r.reference and o.attempt is not null order by r.at, r.kind limit ${AT_ONCE}`,
  );
  const woken = new Set<string>();
  for (const row of rows) {
    const result = await report(db, row.reference, reportOf(row), at);
    if ('wake' in result) for (const caseId of result.wake) woken.add(caseId);
    await db.run('delete from unknown_report where reference = $1 and kind = $2', [row.reference, row.kind]);
  }
  return [...woken];
}

function reportOf(row: { kind: Report['kind']; providerId: string | null; code: string | null }): Report {
  const { kind, providerId, code } = row;
  switch (kind) {
    case 'accepted':
    case 'delivered':
      return { kind, providerId: providerId ?? '' };
    case 'failed':
      // Whether the address is at fault was not kept: it is not marked for a report that came too early.
      return { kind, code: code ?? '', badAddress: false };
    case 'optedOut':
      return { kind, code: code ?? '' };
  }
}
