/** Dealers, insurers and agencies over all their claims: exposure, performance, standing, rules (docs/partners.md). */
import { z } from 'zod';
import type { FastifyRequest } from 'fastify';
import { acceptFact } from '../db/inbox.ts';
import { openPartner, partnerLines, policyOfPartner, readPartner } from '../db/partner.ts';
import { listPartners, partnerFigures } from '../db/partnerList.ts';
import type { PartnerRow } from '../db/partnerList.ts';
import { personFacts } from '../db/person.ts';
import { DEFAULT_PARTNER_RULES, partnerRulesOf } from '../domain/partnerRules.ts';
import type { PartnerLimit, PartnerRules } from '../domain/partnerRules.ts';
import { standingOf } from '../domain/partnerView.ts';
import { amountShape, currencyShape, idShape, languageShape, nowOf, openObject, openPage } from './context.ts';
import type { Language, Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { giveCommand, poke } from './give.ts';
import { decimal, positiveOf } from './money.ts';
import { pageOf, pageQuery, placeOf } from './page.ts';
import { Problem } from './problem.ts';
import { pin } from './startLoan.ts';
import { tell, tellingOf } from './words/index.ts';
import { codeWords, said } from './words/codes.ts';

const place = z.object({ id: z.string(), currency: z.string() });
const params = z.object({ id: idShape });
const reason = z.string().min(1).max(500);
const response = { 200: openObject };
const tags = ['partners'];
/** So many rows of its journal stand beside a partner. */
const LINES = 50;

const role = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/, 'a role: a letter, then letters, digits and hyphens');
const workDays = z.int().min(1).max(60);
const limit = z.strictObject({
  currency: currencyShape,
  mostOutstanding: amountShape.optional().describe('outstanding on loans that name it'),
  mostClaimed: amountShape.optional().describe('demanded in open claims and not received'),
  beyond: z.enum(['ask', 'refuse']).describe('a claim beyond the limit is approved by a person, or not made'),
});
/** What is left out stays as it is; a member that there is not is refused, for nothing would come of it. */
const rulesBody = z
  .strictObject({
    reason,
    windowDays: z.int().min(1).max(3660).optional(),
    failedAtLeast: z.int().min(1).max(10_000).optional(),
    failedPercentAtLeast: z.int().min(1).max(100).optional(),
    lateAfterDays: z.int().min(1).max(365).nullable().optional(),
    review: z.strictObject({ role, workDays, escalateTo: role }).optional(),
    approval: z.strictObject({ roles: z.array(role).min(1).max(10), workDays, escalateTo: role }).optional(),
    limits: z.array(limit).max(20).optional(),
  })
  .refine((body) => Object.keys(body).some((name) => name !== 'reason'), 'no rule is named');

export function partnerRoutes(app: Routes, deps: ApiDeps): void {
  app.get(
    '/partners',
    {
      schema: {
        summary:
          'Partners: what is outstanding and claimed, how they performed, with denominators, and whether they are counted on',
        tags,
        querystring: z.object({
          role: z.enum(['dealer', 'insurer']).optional(),
          standing: z.enum(['performing', 'notPerforming']).optional(),
          lang: languageShape.default('zh-CN'),
          ...pageQuery,
        }),
        response: { 200: openPage },
      },
    },
    async ({ query: { role: of, standing, lang, limit: most, cursor } }) => {
      const filter = { role: of ?? null, standing: standing ?? null, partnerId: null };
      const rows = await listPartners(deps.db, filter, placeOf(cursor, place), most + 1);
      const page = pageOf(rows, most, ({ partnerId: id, currency }) => ({ id, currency: currency ?? '' }));
      return { rows: page.rows.map((row) => figuresShown(row, lang)), next: page.next };
    },
  );
  app.get(
    '/partners/:id',
    {
      schema: {
        summary:
          'One partner: a row for each currency, its standing, its rules, what waits for a decision, its journal',
        tags,
        params,
        querystring: z.object({ lang: languageShape.default('zh-CN') }),
        response,
      },
    },
    async ({ params: { id }, query: { lang } }) => showPartner(deps, id, lang),
  );
  const commands = [
    { path: 'mark', type: 'markPartner', summary: 'It is not counted on from now on: claims pass over it' },
    { path: 'review', type: 'reviewPartner', summary: 'Somebody has looked at it, and it stays marked' },
    {
      path: 'reinstatement',
      type: 'proposeReinstatement',
      summary: 'Ask to count on it again; another person decides',
    },
  ] as const;
  for (const { path, type, summary } of commands)
    app.post(
      `/partners/:id/${path}`,
      { schema: { summary, tags, params, body: z.object({ reason }), response } },
      async (request) => given(deps, request, request.params.id, type, { reason: request.body.reason }),
    );
  app.post(
    '/partners/:id/rules',
    {
      schema: {
        summary: 'Ask for other rules or limits; what is left out stays as it is, and another person decides',
        tags,
        params,
        body: rulesBody,
        response,
      },
    },
    async (request) => {
      const { reason: why, limits, ...changed } = request.body;
      const now = (await readPartner(deps.db, request.params.id)) ?? {};
      const kept = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
      const rules = {
        ...partnerRulesOf(now),
        ...kept,
        ...(limits === undefined ? {} : { limits: limits.map(limitOf) }),
      };
      return given(deps, request, request.params.id, 'proposeRules', { rules, reason: why });
    },
  );
  for (const type of ['approve', 'reject', 'withdraw'] as const)
    app.post(
      `/partners/:id/proposals/:number/${type}`,
      {
        schema: {
          summary: type === 'withdraw' ? 'Withdraw what you have asked' : `As a second person, ${type} what was asked`,
          tags,
          params: params.extend({ number: z.coerce.number().int().min(1) }),
          body: z.object({ reason: reason.optional() }),
          response,
        },
      },
      async (request) => {
        const { id, number } = request.params;
        const why = request.body.reason === undefined ? {} : { reason: request.body.reason };
        return given(deps, request, id, `${type}Proposal`, { proposal: number, ...why });
      },
    );
}

/** A limit with its amounts in minor units. @throws Problem where an amount is none */
function limitOf({ currency, mostOutstanding, mostClaimed, beyond }: z.infer<typeof limit>): PartnerLimit {
  return {
    currency,
    ...(mostOutstanding === undefined
      ? {}
      : { mostOutstandingMinor: positiveOf(mostOutstanding, currency, 'limits.mostOutstanding') }),
    ...(mostClaimed === undefined ? {} : { mostClaimedMinor: positiveOf(mostClaimed, currency, 'limits.mostClaimed') }),
    beyond,
  };
}

/** The partner has a case from its first claim on; a word about one that has none opens it. @throws Problem PARTNER_UNKNOWN */
async function given(
  deps: ApiDeps,
  request: FastifyRequest,
  partnerId: string,
  type: string,
  content: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const [known] = await personFacts(deps.db, [partnerId]);
  if (known?.kind !== 'partner') throw unknown(partnerId);
  const now = await nowOf(deps);
  const caseId = await deps.db.tx(async (q) => {
    const first = deps.policies.values().next().value;
    if (first !== undefined) await pin(q, first);
    const policyHash = (await policyOfPartner(q, partnerId)) ?? first?.hash ?? '';
    const opened = await openPartner(q, partnerId, policyHash, now);
    const fact = { eventId: `named/${partnerId}`, type: 'partnerNamed', content: { partnerId, policyHash } };
    await acceptFact(q, { caseId: opened, ...fact, quiet: false }, now);
    return opened;
  });
  await poke(deps, caseId);
  const { id, answer } = await giveCommand(deps, request, caseId, type, content);
  return { ...answer, id, case: caseId };
}

const unknown = (id: string): Problem =>
  new Problem(404, 'PARTNER_UNKNOWN', `no loan or claim names a partner ${id}`, 'see GET /v1/partners');

function figuresShown(row: PartnerRow, language: Language): Record<string, unknown> {
  const { partner, standing } = codeWords[language];
  return { ...partnerFigures(row), roleText: said(partner, row.role), standingText: said(standing, row.standing) };
}

async function showPartner(deps: ApiDeps, id: string, language: Language): Promise<Record<string, unknown>> {
  const filter = { role: null, standing: null, partnerId: id };
  const [rows, state, lines] = await Promise.all([
    listPartners(deps.db, filter, null, 100),
    readPartner(deps.db, id),
    partnerLines(deps.db, id, LINES),
  ]);
  if (rows.length === 0 && state === null) throw unknown(id);
  const rules = state === null ? DEFAULT_PARTNER_RULES : partnerRulesOf(state);
  return {
    partnerId: id,
    standing: state === null ? null : standingOf(state),
    figures: rows.filter(({ currency }) => currency !== null).map((row) => figuresShown(row, language)),
    rules: rulesShown(rules),
    proposals: (state?.proposals ?? []).map(({ wish, ...one }) => ({
      ...one,
      what: wish.what,
      ...(wish.what === 'rules' ? { rules: rulesShown(wish.rules) } : {}),
    })),
    journal: lines.map(({ seq, at, body, policy }) => {
      const telling = tellingOf(policy, policy.currency, language);
      return {
        seq,
        at,
        local: telling.local(at),
        type: body.type,
        text: tell(`partner/${id}`, body, telling, language),
      };
    }),
  };
}

function rulesShown({ limits, ...rules }: PartnerRules): Record<string, unknown> {
  return {
    ...rules,
    limits: limits.map(({ currency, mostOutstandingMinor, mostClaimedMinor, beyond }) => ({
      currency,
      ...(mostOutstandingMinor === undefined ? {} : { mostOutstanding: decimal(mostOutstandingMinor, currency) }),
      ...(mostClaimedMinor === undefined ? {} : { mostClaimed: decimal(mostClaimedMinor, currency) }),
      beyond,
    })),
  };
}
