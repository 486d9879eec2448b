/** Things that secure loans: what they are worth against what is owed, and their disposal (抵押物处置, 以物抵债). */
import { z } from 'zod';
import { listCollateral, policiesOf, readDisposal } from '../db/collateral.ts';
import type { CollateralRow } from '../db/collateral.ts';
import { loanCaseId } from '../db/loanRecord.ts';
import { COLLATERAL_KINDS, DISPOSAL_WAYS, collateralRulesOf } from '../domain/collateralRules.ts';
import type { CollateralKind } from '../domain/collateralRules.ts';
import type { Policy } from '../domain/policy.ts';
import { amountShape, dateShape, idShape, languageShape, loanParams, openObject, openPage } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { documentIds, documentsNamed } from './document.ts';
import { giveCommand } from './give.ts';
import { decimal, positiveOf } from './money.ts';
import { pageOf, pageQuery, placeOf } from './page.ts';
import { Problem } from './problem.ts';
import { showDisposal } from './showDisposal.ts';
import { loanRecord } from './showLoan.ts';
import { collateralWords } from './words/collateral.ts';
import { said, codeWords } from './words/codes.ts';

const place = z.object({ loanId: z.string(), itemId: z.string() });
const response = { 200: openObject };
const tags = ['collateral'];
const reason = z.string().min(1).max(500);
const itemShape = z.string().regex(/^[A-Za-z0-9-]{1,40}$/, 'letters, digits and hyphens, 40 at most');
const disposalParams = z.object({ id: idShape, number: z.string().regex(/^\d{1,4}$/, 'the number of the disposal') });
const ends = { insuredUntil: dateShape.optional(), registeredUntil: dateShape.optional() };

/** Commands to a disposal, by the word in the path. Amounts are decimal text; `…Minor` stands in the command. */
const COMMANDS = {
  value: {
    type: 'value',
    summary: 'A valuation: by whom, how much, of which day',
    body: z.object({ by: idShape, value: amountShape, on: dateShape.optional(), documents: documentIds }),
  },
  propose: {
    type: 'propose',
    summary: 'Propose how to dispose of it, for at least how much',
    body: z.object({ way: z.enum(DISPOSAL_WAYS), least: amountShape.optional() }),
  },
  seize: { type: 'seize', summary: 'It was taken', body: z.object({ how: z.enum(['voluntary', 'court']) }) },
  costs: { type: 'addCost', summary: 'Costs of the disposal', body: z.object({ amount: amountShape, what: reason }) },
  auction: {
    type: 'openRound',
    summary: 'Open a round; the reserve follows from the rules',
    body: z.object({ opensOn: dateShape }),
  },
  'auction/result': {
    type: 'closeRound',
    summary: 'What came of the round',
    body: z.object({ result: z.enum(['sold', 'failed']), price: amountShape.optional() }),
  },
  sell: { type: 'sell', summary: 'Sold privately', body: z.object({ price: amountShape }) },
  accept: { type: 'accept', summary: 'Taken in lieu of the debt (以物抵债)', body: z.object({ price: amountShape }) },
  surplus: { type: 'paySurplus', summary: 'The surplus was paid back to the owner', body: z.object({}) },
  release: { type: 'release', summary: 'Give it free; what is owed stays owed', body: z.object({ reason }) },
} as const;
const AMOUNTS = ['value', 'least', 'amount', 'price'] as const;

export function collateralRoutes(app: Routes, deps: ApiDeps): void {
  app.post(
    '/loans/:id/collateral',
    {
      schema: {
        summary: 'Something that secures the loan; its title document was handed in before and stays sealed',
        tags,
        params: loanParams,
        body: z.object({
          id: itemShape,
          kind: z.enum(COLLATERAL_KINDS),
          value: amountShape,
          valuedOn: dateShape.optional().describe('the day of that value'),
          ownerId: idShape.optional().describe('a third party that gave it; default: the borrower'),
          documents: documentIds,
          ...ends,
        }),
        response,
      },
    },
    async (request) => {
      const { id: loanId } = request.params;
      const content = await inMinor(deps, loanId, request.body);
      return (await giveCommand(deps, request, loanCaseId(loanId), 'addCollateral', content)).answer;
    },
  );
  app.post(
    '/loans/:id/collateral/:item/update',
    {
      schema: {
        summary: 'Insurance or registration was renewed',
        tags,
        params: z.object({ id: idShape, item: itemShape }),
        body: z.object(ends),
        response,
      },
    },
    async (request) => {
      const { id: loanId, item } = request.params;
      const content = { ...request.body, id: item };
      return (await giveCommand(deps, request, loanCaseId(loanId), 'updateCollateral', content)).answer;
    },
  );
  app.post(
    '/loans/:id/collateral/:item/disposal',
    {
      schema: {
        summary: 'Open the disposal of it',
        tags,
        params: z.object({ id: idShape, item: itemShape }),
        body: z.object({ reason }),
        response,
      },
    },
    async (request) => {
      const { id: loanId, item } = request.params;
      const content = { ...request.body, id: item };
      return (await giveCommand(deps, request, loanCaseId(loanId), 'disposeCollateral', content)).answer;
    },
  );
  for (const [path, { type, summary, body }] of Object.entries(COMMANDS))
    app.post(
      `/collateral/:id/:number/${path}`,
      { schema: { summary, tags, params: disposalParams, body: body as z.ZodObject, response } },
      async (request) => {
        const { id, number } = request.params;
        const content = await inMinor(deps, id, request.body);
        return (await giveCommand(deps, request, `collateral/${id}/${number}`, type, content)).answer;
      },
    );
  app.get(
    '/collateral',
    {
      schema: {
        summary: 'Things that secure loans, with loan to value and where they are',
        tags,
        querystring: z.object({
          loan: z.string().optional(),
          branch: z.string().optional(),
          status: z.enum(['pledged', 'inDisposal', 'sold', 'accepted', 'released']).optional(),
          kind: z.enum(COLLATERAL_KINDS).optional(),
          lang: languageShape.optional(),
          ...pageQuery,
        }),
        response: { 200: openPage },
      },
    },
    async ({ query: { loan, branch, status, kind, lang = 'zh-CN', limit, cursor } }) => {
      const filter = {
        ...(loan === undefined ? {} : { loanId: loan }),
        ...(branch === undefined ? {} : { branch }),
        ...(status === undefined ? {} : { status }),
        ...(kind === undefined ? {} : { kind }),
      };
      const rows = await listCollateral(deps.db, filter, placeOf(cursor, place), limit + 1);
      const page = pageOf(rows, limit, ({ loanId, itemId }) => ({ loanId, itemId }));
      const policies = await policiesOf(deps.db, page.rows);
      return { rows: page.rows.map((row) => shown(row, policies, lang)), next: page.next };
    },
  );
  app.get(
    '/collateral/:id/:number',
    {
      schema: {
        summary: 'The case file of a disposal: amounts in decimal, codes with their words',
        tags,
        params: disposalParams,
        querystring: z.object({ lang: languageShape.optional() }),
        response,
      },
    },
    async ({ params: { id, number }, query: { lang = 'zh-CN' } }) => {
      const state = await readDisposal(deps.db, `collateral/${id}/${number}`);
      if (state !== null) return showDisposal(state, lang);
      throw new Problem(
        404,
        'CASE_UNKNOWN',
        `there is no disposal collateral/${id}/${number}`,
        'see recoup collateral list',
      );
    },
  );
}

/** Amounts in minor units of the loan's currency, documents by id and hash. */
async function inMinor(
  deps: ApiDeps,
  loanId: string,
  body: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const { currency } = (await loanRecord(deps, loanId)).state.terms.contract;
  const content: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(body)) {
    const isAmount = (AMOUNTS as readonly string[]).includes(field);
    if (isAmount && typeof value === 'string') content[`${field}Minor`] = positiveOf(value, currency, field);
    else if (field === 'documents') content[field] = await documentsNamed(deps, loanId, value as readonly string[]);
    else if (value !== undefined) content[field] = value;
  }
  return content;
}

function shown(
  row: CollateralRow,
  policies: ReadonlyMap<string, Policy>,
  lang: 'zh-CN' | 'en',
): Record<string, unknown> {
  const { valueMinor, owedMinor, priceMinor, surplusMinor, shortfallMinor, policyHash, currency, kind, ...rest } = row;
  const policy = policies.get(policyHash);
  const most = policy === undefined ? undefined : collateralRulesOf(policy).mostLtvPercent[kind as CollateralKind];
  const money = (minor: number | null): string | null => (minor === null ? null : decimal(minor, currency));
  const ltvPercent = Math.ceil((owedMinor * 100) / valueMinor);
  return {
    ...{ ...rest, kind, currency, kindText: collateralWords[lang].kind[kind as CollateralKind] },
    statusText: said(codeWords[lang].item, rest.status),
    ...{ value: money(valueMinor), owed: money(owedMinor), ltvPercent, mostLtvPercent: most ?? null },
    ltvExceeded: most !== undefined && ltvPercent > most,
    ...{ price: money(priceMinor), surplus: money(surplusMinor), shortfall: money(shortfallMinor) },
  };
}
