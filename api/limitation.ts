/** The limitation clock: until when rights stand, and what people record about them. */
import { z } from 'zod';
import { listLimitation } from '../db/limitation.ts';
import type { LimitationRow } from '../db/limitation.ts';
import { loanCaseId } from '../db/loanRecord.ts';
import { dateShape, idShape, languageShape, loanParams, nowOf, openObject, openPage } from './context.ts';
import type { Language, Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { documentIds, documentsNamed } from './document.ts';
import { giveCommand } from './give.ts';
import { decimal } from './money.ts';
import { pageOf, pageQuery, placeOf } from './page.ts';
import { rightWords } from './words/limitation.ts';

const place = z.object({ lapsesOn: z.string(), loanId: z.string(), right: z.string() });
const response = { 200: openObject };
const keptParams = z.object({ id: idShape, kept: z.string().regex(/^\d{1,6}$/, 'the number of the record') });

export function limitationRoutes(app: Routes, deps: ApiDeps): void {
  app.get(
    '/limitation',
    {
      schema: {
        summary: 'Rights by the day on which they lapse (诉讼时效, 保证期间), and because of what',
        tags: ['limitation'],
        querystring: z.object({
          within: z.coerce.number().int().min(0).max(36_600).optional().describe('days until they lapse, at most'),
          lapsed: z.stringbool().optional().describe('only what was recorded as lapsed, or only what was not'),
          loan: z.string().optional(),
          branch: z.string().optional(),
          lang: languageShape.default('zh-CN'),
          ...pageQuery,
        }),
        response: { 200: openPage },
      },
    },
    async ({ query: { within, lapsed, loan, branch, lang, limit, cursor } }) => {
      const filter = {
        ...(within === undefined ? {} : { withinDays: within }),
        ...(lapsed === undefined ? {} : { lapsed }),
        ...(loan === undefined ? {} : { loanId: loan }),
        ...(branch === undefined ? {} : { branch }),
      };
      const rows = await listLimitation(deps.db, filter, await nowOf(deps), placeOf(cursor, place), limit + 1);
      const page = pageOf(rows, limit, ({ lapsesOn, loanId, right }) => ({
        lapsesOn: lapsesOn ?? 'infinity',
        ...{ loanId, right },
      }));
      return { rows: page.rows.map((row) => shown(row, lang)), next: page.next };
    },
  );
  app.post(
    '/loans/:id/rights',
    {
      schema: {
        summary: 'Record what keeps a right: a signed acknowledgement or receipt, a suit elsewhere; with its document',
        tags: ['limitation'],
        params: loanParams,
        body: z.object({
          how: z.enum(['acknowledgement', 'demand', 'suit']),
          party: z.enum(['debtor', 'guarantor']).default('debtor'),
          on: dateShape.describe('the day on which it was signed, received or filed'),
          documents: documentIds,
        }),
        response,
      },
    },
    async (request) => {
      const { id } = request.params;
      const { documents, ...content } = request.body;
      return given(deps, request, id, 'keepRight', {
        ...content,
        documents: await documentsNamed(deps, id, documents),
      });
    },
  );
  app.post(
    '/loans/:id/rights/:kept/end',
    {
      schema: {
        summary: 'A suit that was recorded is over: the period runs again from that day',
        tags: ['limitation'],
        params: keptParams,
        body: z.object({ on: dateShape.optional().describe('default: today') }),
        response,
      },
    },
    async (request) => {
      const { id, kept } = request.params;
      const { on } = request.body;
      return given(deps, request, id, 'endSuit', {
        kept: `${id}/kept/${kept}`,
        ...(on === undefined ? {} : { on }),
      });
    },
  );
  app.post(
    '/loans/:id/rights/withdraw',
    {
      schema: {
        summary: 'What was recorded, or taken from a receipt, was wrong: it does not keep the right',
        tags: ['limitation'],
        params: loanParams,
        body: z.object({ kept: z.string().min(1).max(300), reason: z.string().min(1).max(500) }),
        response,
      },
    },
    async (request) => given(deps, request, request.params.id, 'withdrawKeeping', request.body),
  );
}

async function given(
  deps: ApiDeps,
  request: Parameters<typeof giveCommand>[1],
  loanId: string,
  type: string,
  content: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const caseId = loanCaseId(loanId);
  const { id, answer } = await giveCommand(deps, request, caseId, type, content);
  return { ...answer, id, case: caseId };
}

function shown({ openMinor, ...row }: LimitationRow, language: Language): Record<string, unknown> {
  const { right, cause, lapsesOn, startsOn } = row;
  const words = rightWords[language];
  return {
    ...row,
    outstanding: decimal(openMinor, row.currency),
    text: words.line(words.right[right], lapsesOn, words.cause[cause], startsOn),
  };
}
