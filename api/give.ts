/** Gives facts and commands to cases, and waits a moment for what they answer. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import type { Answer } from '../domain/case.ts';
import type { Instant } from '../domain/instant.ts';
import { acceptFact, received } from '../db/inbox.ts';
import type { Fact } from '../db/inbox.ts';
import { caseExists } from '../db/loanRecord.ts';
import { actorOf, idempotencyKey } from './actor.ts';
import type { ApiDeps } from './deps.ts';
import { Problem, refusal } from './problem.ts';

const ANSWER_WITHIN_MS = 3_000;
const COMMAND_WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 25;

/** What became of a fact, as far as it is known after the wait. */
export interface Given {
  /** The same fact was there before; nothing changed. */
  readonly duplicate: boolean;
  /** Null: not applied yet; it will be. */
  readonly answer: Answer | null;
}

/**
 * Accepts a fact for a case that exists: it stands when this returns, whatever becomes of the engine. A refusal of the
 * case is thrown as a problem.
 * @throws Problem ID_REUSED, and the codes with which the case refuses
 */
export async function giveFact(deps: ApiDeps, fact: Fact, at: Instant): Promise<Given> {
  const acceptance = await deps.db.tx((q) => acceptFact(q, fact, at));
  if (acceptance === 'reused') throw idReused(fact.eventId);
  if (acceptance === 'accepted') await poke(deps, fact.caseId);
  const answer = await answerOf(deps, fact);
  if (answer?.ok === false) throw refusal(answer);
  return { duplicate: acceptance === 'duplicate', answer };
}

export const idReused = (id: string): Problem =>
  new Problem(
    409,
    'ID_REUSED',
    `the id ${id} was used with other content`,
    'send it under an id of its own; a repeat has the same content',
    'id',
  );

/** A hint: losing it is harmless, for the sweeper finds what stands in the inbox. */
export async function poke(deps: ApiDeps, caseId: string): Promise<void> {
  await Promise.race([deps.cases.poke(caseId).catch(() => undefined), sleep(withinMs(deps))]);
}

const withinMs = (deps: ApiDeps): number => deps.answerWithinMs ?? ANSWER_WITHIN_MS;

/** The stored answer of a fact; null when it did not come in time. */
export async function answerOf(deps: ApiDeps, { caseId, eventId }: Fact): Promise<Answer | null> {
  const until = performance.now() + withinMs(deps);
  for (;;) {
    const row = await received(deps.db, caseId, eventId);
    // Held for a later day, or part of the loan's start: there is no answer to wait for.
    if (row === null) return null;
    if (row.answer !== null) return row.answer;
    if (performance.now() > until) return null;
    await sleep(LOOK_EVERY_MS);
  }
}

/**
 * Signs a command and gives it to its case. The idempotency key of the request is the command's id.
 * @throws Problem CASE_UNKNOWN, ENGINE_UNREACHABLE, ANSWER_LATE, and the codes with which the case refuses
 */
export async function giveCommand(
  deps: ApiDeps,
  request: FastifyRequest,
  caseId: string,
  type: string,
  content: Readonly<Record<string, unknown>>,
): Promise<{ readonly id: string; readonly answer: Extract<Answer, { ok: true }> }> {
  const actor = actorOf(request);
  const id = idempotencyKey(request) ?? randomUUID();
  if (!(await caseExists(deps.db, caseId)))
    throw new Problem(404, 'CASE_UNKNOWN', `there is no case ${caseId}`, 'check the id');
  const answer = await inTime(deps.cases.command(deps.sign({ id, caseId, type, content, actor })), id);
  if (!answer.ok) throw refusal(answer);
  return { id, answer };
}

async function inTime(asked: Promise<Answer>, id: string): Promise<Answer> {
  const abort = new AbortController();
  const again = `send it again with Idempotency-Key ${id}`;
  try {
    return await Promise.race([
      asked.catch(() => {
        throw new Problem(503, 'ENGINE_UNREACHABLE', 'the engine does not take commands now', again);
      }),
      sleep(COMMAND_WITHIN_MS, undefined, { signal: abort.signal }).then(() => {
        throw new Problem(504, 'ANSWER_LATE', 'the command was handed over, its answer did not come in time', again);
      }),
    ]);
  } finally {
    abort.abort();
  }
}
