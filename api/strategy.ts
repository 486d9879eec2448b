/** How the arms of an experiment compare. Every share is given with what it is a share of. */
import { z } from 'zod';
import { loansOfExperiment } from '../db/arm.ts';
import { armFact } from '../domain/armFigure.ts';
import { assess } from '../domain/assess.ts';
import { localDate } from '../domain/instant.ts';
import { idShape, nowOf, openObject } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { decimal } from './money.ts';
import { Problem } from './problem.ts';

/** Loans read at once; between two pages others are served. */
const PAGE = 200;

interface Tally {
  loans: number;
  contacts: number;
  matured: number;
  cured: number;
  /** By currency, in minor units. */
  readonly money: Map<string, { dueMinor: number; paidMinor: number }>;
}

export function strategyRoutes(app: Routes, deps: ApiDeps): void {
  app.get(
    '/figures/arms',
    {
      schema: {
        summary: 'Arms of an experiment: loans, contacts, cured within 30 days, paid of what fell due since assignment',
        tags: ['figures'],
        querystring: z.object({ experiment: idShape }),
        response: { 200: openObject },
      },
    },
    async ({ query: { experiment } }) => {
      const arms = await tallied(deps, experiment);
      if (arms.size > 0)
        return { experiment, arms: [...arms].toSorted().map(([arm, tally]) => ({ arm, ...shown(tally) })) };
      throw new Problem(
        404,
        'EXPERIMENT_UNKNOWN',
        `no loan was assigned to an arm of ${experiment}`,
        'check the id: it stands under experiments in the policy of the loans',
        'experiment',
      );
    },
  );
}

async function tallied(deps: ApiDeps, experiment: string): Promise<Map<string, Tally>> {
  const now = await nowOf(deps);
  const arms = new Map<string, Tally>();
  for (let after = '', more = true; more;) {
    const rows = await loansOfExperiment(deps.db, experiment, after, PAGE);
    for (const { caseId, arm, since, state, policy, contacts } of rows) {
      after = caseId;
      const { contract } = state.terms;
      const fact = armFact(assess(contract, policy.assess, state.postings, localDate(now, policy.timeZone)), since);
      const tally: Tally = arms.get(arm) ?? { loans: 0, contacts: 0, matured: 0, cured: 0, money: new Map() };
      arms.set(arm, tally);
      tally.loans += 1;
      tally.contacts += contacts;
      tally.matured += fact.matured ? 1 : 0;
      tally.cured += fact.cured ? 1 : 0;
      const { dueMinor, paidMinor } = tally.money.get(contract.currency) ?? { dueMinor: 0, paidMinor: 0 };
      const sums = { dueMinor: dueMinor + fact.dueMinor, paidMinor: paidMinor + fact.paidMinor };
      tally.money.set(contract.currency, sums);
    }
    more = rows.length === PAGE;
  }
  return arms;
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

function shown({ loans, contacts, matured, cured, money }: Tally): Record<string, unknown> {
  return {
    ...{ loans, contacts, contactsPerLoan: ratio(contacts, loans) },
    ...{ matured, cured, curedShare: ratio(cured, matured) },
    money: [...money].map(([currency, { dueMinor, paidMinor }]) => ({
      ...{ currency, due: decimal(dueMinor, currency), paid: decimal(paidMinor, currency) },
      paidShare: ratio(paidMinor, dueMinor),
    })),
  };
}
