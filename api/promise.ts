/** Promises to pay: taken, withdrawn, listed by day, and how many of them were kept. */
import { z } from 'zod';
import { PROMISE_LISTS, countPromises, listPromises } from '../db/promise.ts';
import type { PromiseRow } from '../db/promise.ts';
import { loanCaseId } from '../db/loanRecord.ts';
import { WITHDRAWN_BECAUSE } from '../domain/promiseState.ts';
import { amountShape, dateShape, idShape, loanParams, nowOf, openObject, openPage, languageShape } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { giveCommand } from './give.ts';
import { decimal } from './money.ts';
import { pageOf, pageQuery, placeOf } from './page.ts';
import type { Language } from './context.ts';
import { codeWords, said } from './words/codes.ts';

const place = z.object({ dueOn: z.string(), id: z.string() });
const response = { 200: openObject };

export function promiseRoutes(app: Routes, deps: ApiDeps): void {
  app.post(
    '/loans/:id/promises',
    {
      schema: {
        summary: 'Take a promise to pay; the ladder waits while it is open',
        tags: ['promises'],
        params: loanParams,
        body: z.object({
          instalments: z
            .array(z.object({ dueOn: dateShape, amount: amountShape }))
            .min(1)
            .max(24),
          by: z.enum(['debtor', 'thirdParty']).default('debtor'),
          taskId: z.string().min(1).max(300).optional().describe('the call in which it was made'),
        }),
        response,
      },
    },
    async (request) => {
      const { taskId, ...body } = request.body;
      const caseId = loanCaseId(request.params.id);
      const content = { ...body, ...(taskId === undefined ? {} : { taskId }) };
      const { id, answer } = await giveCommand(deps, request, caseId, 'promise', content);
      return { ...answer, id, case: caseId };
    },
  );
  app.post(
    '/loans/:id/promises/:number/withdraw',
    {
      schema: {
        summary: 'Take back what is left of a promise',
        tags: ['promises'],
        params: z.object({ id: idShape, number: z.string().regex(/^\d{1,4}$/, 'the number of the promise') }),
        body: z.object({ because: z.enum(WITHDRAWN_BECAUSE) }),
        response,
      },
    },
    async (request) => {
      const { id: loanId, number } = request.params;
      const content = { promise: `${loanId}/promise/${number}`, because: request.body.because };
      const { id, answer } = await giveCommand(deps, request, loanCaseId(loanId), 'withdrawPromise', content);
      return { ...answer, id, case: loanCaseId(loanId) };
    },
  );
  app.get(
    '/promises',
    {
      schema: {
        summary: 'Promised dates by day',
        tags: ['promises'],
        querystring: z.object({
          list: z.enum(PROMISE_LISTS).optional().describe("today, tomorrow and overdue are of the lender's day"),
          loan: z.string().optional(),
          branch: z.string().optional(),
          lang: languageShape.default('zh-CN'),
          ...pageQuery,
        }),
        response: { 200: openPage },
      },
    },
    async ({ query: { list, loan, branch, lang, limit, cursor } }) => {
      const filter = {
        ...(list === undefined ? {} : { list }),
        ...(loan === undefined ? {} : { loanId: loan }),
        ...(branch === undefined ? {} : { branch }),
      };
      const rows = await listPromises(deps.db, filter, await nowOf(deps), placeOf(cursor, place), limit + 1);
      const page = pageOf(rows, limit, ({ dueOn, promiseId: id }) => ({ dueOn, id }));
      return { rows: page.rows.map((row) => shown(row, lang)), next: page.next };
    },
  );
  app.get(
    '/figures/promises',
    {
      schema: {
        summary: 'How many promised dates of a time were kept: kept ÷ (kept + broken), matured only',
        tags: ['figures'],
        querystring: z.object({ from: dateShape, to: dateShape, branch: z.string().optional() }),
        response,
      },
    },
    async ({ query: { from, to, branch } }) => {
      const counts = await countPromises(deps.db, from, to, branch ?? null);
      const matured = counts.kept + counts.part + counts.broken;
      return { from, to, ...counts, matured, keptRate: matured === 0 ? null : counts.kept / matured };
    },
  );
}

function shown(
  { amountMinor, neededMinor, receivedMinor, ...row }: PromiseRow,
  language: Language,
): Record<string, unknown> {
  const money = (minor: number): string => decimal(minor, row.currency);
  const statusText = said(codeWords[language].promise, row.status);
  return { ...row, statusText, amount: money(amountMinor), needed: money(neededMinor), received: money(receivedMinor) };
}
