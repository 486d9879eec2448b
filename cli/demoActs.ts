/** What each person of a demo does with what lies on the desk. */
import { createHash } from 'node:crypto';
import { evidenceId, saveDocuments } from '../db/document.ts';
import { readLoan } from '../db/loanRecord.ts';
import { keyOf } from '../db/person.ts';
import type { Sealer } from '../db/seal.ts';
import { listTasks } from '../db/work.ts';
import type { TaskRow } from '../db/work.ts';
import type { Db } from '../db/pool.ts';
import type { SignedCommand, UnsignedCommand } from '../db/signature.ts';
import { isWorkingDay } from '../domain/calendar.ts';
import { daysBetween } from '../domain/date.ts';
import type { PlainDate } from '../domain/date.ts';
import { instantAt, localDate } from '../domain/instant.ts';
import type { Instant } from '../domain/instant.ts';
import { legalRulesOf } from '../domain/legalRules.ts';
import type { Calendar, Policy } from '../domain/policy.ts';
import type { TrackState } from '../domain/trackState.ts';
import { groundOf } from '../domain/writeOffRules.ts';
import type { Cases } from '../engine/cases.ts';

export interface CastDeps {
  readonly db: Db;
  readonly cases: Pick<Cases, 'command'>;
  readonly sign: (command: UnsignedCommand) => SignedCommand;
  readonly calendar: Calendar;
  readonly sealer: Sealer;
  readonly timeZone: string;
  /** The first instant of the play. */
  readonly begins: Instant;
}

/** Who holds which role. Made up, as everybody here. */
const people: Readonly<Record<string, string>> = {
  collector: 'liu.yang',
  accountManager: 'he.lin',
  supervisor: 'zhao.min',
  partnerManager: 'sun.lei',
  legalCounsel: 'chen.jing',
  creditHead: 'li.wei',
  riskHead: 'wang.fang',
  president: 'zhou.ping',
};

/** What callers hear, in turn: result codes (docs/calls.md) such as 谈判中 (NEG) and 无人接听 (NA). */
const callResults = ['PAID', 'NA', 'NEG', 'RTP', 'MSG'] as const;

/** One look at the desks: approvals and decisions a day or more after they were asked for, calls before their last day. */
export async function officeHour(deps: CastDeps, now: Instant): Promise<void> {
  const today = localDate(now, deps.timeZone);
  const tasks = await listTasks(deps.db, { status: 'open' }, null, 500);
  for (const task of tasks.filter(({ openedOn }) => openedOn < today)) await work(deps, task, today);
  await dealersAnswer(deps);
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
    case 'filing':
      return fileSuit(deps, task, today);
  }
}

/** The papers that the policy wants are handed in, and the suit is filed. */
async function fileSuit(deps: CastDeps, { id, caseId, loanId, personId }: TaskRow, today: PlainDate): Promise<void> {
  const policy = await deps.db.row<{ body: Policy }>(
    'select p.body from case_file c join policy p on p.hash = c.policy_hash where c.id = $1',
    [caseId],
  );
  const wanted = policy === null ? [] : legalRulesOf(policy.body).documents;
  const papers = wanted.map(({ kind, title }) => {
    const content = Buffer.from(`${title['zh-CN']} · ${title.en}\n${loanId}\n`, 'utf8');
    const sha256 = createHash('sha256').update(content).digest('hex');
    return { id: evidenceId(loanId, kind, sha256), kind, sha256, content };
  });
  await deps.db.tx(async (q) => {
    const key = personId === null ? null : await keyOf(q, deps.sealer, personId);
    if (key === null || personId === null) return;
    const madeAt = instantAt(today, '12:00', deps.timeZone);
    await saveDocuments(
      q,
      deps.sealer,
      papers.map((paper) => ({ ...paper, personId, madeAt, key })),
    );
  });
  return command(deps, caseId, `file/${id}`, 'legalCounsel', 'recordStage', {
    ...{ stage: 'filed', court: '示范区人民法院', caseNumber: `（${today.slice(0, 4)}）示民初${digest(loanId)}号` },
    documents: papers.map(({ id: documentId, kind, sha256 }) => ({ id: documentId, kind, sha256 })),
  });
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

/** The account manager hands in what the ground asks for, sealed as any document, and names who recovers the debt. */
async function gatherEvidence(deps: CastDeps, task: TaskRow): Promise<void> {
  const { db, sealer } = deps;
  const pack = (await trackOf(deps, task.caseId))?.writeOff;
  const loan = await readLoan(db, task.loanId);
  const ground = loan === null ? undefined : groundOf(loan.policy, pack?.ground);
  const personId = loan?.state?.terms.debtorId;
  if (ground === undefined || personId === undefined) return;
  const documents = await db.tx(async (q) => {
    const key = await keyOf(q, sealer, personId);
    if (key === null) return [];
    const made = ground.documents.map((kind) => {
      const content = Buffer.from(`${kind} ${task.loanId}（演示材料 · made up for the demo）`, 'utf8');
      const sha256 = createHash('sha256').update(content).digest('hex');
      return { id: evidenceId(task.loanId, kind, sha256), personId, kind, content, madeAt: deps.begins, key, sha256 };
    });
    await saveDocuments(q, sealer, made);
    return made.map(({ id, kind, sha256 }) => ({ id, kind, sha256 }));
  });
  const recovererId = people['collector'];
  await command(deps, task.caseId, `submit/${task.id}`, 'accountManager', 'submit', { recovererId, documents });
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

async function trackOf({ db }: CastDeps, caseId: string): Promise<TrackState | null> {
  return (await db.row<{ state: TrackState }>('select state from case_file where id = $1', [caseId]))?.state ?? null;
}

async function isRejectedOnce({ db }: CastDeps, exceptTaskId: string): Promise<boolean> {
  const sql = `select 1 as there from task where result = 'rejected' and id <> $1`;
  return (await db.row(sql, [exceptTaskId])) !== null;
}

async function isOverdue({ db }: CastDeps, loanId: string, today: PlainDate): Promise<boolean> {
  const sql = 'select 1 as there from open_item where case_id = $1 and due_on < $2';
  return (await db.row(sql, [`loan/${loanId}`, today])) !== null;
}

/** Gives a signed command under an id that is the same whenever the play comes here again. */
export async function command(
  { cases, sign }: CastDeps,
  caseId: string,
  act: string,
  role: string,
  type: string,
  content: Readonly<Record<string, unknown>>,
): Promise<void> {
  const actor = { id: people[role] ?? role, role, authenticated: false };
  await cases.command(sign({ id: `cast/${act}`, caseId, type, content, actor }));
}

/** A small number that depends on the text alone. */
const digest = (text: string): number => Array.from(text).reduce((sum, character) => sum + character.charCodeAt(0), 0);
