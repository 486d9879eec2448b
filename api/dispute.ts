/** Complaints and disputes: opened with what the person said, listed, resolved. */
import { createHash, randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { listDisputes } from '../db/dispute.ts';
import { deleteDocument, saveDocuments } from '../db/document.ts';
import { loanCaseId } from '../db/loanRecord.ts';
import { keyOf } from '../db/person.ts';
import { DISPUTE_ABOUT, DISPUTE_KINDS, DISPUTE_OUTCOMES } from '../domain/disputeState.ts';
import { idempotencyKey } from './actor.ts';
import { idShape, loanParams, nowOf, openObject, openPage, languageShape } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { giveCommand } from './give.ts';
import { pageOf, pageQuery, placeOf } from './page.ts';
import { Problem } from './problem.ts';
import { loanRecord } from './showLoan.ts';
import { codeWords, said } from './words/codes.ts';

const place = z.object({ answerBy: z.string(), id: z.string() });
const words = z.string().min(1).max(20_000).optional().describe('kept sealed with the key of the person');
const response = { 200: openObject };

export function disputeRoutes(app: Routes, deps: ApiDeps): void {
  app.post(
    '/loans/:id/disputes',
    {
      schema: {
        summary: 'Open a complaint or a dispute: contact stops as the policy says',
        tags: ['disputes'],
        params: loanParams,
        body: z.object({
          kind: z.enum(DISPUTE_KINDS),
          about: z.enum(DISPUTE_ABOUT),
          ownerId: idShape.describe('who answers it'),
          placement: z.string().max(200).optional().describe('the placement whose agency it is about'),
          text: words,
        }),
        response,
      },
    },
    async (request) => {
      const { text, ...content } = request.body;
      return withDocument(deps, request, request.params.id, text, 'dispute', content);
    },
  );
  app.post(
    '/loans/:id/disputes/:number/resolve',
    {
      schema: {
        summary: 'End a dispute; the borrower is told the outcome',
        tags: ['disputes'],
        params: z.object({ id: idShape, number: z.string().regex(/^\d{1,4}$/, 'the number of the dispute') }),
        body: z.object({ outcome: z.enum(DISPUTE_OUTCOMES), text: words }),
        response,
      },
    },
    async (request) => {
      const { id: loanId, number } = request.params;
      const { text, outcome } = request.body;
      const content = { dispute: `${loanId}/dispute/${number}`, outcome };
      return withDocument(deps, request, loanId, text, 'resolveDispute', content);
    },
  );
  app.get(
    '/disputes',
    {
      schema: {
        summary: 'Complaints and disputes by the day on which the answer is due',
        tags: ['disputes'],
        querystring: z.object({
          status: z.enum(['open', 'resolved', 'all']).default('open'),
          owner: z.string().optional(),
          loan: z.string().optional(),
          lang: languageShape.default('zh-CN'),
          ...pageQuery,
        }),
        response: { 200: openPage },
      },
    },
    async ({ query: { status, owner, loan, lang, limit, cursor } }) => {
      const filter = {
        ...(status === 'all' ? {} : { open: status === 'open' }),
        ...(owner === undefined ? {} : { ownerId: owner }),
        ...(loan === undefined ? {} : { loanId: loan }),
      };
      const rows = await listDisputes(deps.db, filter, placeOf(cursor, place), limit + 1);
      const page = pageOf(rows, limit, ({ answerBy, disputeId: id }) => ({ answerBy, id }));
      const words = codeWords[lang];
      const shown = page.rows.map((row) => ({
        ...{ ...row, kindText: said(words.disputeKind, row.kind), aboutText: said(words.disputeAbout, row.about) },
        outcomeText: said(words.disputeResult, row.outcome),
      }));
      return { rows: shown, next: page.next };
    },
  );
}

/**
 * Seals what was said before the command names it, so that the journal never names what is not there. Its id holds
 * its hash: other words under the same idempotency key are another command, and refused.
 */
async function withDocument(
  deps: ApiDeps,
  request: FastifyRequest,
  loanId: string,
  text: string | undefined,
  type: string,
  asked: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const caseId = loanCaseId(loanId);
  const give = async (content: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> => {
    const { id, answer } = await giveCommand(deps, request, caseId, type, content);
    return { ...answer, id, case: caseId };
  };
  if (text === undefined) return give(asked);
  const { terms } = (await loanRecord(deps, loanId)).state;
  const content = Buffer.from(text, 'utf8');
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
  const documentId = `${type}/${loanId}/${idempotencyKey(request) ?? randomUUID()}/${hash}`;
  const madeAt = await nowOf(deps);
  await deps.db.tx(async (q) => {
    const key = await keyOf(q, deps.sealer, terms.debtorId);
    if (key === null) throw new Problem(409, 'PERSON_FORGOTTEN', 'the person was forgotten', 'send it without text');
    await saveDocuments(q, deps.sealer, [
      { id: documentId, personId: terms.debtorId, kind: type, content, madeAt, key },
    ]);
  });
  try {
    return await give({ ...asked, documentId });
  } catch (error) {
    // Refused: nobody names it. When the answer is only late it may still be named, and stays.
    if (error instanceof Problem && error.status < 500) await deleteDocument(deps.db, documentId);
    throw error;
  }
}
