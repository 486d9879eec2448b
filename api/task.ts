/** The work list: calls, decisions and approvals that wait for a person. */
import { z } from 'zod';
import type { FastifyRequest } from 'fastify';
import { attemptOfResult, openAttempt } from '../db/call/attempt.ts';
import { readCampaign } from '../db/campaign.ts';
import { inboundTextId } from '../db/document.ts';
import { listTasks, readTask } from '../db/work.ts';
import type { TaskRow } from '../db/work.ts';
import { DISPUTE_ABOUT } from '../domain/disputeState.ts';
import { isInstant } from '../domain/instant.ts';
import { actorOf, idempotencyKey } from './actor.ts';
import { APPROVAL_TASKS, approvalSeen } from './approval.ts';
import { taskShown } from './callSheet.ts';
import { amountShape, dateShape, nowOf, openObject, openPage, languageShape } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { giveCommand } from './give.ts';
import { showDocument } from './message.ts';
import { pageOf, pageQuery, placeOf } from './page.ts';
import { Problem } from './problem.ts';
import { roleIn } from '../policies/explain/role.ts';
import { stepTexts } from './listWords.ts';
import { codeWords, said } from './words/codes.ts';
import { dictionaries } from './words/index.ts';

const place = z.object({ dueOn: z.string(), id: z.string() });

export function taskRoutes(app: Routes, deps: ApiDeps): void {
  app.get(
    '/tasks',
    {
      schema: {
        summary: 'Tasks by due day',
        tags: ['work'],
        querystring: z.object({
          status: z.enum(['open', 'closed']).default('open'),
          role: z.string().optional(),
          kind: z.string().optional(),
          loan: z.string().optional(),
          dueBy: dateShape.optional(),
          lang: languageShape.default('zh-CN'),
          ...pageQuery,
        }),
        response: { 200: openPage },
      },
    },
    async ({ query: { limit, cursor, status, role, kind, loan, dueBy, lang } }) => {
      const filter = {
        status,
        ...(role === undefined ? {} : { role }),
        ...(kind === undefined ? {} : { kinds: [kind] }),
        ...(loan === undefined ? {} : { loanId: loan }),
        ...(dueBy === undefined ? {} : { dueBy }),
      };
      const rows = await listTasks(deps.db, filter, placeOf(cursor, place), limit + 1);
      const page = pageOf(rows, limit, ({ dueOn, id }) => ({ dueOn, id }));
      const now = await nowOf(deps);
      const steps = await stepTexts(deps.db, page.rows, lang);
      const shown = page.rows.map((row, at) => ({
        ...{ ...taskShown(row, now), kindText: said(dictionaries[lang].task, row.kind), stepText: steps[at] },
        ...{ roleText: roleIn(lang, row.role), statusText: said(codeWords[lang].taskStatus, row.status) },
      }));
      return { rows: shown, next: page.next };
    },
  );
  app.get(
    '/tasks/:id/text',
    {
      schema: {
        summary: 'What a person wrote to us, of a task of kind inboundText. Who reads it is noted',
        tags: ['work'],
        params: z.object({ id: z.string().min(1).max(300) }),
      },
    },
    async (request, reply) => {
      const task = await readTask(deps.db, request.params.id);
      if (task?.kind !== 'inboundText' || task.personId === null)
        throw new Problem(404, 'TASK_UNKNOWN', 'there is no such task about a text', 'look at the work list again');
      const textId = task.id.slice(task.id.lastIndexOf('/') + 1);
      return showDocument(deps, request, reply, inboundTextId(textId, task.personId));
    },
  );
  app.post(
    '/tasks/:id/outcome',
    {
      schema: {
        summary: 'What came of a task; its id is written with %2F for each slash',
        tags: ['work'],
        params: z.object({ id: z.string().min(1).max(300) }),
        body: z.object({
          result: z.string().min(1).max(80).describe('of a call: a result code such as PTP; else the decision'),
          reason: z.string().max(500).optional(),
          callBackAt: z
            .string()
            .refine(isInstant, 'an instant is written 2025-04-05T01:00:00.000Z')
            .optional()
            .describe('of a call: the task stays open until then'),
          promise: z
            .object({
              instalments: z
                .array(z.object({ dueOn: dateShape, amount: amountShape }))
                .min(1)
                .max(60),
            })
            .optional()
            .describe('of a call that ends with PTP or TPP'),
          about: z.enum(DISPUTE_ABOUT).optional().describe('of a call that ends with DSP; default: other'),
          ownerId: z.string().max(80).optional().describe('of a call that ends with DSP: who answers; default: you'),
          refusesContact: z.boolean().optional().describe('of a call: who spoke wants no more calls'),
        }),
        response: { 200: openObject },
      },
    },
    async (request) => {
      const task = await readTask(deps.db, request.params.id);
      if (task === null)
        throw new Problem(404, 'TASK_UNKNOWN', `there is no task ${request.params.id}`, 'look at the work list again');
      const { result, reason, ...ofCall } = request.body;
      const { type, content } =
        task.kind === 'call'
          ? await callResult(deps, request, task, { result, ...ofCall })
          : task.kind === 'campaign'
            ? await campaignResult(deps, task, result, reason)
            : APPROVAL_TASKS.includes(task.kind)
              ? await approvalResult(deps, request, task, result, reason)
              : commandOf(task, result, reason);
      const { id, answer } = await giveCommand(deps, request, task.caseId, type, content);
      return { ...answer, id, task: task.id };
    },
  );
}

interface Command {
  readonly type: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** The result of a call, with the attempt that it speaks of: the caller's latest, and for a repeat the same again. */
async function callResult(
  deps: ApiDeps,
  request: FastifyRequest,
  task: TaskRow,
  said: Readonly<Record<string, unknown>>,
): Promise<Command> {
  const key = idempotencyKey(request);
  const before = key === undefined ? undefined : await attemptOfResult(deps.db, task.caseId, key);
  const dialId = before ?? (await openAttempt(deps.db, task.id, actorOf(request).id))?.id;
  return {
    type: 'taskOutcome',
    content: {
      taskId: task.id,
      ...(dialId === undefined || before === null ? {} : { dialId }),
      // What was left out is not signed either.
      ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
    },
  };
}

const words = { approved: 'approve', approve: 'approve', rejected: 'reject', reject: 'reject' } as const;

/** The word of an approver, with what stands on the table. @throws Problem RESULT_UNKNOWN */
async function approvalResult(
  deps: ApiDeps,
  request: FastifyRequest,
  task: TaskRow,
  result: string,
  reason: string | undefined,
): Promise<Command> {
  const type = Object.entries(words).find(([word]) => word === result)?.[1];
  if (type === undefined)
    throw new Problem(422, 'RESULT_UNKNOWN', 'an approval is given or refused', 'say approve or reject', 'result');
  const seen = await approvalSeen(deps, request, task.caseId, task.id, undefined);
  const content = { ...seen, ...(reason === undefined ? {} : { reason }) };
  switch (task.kind) {
    case 'request':
      return { type: `${type}Request`, content: { request: task.id, ...content } };
    case 'partnerApproval':
      return { type: `${type}Proposal`, content: { taskId: task.id, ...content } };
    case 'undoWriteOff':
      return { type: `${type}Undo`, content };
    case 'preservationApproval':
      return {
        type: `${type}Preservation`,
        content: { preservation: task.id.slice(task.id.lastIndexOf('/') + 1), ...content },
      };
    default:
      return { type, content };
  }
}

/** The word on a campaign, for the list that stands on the table. @throws Problem RESULT_UNKNOWN */
async function campaignResult(
  deps: ApiDeps,
  task: TaskRow,
  result: string,
  reason: string | undefined,
): Promise<Command> {
  const word = Object.entries(words).find(([one]) => one === result)?.[1];
  if (word === undefined)
    throw new Problem(422, 'RESULT_UNKNOWN', 'an approval is given or refused', 'say approve or reject', 'result');
  const state = await readCampaign(deps.db, task.caseId.slice('campaign/'.length));
  const hash = state?.proposed?.hash;
  return {
    type: word === 'approve' ? 'approve' : 'refuse',
    content: { ...(hash === undefined ? {} : { hash }), ...(reason === undefined ? {} : { reason }) },
  };
}

/** The command that a task asks for. */
function commandOf(task: TaskRow, result: string, reason: string | undefined): Command {
  const why = reason === undefined ? {} : { reason };
  switch (task.kind) {
    case 'inboundText':
    case 'newAddress':
    case 'limitation':
      return { type: 'taskOutcome', content: { taskId: task.id, result } };
    case 'circumstanceVerify':
    case 'circumstanceClaim':
    case 'fraudCase':
      throw new Problem(
        409,
        'SAID_ELSEWHERE',
        'this work ends with what is said about the circumstance itself',
        'recoup circumstance verify, refute, claim or end',
      );
    case 'partnerReview':
      return { type: 'reviewPartner', content: { reason: reason ?? result } };
    case 'maturityDecision':
      return { type: 'decideMaturity', content: { decision: result } };
    case 'legalDeadline':
      return {
        type: 'meetDeadline',
        content: { deadline: task.id.slice(task.caseId.length + 1), reason: reason ?? result },
      };
    default:
      // The suit is filed, or what else the track waits for is recorded.
      return { type: 'recordStage', content: { stage: result, ...why } };
  }
}
