/** The policies of the deployment, and each in plain words. */
import { z } from 'zod';
import { explainStages } from '../policies/explain.ts';
import { pinnedPolicies } from '../db/loanRecord.ts';
import { languageShape, openObject } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { Problem } from './problem.ts';

export function policyRoutes(app: Routes, deps: ApiDeps): void {
  app.get(
    '/policies',
    {
      schema: {
        summary: 'Policies for new loans, and every version that loans run on',
        tags: ['policies'],
        response: { 200: openObject },
      },
    },
    async () => ({
      policies: [...deps.policies.values()].map(({ policy, hash }) => {
        const { id, version, title, products, country, currency, timeZone, language } = policy;
        return { id, version, hash, title, products, country, currency, timeZone, language };
      }),
      pinned: await pinnedPolicies(deps.db),
    }),
  );
  app.get(
    '/policies/:id/explain',
    {
      schema: {
        summary: 'A policy in plain words, stage by stage',
        tags: ['policies'],
        params: z.object({ id: z.string() }),
        querystring: z.object({ lang: languageShape.optional() }),
        response: { 200: openObject },
      },
    },
    ({ params, query }) => {
      const served = deps.policies.get(params.id);
      if (served === undefined)
        throw new Problem(
          404,
          'POLICY_UNKNOWN',
          `there is no policy ${params.id}`,
          `there are ${[...deps.policies.keys()].join(', ')}`,
        );
      const { policy, hash } = served;
      const language = query.lang ?? policy.language;
      const { id, version, title } = policy;
      return { id, version, hash, title: title[language], stages: explainStages(policy, language) };
    },
  );
}
