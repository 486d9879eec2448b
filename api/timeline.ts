/** The life of a loan in business words: what happened, by which clause, resting on which facts, asked by whom. */
import { z } from 'zod';
import { timeline } from '../db/timeline.ts';
import type { TimelineRow } from '../db/timeline.ts';
import type { Policy } from '../domain/policy.ts';
import { languageShape, loanParams } from './context.ts';
import type { Language, Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { openPage } from './context.ts';
import { pageOf, pageQuery, placeOf } from './page.ts';
import { loanRecord } from './showLoan.ts';
import { clauseOf, dictionaries, factsOf, tell, tellingOf } from './words/index.ts';

const place = z.object({ at: z.string(), caseId: z.string(), seq: z.number() });

export function timelineRoutes(app: Routes, deps: ApiDeps): void {
  app.get(
    '/loans/:id/timeline',
    {
      schema: {
        summary: 'The journal of the loan and of its tracks in business words',
        tags: ['loans'],
        params: loanParams,
        querystring: z.object({
          lang: languageShape.optional(),
          order: z.enum(['oldest', 'newest']).default('oldest'),
          ...pageQuery,
        }),
        response: { 200: openPage },
      },
    },
    async ({ params, query }) => {
      const { state, policy } = await loanRecord(deps, params.id);
      const language = query.lang ?? policy.language;
      const from = placeOf(query.cursor, place);
      const options = { from, limit: query.limit + 1, newestFirst: query.order === 'newest' };
      const rows = await timeline(deps.db, params.id, options);
      const page = pageOf(rows, query.limit, ({ at, caseId, seq }) => ({ at, caseId, seq }));
      const { currency } = state.terms.contract;
      return { rows: page.rows.map((row) => entry(row, policy, currency, language)), next: page.next };
    },
  );
}

function entry(row: TimelineRow, policy: Policy, currency: string, language: Language): Record<string, unknown> {
  const { caseId, seq, at, type, body, hash, message } = row;
  const telling = tellingOf(policy, currency, language);
  const words = dictionaries[language];
  return {
    ...{ case: caseId, seq, at, local: telling.local(at), type, text: tell(caseId, body, telling, language) },
    clause: clauseOf(policy, body),
    rule: textField(body['rule']),
    facts: body['facts'] ?? null,
    factsText: factsOf(body, telling, language),
    actor: actorOf(body),
    message:
      message === null
        ? null
        : {
            ...message,
            channelText: words.channel[message.channel] ?? message.channel,
            statusText: words.messageStatus[message.status] ?? message.status,
          },
    hash,
  };
}

const textField = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** `clock` is time itself; rows without anybody are the policy's own. */
export function actorOf(body: TimelineRow['body']): string | null {
  const { by, row } = body;
  if (typeof by === 'string') return by;
  return typeof row === 'object' && row !== null && 'actorId' in row ? textField(row.actorId) : null;
}
