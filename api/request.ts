/** Requests: what a person asks for a loan, what it would come to, and what others decide (docs/requests.md). */
import { z } from 'zod';
import { listRequests } from '../db/request.ts';
import { loanCaseId } from '../db/loanRecord.ts';
import { localDate } from '../domain/instant.ts';
import { drafted } from '../domain/request.ts';
import { REQUEST_KINDS, comesTo, isFault } from '../domain/requestKinds.ts';
import type { LoanRequest } from '../domain/requestState.ts';
import { effectOf, owedRows, simulate } from '../domain/simulation.ts';
import type { OwedRow } from '../domain/simulation.ts';
import { actorOf } from './actor.ts';
import { approvalSeen } from './approval.ts';
import { idShape, loanParams, nowOf, openObject, openPage, languageShape } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { documentIds, documentsNamed } from './document.ts';
import { giveCommand } from './give.ts';
import { decimal } from './money.ts';
import { pageOf, pageQuery, placeOf } from './page.ts';
import { Problem } from './problem.ts';
import { loanRecord } from './showLoan.ts';
import { codeWords, said } from './words/codes.ts';

const place = z.object({ dueOn: z.string(), id: z.string() });
const response = { 200: openObject };
const body = z.object({
  kind: z.enum(REQUEST_KINDS as [string, ...string[]]),
  terms: z.record(z.string(), z.json()).default({}).describe('docs/requests.md tells the terms of each kind'),
  documents: documentIds,
  reason: z.string().min(1).max(500),
});
const requestParams = z.object({ id: idShape, number: z.string().regex(/^\d{1,4}$/, 'the number of the request') });
const because = z.object({ reason: z.string().min(1).max(500) });

export function requestRoutes(app: Routes, deps: ApiDeps): void {
  app.post(
    '/loans/:id/requests',
    {
      schema: {
        summary: 'Ask something for a loan; others decide it',
        tags: ['requests'],
        params: loanParams,
        body,
        response,
      },
    },
    async (request) => {
      const { id: loanId } = request.params;
      const { documents: ids, ...asked } = request.body;
      const documents = await documentsNamed(deps, loanId, ids);
      const content = documents.length === 0 ? asked : { ...asked, documents };
      const { id, answer } = await giveCommand(deps, request, loanCaseId(loanId), 'request', content);
      return { ...answer, id, case: loanCaseId(loanId) };
    },
  );
  app.post(
    '/loans/:id/requests/simulate',
    {
      schema: {
        summary: 'What a request would come to if it were carried out today: what is owed when, before and after',
        tags: ['requests'],
        params: loanParams,
        body,
        response,
      },
    },
    async (request) => {
      const { id: loanId } = request.params;
      const { documents: ids, ...asked } = request.body;
      const documents = await documentsNamed(deps, loanId, ids);
      const { state, policy } = await loanRecord(deps, loanId);
      const today = localDate(await nowOf(deps), policy.timeZone);
      const world = { policy, calendar: deps.calendarOf(policy.calendar) };
      const draft = drafted(state, { ...asked, documents }, world, today, actorOf(request).id);
      if (isFault(draft)) throw new Problem(422, draft.code, draft.reason, draft.remedy, 'terms');
      const { effects } = draft;
      const { currency } = state.terms.contract;
      const { before, after } = simulate(state, policy, comesTo(effects), today);
      const rows = (list: readonly OwedRow[]): object[] =>
        list.map(({ number, dueOn, openMinor }) => ({ number, dueOn, open: decimal(openMinor, currency) }));
      return {
        ...requestShown(draft.request, currency),
        effect: effectOf(state, policy, effects, today),
        before: rows(owedRows(before)),
        after: rows(owedRows(after)),
      };
    },
  );
  for (const [word, type, summary] of [
    ['approve', 'approveRequest', 'Approve a request; with the last approval it is carried out'],
    ['reject', 'rejectRequest', 'Reject a request'],
    ['withdraw', 'withdrawRequest', 'Take a request back'],
  ] as const)
    app.post(
      `/loans/:id/requests/:number/${word}`,
      {
        schema: {
          summary,
          tags: ['requests'],
          params: requestParams,
          body: z.object({
            reason: because.shape.reason.optional().describe('needed to reject or to withdraw'),
            seen: z
              .string()
              .optional()
              .describe('hash of the evidence that was looked at; refused when it has changed'),
          }),
          response,
        },
      },
      async (request) => {
        const { id: loanId, number } = request.params;
        const { reason, seen } = request.body;
        const requestId = `${loanId}/request/${number}`;
        const caseId = loanCaseId(loanId);
        const shown = word === 'withdraw' ? {} : await approvalSeen(deps, request, caseId, requestId, seen);
        const content = { request: requestId, ...shown, ...(reason === undefined ? {} : { reason }) };
        const { id, answer } = await giveCommand(deps, request, caseId, type, content);
        return { ...answer, id, case: caseId };
      },
    );
  app.get(
    '/requests',
    {
      schema: {
        summary: 'Requests by the day on which they should be decided',
        tags: ['requests'],
        querystring: z.object({
          status: z.enum(['open', 'ended', 'all']).default('open'),
          kind: z.string().optional(),
          loan: z.string().optional(),
          branch: z.string().optional(),
          lang: languageShape.default('zh-CN'),
          ...pageQuery,
        }),
        response: { 200: openPage },
      },
    },
    async ({ query: { status, kind, loan, branch, lang, limit, cursor } }) => {
      const filter = {
        ...(status === 'all' ? {} : { open: status === 'open' }),
        ...(kind === undefined ? {} : { kind }),
        ...(loan === undefined ? {} : { loanId: loan }),
        ...(branch === undefined ? {} : { branch }),
      };
      const rows = await listRequests(deps.db, filter, placeOf(cursor, place), limit + 1);
      const page = pageOf(rows, limit, ({ dueOn, requestId: id }) => ({ dueOn, id }));
      const words = codeWords[lang];
      const shown = page.rows.map(({ atStakeMinor, ...row }) => ({
        ...{ ...row, kindText: said(words.requestKind, row.kind), statusText: said(words.request, row.status) },
        atStake: decimal(atStakeMinor, row.currency),
      }));
      return { rows: shown, next: page.next };
    },
  );
}

/** A request as the API shows it. */
export function requestShown({ id, approval, atStakeMinor, ended, ...rest }: LoanRequest, currency: string): object {
  const { rule, maker, dueOn, escalated, rows } = approval;
  return {
    ...{ request: id, ...rest, status: ended?.as ?? 'open', maker, dueOn, escalated },
    ...{ atStake: decimal(atStakeMinor, currency), approvers: rule.approvers, roles: rule.roles },
    approvals: rows.map(({ actorId, role, decision, on, onBehalfOf }) => ({ actorId, role, decision, on, onBehalfOf })),
    ...(ended === undefined ? {} : { ended }),
  };
}
