/** Placements (委外): listed, recalled, and the contacts that the agency asks for and reports. Asked as a request. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { permitContact, reportContact } from '../db/agencyContact.ts';
import type { AgencyPermitted, ReportAnswer } from '../db/agencyContact.ts';
import { contactRulesId } from '../db/call/loans.ts';
import { loanCaseId } from '../db/loanRecord.ts';
import { listPlacements, readPlacement } from '../db/placement.ts';
import type { PlacementRow } from '../db/placement.ts';
import { CHANNELS, CONTACT_RESULTS, permit } from '../domain/contact.ts';
import { subjectOf } from '../domain/contactState.ts';
import { localDate } from '../domain/instant.ts';
import { placementRulesOf } from '../domain/placementRules.ts';
import { SKEW_ALLOWANCE_MS } from '../domain/world.ts';
import { contactRules } from '../policies/contact.ts';
import { idempotencyKey } from './actor.ts';
import { eventIdShape, idShape, nowOf, openObject, openPage, languageShape } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { giveCommand } from './give.ts';
import { decimal } from './money.ts';
import { pageOf, pageQuery, placeOf } from './page.ts';
import { Problem } from './problem.ts';
import { loanRecord } from './showLoan.ts';
import type { Language } from './context.ts';
import { codeWords, said } from './words/codes.ts';
import { dictionaries } from './words/index.ts';
import { ruleIn } from './home/phrases.ts';
import type { AgencyContact } from '../domain/placementState.ts';

const place = z.object({ until: z.string(), id: z.string() });
const response = { 200: openObject };
const params = z.object({ id: idShape, number: z.string().regex(/^\d{1,4}$/, 'the number of the placement') });
const channel = z.enum(CHANNELS);
const result = z.enum([...CONTACT_RESULTS, 'notMade'] as const).exclude(['START']);

export function placementRoutes(app: Routes, deps: ApiDeps): void {
  app.get(
    '/placements',
    {
      schema: {
        summary: 'Loans placed with agencies, by the day on which they come back, with what the agency has done',
        tags: ['placements'],
        querystring: z.object({
          status: z.enum(['placed', 'recalled', 'expired', 'settled', 'all']).default('placed'),
          agency: z.string().optional(),
          loan: z.string().optional(),
          lang: languageShape.default('zh-CN'),
          ...pageQuery,
        }),
        response: { 200: openPage },
      },
    },
    async ({ query: { status, agency, loan, lang, limit, cursor } }) => {
      const filter = {
        ...(status === 'all' ? {} : { status }),
        ...(agency === undefined ? {} : { agencyId: agency }),
        ...(loan === undefined ? {} : { loanId: loan }),
      };
      const rows = await listPlacements(deps.db, filter, placeOf(cursor, place), limit + 1);
      const page = pageOf(rows, limit, ({ until, placementId: id }) => ({ until, id }));
      return { rows: page.rows.map((row) => shown(row, lang)), next: page.next };
    },
  );
  app.get(
    '/placements/:id/:number',
    {
      schema: {
        ...{ summary: 'One placement with its contacts', tags: ['placements'], params, response },
        querystring: z.object({ lang: languageShape.default('zh-CN') }),
      },
    },
    async ({ params: { id, number }, query: { lang } }) => {
      const row = await placementOf(deps, id, number);
      const { state } = await loanRecord(deps, id);
      const contacts = state.placements?.find((one) => one.id === row.placementId)?.contacts ?? [];
      return { ...shown(row, lang), contacts: contacts.map((one) => contactShown(one, lang)) };
    },
  );
  app.post(
    '/placements/:id/:number/recall',
    {
      schema: {
        summary: 'Recall the loan: the agency may not contact anybody about it any more, from this moment on',
        tags: ['placements'],
        params,
        body: z.object({ reason: z.string().min(1).max(500) }),
        response,
      },
    },
    async (request) => {
      const { id: loanId, number } = request.params;
      const content = { placement: `${loanId}/placement/${number}`, reason: request.body.reason };
      const { id, answer } = await giveCommand(deps, request, loanCaseId(loanId), 'recallPlacement', content);
      return { ...answer, id, case: loanCaseId(loanId) };
    },
  );
  app.post(
    '/placements/:id/:number/permit',
    {
      schema: {
        summary: 'May the agency contact this person now? Allowed: a place in the caps, until it is reported',
        tags: ['placements'],
        params,
        body: z.object({ channel, person: idShape.optional().describe('default: the borrower') }),
        response,
      },
    },
    async (request) => {
      const { id: loanId, number } = request.params;
      const row = await placementOf(deps, loanId, number);
      const { state, policy } = await loanRecord(deps, loanId);
      const personId = partyOf(state.terms, request.body.person);
      const at = await nowOf(deps);
      const id = idempotencyKey(request) ?? randomUUID();
      const ask = {
        ...{ id, placementId: row.placementId, caseId: row.caseId, debt: loanId, personId, at },
        ...{ channel: request.body.channel, validMs: placementRulesOf(policy).permitMinutes * 60_000 },
      };
      const answer = await deps.db.tx(async (q) => {
        // Read in the same transaction: who was recalled a moment ago is told so.
        const now = await readPlacement(q, row.placementId);
        if (now?.status !== 'placed' || now.until <= localDate(at, policy.timeZone)) return 'over';
        return permitContact(q, ask, permittedBy(await contactRulesId(q, row.caseId), state.terms.debtorId));
      });
      if (answer === 'over')
        throw new Problem(409, 'PLACEMENT_OVER', 'the loan is not placed any more', 'contact nobody about it');
      if (answer === null) throw new Problem(404, 'PERSON_UNKNOWN', `there is no person ${personId}`, 'check the id');
      if (answer.placementId !== row.placementId || answer.channel !== ask.channel || answer.personId !== personId)
        throw new Problem(409, 'ID_REUSED', `the id ${id} was used for another ask`, 'ask under an id of its own');
      const { id: permitId, allowed, rule, notBefore, validUntil } = answer;
      return { permit: permitId, allowed, ...(allowed ? { validUntil } : { rule, notBefore }) };
    },
  );
  app.post(
    '/placements/:id/:number/contacts',
    {
      schema: {
        summary: 'What the agency has done: counted whenever it comes, also when it should not have been done',
        tags: ['placements'],
        params,
        body: z.object({
          contacts: z
            .array(
              z.object({
                id: eventIdShape.describe('unique; the same again changes nothing'),
                permit: z.string().max(200).optional(),
                channel,
                at: z.iso.datetime(),
                result,
                person: idShape.optional().describe('default: the borrower'),
              }),
            )
            .min(1)
            .max(500),
        }),
        response,
      },
    },
    async (request) => {
      const { id: loanId, number } = request.params;
      const row = await placementOf(deps, loanId, number);
      const { state } = await loanRecord(deps, loanId);
      const now = await nowOf(deps);
      const rules = permittedBy(await contactRulesId(deps.db, row.caseId), state.terms.debtorId);
      const rows: (ReportAnswer & { readonly id: string })[] = [];
      for (const { id, permit: permitId = null, at, person, ...told } of request.body.contacts) {
        const instant = new Date(at).toISOString();
        if (instant > now)
          throw new Problem(422, 'IN_THE_FUTURE', `${id} lies ahead`, 'report it when it was made', 'at');
        const day = localDate(instant, deps.lender.timeZone);
        const report = {
          ...{ id, permitId, placementId: row.placementId, caseId: row.caseId, debt: loanId, at: instant, ...told },
          personId: partyOf(state.terms, person),
          whilePlaced: day >= row.placedOn && day < row.until && (row.endedOn === null || day <= row.endedOn),
        };
        rows.push({ id, ...(await deps.db.tx((q) => reportContact(q, report, rules, now))) });
      }
      await deps.cases.poke(row.caseId);
      return { rows };
    },
  );
}

/** @throws Problem PLACEMENT_UNKNOWN */
async function placementOf(deps: ApiDeps, loanId: string, number: string): Promise<PlacementRow> {
  const row = await readPlacement(deps.db, `${loanId}/placement/${number}`);
  if (row === null)
    throw new Problem(404, 'PLACEMENT_UNKNOWN', `loan ${loanId} has no placement ${number}`, 'list the placements');
  return row;
}

/** Whom an agency may ask about at all. @throws Problem NOT_A_PARTY */
function partyOf(
  { debtorId, guarantorId }: { debtorId: string; guarantorId: string | null },
  asked: string | undefined,
): string {
  if (asked === undefined || asked === debtorId) return debtorId;
  if (asked === guarantorId) return asked;
  throw new Problem(
    422,
    'NOT_A_PARTY',
    `${asked} does not answer for this loan`,
    'contact nobody else about it',
    'person',
  );
}

/** The rules that our own contacts are judged by. */
function permittedBy(rulesId: string, debtorId: string): AgencyPermitted {
  const rules = contactRules(rulesId);
  return (person, log, ask) =>
    permit(rules, subjectOf(person, person.id === debtorId ? 'debtor' : 'guarantor'), log, ask, {
      skewAllowanceMs: SKEW_ALLOWANCE_MS,
    });
}

function contactShown(contact: AgencyContact, language: Language): Record<string, unknown> {
  const { channel: by, result, violation } = contact;
  return {
    ...{ ...contact, channelText: said(dictionaries[language].channel, by) },
    resultText: said(codeWords[language].contactResult, result),
    violationText: violation === null ? null : ruleIn(language, violation, violation),
  };
}

function shown(
  { placedMinor, cashMinor, throughAgencyMinor, commissionMinor, currency, ...row }: PlacementRow,
  language: Language,
): Record<string, unknown> {
  return {
    ...{ ...row, statusText: said(codeWords[language].placement, row.status) },
    ...{ currency, placed: decimal(placedMinor, currency), cash: decimal(cashMinor, currency) },
    throughAgency: decimal(throughAgencyMinor, currency),
    commission: decimal(commissionMinor, currency),
    liquidation: placedMinor === 0 ? null : Math.round((cashMinor / placedMinor) * 10_000) / 10_000,
  };
}
