/** Messages: what was sent to whom, what became of it, and the document itself. */
import { z } from 'zod';
import { readDocument } from '../db/document.ts';
import { listMessages, readMessage } from '../db/work.ts';
import { openPage } from './context.ts';
import type { Routes } from './context.ts';
import { actorOf } from './actor.ts';
import type { ApiDeps } from './deps.ts';
import { pageOf, pageQuery, placeOf } from './page.ts';
import { Problem } from './problem.ts';

export function messageRoutes(app: Routes, deps: ApiDeps): void {
  app.get(
    '/messages',
    {
      schema: {
        summary: 'Messages, newest first, with the notices that each carries',
        tags: ['messages'],
        querystring: z.object({
          status: z.string().optional(),
          channel: z.enum(['sms', 'email', 'letter']).optional(),
          person: z.string().optional(),
          loan: z.string().optional(),
          ...pageQuery,
        }),
        response: { 200: openPage },
      },
    },
    async ({ query: { limit, cursor, status, channel, person, loan } }) => {
      const filter = {
        ...(status === undefined ? {} : { status }),
        ...(channel === undefined ? {} : { channel }),
        ...(person === undefined ? {} : { personId: person }),
        ...(loan === undefined ? {} : { loanId: loan }),
      };
      const rows = await listMessages(deps.db, filter, placeOf(cursor, z.number()), limit + 1);
      const page = pageOf(rows, limit, ({ id }) => id);
      const shown = page.rows.map(({ documentId, ...row }) => ({ ...row, document: documentId !== null }));
      return { rows: shown, next: page.next };
    },
  );
  app.get(
    '/messages/:reference/document',
    {
      schema: {
        summary: 'What was said, word for word: a PDF, or text. Who reads it is noted',
        tags: ['messages'],
        params: z.object({ reference: z.string().min(1).max(80) }),
      },
    },
    async (request, reply) => {
      const { reference } = request.params;
      const actor = actorOf(request);
      const message = await readMessage(deps.db, reference);
      if (message === null)
        throw new Problem(404, 'MESSAGE_UNKNOWN', `there is no message ${reference}`, 'check the reference');
      const missing = new Problem(404, 'DOCUMENT_MISSING', 'nothing was rendered for it', 'wait until it is sent');
      if (message.documentId === null) throw missing;
      const document = await readDocument(deps.db, deps.sealer, message.documentId);
      if (document === null) throw missing;
      if (document.kind === 'FORGOTTEN')
        throw new Problem(
          410,
          'PERSON_FORGOTTEN',
          'the person was forgotten for good',
          'its hash and date still stand',
        );
      request.log.info({ read: 'document', reference, actor: actor.id, role: actor.role }, 'document read');
      const { content, sha256 } = document;
      const pdf = content.subarray(0, 5).toString('latin1') === '%PDF-';
      return reply
        .header('etag', `"${sha256}"`)
        .header('cache-control', 'no-store')
        .type(pdf ? 'application/pdf' : 'text/plain; charset=utf-8')
        .send(content);
    },
  );
}
