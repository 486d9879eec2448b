/** What each person of a demo does with what lies on the desk. */
import { readLoan } from '../db/loanRecord.ts';
import { listTasks } from '../db/work.ts';
import type { TaskRow } from '../db/work.ts';
import { isWorkingDay } from '../domain/calendar.ts';
import { daysBetween } from '../domain/date.ts';
import type { PlainDate } from '../domain/date.ts';
import { instantAt, localDate } from '../domain/instant.ts';
import type { Instant } from '../domain/instant.ts';
import { groundOf } from '../domain/writeOffRules.ts';
import { courtDay, fileSuit, keepDeadline } from './demoCourt.ts';
import { handIn } from './demoPapers.ts';
import { command, people, trackOf } from './demoPeople.ts';
import type { CastDeps } from './demoPeople.ts';

/** What callers hear, in turn: result codes (docs/calls.md) such as 谈判中 (NEG) and 无人接听 (NA). */
const callResults = ['PAID', 'NA', 'NEG', 'RTP', 'MSG'] as const;

/** One look at the desks: approvals and decisions a day or more after they were asked for, calls before their last day. */
export async function officeHour(deps: CastDeps, now: Instant): Promise<void> {
  const today = localDate(now, deps.timeZone);
  const tasks = await listTasks(deps.db, { status: 'open' }, null, 500);
  for (const task of tasks.filter(({ openedOn }) => openedOn < today)) await work(deps, task, today);
  await dealersAnswer(deps);
  await courtDay(deps, today);
}

async function work(deps: CastDeps, task: TaskRow, today: PlainDate): Promise<void> {
  switch (task.kind) {
    case 'call':
      // The next look is in two days: what is not called by then would be nobody's.
      if (daysBetween(today, task.dueOn) > 2) return;
      return command(deps, task.caseId, `call/${task.id}`, 'collector', 'taskOutcome', {
        taskId: task.id,
        result: callResults[digest(task.id) % callResults.length] ?? 'NA',
      });
    case 'maturityDecision': {
      const decision = (await isOverdue(deps, task.loanId, today)) ? 'settle' : 'renew';
      return command(deps, task.caseId, `maturity/${task.id}`, task.role, 'decideMaturity', { decision });
    }
    case 'approval':
      return isWorkingDay(deps.calendar, today) ? approve(deps, task, today) : undefined;
    case 'evidence':
      return gatherEvidence(deps, task);
    case 'claimDocuments':
      return completeClaim(deps, task, today);
    case 'claimRefund':
      return refundPartner(deps, task);
    case 'partnerReview':
      return command(deps, task.caseId, `partner/${task.id}`, 'partnerManager', 'reviewPartner', {
        reason: '已约谈，继续跟踪 · spoken with, and watched further',
      });
    case 'filing':
      return fileSuit(deps, task, today);
    case 'legalDeadline':
      return keepDeadline(deps, task);
  }
}

/** One person a day: the second one finds the first one's word. The first claim on a guarantor is turned down. */
async function approve(deps: CastDeps, task: TaskRow, today: PlainDate): Promise<void> {
  const track = await trackOf(deps, task.caseId);
  const approval = track?.approval;
  if (track === null || approval === null || approval === undefined) return;
  if (approval.rows.some(({ on }) => on >= today)) return;
  const said = approval.rows.length;
  const role = approval.rule.roles[said] ?? approval.rule.roles[0] ?? 'supervisor';
  const refuses = track.step === 'guarantorClaim' && !(await isRejectedOnce(deps, task.id));
  if (refuses)
    return command(deps, task.caseId, `reject/${task.id}`, role, 'reject', {
      reason: '担保人已与支行商定代偿安排，先不发函 · the guarantor has agreed terms with the branch',
    });
  return command(deps, task.caseId, `approve/${task.id}/${said + 1}`, role, 'approve', {});
}

/** The account manager hands in what the ground asks for, and names who recovers the debt. */
async function gatherEvidence(deps: CastDeps, task: TaskRow): Promise<void> {
  const pack = (await trackOf(deps, task.caseId))?.writeOff;
  const loan = await readLoan(deps.db, task.loanId);
  const ground = loan === null ? undefined : groundOf(loan.policy, pack?.ground);
  if (ground === undefined) return;
  const documents = await handIn(deps, task.loanId, ground.documents, deps.begins);
  const recovererId = people['collector'];
  await command(deps, task.caseId, `submit/${task.id}`, 'accountManager', 'submit', { recovererId, documents });
}

/** What belongs to a claim is handed in, so that its demand can leave. */
async function completeClaim(deps: CastDeps, { id, caseId, loanId }: TaskRow, today: PlainDate): Promise<void> {
  const action = (await trackOf(deps, caseId))?.action;
  const wanted = action?.do === 'claim' ? (action.documents ?? []) : [];
  const documents = await handIn(deps, loanId, wanted, instantAt(today, '12:00', deps.timeZone));
  return command(deps, caseId, `documents/${id}`, 'collector', 'attachDocuments', { documents });
}

/** The borrower has paid after all: what the partner advanced goes back. */
async function refundPartner(deps: CastDeps, { id, caseId }: TaskRow): Promise<void> {
  return command(deps, caseId, `refund/${id}`, 'accounting', 'bookRefund', { reference: `RF-${id}` });
}

/** A dealer whose money is on its way says so. */
async function dealersAnswer(deps: CastDeps): Promise<void> {
  const claims = await deps.db.rows<{ id: string }>(
    `select t.case_id as id from track_view t
      where t.kind = 'claim' and t.status = 'demanded' and exists (
        select from held_posting h where h.case_id = t.loan_case_id and not h.posted and h.content->>'payer' = 'dealer')
      order by t.case_id`,
  );
  for (const { id } of claims) {
    const track = await trackOf(deps, id);
    if (track?.action.do === 'claim' && track.action.demand === 'advance')
      await command(deps, id, `dealer/${id}`, 'partnerManager', 'answer', { answer: 'accepted' });
  }
}

async function isRejectedOnce({ db }: CastDeps, exceptTaskId: string): Promise<boolean> {
  const sql = `select 1 as there from task where result = 'rejected' and id <> $1`;
  return (await db.row(sql, [exceptTaskId])) !== null;
}

async function isOverdue({ db }: CastDeps, loanId: string, today: PlainDate): Promise<boolean> {
  const sql = 'select 1 as there from open_item where case_id = $1 and due_on < $2';
  return (await db.row(sql, [`loan/${loanId}`, today])) !== null;
}

/** A small number that depends on the text alone. */
const digest = (text: string): number => Array.from(text).reduce((sum, character) => sum + character.charCodeAt(0), 0);
