/** Claims on dealers, insurers and guarantors. */
import { z } from 'zod';
import { listClaims } from '../db/claim.ts';
import { formatAmount } from '../domain/money.ts';
import { CONTEST_RESULTS } from '../domain/claimState.ts';
import { idShape, openObject, openPage, languageShape } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { documentIds, documentsNamed } from './document.ts';
import { giveCommand } from './give.ts';
import { pageOf, pageQuery, placeOf } from './page.ts';
import { codeWords, said } from './words/codes.ts';
import { dictionaries } from './words/index.ts';

const claimParams = z.object({ loanId: idShape, number: z.string().regex(/^\d{1,4}$/, 'the number of the claim') });
const place = z.object({ openedOn: z.string(), id: z.string() });
const reason = z.string().min(1).max(500);
const amount = z.string().describe('decimal, in the currency of the loan').optional();
const response = { 200: openObject };

export function claimRoutes(app: Routes, deps: ApiDeps): void {
  const claimId = ({ loanId, number }: z.infer<typeof claimParams>): string => `claim/${loanId}/${number}`;
  app.post(
    '/claims/:loanId/:number/documents',
    {
      schema: {
        summary: 'Put documents that were handed in with a claim; its demand leaves when none is missing',
        tags: ['claims'],
        params: claimParams,
        body: z.object({ documents: documentIds }),
        response,
      },
    },
    async (request) => {
      const documents = await documentsNamed(deps, request.params.loanId, request.body.documents);
      return (await giveCommand(deps, request, claimId(request.params), 'attachDocuments', { documents })).answer;
    },
  );
  const commands = [
    {
      path: 'contest',
      type: 'resolveContest',
      summary: 'Decide what the other side objects to: upheld, partlyUpheld (with what is left), rejected',
      body: z.object({ result: z.enum(CONTEST_RESULTS), reason, amount }),
    },
    {
      path: 'refund',
      type: 'bookRefund',
      summary: 'A refund to the partner was booked, or came back, under this reference; default: all that is owed',
      body: z.object({ reference: z.string().min(1).max(100), amount }),
    },
  ] as const;
  for (const { path, type, summary, body } of commands)
    app.post(
      `/claims/:loanId/:number/${path}`,
      { schema: { summary, tags: ['claims'], params: claimParams, body, response } },
      async (request) => {
        const given = Object.entries(request.body).filter(([, value]) => value !== undefined);
        return (await giveCommand(deps, request, claimId(request.params), type, Object.fromEntries(given))).answer;
      },
    );
  app.get(
    '/claims',
    {
      schema: {
        summary: 'Claims in the order in which they were opened, with what was demanded, received and is owed back',
        tags: ['claims'],
        querystring: z.object({
          list: z.enum(['open', 'ended', 'refund', 'all']).default('open'),
          partner: z.string().optional(),
          loan: z.string().optional(),
          on: z.enum(['dealer', 'insurer', 'guarantor']).optional(),
          lang: languageShape.default('zh-CN'),
          ...pageQuery,
        }),
        response: { 200: openPage },
      },
    },
    async ({ query: { list, partner, loan, on, lang, limit, cursor } }) => {
      const filter = {
        list,
        ...(partner === undefined ? {} : { partnerId: partner }),
        ...(loan === undefined ? {} : { loanId: loan }),
        ...(on === undefined ? {} : { on }),
      };
      const rows = await listClaims(deps.db, filter, placeOf(cursor, place), limit + 1);
      const page = pageOf(rows, limit, ({ openedOn, claimId: id }) => ({ openedOn, id }));
      const shown = page.rows.map(({ demandedMinor, receivedMinor, owedMinor, refundedMinor, ...row }) => ({
        ...{ ...row, onText: said(codeWords[lang].partner, row.on) },
        statusText: said(dictionaries[lang].trackStatus, row.status),
        demanded: formatAmount(demandedMinor, row.currency),
        received: formatAmount(receivedMinor, row.currency),
        owedBack: formatAmount(owedMinor, row.currency),
        refunded: formatAmount(refundedMinor, row.currency),
      }));
      return { rows: shown, next: page.next };
    },
  );
}
