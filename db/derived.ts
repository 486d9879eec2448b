/** The derived tables: functions of a case's outcomes and state alone, so that a rebuild finds the same rows. */
import type { Outcome } from '../domain/case.ts';
import type { PlainDate } from '../domain/date.ts';
import type { LoanTerms } from '../domain/loan.ts';
import type { LoanView } from '../domain/loanView.ts';
import type { TrackView } from '../domain/track.ts';
import type { Policy } from '../domain/policy.ts';
import { limitationRows } from './limitation.ts';
import type { Queries } from './pool.ts';

export async function writeLoanView(
  q: Queries,
  caseId: string,
  terms: LoanTerms,
  policy: Policy,
  view: LoanView,
): Promise<void> {
  // One statement for all of them: each round trip holds the lock on the debtor. Unchanged rows are left alone.
  await q.send(
    `with item as (select * from jsonb_to_recordset($20) as i(item text, "dueOn" date, "openMinor" bigint)),
     gone as (delete from open_item o where o.case_id = $1 and not exists (select from item where item.item = o.item)),
     kept as (
       insert into open_item (case_id, item, due_on, open_minor) select $1, item, "dueOn", "openMinor" from item
       on conflict (case_id, item) do update set due_on = excluded.due_on, open_minor = excluded.open_minor
         where (open_item.due_on, open_item.open_minor) is distinct from (excluded.due_on, excluded.open_minor)),${limitationRows('$1', '$21')}
     insert into loan_view (case_id, loan_id, product, branch, currency, debtor_id, policy_id, policy_version, status, stage,
       held, settled_on, written_off_on, consecutive_missed, cumulative_missed, credit_minor, recovered_minor, last_step, last_step_on,
       lent_for)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $22)
     on conflict (case_id) do update set policy_id = excluded.policy_id, policy_version = excluded.policy_version,
       status = excluded.status, stage = excluded.stage, held = excluded.held, settled_on = excluded.settled_on,
       written_off_on = excluded.written_off_on, consecutive_missed = excluded.consecutive_missed,
       cumulative_missed = excluded.cumulative_missed, credit_minor = excluded.credit_minor,
       recovered_minor = excluded.recovered_minor, last_step = excluded.last_step, last_step_on = excluded.last_step_on`,
    [
      caseId,
      terms.loanId,
      terms.product,
      terms.branch,
      terms.contract.currency,
      terms.debtorId,
      policy.id,
      policy.version,
      view.status,
      view.stage,
      view.held,
      view.settledOn,
      view.writtenOffOn,
      view.consecutiveMissed,
      view.cumulativeMissed,
      view.creditMinor,
      view.recoveredMinor,
      view.lastStep,
      view.lastStepOn,
      JSON.stringify(view.openItems),
      JSON.stringify(view.rights),
      terms.lentFor ?? null,
    ],
  );
}

export async function writeTrackView(q: Queries, caseId: string, view: TrackView): Promise<void> {
  await q.send(
    `insert into track_view (case_id, loan_case_id, kind, partner_id, status, opened_on, deadline_on, amount_minor, currency)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (case_id) do update set status = excluded.status, deadline_on = excluded.deadline_on,
       amount_minor = excluded.amount_minor`,
    [
      caseId,
      view.loanCaseId,
      view.kind,
      view.partnerId,
      view.status,
      view.openedOn,
      view.deadlineOn,
      view.amountMinor,
      view.currency,
    ],
  );
}

/** The work list follows task outcomes of any kind of case; what is asked again is open again. */
export async function writeTasks(q: Queries, caseId: string, outcomes: readonly Outcome[]): Promise<void> {
  for (const outcome of outcomes) {
    switch (outcome.type) {
      case 'taskOpened': {
        const task = outcome as unknown as OpenedTask;
        await q.send(
          `insert into task (id, case_id, kind, step, person_id, role, opened_on, due_on, status)
           values ($1, $2, $3, $4, $5, $6, $7, $8, 'open')
           on conflict (id) do update set role = excluded.role, opened_on = excluded.opened_on, due_on = excluded.due_on,
             status = 'open', result = null, escalated_on = null`,
          [task.taskId, caseId, task.task, task.step, task.personId, task.role, task.on, task.dueOn],
        );
        break;
      }
      case 'taskClosed':
        await q.send(
          `update task set status = 'closed', result = $2, claimed_by = null, claimed_until = null where id = $1`,
          [outcome['taskId'], outcome['result']],
        );
        break;
      case 'taskEscalated':
        await q.send(
          `update task set role = $2, escalated_on = $3, due_on = coalesce($4, due_on), claimed_by = null,
                  claimed_until = null where id = $1`,
          [outcome['taskId'], outcome['to'], outcome['on'], outcome['dueOn'] ?? null],
        );
        break;
      case 'taskClaimed':
        await q.send('update task set claimed_by = $2, claimed_until = $3 where id = $1', [
          outcome['taskId'],
          outcome['by'],
          outcome['until'],
        ]);
        break;
      case 'taskReleased':
        await q.send('update task set claimed_by = null, claimed_until = null where id = $1', [outcome['taskId']]);
        break;
      case 'callPlanned':
        await q.send(
          'update task set call_at = $2, due_on = $3, claimed_by = null, claimed_until = null where id = $1',
          [outcome['taskId'], outcome['callAt'], outcome['dueOn']],
        );
        break;
    }
  }
}

interface OpenedTask {
  readonly taskId: string;
  readonly task: string;
  readonly step: string;
  readonly personId: string | null;
  readonly role: string;
  readonly on: PlainDate;
  readonly dueOn: PlainDate;
}

/** Where a case stands, in one word; '' before anything was decided. */
export async function readStage(q: Queries, caseId: string): Promise<string> {
  const row = await q.row<{ stage: string }>(
    `select stage from loan_view where case_id = $1 union all select status from track_view where case_id = $1
     union all select status from partner_standing where case_id = $1

     union all select status from campaign where case_id = $1`,
    [caseId],
  );
  return row?.stage ?? '';
}
