/** More security (补充担保): asked of the borrower, given, taken back, listed (docs/security.md). */
import { z } from 'zod';
import { loanCaseId } from '../db/loanRecord.ts';
import { savePersons } from '../db/person.ts';
import { listSecurities } from '../db/security.ts';
import { SECURITY_WANTED } from '../domain/securityState.ts';
import { amountShape, dateShape, idShape, loanParams, openObject, openPage, languageShape } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { documentIds, documentsNamed } from './document.ts';
import { giveCommand } from './give.ts';
import { partyShape } from './loanTerms.ts';
import { pageOf, pageQuery, placeOf } from './page.ts';
import { loanRecord } from './showLoan.ts';
import { newPeople } from './startLoan.ts';
import { codeWords, said } from './words/codes.ts';

const place = z.object({ dueOn: z.string(), id: z.string() });
const response = { 200: openObject };
const number = z.string().regex(/^\d{1,4}$/, 'the number of what was asked for');

export function securityRoutes(app: Routes, deps: ApiDeps): void {
  const give = async (
    request: Parameters<typeof giveCommand>[1],
    loanId: string,
    type: string,
    content: Readonly<Record<string, unknown>>,
  ): Promise<Record<string, unknown>> => {
    const { id, answer } = await giveCommand(deps, request, loanCaseId(loanId), type, content);
    return { ...answer, id, case: loanCaseId(loanId) };
  };
  app.post(
    '/loans/:id/securities',
    {
      schema: {
        summary: 'Ask the borrower for more security by a day',
        tags: ['securities'],
        params: loanParams,
        body: z.object({ wanted: z.enum(SECURITY_WANTED), dueOn: dateShape, reason: z.string().min(1).max(500) }),
        response,
      },
    },
    async (request) => give(request, request.params.id, 'askSecurity', request.body),
  );
  app.post(
    '/loans/:id/securities/given',
    {
      schema: {
        summary: 'Security was given: a guarantor who consents, or collateral; asked for or not',
        tags: ['securities'],
        params: loanParams,
        body: z.object({
          security: number.optional().describe('the number of what was asked for'),
          guarantor: partyShape.optional(),
          replaces: idShape.optional().describe('the guarantor who is released'),
          collateral: z.object({ kind: idShape, value: amountShape }).optional(),
          documents: documentIds,
        }),
        response,
      },
    },
    async (request) => {
      const { id: loanId } = request.params;
      const { security, guarantor, documents: ids, ...rest } = request.body;
      const { policy } = await loanRecord(deps, loanId);
      const documents = await documentsNamed(deps, loanId, ids);
      if (guarantor !== undefined) {
        const { language = policy.language, timeZone = policy.timeZone, phone, email, address, ...one } = guarantor;
        const person = {
          ...{ ...one, kind: 'person' as const, language, timeZone },
          ...(phone === undefined ? {} : { phone }),
          ...(email === undefined ? {} : { email }),
          ...(address === undefined ? {} : { address }),
        };
        await deps.db.tx(async (q) => savePersons(q, deps.sealer, await newPeople(deps, q, [person])));
      }
      return give(request, loanId, 'provideSecurity', {
        ...rest,
        ...(security === undefined ? {} : { security: `${loanId}/security/${security}` }),
        ...(guarantor === undefined ? {} : { guarantorId: guarantor.id }),
        documents,
      });
    },
  );
  app.post(
    '/loans/:id/securities/:number/withdraw',
    {
      schema: {
        summary: 'It is not asked for any more',
        tags: ['securities'],
        params: z.object({ id: idShape, number }),
        body: z.object({ reason: z.string().min(1).max(500) }),
        response,
      },
    },
    async (request) => {
      const { id, number: at } = request.params;
      return give(request, id, 'withdrawSecurity', { security: `${id}/security/${at}`, reason: request.body.reason });
    },
  );
  app.get(
    '/securities',
    {
      schema: {
        summary: 'Security that borrowers are asked for, by the last day on which it is in time',
        tags: ['securities'],
        querystring: z.object({
          status: z.enum(['open', 'provided', 'missed', 'withdrawn', 'all']).default('open'),
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
        ...(status === 'all' ? {} : { status }),
        ...(loan === undefined ? {} : { loanId: loan }),
        ...(branch === undefined ? {} : { branch }),
      };
      const rows = await listSecurities(deps.db, filter, placeOf(cursor, place), limit + 1);
      const page = pageOf(rows, limit, ({ dueOn, securityId: id }) => ({ dueOn, id }));
      const words = codeWords[lang];
      const shown = page.rows.map((row) => ({
        ...{ ...row, wantedText: said(words.securityWanted, row.wanted) },
        statusText: said(words.security, row.status),
      }));
      return { rows: shown, next: page.next };
    },
  );
}
