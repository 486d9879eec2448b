/** Figures as of the end of a day, for every loan. */
import { z } from 'zod';
import { monthEnd } from '../db/readModel.ts';
import { dateShape, openPage } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { decimal } from './money.ts';
import { pageOf, pageQuery, placeOf } from './page.ts';
import { Problem } from './problem.ts';

export function figureRoutes(app: Routes, deps: ApiDeps): void {
  app.get(
    '/figures/month-end',
    {
      schema: {
        summary: 'Open instalments past due, overdue days and overdue amount of each loan as of the end of a day',
        tags: ['figures'],
        querystring: z.object({ asOf: dateShape, ...pageQuery }),
        response: { 200: openPage },
      },
    },
    async ({ query: { asOf, limit, cursor } }) => {
      const rows = await monthEnd(deps.db, asOf, placeOf(cursor, z.string()) ?? '', limit + 1);
      const page = pageOf(rows, limit, ({ loanId }) => loanId);
      const moved = page.rows.find(({ movedOn }) => movedOn);
      if (moved !== undefined)
        throw new Problem(
          409,
          'FIGURES_MOVED_ON',
          `something of loan ${moved.loanId} was booked after ${asOf}`,
          'ask as of that booking day or later',
          'asOf',
        );
      return { rows: page.rows.map(shown), next: page.next };
    },
  );
}

function shown(row: Awaited<ReturnType<typeof monthEnd>>[number]): Record<string, unknown> {
  const { overdueMinor, outstandingMinor, movedOn: _movedOn, ...rest } = row;
  const { currency } = row;
  return { ...rest, overdueAmount: decimal(overdueMinor, currency), outstanding: decimal(outstandingMinor, currency) };
}
