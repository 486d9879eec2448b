/** Loans: start one, list them, show one. */
import { z } from 'zod';
import { listLoans } from '../db/readModel.ts';
import type { LoanFilter, LoanRow } from '../db/readModel.ts';
import { readLoan } from '../db/loanRecord.ts';
import { dayOf } from '../domain/day.ts';
import { dictionaries } from './words/index.ts';
import { languageShape, loanParams, nowOf, openObject, openPage } from './context.ts';
import type { Language, Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { startShape } from './loanTerms.ts';
import { decimal } from './money.ts';
import { pageOf, pageQuery, placeOf } from './page.ts';
import { showLoan } from './showLoan.ts';
import { startLoan } from './startLoan.ts';

const days = z.coerce.number().int().min(0);
const listQuery = z.object({
  branch: z.string().optional(),
  product: z.string().optional(),
  stage: z.string().optional(),
  status: z.enum(['open', 'closed']).optional(),
  debtor: z.string().optional(),
  bucket: z.string().optional().describe('of the delinquent days: pauses and grace subtracted'),
  overdueDaysAtLeast: days.optional(),
  overdueDaysAtMost: days.optional(),
  lang: languageShape.default('zh-CN'),
  ...pageQuery,
});
type ListQuery = z.infer<typeof listQuery>;

export function loanRoutes(app: Routes, deps: ApiDeps): void {
  app.post(
    '/loans',
    {
      schema: {
        summary: 'Start one loan; the same again changes nothing',
        tags: ['loans'],
        body: startShape,
        response: { 200: openObject, 201: openObject, 202: openObject },
      },
    },
    async (request, reply) => {
      const started = await startLoan(deps, request.body);
      const status = started.duplicate ? 200 : started.decided ? 201 : 202;
      return reply.code(status).send({ ...started });
    },
  );
  app.get(
    '/loans',
    {
      schema: {
        summary: "Loans by id, figures as of the lender's today",
        tags: ['loans'],
        querystring: listQuery,
        response: { 200: openPage },
      },
    },
    async ({ query }) => list(deps, query),
  );
  app.get(
    '/loans/:id',
    {
      schema: {
        summary: 'One loan: what is owed, where it stands, what happens next',
        tags: ['loans'],
        params: loanParams,
        querystring: z.object({ lang: languageShape.optional() }),
        response: { 200: openObject },
      },
    },
    async ({ params, query }) => ({ ...(await showLoan(deps, params.id, query.lang)) }),
  );
}

/** A bucket is of delinquent days, which the list cannot see: it reads on until the page is full or enough was read. */
const MOST_READS = 5;

async function list(deps: ApiDeps, query: ListQuery): Promise<z.infer<typeof openPage>> {
  const { limit, cursor, bucket, lang } = query;
  const now = await nowOf(deps);
  let after = placeOf(cursor, z.string()) ?? '';
  const rows: Record<string, unknown>[] = [];
  for (let reads = 1; ; reads += 1) {
    const page = pageOf(await listLoans(deps.db, filterOf(query), now, after, limit + 1), limit, (row) => row.loanId);
    for (const row of page.rows) {
      const shown = await shownRow(deps, row, lang);
      if (bucket === undefined || shown['bucket'] === bucket) rows.push(shown);
      after = row.loanId;
      if (rows.length === limit) {
        const last = page.next === null && row === page.rows.at(-1);
        return { rows, next: last ? null : pageOf([row, row], 1, ({ loanId }) => loanId).next };
      }
    }
    if (page.next === null || reads === MOST_READS) return { rows, next: page.next };
  }
}

function filterOf(query: ListQuery): LoanFilter {
  const { branch, product, stage, status, debtor, bucket, overdueDaysAtLeast, overdueDaysAtMost } = query;
  // A bucket begins at one delinquent day, and those are never more than the overdue days.
  const atLeast = overdueDaysAtLeast ?? (bucket === undefined ? undefined : 1);
  return {
    ...(branch === undefined ? {} : { branch }),
    ...(product === undefined ? {} : { product }),
    ...(stage === undefined ? {} : { stage }),
    ...(status === undefined ? {} : { status }),
    ...(debtor === undefined ? {} : { debtorId: debtor }),
    ...(atLeast === undefined ? {} : { overdueDaysAtLeast: atLeast }),
    ...(overdueDaysAtMost === undefined ? {} : { overdueDaysAtMost }),
  };
}

async function shownRow(deps: ApiDeps, row: LoanRow, language: Language): Promise<Record<string, unknown>> {
  const { overdueMinor, outstandingMinor, creditMinor, currency, ...rest } = row;
  return {
    ...rest,
    currency,
    stageText: dictionaries[language].stage[row.stage] ?? row.stage,
    bucket: row.overdueDays === 0 ? null : await bucketOfLoan(deps, row),
    overdue: decimal(overdueMinor, currency),
    outstanding: decimal(outstandingMinor, currency),
    credit: decimal(creditMinor, currency),
  };
}

async function bucketOfLoan(deps: ApiDeps, { loanId, asOf }: LoanRow): Promise<string | null> {
  const record = await readLoan(deps.db, loanId);
  if (record?.state === undefined || record.state === null) return null;
  return dayOf(record.state, record.policy, asOf).assessment.bucket;
}
