/** Delegations: who stands in for whom, from when until when (docs/approvals.md). */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { delegationCase, listDelegations, readDelegation, revokeDelegation, saveDelegation } from '../db/delegation.ts';
import { addDays } from '../domain/date.ts';
import { LONGEST_DELEGATION_DAYS, delegationFault } from '../domain/delegation.ts';
import { localDate } from '../domain/instant.ts';
import { actorOf, idempotencyKey } from './actor.ts';
import { dateShape, nowOf, openObject, openPage, languageShape } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { Problem } from './problem.ts';
import { roleIn } from '../policies/explain/role.ts';

const person = z.string().regex(/^[\p{L}\p{N}._@-]{1,80}$/u, 'the id of a person');
const params = z.object({ id: z.string().min(1).max(200) });
const response = { 200: openObject };

export function delegationRoutes(app: Routes, deps: ApiDeps): void {
  app.post(
    '/delegations',
    {
      schema: {
        summary: 'Let somebody answer in your place for some days, in the role in which you ask this',
        tags: ['approvals'],
        body: z.object({
          to: person,
          fromOn: dateShape.optional().describe('first day; default: today'),
          untilOn: dateShape.describe('first day on which it is over'),
        }),
        response,
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const now = await nowOf(deps);
      const today = localDate(now, deps.lender.timeZone);
      const { to, fromOn = today, untilOn } = request.body;
      const id = idempotencyKey(request) ?? randomUUID();
      const lent = { id, from: actor.id, to, role: actor.role, fromOn, untilOn };
      const known = await readDelegation(deps.db, id);
      if (known !== null) return sameOrReused(known, lent);
      const latest = fromOn > today ? fromOn : today;
      const fault = delegationFault(lent, today, addDays(latest, LONGEST_DELEGATION_DAYS));
      if (fault !== null) throw new Problem(422, fault.code, fault.reason, fault.remedy);
      const content = { to, fromOn, untilOn };
      const given = deps.sign({ id, caseId: delegationCase(id), type: 'delegate', content, actor });
      await saveDelegation(deps.db, lent, given, now);
      return lent;
    },
  );
  app.post(
    '/delegations/:id/revoke',
    { schema: { summary: 'Take a delegation back, from today on', tags: ['approvals'], params, response } },
    async (request) => {
      const actor = actorOf(request);
      const { id } = request.params;
      const known = await readDelegation(deps.db, id);
      if (known === null)
        throw new Problem(404, 'DELEGATION_UNKNOWN', `there is no delegation ${id}`, 'list the delegations');
      if (actor.id !== known.from && actor.id !== known.to)
        throw new Problem(409, 'NOT_YOURS', 'it is between other people', `let ${known.from} or ${known.to} do it`);
      const on = localDate(await nowOf(deps), deps.lender.timeZone);
      const by = deps.sign({ id: `${id}/revoke`, caseId: delegationCase(id), type: 'revoke', content: { on }, actor });
      await revokeDelegation(deps.db, id, on, by);
      return { ...(await readDelegation(deps.db, id)) };
    },
  );
  app.get(
    '/delegations',
    {
      schema: {
        summary: 'Who stands in for whom, today and later',
        tags: ['approvals'],
        querystring: z.object({ person: z.string().optional(), lang: languageShape.default('zh-CN') }),
        response: { 200: openPage },
      },
    },
    async ({ query }) => {
      const on = localDate(await nowOf(deps), deps.lender.timeZone);
      const filter = { on, ...(query.person === undefined ? {} : { person: query.person }) };
      const rows = await listDelegations(deps.db, filter);
      return { rows: rows.map((row) => ({ ...row, roleText: roleIn(query.lang, row.role) })), next: null };
    },
  );
}

/** The same again changes nothing; another under the same id is refused. @throws Problem ID_REUSED */
function sameOrReused(known: object, lent: object): Record<string, unknown> {
  const before = Object.entries(lent).every(([field, value]) => Reflect.get(known, field) === value);
  if (before) return { ...lent };
  throw new Problem(409, 'ID_REUSED', 'the id was used for another delegation', 'send it under an id of its own');
}
