/** Approvals: what waits for two pairs of eyes, what stands on the table, and what was seen when it was decided. */
import { z } from 'zod';
import type { FastifyRequest } from 'fastify';
import { readCampaign } from '../db/campaign.ts';
import { hashOf } from '../db/chain.ts';
import { policyByHash } from '../db/policy.ts';
import { commandContent } from '../db/inbox.ts';
import { readTrackState } from '../db/loanRecord.ts';
import { listTasks, readTask } from '../db/work.ts';
import type { TaskRow } from '../db/work.ts';
import type { Approval, ApprovalEvidence, ApprovalRow } from '../domain/approval.ts';
import { campaignEvidence } from '../domain/campaignDecision.ts';
import { localDate } from '../domain/instant.ts';
import { preservationEvidence, preservationOf } from '../domain/legalPreservation.ts';
import { requestEvidence } from '../domain/request.ts';
import { trackOf } from '../domain/tracks.ts';
import { standingWriteOff, undoEvidence } from '../domain/writeOffUndo.ts';
import { disposalEvidence } from '../domain/collateralEvents.ts';
import { readDisposal } from '../db/collateral.ts';
import { idempotencyKey } from './actor.ts';
import { nowOf, openObject, openPage, languageShape } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { decimal } from './money.ts';
import { pageOf, pageQuery, placeOf } from './page.ts';
import { Problem } from './problem.ts';
import { loanRecord } from './showLoan.ts';
import type { Language } from './context.ts';
import { roleIn, rolesIn } from '../policies/explain/role.ts';
import { stepTexts } from './listWords.ts';
import { codeWords, said } from './words/codes.ts';
import { collateralWords } from './words/collateral.ts';
import { dictionaries } from './words/index.ts';
import { packWords } from './words/pack.ts';

/** Kinds of tasks that ask different people for their word. */
export const APPROVAL_TASKS: readonly string[] = [
  ...['approval', 'request', 'undoWriteOff', 'preservationApproval', 'partnerApproval', 'campaign'],
];

const place = z.object({ dueOn: z.string(), id: z.string() });

export function approvalRoutes(app: Routes, deps: ApiDeps): void {
  app.get(
    '/approvals',
    {
      schema: {
        summary: 'What waits for approval, by the day on which it should be decided',
        tags: ['approvals'],
        querystring: z.object({
          role: z.string().optional(),
          loan: z.string().optional(),
          lang: languageShape.default('zh-CN'),
          ...pageQuery,
        }),
        response: { 200: openPage },
      },
    },
    async ({ query: { role, loan, lang, limit, cursor } }) => {
      const filter = {
        ...{ status: 'open', kinds: APPROVAL_TASKS },
        ...(role === undefined ? {} : { role }),
        ...(loan === undefined ? {} : { loanId: loan }),
      };
      const rows = await listTasks(deps.db, filter, placeOf(cursor, place), limit + 1);
      const page = pageOf(rows, limit, ({ dueOn, id }) => ({ dueOn, id }));
      const steps = await stepTexts(deps.db, page.rows, lang);
      const shown = page.rows.map(async (task, at) => ({
        ...(await approvalShown(deps, task)),
        ...{ stepText: steps[at], roleText: roleIn(lang, task.role) },
      }));
      return { rows: await Promise.all(shown), next: page.next };
    },
  );
  app.get(
    '/approvals/:id',
    {
      schema: {
        summary: 'One question with what stands on the table; its id is written with %2F for each slash',
        tags: ['approvals'],
        params: z.object({ id: z.string().min(1).max(300) }),
        querystring: z.object({ lang: languageShape.default('zh-CN') }),
        response: { 200: openObject },
      },
    },
    async ({ params: { id }, query: { lang } }) => {
      const task = await readTask(deps.db, id);
      if (task === null || !APPROVAL_TASKS.includes(task.kind))
        throw new Problem(404, 'APPROVAL_UNKNOWN', `there is no question ${id}`, 'list the approvals');
      const [stepText] = await stepTexts(deps.db, [task], lang);
      const shown = await approvalShown(deps, task);
      return { ...shown, stepText, roleText: roleIn(lang, task.role), ...tableWords(shown, lang) };
    },
  );
}

/** A question, and what is known about it now. `evidence` is null when there is nothing left to decide. */
interface Table {
  readonly approval: Approval;
  readonly evidence: ApprovalEvidence | null;
}

/** What stands on the table of a task, for a track or for its loan; null when nothing is asked there. */
async function tableOf(deps: ApiDeps, caseId: string, taskId: string): Promise<Table | null> {
  const [kind, loanId = ''] = caseId.split('/');
  // What is asked about a partner stands in its own page, with its figures.
  if (kind === 'partner') return null;
  if (kind === 'campaign') return campaignTable(deps, loanId);
  const { state: loan, policy } = await loanRecord(deps, loanId);
  const today = localDate(await nowOf(deps), policy.timeZone);
  if (kind === 'loan') {
    const request = loan.requests?.find(({ id }) => id === taskId);
    const undo = standingWriteOff(loan)?.undo;
    if (undo?.taskId === taskId) return { approval: undo.approval, evidence: undoEvidence(loan, { policy }, today) };
    if (request === undefined) return null;
    const world = { policy, calendar: deps.calendarOf(policy.calendar) };
    return { approval: request.approval, evidence: requestEvidence(loan, request, world, today) };
  }
  if (kind === 'collateral') {
    const disposal = await readDisposal(deps.db, caseId);
    if (disposal?.approval == null) return null;
    const evidence =
      disposal.status === 'awaitingApproval' ? disposalEvidence(disposal, { loan, policy }, today) : null;
    return { approval: disposal.approval, evidence };
  }
  const track = await readTrackState(deps.db, caseId);
  const preservation = track === null ? undefined : preservationOf(track, taskId);
  if (track !== null && preservation !== undefined) {
    const { approval, status } = preservation;
    const isOpen = status === 'requested';
    return {
      approval,
      evidence: isOpen ? preservationEvidence(track, preservation, { loan, policy }, today) : null,
    };
  }
  if (track?.approval == null) return null;
  return { approval: track.approval, evidence: trackOf(track.kind).evidence(track, { loan, policy }, today) };
}

/** Who has approved so far what a task asks for. */
export async function approvedBy(deps: ApiDeps, { caseId, id }: TaskRow): Promise<readonly ApprovalRow[]> {
  const rows = (await tableOf(deps, caseId, id))?.approval.rows ?? [];
  return rows.filter(({ decision }) => decision === 'approved');
}

/** The table of a campaign: its figures and the hash of the whole list. */
async function campaignTable(deps: ApiDeps, campaignId: string): Promise<Table | null> {
  const state = await readCampaign(deps.db, campaignId);
  if (state?.proposed == null) return null;
  const { run, hash, approval } = state.proposed;
  const { timeZone } = await policyByHash(deps.db, state.terms.policy.hash);
  const today = localDate(await nowOf(deps), timeZone);
  return { approval, evidence: state.status === 'proposed' ? campaignEvidence(run, hash, today) : null };
}

/** The codes on the table, in the words of the reader; `evidence` itself stays as it is signed. */
function tableWords(shown: Record<string, unknown>, language: Language): Record<string, unknown> {
  const { roles, given, evidence } = shown;
  const rolesText = Array.isArray(roles) ? rolesIn(language, roles as readonly string[]) : '';
  const votes = Array.isArray(given) ? (given as readonly Pick<ApprovalRow, 'role' | 'decision'>[]) : [];
  return {
    rolesText,
    given: votes.map((row) => ({
      ...{ ...row, roleText: roleIn(language, row.role) },
      decisionText: packWords[language].decision[row.decision],
    })),
    evidenceInWords: evidenceInWords(evidence, language),
  };
}

/** Classes and ways of disposal are all the codes that evidence holds. */
function evidenceInWords(value: unknown, language: Language): unknown {
  if (Array.isArray(value)) return value.map((one) => evidenceInWords(one, language));
  if (typeof value !== 'object' || value === null) return value;
  const dictionaryOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    classification: dictionaries[language].classification,
    way: collateralWords[language].way,
    kind: codeWords[language].requestKind,
  };
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => [
      member,
      typeof inner === 'string' ? said(dictionaryOf[member] ?? {}, inner) : evidenceInWords(inner, language),
    ]),
  );
}

async function approvalShown(deps: ApiDeps, task: TaskRow): Promise<Record<string, unknown>> {
  const table = await tableOf(deps, task.caseId, task.id);
  const shown = { ...task, evidence: table?.evidence ?? null };
  if (table === null) return shown;
  const { rule, maker, escalated, rows } = table.approval;
  const { atStakeMinor, currency } = rule;
  return {
    ...shown,
    evidenceHash: table.evidence === null ? null : hashOf(table.evidence),
    ...{
      maker,
      escalated,
      approvers: rule.approvers,
      roles: escalated ? [...rule.roles, rule.escalateTo] : rule.roles,
    },
    ...(atStakeMinor === undefined || currency === undefined ? {} : { atStake: decimal(atStakeMinor, currency) }),
    given: rows.map(({ actorId, role, decision, on, onBehalfOf }) => ({ actorId, role, decision, on, onBehalfOf })),
  };
}

/** What an approver had before them, as their command says it. */
export interface Seen {
  readonly seen?: unknown;
  readonly evidenceHash?: unknown;
}

/**
 * What stands on the table, to be signed with the word of the person who looked at it. A repeat says what the first one
 * said. `hash`: that of the evidence which was looked at.
 * @throws Problem EVIDENCE_CHANGED
 */
export async function approvalSeen(
  deps: ApiDeps,
  request: FastifyRequest,
  caseId: string,
  taskId: string,
  hash: string | undefined,
): Promise<Seen> {
  const key = idempotencyKey(request);
  const before = key === undefined ? null : await commandContent(deps.db, caseId, key);
  if (before !== null) {
    const { seen, evidenceHash } = before;
    return { ...(seen === undefined ? {} : { seen }), ...(evidenceHash === undefined ? {} : { evidenceHash }) };
  }
  const evidence = (await tableOf(deps, caseId, taskId))?.evidence;
  if (evidence === undefined || evidence === null) return {};
  const evidenceHash = hashOf(evidence);
  if (hash !== undefined && hash !== evidenceHash)
    throw new Problem(
      409,
      'EVIDENCE_CHANGED',
      'what it rests on has changed since it was looked at',
      'look at it again (recoup approval show) and decide on what stands now',
      'seen',
    );
  return { seen: evidence, evidenceHash };
}
