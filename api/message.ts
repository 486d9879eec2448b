/** Messages: what was sent to whom, what became of it, and the document itself. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { attachedId, readDocument } from '../db/document.ts';
import { listMessages, readMessage } from '../db/work.ts';
import type { MessageRow } from '../db/work.ts';
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
        params,
      },
    },
    async (request, reply) => {
      const { documentId } = await messageOf(deps, request.params.reference);
      return showDocument(deps, request, reply, documentId);
    },
  );
  app.get(
    '/messages/:reference/letter',
    {
      schema: {
        summary: 'The letter that went along with an e-mail, as it was sent: a PDF. Who reads it is noted',
        tags: ['messages'],
        params,
      },
    },
    async (request, reply) => {
      const { documentId, reference } = await messageOf(deps, request.params.reference);
      return showDocument(deps, request, reply, documentId === null ? null : attachedId(reference));
    },
  );
}

const params = z.object({ reference: z.string().min(1).max(80) });

async function messageOf(deps: ApiDeps, reference: string): Promise<MessageRow> {
  const message = await readMessage(deps.db, reference);
  if (message !== null) return message;
  throw new Problem(404, 'MESSAGE_UNKNOWN', `there is no message ${reference}`, 'check the reference');
}

/** Answers with a sealed document, opened for whoever asks; that is logged. */
export async function showDocument(
  deps: ApiDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  documentId: string | null,
): Promise<FastifyReply> {
  const actor = actorOf(request);
  const document = documentId === null ? null : await readDocument(deps.db, deps.sealer, documentId);
  if (document === null)
    throw new Problem(404, 'DOCUMENT_MISSING', 'nothing was rendered for it', 'wait until it is sent');
  if (document.kind === 'FORGOTTEN')
    throw new Problem(410, 'PERSON_FORGOTTEN', 'the person was forgotten for good', 'its hash and date still stand');
  request.log.info({ read: 'document', documentId, actor: actor.id, role: actor.role }, 'document read');
  const { content, sha256 } = document;
  const pdf = content.subarray(0, 5).toString('latin1') === '%PDF-';
  return reply
    .header('etag', `"${sha256}"`)
    .header('cache-control', 'no-store')
    .type(pdf ? 'application/pdf' : 'text/plain; charset=utf-8')
    .send(content);
}
