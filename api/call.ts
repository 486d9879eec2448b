/** Calls of the work list: the sheet, claiming, dialling (docs/calls.md). Their result: `POST /tasks/{id}/outcome`. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { readTask } from '../db/work.ts';
import type { TaskRow } from '../db/work.ts';
import type { DialAnswer } from '../db/call/types.ts';
import { actorOf, idempotencyKey } from './actor.ts';
import type { CallDesk } from './callDesk.ts';
import { callSheet } from './callSheet.ts';
import { languageShape, openObject } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { giveCommand } from './give.ts';
import { Problem } from './problem.ts';

const params = z.object({ id: z.string().min(1).max(300) });
const response = { 200: openObject };

export function callRoutes(app: Routes, deps: ApiDeps): void {
  app.get(
    '/tasks/:id/call',
    {
      schema: {
        summary: 'Before dialling: script, permitted hours, masked number, history, loans of the debtor, result codes',
        tags: ['work'],
        params,
        querystring: z.object({ lang: languageShape.optional() }),
        response,
      },
    },
    async ({ params: { id }, query }) => callSheet(deps, deskOf(deps), await callTask(deps, id), query.lang),
  );
  app.post(
    '/tasks/:id/claim',
    {
      schema: {
        summary: 'Work on a call alone, for 30 minutes unless told otherwise; again: renews it',
        tags: ['work'],
        params,
        body: z.object({ minutes: z.number().int().min(5).max(480).optional() }).nullish(),
        response,
      },
    },
    async (request) => {
      const task = await callTask(deps, request.params.id);
      const minutes = request.body?.minutes;
      const content = { taskId: task.id, ...(minutes === undefined ? {} : { minutes }) };
      const { id, answer } = await giveCommand(deps, request, task.caseId, 'claimTask', content);
      return { ...answer, id, task: task.id };
    },
  );
  app.post(
    '/tasks/:id/release',
    { schema: { summary: 'Give a claimed call back to the list', tags: ['work'], params, response } },
    async (request) => {
      const task = await callTask(deps, request.params.id);
      const { id, answer } = await giveCommand(deps, request, task.caseId, 'releaseTask', { taskId: task.id });
      return { ...answer, id, task: task.id };
    },
  );
  app.post(
    '/tasks/:id/dial',
    {
      schema: {
        summary:
          'Ask permission once more, write the attempt down, and call; or reveal the number where no provider calls',
        tags: ['work'],
        params,
        body: z
          .object({ phone: z.string().max(20).optional().describe('your own phone, E.164: it rings first') })
          .nullish(),
        response,
      },
    },
    async (request) => {
      const desk = deskOf(deps);
      const phone = request.body?.phone;
      const dialled = await desk.dial({
        taskId: request.params.id,
        actor: actorOf(request),
        key: idempotencyKey(request) ?? randomUUID(),
        ...(phone === undefined ? {} : { collectorPhone: phone }),
      });
      return answered(dialled);
    },
  );
}

/** @throws Problem CALLS_NOT_SERVED */
function deskOf({ calls }: ApiDeps): CallDesk {
  if (calls !== undefined) return calls;
  throw new Problem(503, 'CALLS_NOT_SERVED', 'this deployment has no desk to call from', 'ask who runs it');
}

/** @throws Problem TASK_UNKNOWN, NOT_A_CALL */
async function callTask(deps: ApiDeps, id: string): Promise<TaskRow> {
  const task = await readTask(deps.db, id);
  if (task === null) throw new Problem(404, 'TASK_UNKNOWN', `there is no task ${id}`, 'look at the work list again');
  if (task.kind !== 'call')
    throw new Problem(409, 'NOT_A_CALL', `the task is no call but ${task.kind}`, 'give its outcome instead');
  return task;
}

type Refusal = readonly [status: number, reason: string, remedy: string];
const refusals: Readonly<Record<string, Refusal>> = {
  TASK_UNKNOWN: [404, 'there is no such call', 'look at the work list again'],
  TASK_NOT_OPEN: [409, 'the call is not open any more', 'look at the work list again'],
  TASK_CLAIMED: [409, 'somebody else works on the call', 'take another task, or wait until it is released'],
  NOT_CLAIMED: [409, 'you do not hold the call, or not any more', 'claim it first'],
  CALL_BACK_LATER: [409, 'the person is called back at an agreed time', 'call then'],
  ID_REUSED: [409, 'the key was used for another attempt', 'use a key of its own'],
  CALLS_STOPPED: [503, 'calls are stopped', 'ask a supervisor; recoup doctor says why'],
  FORGOTTEN: [422, 'the personal data of this person were deleted', 'close the task'],
  NO_NUMBER: [422, 'no telephone number of the person is known', 'give the result INV, or have the number corrected'],
};
const plain: Readonly<Record<string, readonly [code: string, ...Refusal]>> = {
  collectorPhoneMissing: ['COLLECTOR_PHONE_MISSING', 422, 'your own phone is not known', 'send it as phone, E.164'],
  collectorPhoneInvalid: [
    'COLLECTOR_PHONE_INVALID',
    422,
    'your own phone is not written E.164',
    'write +8613800000000',
  ],
  tooManyCalls: ['TOO_MANY_CALLS', 429, 'calls are placed as fast as the settings allow', 'try again in a second'],
  busy: ['PERSON_BUSY', 503, 'something else about this person is being decided', 'try again in a second'],
};

function answered(answer: DialAnswer): Record<string, unknown> {
  switch (answer.kind) {
    case 'dialled': {
      if (answer.request === 'notPlaced')
        throw new Problem(502, 'CALL_NOT_PLACED', `the provider refused it (${answer.code ?? ''})`, 'dial again later');
      const { kind: _kind, ...rest } = answer;
      return { ok: true, ...rest };
    }
    case 'notPermitted': {
      const { rule, until } = answer;
      const reason = `rule ${rule} does not permit the call${until === null ? '' : ` before ${until}`}`;
      const remedy = until === null ? 'do not call this person about this debt' : `dial from ${until} on`;
      throw new Problem(422, 'NOT_PERMITTED', reason, remedy, undefined, { rule, until });
    }
    case 'refused': {
      const [status, reason, remedy] = refusals[answer.code] ?? [409, answer.code, 'look at the work list again'];
      const { by, until } = answer;
      const who = `${by === undefined ? '' : `: ${by}`}${until === undefined ? '' : `, until ${until}`}`;
      throw new Problem(status, answer.code, reason + who, remedy);
    }
    default: {
      const [code, status, reason, remedy] = plain[answer.kind] ?? [answer.kind, 503, answer.kind, 'try again'];
      throw new Problem(status, code, reason, remedy);
    }
  }
}
