/** Bankruptcy, death and fraud: reported, verified or refuted by another person, represented, claimed in, ended. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { listCircumstances } from '../db/circumstance.ts';
import { loanCaseId } from '../db/loanRecord.ts';
import { savePersons } from '../db/person.ts';
import type { Person } from '../db/person.ts';
import { CAPACITIES, CIRCUMSTANCE_KINDS, ENDINGS, SOURCES } from '../domain/circumstanceState.ts';
import { dateShape, idShape, loanParams, openObject, openPage, languageShape } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { documentIds, documentsNamed } from './document.ts';
import { giveCommand } from './give.ts';
import { partyShape } from './loanTerms.ts';
import { pageOf, pageQuery, placeOf } from './page.ts';
import { loanRecord } from './showLoan.ts';
import { newPeople } from './startLoan.ts';
import { codeWords, said } from './words/codes.ts';

const place = z.object({ claimBy: z.string(), id: z.string(), loanId: z.string() });
const response = { 200: openObject };
const params = z.object({ id: idShape, number: z.string().regex(/^\d{1,4}$/, 'the number of the circumstance') });
const endings = [...new Set(Object.values(ENDINGS).flat())] as const;

export function circumstanceRoutes(app: Routes, deps: ApiDeps): void {
  app.post(
    '/loans/:id/circumstances',
    {
      schema: {
        summary: 'Report bankruptcy, death or fraud: contact with the person stops over all their loans',
        tags: ['circumstances'],
        params: loanParams,
        body: z.object({
          kind: z.enum(CIRCUMSTANCE_KINDS),
          party: z.enum(['debtor', 'guarantor', 'dealer', 'insurer']).default('debtor'),
          source: z.enum(SOURCES).describe('who says so'),
          documents: documentIds,
        }),
        response,
      },
    },
    async (request) => given(deps, request, request.params.id, 'reportCircumstance', request.body),
  );
  app.post(
    '/loans/:id/circumstances/:number/verify',
    {
      schema: {
        summary: 'It is so, by somebody else than who reported it, with the document that shows it',
        tags: ['circumstances'],
        params,
        body: z.object({
          happenedOn: dateShape.optional().describe('acceptance of the bankruptcy by the court, or day of death'),
          announcedOn: dateShape.optional().describe('announcement of the court; default: happenedOn'),
          claimBy: dateShape.optional().describe('last day on which claims are registered'),
          documents: documentIds,
        }),
        response,
      },
    },
    async (request) => about(deps, request, request.params, 'verifyCircumstance', request.body),
  );
  app.post(
    '/loans/:id/circumstances/:number/refute',
    {
      schema: {
        summary: 'It is not so, by somebody else than who reported it: what was cancelled is planned anew',
        tags: ['circumstances'],
        params,
        body: z.object({ reason: z.string().min(1).max(500), documents: documentIds }),
        response,
      },
    },
    async (request) => about(deps, request, request.params, 'refuteCircumstance', request.body),
  );
  app.post(
    '/loans/:id/circumstances/:number/end',
    {
      schema: {
        summary: 'It is over, by somebody else than who verified it',
        tags: ['circumstances'],
        params,
        body: z.object({ ending: z.enum(endings), documents: documentIds }),
        response,
      },
    },
    async (request) => about(deps, request, request.params, 'endCircumstance', request.body),
  );
  app.post(
    '/loans/:id/circumstances/:number/representative',
    {
      schema: {
        summary: 'Who acts for the person: the administrator, the executor or an heir; they alone are written to',
        tags: ['circumstances'],
        params,
        body: z.object({ capacity: z.enum(CAPACITIES), person: partyShape, documents: documentIds }),
        response,
      },
    },
    async (request) => {
      const { id } = request.params;
      const { person, capacity, documents } = request.body;
      const { policy } = await loanRecord(deps, id);
      // An administrator is an office and not a person whom contact rules protect.
      const named: Person = {
        ...{ id: person.id, name: person.name, kind: capacity === 'administrator' ? 'partner' : 'person' },
        ...{ language: person.language ?? policy.language, timeZone: person.timeZone ?? policy.timeZone },
        ...(person.phone === undefined ? {} : { phone: person.phone }),
        ...(person.email === undefined ? {} : { email: person.email }),
        ...(person.address === undefined ? {} : { address: person.address }),
      };
      await deps.db.tx(async (q) => {
        const unknown = await newPeople(deps, q, [named]);
        if (unknown.length > 0) await savePersons(q, deps.sealer, unknown);
      });
      return about(deps, request, request.params, 'nameRepresentative', { personId: person.id, capacity, documents });
    },
  );
  app.post(
    '/loans/:id/claims-registered',
    {
      schema: {
        summary: 'The claim of this loan was registered with the administrator or the estate',
        tags: ['circumstances'],
        params: loanParams,
        body: z.object({ circumstance: z.string().min(1).max(200), documents: documentIds }),
        response,
      },
    },
    async (request) => given(deps, request, request.params.id, 'registerClaim', request.body),
  );
  app.get(
    '/circumstances',
    {
      schema: {
        summary: 'Bankruptcies, deaths and frauds, by the last day for the claim, one row a loan',
        tags: ['circumstances'],
        querystring: z.object({
          status: z.enum(['reported', 'verified', 'refuted', 'ended']).optional(),
          kind: z.enum(CIRCUMSTANCE_KINDS).optional(),
          loan: z.string().optional(),
          person: z.string().optional(),
          unclaimed: z.stringbool().optional().describe('only those in which a claim is still to be registered'),
          lang: languageShape.default('zh-CN'),
          ...pageQuery,
        }),
        response: { 200: openPage },
      },
    },
    async ({ query: { status, kind, loan, person, unclaimed, lang, limit, cursor } }) => {
      const filter = {
        ...(status === undefined ? {} : { status }),
        ...(kind === undefined ? {} : { kind }),
        ...(loan === undefined ? {} : { loanId: loan }),
        ...(person === undefined ? {} : { personId: person }),
        ...(unclaimed === true ? { unclaimed } : {}),
      };
      const rows = await listCircumstances(deps.db, filter, placeOf(cursor, place), limit + 1);
      const page = pageOf(rows, limit, ({ claimBy, circumstanceId: id, loanId }) => ({
        claimBy: claimBy ?? 'infinity',
        ...{ id, loanId },
      }));
      const words = codeWords[lang];
      const shown = page.rows.map((row) => ({
        ...{ ...row, kindText: said(words.circumstanceKind, row.kind), endingText: said(words.ending, row.ending) },
        statusText: said(words.circumstance, row.status),
      }));
      return { rows: shown, next: page.next };
    },
  );
}

const about = (
  deps: ApiDeps,
  request: FastifyRequest,
  { id, number }: { readonly id: string; readonly number: string },
  type: string,
  content: Said,
): Promise<Record<string, unknown>> =>
  given(deps, request, id, type, { ...content, circumstance: `${id}/circumstance/${number}` });

type Said = Readonly<Record<string, unknown>> & { readonly documents: readonly string[] };

/** What was left out is not signed either; documents are named with their hash. */
async function given(
  deps: ApiDeps,
  request: FastifyRequest,
  loanId: string,
  type: string,
  { documents: ids, ...asked }: Said,
): Promise<Record<string, unknown>> {
  const documents = await documentsNamed(deps, loanId, ids);
  const all: Readonly<Record<string, unknown>> = { ...asked, documents };
  const content = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  const caseId = loanCaseId(loanId);
  const { id, answer } = await giveCommand(deps, request, caseId, type, content);
  return { ...answer, id, case: caseId };
}
