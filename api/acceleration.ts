/** Loans called in as a whole (宣布提前到期, 提前收回): asked as a request, told here, and what people record about them. */
import { z } from 'zod';
import { listAccelerations } from '../db/acceleration.ts';
import { loanCaseId } from '../db/loanRecord.ts';
import { dateShape, idShape, openObject, openPage, languageShape } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { documentIds, documentsNamed } from './document.ts';
import { giveCommand } from './give.ts';
import { decimal } from './money.ts';
import { pageOf, pageQuery, placeOf } from './page.ts';
import { groundTexts } from './listWords.ts';
import { codeWords, said } from './words/codes.ts';

const place = z.object({ on: z.string(), id: z.string() });
const response = { 200: openObject };
const params = z.object({ id: idShape, number: z.string().regex(/^\d{1,4}$/, 'the number of the acceleration') });
const statuses = ['announced', 'inEffect', 'cured', 'withdrawn', 'nothingLeft', 'reinstated'] as const;

export function accelerationRoutes(app: Routes, deps: ApiDeps): void {
  app.get(
    '/accelerations',
    {
      schema: {
        summary: 'Loans called in as a whole, by the day on which all falls due',
        tags: ['accelerations'],
        querystring: z.object({
          status: z.enum(statuses).optional(),
          loan: z.string().optional(),
          branch: z.string().optional(),
          lang: languageShape.default('zh-CN'),
          ...pageQuery,
        }),
        response: { 200: openPage },
      },
    },
    async ({ query: { status, loan, branch, lang, limit, cursor } }) => {
      const filter = {
        ...(status === undefined ? {} : { status }),
        ...(loan === undefined ? {} : { loanId: loan }),
        ...(branch === undefined ? {} : { branch }),
      };
      const rows = await listAccelerations(deps.db, filter, placeOf(cursor, place), limit + 1);
      const page = pageOf(rows, limit, ({ effectiveOn, accelerationId: id }) => ({
        on: effectiveOn ?? 'infinity',
        id,
      }));
      const grounds = await groundTexts(deps.db, page.rows, 'acceleration', lang);
      const shown = page.rows.map(({ amountMinor, ...row }, at) => ({
        ...{ ...row, groundText: grounds[at], statusText: said(codeWords[lang].acceleration, row.status) },
        amount: amountMinor === null ? null : decimal(amountMinor, row.currency),
      }));
      return { rows: shown, next: page.next };
    },
  );
  app.post(
    '/loans/:id/accelerations/:number/receipts',
    {
      schema: {
        summary: 'The notice has reached somebody by hand, notary or publication; with the document that shows it',
        tags: ['accelerations'],
        params,
        body: z.object({
          party: z.enum(['debtor', 'guarantor']),
          on: dateShape.describe('the day of the receipt'),
          documents: documentIds,
        }),
        response,
      },
    },
    async (request) => {
      const { id: loanId, number } = request.params;
      const { documents: ids, ...asked } = request.body;
      const documents = await documentsNamed(deps, loanId, ids);
      const content = { ...asked, acceleration: `${loanId}/acceleration/${number}`, documents };
      const { id, answer } = await giveCommand(deps, request, loanCaseId(loanId), 'recordNotice', content);
      return { ...answer, id, case: loanCaseId(loanId) };
    },
  );
  app.post(
    '/loans/:id/accelerations/:number/withdraw',
    {
      schema: {
        summary: 'Take it back before it takes effect: cured, or agreed',
        tags: ['accelerations'],
        params,
        body: z.object({ reason: z.string().min(1).max(500) }),
        response,
      },
    },
    async (request) => {
      const { id: loanId, number } = request.params;
      const content = { acceleration: `${loanId}/acceleration/${number}`, reason: request.body.reason };
      const { id, answer } = await giveCommand(deps, request, loanCaseId(loanId), 'withdrawAcceleration', content);
      return { ...answer, id, case: loanCaseId(loanId) };
    },
  );
}
