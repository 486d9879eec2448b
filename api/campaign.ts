/** Campaigns: one relief for every loan that meets a selection, simulated, decided as a whole, carried out once per loan. */
import { z } from 'zod';
import type { FastifyRequest } from 'fastify';
import { campaignCaseId, openCampaign, readCampaign } from '../db/campaign.ts';
import { commandContent, tell } from '../db/inbox.ts';
import { policyByHash } from '../db/policy.ts';
import type { CampaignLine } from '../domain/campaignState.ts';
import { MASS_KINDS } from '../domain/campaignTerms.ts';
import type { DocumentRef } from '../domain/evidence.ts';
import { actorOf, idempotencyKey } from './actor.ts';
import { checked, dryRun, linesOf } from './campaignRun.ts';
import type { Asked } from './campaignRun.ts';
import { lineShown, runShown } from './campaignShown.ts';
import { idShape, nowOf, openObject, languageShape } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { documentIds, documentsNamed } from './document.ts';
import { giveCommand } from './give.ts';
import { pageOf, pageQuery, placeOf } from './page.ts';
import { Problem } from './problem.ts';
import { rolesIn } from '../policies/explain/role.ts';

const response = { 200: openObject };
const named = z.array(z.string().min(1).max(200)).min(1).max(1_000).optional();
const days = z.number().int().min(0).max(100_000).optional();
const selection = z
  .strictObject({
    ...{ branches: named, products: named, policies: named, stages: named, debtors: named, loans: named },
    ...{ overdueDaysAtLeast: days, overdueDaysAtMost: days },
    buckets: named.describe('of the delinquent days, by the policy of each loan'),
    segments: named.describe('of the debtor, by the policy of each loan'),
  })
  .describe('every member that is given has to fit; a region is its branches');
const asked = z.object({
  kind: z.enum(MASS_KINDS),
  terms: z.record(z.string(), z.json()).default({}).describe('docs/campaigns.md tells the terms of each kind'),
  reason: z.string().min(1).max(500),
  documents: documentIds.describe('ids of documents that were handed in about any loan'),
  selection,
  pageLoans: z.number().int().min(1).max(500).default(100).describe('so many loans of the list are asked at once'),
  everySeconds: z.number().int().min(1).max(3_600).default(10).describe('so long until the next ones are asked'),
});
const params = z.object({ id: idShape });

export function campaignRoutes(app: Routes, deps: ApiDeps): void {
  app.post(
    '/campaigns/simulate',
    {
      schema: {
        summary: 'What a relief would come to at every loan that meets a selection; changes nothing',
        tags: ['campaigns'],
        querystring: z.object({ lang: languageShape.default('zh-CN') }),
        body: asked.extend(pageQuery),
        response,
      },
    },
    async (request) => {
      const { limit, cursor } = request.body;
      const maker = actorOf(request).id;
      const wish = await askedIn(deps, request.body);
      await checked(deps, wish);
      const after = placeOf(cursor, z.string());
      const rows: CampaignLine[] = [];
      let currency = deps.lender.currency;
      for await (const one of linesOf(deps, deps.db, wish, maker, after ?? '')) {
        rows.push(one.line);
        ({ currency } = one);
        if (rows.length > limit) break;
      }
      const page = pageOf(rows, limit, ({ loanId }) => loanId);
      const list = { rows: page.rows.map((line) => lineShown(line, currency)), next: page.next };
      if (after !== null) return list;
      const { run, hash, strictest } = await dryRun(deps, deps.db, wish, maker, false);
      const { roles, rule, documents } = strictest;
      return {
        ...runShown(run, hash, request.query.lang),
        proposers: roles,
        documents,
        approvers: rule.approvers,
        roles: rule.roles,
        rolesText: rolesIn(request.query.lang, rule.roles),
        ...list,
      };
    },
  );
  app.post(
    '/campaigns',
    {
      schema: {
        summary: 'Propose a campaign with the dry run that was looked at; others decide it as a whole',
        tags: ['campaigns'],
        body: asked.extend({
          id: idShape.describe('name of the campaign'),
          seen: z
            .string()
            .regex(/^[0-9a-f]{64}$/, 'the hash of the dry run')
            .describe('hash of the dry run that was looked at; refused when it comes out otherwise now'),
        }),
        response,
      },
    },
    async (request) => {
      const { id: campaignId, seen } = request.body;
      const caseId = campaignCaseId(campaignId);
      const content =
        (await saidBefore(deps, request, caseId)) ?? (await proposal(deps, request, campaignId, seen, request.body));
      const { id, answer } = await giveCommand(deps, request, caseId, 'propose', content);
      return { ...answer, id, campaign: campaignId };
    },
  );
  for (const [word, summary] of [
    ['approve', 'Approve a campaign as a whole; with the last approval its loans are asked'],
    ['refuse', 'Refuse a campaign'],
    ['withdraw', 'Take a campaign back; loans that were not asked yet are left alone'],
  ] as const)
    app.post(
      `/campaigns/:id/${word}`,
      {
        schema: {
          summary,
          tags: ['campaigns'],
          params,
          body: z.object({
            reason: z.string().min(1).max(500).optional().describe('needed to refuse or to withdraw'),
            seen: z.string().optional().describe('hash of the dry run that was looked at; needed to approve'),
          }),
          response,
        },
      },
      async (request) => {
        const { reason, seen } = request.body;
        const caseId = campaignCaseId(request.params.id);
        const content = {
          ...(seen === undefined ? {} : { hash: seen }),
          ...(reason === undefined ? {} : { reason }),
        };
        const { id, answer } = await giveCommand(deps, request, caseId, word, content);
        return { ...answer, id, campaign: request.params.id };
      },
    );
}

/** What a repeat said the first time; null when it is the first. */
async function saidBefore(
  deps: ApiDeps,
  request: FastifyRequest,
  caseId: string,
): Promise<Readonly<Record<string, unknown>> | null> {
  const key = idempotencyKey(request);
  return key === undefined ? null : commandContent(deps.db, caseId, key);
}

/**
 * Simulates once more, writes the list down and opens the case, if it comes out as it was looked at.
 * @throws Problem DRY_RUN_CHANGED, CAMPAIGN_EXISTS
 */
async function proposal(
  deps: ApiDeps,
  request: FastifyRequest,
  campaignId: string,
  seen: string,
  body: z.infer<typeof asked>,
): Promise<Readonly<Record<string, unknown>>> {
  const maker = actorOf(request).id;
  const wish = await askedIn(deps, body);
  await checked(deps, wish);
  const known = await readCampaign(deps.db, campaignId);
  if (known !== null && known.status !== 'draft') throw exists(campaignId);
  const now = await nowOf(deps);
  const { run } = await deps.db.tx(async (q) => {
    const made = await dryRun(deps, q, wish, maker, true);
    if (made.hash !== seen)
      throw new Problem(
        409,
        'DRY_RUN_CHANGED',
        'the book, the selection or the terms are not what was simulated and looked at',
        'simulate it again, look at it, and propose what comes out now',
        'seen',
      );
    const [policyHash = ''] = made.run.policies;
    if (await openCampaign(q, campaignId, policyHash)) {
      const { id, version } = await policyByHash(q, policyHash);
      const content = { campaignId, policy: { id, version, hash: policyHash } };
      const caseId = campaignCaseId(campaignId);
      await tell(q, [{ caseId, eventId: `opened/${campaignId}`, type: 'opened', content, quiet: false }], now);
    }
    return made;
  });
  return { run, hash: seen };
}

const exists = (campaignId: string): Problem =>
  new Problem(409, 'CAMPAIGN_EXISTS', `there is a campaign ${campaignId}`, 'give the new one a name of its own', 'id');

async function askedIn(deps: ApiDeps, body: z.infer<typeof asked>): Promise<Asked> {
  const { kind, terms, reason, documents: ids, selection: chosen, pageLoans, everySeconds } = body;
  const documents: DocumentRef[] = [];
  for (const id of ids) documents.push(...(await documentsNamed(deps, id.split('/')[1] ?? '', [id])));
  const pace = { loans: pageLoans, everySeconds };
  // What was left out is not hashed either.
  const given = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined));
  return { kind, terms, reason, documents, selection: given, pace };
}
