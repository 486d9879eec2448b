/** What the first page shows of the whole book: where the loans stand, what happens next, what happened last. */
import type { Outcome } from '../domain/case.ts';
import type { PlainDate } from '../domain/date.ts';
import type { Instant } from '../domain/instant.ts';
import type { LoanState } from '../domain/loan.ts';
import type { Policy } from '../domain/policy.ts';
import type { Queries } from './pool.ts';

export interface StageTotal {
  readonly stage: string;
  readonly currency: string;
  readonly loans: number;
  /** Open and past due, and everything that is open, in minor units. */
  readonly overdueMinor: number;
  readonly outstandingMinor: number;
}

/** Open loans by stage and currency, with what is past due on a day. What is written off is past due no more. */
export async function stageTotals(q: Queries, on: PlainDate): Promise<StageTotal[]> {
  return q.rows<StageTotal>(
    `select v.stage, v.currency, count(*) as loans, coalesce(sum(f.overdue), 0)::bigint as "overdueMinor",
            coalesce(sum(f.outstanding), 0)::bigint as "outstandingMinor"
       from loan_view v cross join lateral (
         select coalesce(sum(o.open_minor) filter (where o.due_on < $1::date and v.written_off_on is null), 0) as overdue,
                coalesce(sum(o.open_minor), 0) as outstanding from open_item o where o.case_id = v.case_id) f
      group by v.stage, v.currency order by count(*) desc, v.stage`,
    [on],
  );
}

export interface ComingLoan {
  readonly loanId: string;
  readonly wakeAt: Instant;
  readonly state: LoanState;
  readonly policy: Policy;
}

/** Loans that are looked at next, by time. */
export async function comingLoans(q: Queries, limit: number): Promise<ComingLoan[]> {
  return q.rows<ComingLoan>(
    `select substr(c.id, 6) as "loanId", c.wake_at as "wakeAt", c.state, p.body as policy
       from case_file c join policy p on p.hash = c.policy_hash
      where c.kind = 'loan' and c.wake_at is not null and c.state is not null order by c.wake_at, c.id limit $1`,
    [limit],
  );
}

export interface OverdueLoan extends ComingLoan {
  readonly debtorId: string;
  readonly stage: string;
}

/** Loans past due on a day for which no task is open, the longest overdue first. */
export async function longestOverdue(q: Queries, on: PlainDate, limit: number): Promise<OverdueLoan[]> {
  return q.rows<OverdueLoan>(
    `select v.loan_id as "loanId", v.debtor_id as "debtorId", v.stage, c.wake_at as "wakeAt", c.state, p.body as policy
       from loan_view v join case_file c on c.id = v.case_id join policy p on p.hash = c.policy_hash
       join (select case_id, min(due_on) as since from open_item where due_on < $1::date group by case_id) f
         on f.case_id = v.case_id
      where v.written_off_on is null and c.wake_at is not null and not exists (
        select from task t where t.status = 'open' and split_part(t.case_id, '/', 2) = v.loan_id)
      order by f.since, v.loan_id limit $2`,
    [on, limit],
  );
}

export interface JournalLine {
  readonly caseId: string;
  readonly loanId: string;
  readonly seq: number;
  readonly at: Instant;
  readonly body: Outcome;
  readonly policy: Policy;
  readonly currency: string;
}

/** Said twice or only for machines: reports between a track and its loan, and what providers report. */
const BETWEEN_MACHINES = ['reported', 'trackReported', 'trackTold', 'told', 'noticeReported', 'countedBeforeTakeOver'];
/** Rows that are looked at of each case that was decided lately. */
const ROWS_OF_A_CASE = 6;

/** The newest journal rows over all loans, newest first: those of the cases that were decided last. */
export async function latestLines(q: Queries, limit: number): Promise<JournalLine[]> {
  return q.rows<JournalLine>(
    `select j.case_id as "caseId", v.loan_id as "loanId", j.seq, j.at, j.body, p.body as policy, v.currency
       from (select id, policy_hash from case_file where decided_at is not null order by decided_at desc limit $1) c
       cross join lateral (select * from journal r where r.case_id = c.id and not (r.type = any($2))
                            order by r.seq desc limit ${ROWS_OF_A_CASE}) j
       join policy p on p.hash = c.policy_hash
       join loan_view v on v.loan_id = split_part(c.id, '/', 2)
      order by j.at desc, j.case_id, j.seq desc limit $1`,
    [limit, BETWEEN_MACHINES],
  );
}

/** The body of the journal row that opened a task; null when it is not known. */
export async function taskOpening(q: Queries, caseId: string, taskId: string): Promise<Outcome | null> {
  const row = await q.row<{ body: Outcome }>(
    `select body from journal where case_id = $1 and type = 'taskOpened' and body->>'taskId' = $2 order by seq limit 1`,
    [caseId, taskId],
  );
  return row?.body ?? null;
}
