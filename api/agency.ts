/** Agencies that loans are placed with: their contracts, how much is placed, how they work (docs/placement.md). */
import { createHash, randomUUID } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { tell } from '../db/inbox.ts';
import { readPerson, savePerson } from '../db/person.ts';
import { agencies, agencyCase, agencyFigures, listPlacements, saveAgency, saveFile } from '../db/placement.ts';
import type { AgencyFigures, PlacementRow } from '../db/placement.ts';
import { dayOf } from '../domain/day.ts';
import { localDate } from '../domain/instant.ts';
import type { Agency } from '../domain/placementState.ts';
import { placementRulesOf } from '../domain/placementRules.ts';
import type { HandOverField } from '../domain/placementRules.ts';
import { actorOf, idempotencyKey } from './actor.ts';
import { amountShape, currencyShape, dateShape, emailShape, idShape, nowOf, openObject } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { maskName, maskPhone } from './mask.ts';
import { decimal, positiveOf } from './money.ts';
import { Problem } from './problem.ts';
import { loanRecord } from './showLoan.ts';

const response = { 200: openObject };
const params = z.object({ id: idShape });
/** Most loans in one file. */
const MOST_ROWS = 5_000;

export function agencyRoutes(app: Routes, deps: ApiDeps): void {
  app.post(
    '/agencies',
    {
      schema: {
        summary: 'Register an agency with its contract, or write its contract anew; the latest one holds',
        tags: ['placements'],
        body: z.object({
          id: idShape,
          name: z.string().min(1).max(200),
          email: emailShape.optional(),
          licenceUntil: dateShape.describe('first day on which licence or contract does not hold any more'),
          maxPlaced: amountShape.describe('most that may be placed with it at a time'),
          currency: currencyShape,
          commissionPercent: z.string().regex(/^\d{1,2}(\.\d{1,2})?$/, 'a percentage with at most two decimals'),
        }),
        response,
      },
    },
    async (request) => {
      const { id, name, email, licenceUntil, maxPlaced, currency, commissionPercent } = request.body;
      const now = await nowOf(deps);
      const commissionBasisPoints = Math.round(Number(commissionPercent) * 100);
      const maxPlacedMinor = positiveOf(maxPlaced, currency, 'maxPlaced');
      const content = { licenceUntil, maxPlacedMinor, currency, commissionBasisPoints };
      const actor = actorOf(request);
      const given = deps.sign({
        ...{ id: idempotencyKey(request) ?? randomUUID(), caseId: agencyCase(id), type: 'agency', content, actor },
      });
      const known = await readPerson(deps.db, deps.sealer, id);
      if (known?.kind === 'open' && known.person.kind !== 'partner')
        throw new Problem(422, 'NOT_A_PARTNER', `${id} is a person`, 'give the agency an id of its own', 'id');
      await deps.db.tx(async (q) => {
        const { timeZone } = deps.lender;
        const partner = { id, kind: 'partner' as const, name, language: 'zh-CN', timeZone };
        if (known === null) await savePerson(q, deps.sealer, { ...partner, ...(email === undefined ? {} : { email }) });
        await saveAgency(q, id, given, now);
      });
      return { agency: id, ...content };
    },
  );
  app.get(
    '/agencies',
    {
      schema: {
        summary: 'Agencies with their limits, and their work over the loans placed in a time, with denominators',
        tags: ['placements'],
        querystring: z.object({
          from: dateShape.default('1970-01-01').describe('first day of the placement'),
          to: dateShape.default('9999-12-31').describe('last day of the placement'),
        }),
        response: { 200: z.object({ rows: z.array(openObject) }) },
      },
    },
    async ({ query: { from, to } }) => {
      // Decisions believe only what was signed; here it is only shown.
      const [all, figures] = await Promise.all([agencies(deps.db, () => true), agencyFigures(deps.db, from, to)]);
      return { rows: all.map((one) => shownAgency(one, figures)) };
    },
  );
  app.post(
    '/agencies/:id/files',
    {
      schema: {
        summary:
          'Take the file of the loans placed with an agency: the fields of the policy only, its hash in each journal',
        tags: ['placements'],
        params,
        body: z.object({ loans: z.array(idShape).max(MOST_ROWS).optional().describe('default: all placed ones') }),
        response,
      },
    },
    async (request) => {
      const { id: agencyId } = request.params;
      const { loans } = request.body;
      const placed = await listPlacements(deps.db, { status: 'placed', agencyId }, null, MOST_ROWS + 1);
      const wanted = placed.filter(({ loanId }) => loans === undefined || loans.includes(loanId));
      if (wanted.length === 0)
        throw new Problem(422, 'NOTHING_PLACED', `none of these loans is with ${agencyId}`, 'list the placements');
      if (wanted.length > MOST_ROWS)
        throw new Problem(422, 'TOO_MANY', `more than ${MOST_ROWS} loans`, 'name the loans, and take several files');
      const by = actorOf(request).id;
      const { fields, rows } = await rowsOf(deps, wanted);
      const csv = stringify([fields, ...rows], { escape_formulas: true, bom: true });
      const sha256 = createHash('sha256').update(csv).digest('hex');
      const fileId = `placement-file/${randomUUID()}`;
      const now = await nowOf(deps);
      const file = { fileId, sha256, fields, by };
      await deps.db.tx(async (q) => {
        await saveFile(q, { ...file, agencyId, rows: rows.length }, now);
        const facts = wanted.map(({ placementId, caseId }) => ({
          ...{ caseId, eventId: `${fileId}/${placementId}`, type: 'placementHandedOver', quiet: true },
          content: { placement: placementId, ...file },
        }));
        await tell(q, facts, now);
      });
      return { file: fileId, agency: agencyId, sha256, fields, loans: rows.length, csv };
    },
  );
}

function shownAgency({ id, currency, ...one }: Agency, figures: readonly AgencyFigures[]): Record<string, unknown> {
  const work = figures.find((row) => row.agencyId === id && row.currency === currency);
  return {
    ...{ agency: id, licenceUntil: one.licenceUntil, currency, commissionPercent: one.commissionBasisPoints / 100 },
    ...{ placed: decimal(one.placedMinor, currency), maxPlaced: decimal(one.maxPlacedMinor, currency) },
    figures: work === undefined ? null : shownFigures(work),
  };
}

/** Each share beside what it is a share of (domain.md §8). */
export function shownFigures(work: AgencyFigures): Record<string, unknown> {
  const { currency } = work;
  const share = (part: number, of: number): number | null =>
    of === 0 ? null : Math.round((part / of) * 10_000) / 10_000;
  return {
    placements: work.placements,
    liquidation: share(work.cashMinor, work.placedMinor),
    ...{ cash: decimal(work.cashMinor, currency), placedBalance: decimal(work.placedMinor, currency) },
    throughAgency: decimal(work.throughAgencyMinor, currency),
    commission: decimal(work.commissionMinor, currency),
    rightPartyContact: share(work.conversations, work.contacts),
    ...{ conversations: work.conversations, contacts: work.contacts },
    violationRate: share(work.violations, work.contacts),
    violations: work.violations,
    complaintRate: share(work.complaints, work.placements),
    complaints: work.complaints,
    promisesKeptRate: share(work.promisesKept, work.promisesJudged),
    ...{ promisesKept: work.promisesKept, promisesJudged: work.promisesJudged },
  };
}

/** Only the fields that the policy of each loan hands over; a field that another policy of the file names is left empty. */
async function rowsOf(
  deps: ApiDeps,
  placed: readonly PlacementRow[],
): Promise<{ readonly fields: readonly HandOverField[]; readonly rows: readonly string[][] }> {
  const made: {
    readonly allowed: readonly HandOverField[];
    readonly values: Readonly<Record<HandOverField, string>>;
  }[] = [];
  const now = await nowOf(deps);
  for (const { loanId } of placed) {
    const { state, policy } = await loanRecord(deps, loanId);
    const read = await readPerson(deps.db, deps.sealer, state.terms.debtorId);
    const { name = '', phone = '' } = read?.kind === 'open' ? read.person : {};
    const { assessment } = dayOf(state, policy, localDate(now, policy.timeZone));
    const { currency } = state.terms.contract;
    made.push({
      allowed: placementRulesOf(policy).handOver,
      values: {
        ...{ loanId, name, maskedName: maskName(name), phone, maskedPhone: phone === '' ? '' : maskPhone(phone) },
        overdueDays: String(assessment.overdueDays),
        overdue: decimal(assessment.overdueAmountMinor, currency),
        outstanding: decimal(assessment.outstandingMinor - assessment.recoveredMinor, currency),
        oldestDueOn: assessment.oldestDueOn ?? '',
      },
    });
  }
  const fields = [...new Set(made.flatMap(({ allowed }) => allowed))];
  return {
    fields,
    rows: made.map(({ allowed, values }) => fields.map((one) => (allowed.includes(one) ? values[one] : ''))),
  };
}
