// What the storm has to send: people with one message each, some about two loans, queued by the product's own functions.
import { queueNotice } from '../../db/joined.ts';
import type { QueuedNotice } from '../../db/joined.ts';
import { savePersons } from '../../db/person.ts';
import { sqlState } from '../../db/pool.ts';
import type { Db } from '../../db/pool.ts';
import type { Sealer } from '../../db/seal.ts';
import type { NoticeLine } from '../../domain/notice.ts';
import type { Instant } from '../../domain/instant.ts';
import { shippedPolicies } from '../../policies/index.ts';

export const CHANNELS = ['sms', 'email', 'letter'] as const;
export type StormChannel = (typeof CHANNELS)[number];
/** People to be reached, by channel. */
export type Load = Readonly<Record<StormChannel, number>>;

/** The phone of the nth person; no number of a sandbox's special fates ends in 2. */
export const phoneOf = (n: number): string => `+8613${String(n).padStart(8, '0')}2`;
const pad = (n: number): string => String(n).padStart(6, '0');
const MARK = { sms: 'S', email: 'E', letter: 'L' } as const;
/** Loans as they stand in the messages: LS000001A is the first loan of the first person to be told by SMS. */
export const LOAN_IN_TEXT = /\bL[SEL]\d{6}[AB]\b/gu;

/** Every sixth person has two loans that are told in one message, every tenth two that are told as it comes. */
export function loansOf(channel: StormChannel, n: number): { readonly together: string[]; readonly later: string[] } {
  const [a, b] = [`L${MARK[channel]}${pad(n)}A`, `L${MARK[channel]}${pad(n)}B`];
  if (n % 6 === 0) return { together: [a, b], later: [] };
  return { together: [a], later: n % 10 === 0 ? [b] : [] };
}

const personOf = (channel: StormChannel, n: number): string => `${channel}-${n}`;
const caseOf = (loanId: string): string => `loan/${loanId}`;
export const keyOf = (loanId: string): string => `${loanId}/overdue1`;
/** Short, and told apart from every other in any text. */
export const referenceOf = (loanId: string): string => `R${loanId}`;

const lineOf = (loanId: string): NoticeLine => ({
  ...{ loanId, currency: 'USD', asOf: '2025-04-05', about: 'arrears', overdueMinor: 120_050, overdueDays: 4 },
  ...{ oldestDueOn: '2025-04-01', overdueInstalments: [3], dueOn: '2025-05-01', dueMinor: 120_050, dueInstalment: 4 },
  outstandingMinor: 1_000_000,
});

/** Writes the people and their loans, before anything breaks. */
export async function preparePeople(db: Db, sealer: Sealer, load: Load): Promise<void> {
  const policy = shippedPolicies().get('us-consumer');
  if (policy === undefined) throw new Error('POLICY_MISSING us-consumer');
  for (const channel of CHANNELS)
    for (let from = 0; from < load[channel]; from += 250) {
      const numbers = Array.from({ length: Math.min(250, load[channel] - from) }, (_, at) => from + at);
      await db.tx(async (q) => {
        await savePersons(
          q,
          sealer,
          numbers.map((n) => ({
            ...{ id: personOf(channel, n), kind: 'person' as const, language: 'en', timeZone: 'Asia/Shanghai' },
            ...{ name: `Person ${n}`, phone: phoneOf(n), email: `p${n}@example.com`, address: `${n} Street` },
          })),
        );
        const loans = numbers.flatMap((n) => {
          const { together, later } = loansOf(channel, n);
          return [...together, ...later].map((loanId) => ({ id: caseOf(loanId), person: personOf(channel, n) }));
        });
        await q.run(
          `insert into case_file (id, kind, person_ids, policy_hash, schema_version)
           select id, 'loan', array[person], $3, 1 from unnest($1::text[], $2::text[]) as l(id, person)`,
          [loans.map(({ id }) => id), loans.map(({ person }) => person), policy.hash],
        );
      });
    }
}

const noticeOf = (channel: StormChannel, n: number, loanId: string, rank: number, at: Instant): QueuedNotice => ({
  ...{ key: keyOf(loanId), caseId: caseOf(loanId), step: 'overdue1', personId: personOf(channel, n), channel, rank },
  ...{ template: 'overdue1', mustReach: false, notBefore: at, reference: referenceOf(loanId), line: lineOf(loanId) },
});

/**
 * Queues the notices of some people in one transaction; one that stood already, its answer lost, is known by its keys.
 * They are due at once, so their sender is told, as by a clock that moves.
 */
async function queueOnce(db: Db, notices: readonly QueuedNotice[]): Promise<void> {
  for (;;)
    try {
      return await db.tx(async (q) => {
        for (const notice of notices) await queueNotice(q, notice);
        await q.run(`select pg_notify('outbox', channel) from unnest($1::text[]) as channel`, [
          [...new Set(notices.map(({ channel }) => channel))],
        ]);
      });
    } catch (error) {
      if (sqlState(error) === '23505') return;
      // The database is away: as the decide of a loan would, it tries again.
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
}

/** Queues the messages of the people from `from` to before `to`. */
export async function feed(db: Db, channel: StormChannel, from: number, to: number, at: Instant): Promise<void> {
  for (let first = from; first < to; first += 50) {
    const numbers = Array.from({ length: Math.min(50, to - first) }, (_, index) => first + index);
    for (const part of ['together', 'later'] as const) {
      const notices = numbers.flatMap((n) =>
        loansOf(channel, n)[part].map((loanId, index) => noticeOf(channel, n, loanId, 1 + index, at)),
      );
      if (notices.length > 0) await queueOnce(db, notices);
    }
  }
}
