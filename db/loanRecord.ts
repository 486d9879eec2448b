/** One loan with everything that stands around it: case row, people as opaque facts, tasks, tracks, other loans. */
import type { PlainDate } from '../domain/date.ts';
import type { Instant } from '../domain/instant.ts';
import type { LoanState } from '../domain/loan.ts';
import type { Policy } from '../domain/policy.ts';
import type { TrackState } from '../domain/trackState.ts';
import type { Queries } from './pool.ts';

export interface LoanRecord {
  readonly caseId: string;
  readonly state: LoanState | null;
  readonly policy: Policy;
  readonly policyHash: string;
  readonly seq: number;
  readonly wakeAt: Instant | null;
  readonly decidedAt: Instant | null;
  readonly stuck: string | null;
  readonly waitingEvents: number;
}

export const loanCaseId = (loanId: string): string => `loan/${loanId}`;

/** Null when nobody has opened it; `state` is null while nothing was decided. */
export async function readLoan(q: Queries, loanId: string): Promise<LoanRecord | null> {
  return q.row<LoanRecord>(
    `select c.id as "caseId", c.state, p.body as policy, c.policy_hash as "policyHash", c.seq, c.wake_at as "wakeAt",
            c.decided_at as "decidedAt", c.stuck,
            (select count(*) from inbox i where i.case_id = c.id and i.applied_seq is null) as "waitingEvents"
       from case_file c join policy p on p.hash = c.policy_hash where c.id = $1 and c.kind = 'loan'`,
    [loanCaseId(loanId)],
  );
}

export interface OpenedLoan {
  readonly currency: string;
  readonly policy: Policy;
  /** Content of the fact that opened it. */
  readonly opened: Readonly<Record<string, unknown>>;
}

/** What a loan was opened with, decided or not; null when nobody has opened it. */
export async function openedLoan(q: Queries, loanId: string): Promise<OpenedLoan | null> {
  return q.row<OpenedLoan>(
    `select i.content->'contract'->>'currency' as currency, p.body as policy, i.content as opened
       from case_file c join policy p on p.hash = c.policy_hash
       join inbox i on i.case_id = c.id and i.type = 'opened' where c.id = $1 and c.kind = 'loan'`,
    [loanCaseId(loanId)],
  );
}

/** The case of that id exists. */
export async function caseExists(q: Queries, caseId: string): Promise<boolean> {
  return (await q.row('select 1 as there from case_file where id = $1', [caseId])) !== null;
}

export interface OtherLoan {
  readonly loanId: string;
  readonly product: string;
  readonly status: string;
  readonly stage: string;
}

/** All other loans of a debtor. */
export async function otherLoans(q: Queries, debtorId: string, loanId: string): Promise<OtherLoan[]> {
  return q.rows<OtherLoan>(
    `select loan_id as "loanId", product, status, stage from loan_view
      where debtor_id = $1 and loan_id <> $2 order by loan_id limit 100`,
    [debtorId, loanId],
  );
}

export interface TrackRow {
  readonly trackId: string;
  readonly loanId: string;
  readonly kind: string;
  readonly partnerId: string | null;
  readonly status: string;
  readonly openedOn: PlainDate;
  readonly deadlineOn: PlainDate | null;
  readonly amountMinor: number;
  readonly currency: string;
}

const trackColumns = `t.case_id as "trackId", substr(t.loan_case_id, 6) as "loanId", t.kind, t.partner_id as "partnerId",
  t.status, t.opened_on as "openedOn", t.deadline_on as "deadlineOn", t.amount_minor as "amountMinor", t.currency`;

/** Claims, legal actions and write-offs of a loan. */
export async function tracksOf(q: Queries, loanId: string): Promise<TrackRow[]> {
  return q.rows<TrackRow>(`select ${trackColumns} from track_view t where t.loan_case_id = $1 order by t.case_id`, [
    loanCaseId(loanId),
  ]);
}

/** One track; null when there is none of that id. */
export async function readTrack(q: Queries, trackId: string): Promise<TrackRow | null> {
  return q.row<TrackRow>(`select ${trackColumns} from track_view t where t.case_id = $1`, [trackId]);
}

/** The case file of a track; null when there is none of that id, or it has not decided yet. */
export async function readTrackState(q: Queries, trackId: string): Promise<TrackState | null> {
  const row = await q.row<{ state: TrackState | null }>(
    `select state from case_file where id = $1 and kind <> 'loan'`,
    [trackId],
  );
  return row?.state ?? null;
}

/** The policy of each pinned version, by id and version; null when no loan was ever pinned to it. */
export async function pinnedHash(q: Queries, id: string, version: number): Promise<string | null> {
  const row = await q.row<{ hash: string }>('select hash from policy where id = $1 and version = $2', [id, version]);
  return row?.hash ?? null;
}

export interface PinnedPolicy {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  readonly loans: number;
}

/** Every version that loans were pinned to, with how many run on it. */
export async function pinnedPolicies(q: Queries): Promise<PinnedPolicy[]> {
  return q.rows<PinnedPolicy>(
    `select p.id, p.version, p.hash, count(v.case_id) as loans
       from policy p left join loan_view v on v.policy_id = p.id and v.policy_version = p.version
      group by p.id, p.version, p.hash order by p.id, p.version`,
  );
}
