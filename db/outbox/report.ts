/** What a provider says of a message that it was given: late, twice and out of order are all harmless. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '../../domain/instant.ts';
import type { Db } from '../pool.ts';
import { settle } from './settle.ts';
import type { Outcome, OutboxStatus, Settled, Standing } from './settle.ts';
import type { BusinessTime } from './types.ts';

/** What a provider can say about a message that it was given. */
export type Report = Extract<Outcome, { readonly kind: 'accepted' | 'delivered' | 'failed' | 'optedOut' }>;

/** Does the report change anything? Delivered wins over all; else the first final word stands. */
function moves(status: OutboxStatus, report: Report['kind']): boolean {
  switch (status) {
    case 'delivered':
      return false;
    case 'failed':
    case 'optedOut':
      return report === 'delivered';
    case 'accepted':
      return report !== 'accepted';
    // Whatever we believed (never taken, cancelled, unknown): the provider has it.
    case 'queued':
    case 'claimed':
    case 'ambiguous':
    case 'parked':
    case 'cancelled':
      return true;
  }
}

export type Reported = ReportedKnown | { readonly unknown: true };

interface ReportedKnown extends Settled {
  /** Reports about messages that were not known wait aside. */
  readonly aside?: true;
}

interface Seen {
  readonly row: Standing;
  /** The clock row of a demo; null where there is none. */
  readonly clock: Instant | null;
  readonly aside: boolean;
}

/** A message that was claimed at least once, as it stands; without a lock. */
async function standing(db: Db, reference: string): Promise<Seen | null> {
  const read = await db.row<Standing & Omit<Seen, 'row'>>(
    `select o.id, o.reference, o.person_id as "personId", o.channel, o.status, o.attempt, o.tries,
            array(select jsonb_build_object('key', n.key, 'caseId', n.case_id, 'mustReach', n.must_reach)
                    from notice n where n.outbox_id = o.id and not n.cancelled order by n.key) as lines,
            (select now from clock) as clock, exists (select from unknown_report) as aside
       from outbox o where o.reference = $1 and o.attempt is not null`,
    [reference],
  );
  if (read === null) return null;
  const { clock, aside, ...row } = read;
  return { row, clock, aside };
}

/** A message stands still long before so many looks at it. */
const looksMax = 10;
/** That a message was taken its sender hears at the same moment: it writes so first, and neither waits for the other. */
const SENDER_FIRST_MS = 25;

/**
 * Takes a provider's report about the message with this reference: late, twice and out of order are all harmless.
 * `at` is business time, or whoever knows it. Standing only moves forward for reports, so one that changes nothing needs no
 * lock; one that does is written if the message still stands as it was seen, else looked at again.
 */
export async function report(db: Db, reference: string, said: Report, at: Instant | BusinessTime): Promise<Reported> {
  // It had the message: so what becomes of it is the same, whichever of its words came first.
  const outcome: Outcome = said.kind === 'failed' ? { ...said, taken: true } : said;
  for (let looks = 0; looks < looksMax; looks += 1) {
    const seen = await standing(db, reference);
    if (seen === null) return { unknown: true };
    if (!moves(seen.row.status, said.kind)) break;
    if (looks === 0 && seen.row.status === 'claimed' && said.kind === 'accepted') {
      await sleep(SENDER_FIRST_MS);
      continue;
    }
    const settled = await settle(db, seen.row, outcome, typeof at === 'string' ? at : await at(db, seen.clock));
    if (settled.changed) return seen.aside ? { ...settled, aside: true } : settled;
  }
  return { changed: false, wake: [] };
}
