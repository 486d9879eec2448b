/** Commands to loans and tracks: signed here, decided by the case, answered with what it said. */
import { z } from 'zod';
import type { FastifyRequest } from 'fastify';
import { loanCaseId } from '../db/loanRecord.ts';
import { approvalSeen } from './approval.ts';
import { dateShape, idShape, loanParams, openObject } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { giveCommand } from './give.ts';
import { Problem } from './problem.ts';
import { pin } from './startLoan.ts';

/** Types and contents: docs/api.md, "Commands". */
const LOAN_COMMANDS = [
  'hold',
  'resume',
  'decideMaturity',
  'taskOutcome',
  'movePolicy',
  'promise',
  'withdrawPromise',
  'dispute',
  'resolveDispute',
  'endSuit',
  'withdrawKeeping',
  'request',
  'approveRequest',
  'rejectRequest',
  'withdrawRequest',
  'recordNotice',
  'recallPlacement',
  'askSecurity',
  'withdrawSecurity',
  'withdrawAcceleration',
  'claimTask',
  'releaseTask',
] as const;
const TRACK_COMMANDS = [
  'approve',
  'reject',
  'answer',
  'withdraw',
  'close',
  'attachDocuments',
  'resolveContest',
  'bookRefund',
] as const;

const content = z.record(z.string(), z.json()).default({});
const reason = z.string().min(1).max(500);
const response = { 200: openObject };

export function commandRoutes(app: Routes, deps: ApiDeps): void {
  app.post(
    '/loans/:id/holds',
    {
      schema: {
        summary: 'Hold the loan: nothing is sent and its days do not count',
        tags: ['commands'],
        params: loanParams,
        body: z.object({
          reason,
          to: dateShape.optional().describe('first day after the hold; default: until resumed'),
        }),
        response,
      },
    },
    async (request) => given(deps, request, loanCaseId(request.params.id), 'hold', withoutUndefined(request.body)),
  );
  app.post(
    '/loans/:id/resume',
    { schema: { summary: 'End the hold today', tags: ['commands'], params: loanParams, response } },
    async (request) => given(deps, request, loanCaseId(request.params.id), 'resume', {}),
  );
  app.post(
    '/loans/:id/commands',
    {
      schema: {
        summary: 'Any command to a loan',
        tags: ['commands'],
        params: loanParams,
        body: z.object({ type: z.enum(LOAN_COMMANDS), content }),
        response,
      },
    },
    async (request) => {
      const { type, content: asked } = request.body;
      const full = type === 'movePolicy' ? await withPolicy(deps, asked) : asked;
      return given(deps, request, loanCaseId(request.params.id), type, full);
    },
  );
  app.post(
    '/tracks/:kind/:loanId/:number/commands',
    {
      schema: {
        summary: 'A command to a claim, a legal action or a write-off',
        tags: ['commands'],
        params: z.object({
          kind: z.enum(['claim', 'legalAction', 'writeOff', 'collateral']),
          loanId: idShape,
          number: z.string().regex(/^\d{1,4}$/, 'the number of the track'),
        }),
        body: z.object({ type: z.enum(TRACK_COMMANDS), content }),
        response,
      },
    },
    async (request) => {
      const { kind, loanId, number } = request.params;
      const { type, content: asked } = request.body;
      const caseId = `${kind}/${loanId}/${number}`;
      const { seen, ...rest } = asked;
      if (type !== 'approve' && type !== 'reject') return given(deps, request, caseId, type, asked);
      const shown = await approvalSeen(deps, request, caseId, caseId, typeof seen === 'string' ? seen : undefined);
      return given(deps, request, caseId, type, { ...rest, ...shown });
    },
  );
}

async function given(
  deps: ApiDeps,
  request: FastifyRequest,
  caseId: string,
  type: string,
  asked: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const { id, answer } = await giveCommand(deps, request, caseId, type, asked);
  return { ...answer, id, case: caseId };
}

const withoutUndefined = (body: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));

/** The policy is named by its id; it has to be known before a loan can be pinned to it. @throws Problem POLICY_UNKNOWN */
async function withPolicy(deps: ApiDeps, asked: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
  const { policy: id } = asked;
  const served = typeof id === 'string' ? deps.policies.get(id) : undefined;
  if (served === undefined)
    throw new Problem(
      422,
      'POLICY_UNKNOWN',
      `there is no policy ${typeof id === 'string' ? id : ''}`,
      `name one of ${[...deps.policies.keys()].join(', ')}`,
      'content.policy',
    );
  await deps.db.tx((q) => pin(q, served));
  const { policy, hash } = served;
  return { ...asked, policy: { id: policy.id, version: policy.version, hash } };
}
