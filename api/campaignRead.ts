/** Campaigns to look at: the list that is decided, and what became of each loan. */
import { z } from 'zod';
import { campaignCaseId, campaignLoans, listCampaigns, readCampaign, readPage } from '../db/campaign.ts';
import { policyByHash } from '../db/policy.ts';
import { journalOf } from '../db/timeline.ts';
import { refusedOf, unansweredOf } from '../domain/campaignFold.ts';
import type { CampaignState } from '../domain/campaignState.ts';
import { lineShown, rowShown, runShown, statusText } from './campaignShown.ts';
import { idShape, languageShape, openObject, openPage } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { decimal } from './money.ts';
import { pageOf, pageQuery, placeOf } from './page.ts';
import { Problem } from './problem.ts';
import { actorOf } from './timeline.ts';
import { tell, tellingOf } from './words/index.ts';
import { rolesIn } from '../policies/explain/role.ts';
import { codeWords, said } from './words/codes.ts';

const params = z.object({ id: idShape });
const response = { 200: openObject };
const place = z.object({ on: z.string(), id: z.string() });

/** How campaigns stand. */
export function campaignReadRoutes(app: Routes, deps: ApiDeps): void {
  app.get(
    '/campaigns',
    {
      schema: {
        summary: 'Campaigns, the newest first, and how far they are',
        tags: ['campaigns'],
        querystring: z.object({
          status: z.enum(['proposed', 'running', 'done', 'refused', 'withdrawn', 'expired']).optional(),
          lang: languageShape.default('zh-CN'),
          ...pageQuery,
        }),
        response: { 200: openPage },
      },
    },
    async ({ query: { status, lang, limit, cursor } }) => {
      const rows = await listCampaigns(deps.db, status ?? null, placeOf(cursor, place), limit + 1);
      const page = pageOf(rows, limit, ({ proposedOn, campaignId }) => ({ on: proposedOn, id: campaignId }));
      return {
        rows: page.rows.map((row) => ({
          ...rowShown(row),
          kindText: said(codeWords[lang].requestKind, row.kind),
          statusText: statusText(row.status, lang),
        })),
        next: page.next,
      };
    },
  );
  app.get(
    '/campaigns/:id',
    {
      schema: {
        summary: 'One campaign: what was simulated, who decided, how far it is',
        tags: ['campaigns'],
        params,
        querystring: z.object({ lang: languageShape.default('zh-CN') }),
        response,
      },
    },
    async ({ params: { id }, query: { lang } }) => {
      const { status, proposed, ended } = await campaignOf(deps, id);
      const { run, hash, approval, asked: askedLoans, carriedOut, refused, carriedOutMinor } = proposed;
      const { maker, rule, askedOn, dueOn, escalated, rows } = approval;
      return {
        ...{ campaign: id, status, statusText: statusText(status, lang), ...runShown(run, hash, lang), maker },
        ...{ proposedOn: askedOn, decideBy: dueOn, escalated, approvers: rule.approvers, roles: rule.roles },
        rolesText: rolesIn(lang, rule.roles),
        approvals: rows.map(({ actorId, role, decision, on, onBehalfOf }) => ({
          actorId,
          role,
          decision,
          on,
          onBehalfOf,
        })),
        progress: {
          ...{ asked: askedLoans, carriedOut, refused: refusedOf(proposed), refusedBy: refused },
          ...{ unanswered: unansweredOf(proposed), left: run.totals.accepted - askedLoans },
          carriedOutAmount: decimal(carriedOutMinor, run.currency),
        },
        ...(ended === null ? {} : { ended }),
      };
    },
  );
  app.get(
    '/campaigns/:id/list',
    {
      schema: {
        summary: 'The list that is decided: every loan of the dry run with its answer, page by page of the list',
        tags: ['campaigns'],
        params,
        querystring: z.object({ cursor: pageQuery.cursor }),
        response: { 200: openPage },
      },
    },
    async ({ params: { id }, query: { cursor } }) => {
      const { run } = (await campaignOf(deps, id)).proposed;
      const at = placeOf(cursor, z.number().int().min(0)) ?? 0;
      const hash = run.pages[at];
      const lines = hash === undefined ? [] : await readPage(deps.db, hash);
      if (lines === null)
        throw new Problem(
          409,
          'LIST_ALTERED',
          `page ${at + 1} of the list is not the one that was proposed`,
          'no loan of it will be asked; restore the database, or withdraw the campaign',
        );
      const rest = at + 1 < run.pages.length ? [at + 1, at + 1] : [at + 1];
      return { rows: lines.map((line) => lineShown(line, run.currency)), next: pageOf(rest, 1, (next) => next).next };
    },
  );
  app.get(
    '/campaigns/:id/loans',
    {
      schema: {
        summary: 'Loans that were asked, by id, and what became of each',
        tags: ['campaigns'],
        params,
        querystring: z.object({ status: z.enum(['asked', 'carriedOut', 'refused']).optional(), ...pageQuery }),
        response: { 200: openPage },
      },
    },
    async ({ params: { id }, query: { status, limit, cursor } }) => {
      const { run } = (await campaignOf(deps, id)).proposed;
      const rows = await campaignLoans(deps.db, id, status ?? null, placeOf(cursor, z.string()) ?? '', limit + 1);
      const page = pageOf(rows, limit, ({ loanId }) => loanId);
      const shown = page.rows.map(({ atStakeMinor, ...row }) => ({
        ...row,
        atStake: atStakeMinor === null ? null : decimal(atStakeMinor, run.currency),
      }));
      return { rows: shown, next: page.next };
    },
  );
}

/** The journal of a campaign in business words. */
export function campaignTimelineRoutes(app: Routes, deps: ApiDeps): void {
  app.get(
    '/campaigns/:id/timeline',
    {
      schema: {
        summary: 'The journal of a campaign in business words',
        tags: ['campaigns'],
        params,
        querystring: z.object({ lang: languageShape.default('zh-CN'), ...pageQuery }),
        response: { 200: openPage },
      },
    },
    async ({ params: { id }, query: { lang, limit, cursor } }) => {
      const { terms, proposed } = await campaignOf(deps, id);
      const policy = await policyByHash(deps.db, terms.policy.hash);
      const telling = tellingOf(policy, proposed.run.currency, lang);
      const after = placeOf(cursor, z.number().int().min(0)) ?? 0;
      const page = pageOf(await journalOf(deps.db, campaignCaseId(id), after, limit + 1), limit, ({ seq }) => seq);
      const rows = page.rows.map(({ caseId, seq, at, type, body, hash }) => ({
        ...{ case: caseId, seq, at, local: telling.local(at), type, text: tell(caseId, body, telling, lang) },
        ...{ actor: actorOf(body), hash },
      }));
      return { rows, next: page.next };
    },
  );
}

/** @throws Problem CAMPAIGN_UNKNOWN */
async function campaignOf(
  deps: ApiDeps,
  campaignId: string,
): Promise<CampaignState & { readonly proposed: NonNullable<CampaignState['proposed']> }> {
  const state = await readCampaign(deps.db, campaignId);
  if (state === null || state.proposed === null)
    throw new Problem(404, 'CAMPAIGN_UNKNOWN', `there is no campaign ${campaignId}`, 'list the campaigns');
  return { ...state, proposed: state.proposed };
}
