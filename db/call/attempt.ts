/** Attempts to call somebody, and how each counts in the contact log. */
import { afterWord, contactOf } from '../../domain/callLeg.ts';
import type { CallLegs, LegWord } from '../../domain/callLeg.ts';
import type { ContactResult } from '../../domain/contact.ts';
import type { Instant } from '../../domain/instant.ts';
import { lockPerson } from '../contactFact.ts';
import type { Db, Queries } from '../pool.ts';

export type CallRequest = 'asked' | 'placed' | 'notPlaced' | 'ambiguous';

export interface CallAttempt {
  readonly id: string;
  readonly taskId: string;
  readonly caseId: string;
  readonly personId: string;
  readonly actor: string;
  readonly how: 'voice' | 'manual';
  readonly at: Instant;
  readonly request: CallRequest;
  readonly providerId: string | null;
  readonly code: string | null;
  readonly legs: CallLegs;
  readonly result: string | null;
}

const columns = `a.id, a.task_id as "taskId", a.case_id as "caseId", a.person_id as "personId", a.actor, a.how, a.at, a.request,
  a.provider_id as "providerId", a.code, a.legs, a.result`;

/** Attempts for a task, newest first. */
export const attemptsOf = (q: Queries, taskId: string, limit: number): Promise<CallAttempt[]> =>
  q.rows<CallAttempt>(
    `select ${columns} from call_attempt a where a.task_id = $1 order by a.at desc, a.id desc limit $2`,
    [taskId, limit],
  );

export const readAttempt = (q: Queries, id: string): Promise<CallAttempt | null> =>
  q.row<CallAttempt>(`select ${columns} from call_attempt a where a.id = $1`, [id]);

/** The latest attempt of a person at a task that has no result yet: the one that a result speaks of. */
export const openAttempt = (q: Queries, taskId: string, actor: string): Promise<CallAttempt | null> =>
  q.row<CallAttempt>(
    `select ${columns} from call_attempt a
      where a.task_id = $1 and a.actor = $2 and a.result is null and a.request <> 'notPlaced'
      order by a.at desc, a.id desc limit 1`,
    [taskId, actor],
  );

export interface NewAttempt extends Pick<
  CallAttempt,
  'id' | 'taskId' | 'caseId' | 'personId' | 'actor' | 'how' | 'at'
> {
  /** The debt that is spoken of. */
  readonly debt: string;
  readonly numberMark: string | null;
}

/** Writes an attempt and its row in the contact log, which counts as a conversation until it is known to be none. */
export async function insertAttempt(q: Queries, attempt: NewAttempt): Promise<void> {
  const { id, taskId, caseId, personId, actor, how, at, debt, numberMark } = attempt;
  await q.run(
    `with attempt as (
       insert into call_attempt (id, task_id, case_id, person_id, actor, how, at) values ($1, $2, $3, $4, $5, $6, $7))
     insert into contact_log (id, person_id, channel, at, result, direction, debt, number_mark, unsettled)
     values ($1, $4, 'call', $7, 'conversation', 'outbound', $8, $9, true)`,
    [id, taskId, caseId, personId, actor, how, at, debt, numberMark],
  );
}

/** How an attempt counts now; `none`: the phone was surely never rung, so it was no contact. */
export async function settleContact(
  q: Queries,
  attemptId: string,
  contact: ContactResult | 'unknown' | 'none',
): Promise<void> {
  if (contact === 'none') {
    await q.run('delete from contact_log where id = $1 and unsettled', [attemptId]);
    return;
  }
  const known = contact !== 'unknown';
  // A word that comes after the phone was thought not to have rung puts the row back.
  await q.run(
    `insert into contact_log (id, person_id, channel, at, result, direction, debt, number_mark, unsettled)
     select a.id, a.person_id, 'call', a.at, $2, 'outbound', split_part(a.case_id, '/', 2), p.phone_mark, $3
       from call_attempt a join person p on p.id = a.person_id where a.id = $1
     on conflict (id) do update set result = excluded.result, unsettled = excluded.unsettled`,
    [attemptId, known ? contact : 'conversation', !known],
  );
}

/** What became of the request to the provider. `notPlaced`: surely no phone rang. */
export async function settleRequest(
  db: Db,
  attemptId: string,
  settled: { readonly request: CallRequest; readonly providerId?: string; readonly code?: string },
): Promise<void> {
  await db.tx(async (q) => {
    const attempt = await lockedAttempt(q, attemptId);
    // A callback may have come before the answer: then it was placed, whatever the answer says.
    if (attempt === null || attempt.request === 'placed') return;
    await q.run('update call_attempt set request = $2, provider_id = $3, code = $4 where id = $1', [
      attemptId,
      settled.request,
      settled.providerId ?? null,
      settled.code ?? null,
    ]);
    if (settled.request === 'notPlaced' && attempt.result === null) await settleContact(q, attemptId, 'none');
  });
}

async function lockedAttempt(q: Queries, attemptId: string): Promise<CallAttempt | null> {
  const attempt = await readAttempt(q, attemptId);
  if (attempt === null) return null;
  await lockPerson(q, attempt.personId);
  return readAttempt(q, attemptId);
}

/**
 * A word of the provider about a call: late, twice or out of order, it comes to the same. False when the attempt is
 * not known. A result that a person gave stands.
 */
export async function reportLeg(db: Db, attemptId: string, word: LegWord): Promise<boolean> {
  return db.tx(async (q) => {
    const attempt = await lockedAttempt(q, attemptId);
    if (attempt === null) return false;
    const legs = afterWord(attempt.legs, word);
    await q.run(`update call_attempt set legs = $2, request = 'placed' where id = $1`, [
      attemptId,
      JSON.stringify(legs),
    ]);
    if (attempt.result === null) await settleContact(q, attemptId, contactOf(legs));
    return true;
  });
}

/** The attempt that a result given under this id spoke of, when it was given before; undefined when it was not. */
export async function attemptOfResult(q: Queries, caseId: string, eventId: string): Promise<string | null | undefined> {
  const row = await q.row<{ dialId: string | null }>(
    `select content->'command'->'content'->>'dialId' as "dialId" from inbox
      where case_id = $1 and event_id = $2 and kind = 'command'`,
    [caseId, eventId],
  );
  return row?.dialId;
}
