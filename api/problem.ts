/** Problem details (RFC 9457): every refusal has code, reason and remedy, and the field that it is about. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Answer } from '../domain/case.ts';

export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly remedy: string;
  readonly field: string | undefined;
  /** Further members of the body, such as the rule that refuses. */
  readonly more: object | undefined;
  constructor(status: number, code: string, reason: string, remedy: string, field?: string, more?: object) {
    super(reason);
    this.status = status;
    this.code = code;
    this.remedy = remedy;
    this.field = field;
    this.more = more;
  }
}

export const problemShape = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  instance: z.string(),
  code: z.string(),
  reason: z.string(),
  remedy: z.string(),
  field: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), reason: z.string() })).optional(),
});
type ProblemBody = z.infer<typeof problemShape>;

/** Refusals that depend on where the case stands; the same command may do another day. */
const conflicts = new Set([
  'ALREADY_HELD',
  'ALREADY_OPEN',
  'ALREADY_REVERSED',
  'ALREADY_WRITTEN_OFF',
  'CAMPAIGN_EXISTS',
  'CAMPAIGN_OVER',
  'CASE_STOPPED',
  'DRY_RUN_CHANGED',
  'DUPLICATE',
  'ID_REUSED',
  'LOAN_CLOSED',
  'DISPUTE_OPEN',
  'EVIDENCE_CHANGED',
  'DISPUTE_OVER',
  'NOTHING_OWED',
  'NOT_ASKED',
  'HOLD_OVERLAPS',
  'NOT_HELD',
  'PACK_CLOSED',
  'PLAN_RUNNING',
  'PROMISES_BROKEN',
  'PROMISE_OPEN',
  'REQUEST_OPEN',
  'REQUEST_OVER',
  'PROMISE_OVER',
  'NOT_CLAIMED',
  'RECOVERED_SINCE',
  'SAME_POLICY',
  'SAME_RECOVERER',
  'TASK_CLAIMED',
  'TASK_NOT_OPEN',
  'TOO_LATE',
  'UNDO_OPEN',
  'WRITE_OFF_OPEN',
]);
const missing = new Set([
  'CAMPAIGN_UNKNOWN',
  'CASE_UNKNOWN',
  'DISPUTE_UNKNOWN',
  'PROMISE_UNKNOWN',
  'LOAN_UNKNOWN',
  'TRACK_UNKNOWN',
]);

/** The problem of an answer that refuses. */
export function refusal(answer: Extract<Answer, { ok: false }>): Problem {
  const { code, reason, remedy } = answer;
  const status = missing.has(code) ? 404 : conflicts.has(code) ? 409 : 422;
  return new Problem(status, code, reason, remedy);
}

const titleOf = (code: string): string => code.toLowerCase().replaceAll('_', ' ');

export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem, more?: object): void {
  const { status, code, message: reason, remedy, field } = problem;
  const body: ProblemBody = {
    type: `urn:recoup:problem:${code}`,
    title: titleOf(code),
    status,
    detail: `${reason}; ${remedy}`,
    instance: request.url,
    code,
    reason,
    remedy,
    ...(field === undefined ? {} : { field }),
    ...more,
  };
  // Already in its final shape: the schema of the route is that of success.
  void reply.code(status).type('application/problem+json').serializer(JSON.stringify).send(body);
}

/** Turns whatever a handler threw into problem details; what nobody foresaw shows nothing of its inside. */
export function onError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  if (error instanceof Problem) return sendProblem(request, reply, error, error.more);
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.flatMap(({ instancePath, message, params }) => {
      const path = instancePath.split('/').filter(Boolean);
      const unknown: unknown = params['keys'];
      if (Array.isArray(unknown))
        return unknown.map((key) => ({ field: [...path, String(key)].join('.'), reason: 'there is no such member' }));
      return [
        {
          field: path.join('.') || (error.validationContext ?? 'body'),
          reason: message ?? 'not as described',
        },
      ];
    });
    const [first] = errors;
    const problem = new Problem(
      400,
      'INPUT_INVALID',
      first === undefined ? 'the request is not as described' : `${first.field}: ${first.reason}`,
      'correct it; /openapi.json describes every field',
      first?.field,
    );
    return sendProblem(request, reply, problem, { errors });
  }
  const status = error.statusCode ?? 500;
  if (status < 500)
    return sendProblem(
      request,
      reply,
      new Problem(status, error.code.replace(/^FST_(ERR_)?/, ''), error.message, 'correct the request'),
    );
  request.log.error({ code: error.code, name: error.name }, 'request failed');
  const reason = 'the request could not be carried out; nothing of it was stored, unless a repeat says so';
  const remedy = 'send it again with the same Idempotency-Key; /readyz names what is not well';
  sendProblem(request, reply, new Problem(503, 'NOT_AVAILABLE', reason, remedy));
}
