/** Suits: opened by hand, their stages, preservation, settlement, costs, and the legal calendar. */
import { z } from 'zod';
import type { FastifyRequest } from 'fastify';
import { legalCalendar, readSuit } from '../db/legal.ts';
import { loanCaseId } from '../db/loanRecord.ts';
import { legalRulesOf } from '../domain/legalRules.ts';
import { COSTS, PRESERVED } from '../domain/legalState.ts';
import type { DeadlineKind } from '../domain/legalState.ts';
import type { Policy } from '../domain/policy.ts';
import { LEGAL_STAGES } from '../domain/trackState.ts';
import { approvalSeen } from './approval.ts';
import { amountShape, dateShape, idShape, languageShape, loanParams, openObject, openPage } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { documentIds, documentsNamed } from './document.ts';
import { giveCommand } from './give.ts';
import { pageOf, pageQuery, placeOf } from './page.ts';
import { Problem } from './problem.ts';
import { loanRecord } from './showLoan.ts';
import { showSuit } from './showSuit.ts';
import { dictionaries } from './words/index.ts';
import { roleIn } from '../policies/explain/role.ts';
import { codeWords, said } from './words/codes.ts';

const reason = z.string().min(1).max(500);
const place = z.object({ dueOn: z.string(), trackId: z.string(), deadlineId: z.string() });
const tags = ['legal'];
const response = { 200: openObject };
export const suitParams = z.object({
  loanId: idShape,
  number: z.string().regex(/^\d{1,4}$/, 'the number of the legal action'),
});
const court = z.string().min(1).max(200);
const on = dateShape.optional().describe('the day on which it happened; default: today');

/** One command of a legal action: where it is given, what it takes, and how it is named to the case. */
interface Given {
  readonly path: string;
  readonly type: string;
  readonly summary: string;
  readonly body: z.ZodObject;
}

const COMMANDS: readonly Given[] = [
  {
    path: 'stage',
    type: 'recordStage',
    summary: 'Record a stage of the suit; filing needs court, caseNumber and the documents that the policy asks for',
    body: z.object({
      stage: z.enum([...LEGAL_STAGES, 'settled']),
      on,
      court: court.optional(),
      caseNumber: court.optional(),
      result: z.enum(['for', 'part', 'against']).optional(),
      amount: amountShape.optional(),
      costs: amountShape.optional().describe('what the debtor has to bear of the costs'),
      abroad: z.boolean().optional().describe('served abroad'),
      performBy: dateShape.optional(),
      reason: reason.optional(),
      documents: documentIds,
    }),
  },
  {
    path: 'documents',
    type: 'addLegalDocuments',
    summary: 'Put documents that were handed in into the file of the suit',
    body: z.object({ documents: documentIds }),
  },
  {
    path: 'preservations',
    type: 'requestPreservation',
    summary: 'Request preservation of assets; two people approve it',
    body: z.object({ asset: z.enum(PRESERVED), amount: amountShape, reason, documents: documentIds }),
  },
  {
    path: 'hearings',
    type: 'setHearing',
    summary: 'Put a hearing into the calendar',
    body: z.object({ on: dateShape }),
  },
  {
    path: 'deadlines',
    type: 'meetDeadline',
    summary: 'Say that what had to be done by a deadline was done',
    body: z.object({ deadline: z.string().min(1).max(60), reason }),
  },
  {
    path: 'filing',
    type: 'prepareFiling',
    summary: 'File at once, without waiting for the letter or its answer',
    body: z.object({ reason }),
  },
  {
    path: 'suit',
    type: 'proposeSuit',
    summary: 'After preservation alone: propose the suit; two people approve it',
    body: z.object({ reason }),
  },
  {
    path: 'settlement',
    type: 'settle',
    summary: 'Record a settlement or mediation with its payment dates',
    body: z.object({
      dates: z
        .array(z.object({ dueOn: dateShape, amount: amountShape }))
        .min(1)
        .max(60),
      confirmed: z.boolean().optional().describe('confirmed by the court: broken, it can be enforced'),
      documents: documentIds,
    }),
  },
  {
    path: 'costs',
    type: 'recordCost',
    summary: 'Record a cost, its day and who bears it',
    body: z.object({
      kind: z.enum(COSTS),
      amount: amountShape,
      on,
      bornBy: z.enum(['lender', 'debtor']).optional(),
    }),
  },
  {
    path: 'charge',
    type: 'chargeCosts',
    summary: 'Charge to the loan what an effective judgment awards of the costs',
    body: z.object({ amount: amountShape.optional() }),
  },
  {
    path: 'owner',
    type: 'nameLegalOwner',
    summary: 'Name who leads it',
    body: z.object({ ownerId: idShape }),
  },
];

const preservationParams = suitParams.extend({ preservation: z.string().regex(/^P\d{1,4}$/) });

export function legalRoutes(app: Routes, deps: ApiDeps): void {
  app.post(
    '/loans/:id/legal',
    {
      schema: {
        summary: 'Open a legal action because risk shows, without waiting for arrears',
        tags,
        params: loanParams,
        body: z.object({
          reason,
          only: z.literal('preservation').optional().describe('preservation alone; a suit may follow'),
        }),
        response,
      },
    },
    async (request) => {
      const caseId = loanCaseId(request.params.id);
      const { id, answer } = await giveCommand(deps, request, caseId, 'openLegal', defined(request.body));
      return { ...answer, id, case: caseId };
    },
  );
  for (const { path, type, summary, body } of COMMANDS)
    app.post(
      `/legal/:loanId/:number/${path}`,
      { schema: { summary, tags, params: suitParams, body, response } },
      async (request) => toSuit(deps, request, suitParams.parse(request.params), type, request.body),
    );
  for (const { path, type } of [
    { path: 'approve', type: 'approvePreservation' },
    { path: 'reject', type: 'rejectPreservation' },
  ])
    app.post(
      `/legal/:loanId/:number/preservations/:preservation/${path}`,
      {
        schema: {
          summary: `${path} a preservation; neither who asked nor who answered before`,
          tags,
          params: preservationParams,
          body: z.object({
            reason: reason.optional(),
            seen: z
              .string()
              .max(80)
              .optional()
              .describe('hash of the evidence that was looked at; refused when it has changed'),
          }),
          response,
        },
      },
      async (request) => {
        const { preservation, ...suit } = preservationParams.parse(request.params);
        const { seen, ...said } = request.body;
        const caseId = `legalAction/${suit.loanId}/${suit.number}`;
        const shown = await approvalSeen(deps, request, caseId, `${caseId}/preservation/${preservation}`, seen);
        return toSuit(deps, request, suit, type, { ...said, ...shown, preservation });
      },
    );
  app.post(
    '/legal/:loanId/:number/preservations/:preservation/record',
    {
      schema: {
        summary: 'What the court did with a preservation',
        tags,
        params: preservationParams,
        body: z.object({
          what: z.enum(['ordered', 'denied', 'renewed', 'lifted']),
          on,
          expiresOn: dateShape.optional().describe('as the court says; default: by the policy'),
          reason: reason.optional(),
        }),
        response,
      },
    },
    async (request) => {
      const { preservation, ...suit } = request.params;
      return toSuit(deps, request, suit, 'recordPreservation', { ...request.body, preservation });
    },
  );
  app.get(
    '/legal/calendar',
    {
      schema: {
        summary: 'What is due when over all suits, with owner and rule',
        tags,
        querystring: z.object({
          from: dateShape.optional(),
          to: dateShape.optional(),
          status: z.enum(['open', 'met', 'lapsed', 'dropped', 'all']).default('open'),
          loan: z.string().optional(),
          owner: z.string().optional().describe('a role or a person'),
          branch: z.string().optional(),
          lang: languageShape.default('zh-CN'),
          ...pageQuery,
        }),
        response: { 200: openPage },
      },
    },
    async ({ query: { status, loan, limit, cursor, lang, ...asked } }) => {
      const filter = {
        ...defined(asked),
        ...(status === 'all' ? {} : { status }),
        ...(loan === undefined ? {} : { loanId: loan }),
      };
      const rows = await legalCalendar(deps.db, filter, placeOf(cursor, place), limit + 1);
      const page = pageOf(rows, limit, ({ dueOn, trackId, deadlineId }) => ({ dueOn, trackId, deadlineId }));
      const { legal, task } = dictionaries[lang];
      const ruleOf = await rulesOfPage(deps);
      return {
        rows: page.rows.map((row) => ({
          ...row,
          text: (legal.deadline as Readonly<Record<string, string>>)[row.kind] ?? task[row.kind] ?? row.kind,
          statusText: said(codeWords[lang].deadline, row.status),
          ownerText: roleIn(lang, row.owner),
          rule: ruleOf(row.policyId, row.policyVersion, row.kind, lang),
        })),
        next: page.next,
      };
    },
  );
  app.get(
    '/legal/:loanId/:number',
    {
      schema: {
        summary: 'A legal action: where it stands, its deadlines, preservations, documents and costs',
        tags,
        params: suitParams,
        querystring: z.object({ lang: languageShape.optional() }),
        response,
      },
    },
    async ({ params: { loanId, number }, query: { lang } }) => {
      const state = await readSuit(deps.db, `legalAction/${loanId}/${number}`);
      if (state === null)
        throw new Problem(404, 'CASE_UNKNOWN', `there is no case legalAction/${loanId}/${number}`, 'check the id');
      const { policy } = await loanRecord(deps, loanId);
      return showSuit(state, policy, lang ?? policy.language);
    },
  );
}

const defined = (body: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));

/** Gives a command to a legal action; documents are named by id and handed on with kind and hash. */
async function toSuit(
  deps: ApiDeps,
  request: FastifyRequest,
  { loanId, number }: { readonly loanId: string; readonly number: string },
  type: string,
  body: unknown,
): Promise<Record<string, unknown>> {
  const { documents, ...content } = defined(Object(body) as object);
  const named = Array.isArray(documents) ? await documentsNamed(deps, loanId, documents as string[]) : [];
  const caseId = `legalAction/${loanId}/${number}`;
  const given = { ...content, ...(named.length === 0 ? {} : { documents: named }) };
  const { id, answer } = await giveCommand(deps, request, caseId, type, given);
  return { ...answer, id, case: caseId };
}

/** Where a deadline comes from, by the policy that its loan is pinned to. */
async function rulesOfPage(
  deps: ApiDeps,
): Promise<(policyId: string, version: number, kind: string, language: 'zh-CN' | 'en') => string | null> {
  const rows = await deps.db.rows<{ id: string; version: number; body: Policy }>(
    'select id, version, body from policy',
  );
  return (policyId, version, kind, language) => {
    const body = rows.find((row) => row.id === policyId && row.version === version)?.body;
    const rule = body === undefined ? undefined : legalRulesOf(body).deadlines[kind as DeadlineKind];
    return rule === undefined ? null : `${legalRulesOf(body ?? {}).jurisdiction}: ${rule.source[language]}`;
  };
}
