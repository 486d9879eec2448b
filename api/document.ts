/** Evidence: documents that people hand in about a loan, sealed with the key of the person whom they concern. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { evidenceId, listEvidence, saveDocuments } from '../db/document.ts';
import { keyOf } from '../db/person.ts';
import { partyId } from '../domain/day.ts';
import type { DocumentRef } from '../domain/evidence.ts';
import { actorOf } from './actor.ts';
import { idShape, loanParams, nowOf, openObject, openPage } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { showDocument } from './message.ts';
import { Problem } from './problem.ts';
import { loanRecord } from './showLoan.ts';

const LARGEST_DOCUMENT_BYTES = 10_485_760;
const BODY_BYTES = Math.ceil((LARGEST_DOCUMENT_BYTES * 4) / 3) + 4_096;

const kindShape = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/u, 'a kind: a letter, then letters, digits and hyphens');
const base64 = z
  .string()
  .min(1)
  .regex(/^[A-Za-z0-9+/]*={0,2}$/, 'the content in base64')
  .describe('the file, in base64; 10 MiB at most');

/** Ids of documents that a command rests on, as `recoup document list` shows them. */
export const documentIds = z.array(z.string().min(1).max(200)).max(50).default([]);

export function documentRoutes(app: Routes, deps: ApiDeps): void {
  app.post(
    '/loans/:id/documents',
    {
      bodyLimit: BODY_BYTES,
      schema: {
        summary:
          'Hand in a document: it is sealed, and named by id and hash from then on. The same again changes nothing',
        tags: ['documents'],
        params: loanParams,
        body: z.object({
          kind: kindShape.describe('what it is, as the policy calls it: contract, incomeProof, courtOrder …'),
          content: base64,
          about: z.enum(['debtor', 'guarantor']).default('debtor').describe('whose key seals it'),
        }),
        response: { 200: openObject },
      },
    },
    async (request) => {
      actorOf(request);
      const { id: loanId } = request.params;
      const { kind, content: encoded, about } = request.body;
      const { state } = await loanRecord(deps, loanId);
      const personId = partyId(state.terms, about);
      if (personId === null)
        throw new Problem(422, 'PARTY_MISSING', `the loan has no ${about}`, 'name the debtor', 'about');
      const content = Buffer.from(encoded, 'base64');
      const sha256 = createHash('sha256').update(content).digest('hex');
      const id = evidenceId(loanId, kind, sha256);
      const madeAt = await nowOf(deps);
      await deps.db.tx(async (q) => {
        const key = await keyOf(q, deps.sealer, personId);
        if (key === null)
          throw new Problem(409, 'PERSON_FORGOTTEN', 'the person was forgotten', 'nothing can be sealed for them');
        // Handed in again: the first one stands, with its day.
        if ((await listEvidence(q, loanId, [id])).length > 0) return;
        await saveDocuments(q, deps.sealer, [{ id, personId, kind, content, madeAt, key }]);
      });
      return { id, kind, sha256, bytes: content.byteLength };
    },
  );
  app.get(
    '/loans/:id/documents',
    {
      schema: {
        summary: 'What was handed in about a loan, in the order in which it came',
        tags: ['documents'],
        params: loanParams,
        response: { 200: openPage },
      },
    },
    async ({ params: { id } }) => {
      await loanRecord(deps, id);
      const rows = await listEvidence(deps.db, id);
      return { rows: rows.map((row) => ({ ...row })), next: null };
    },
  );
  app.get(
    '/loans/:id/documents/:kind/:hash',
    {
      schema: {
        summary: 'A document that was handed in, word for word. Who reads it is noted',
        tags: ['documents'],
        params: z.object({ id: idShape, kind: kindShape, hash: z.string().regex(/^[0-9a-f]{16}$/) }),
      },
    },
    ({ params: { id, kind, hash } }, reply) => showDocument(deps, reply.request, reply, evidenceId(id, kind, hash)),
  );
}

/**
 * Documents of a loan by their ids, as a command names them.
 * @throws Problem DOCUMENT_UNKNOWN
 */
export async function documentsNamed(
  deps: ApiDeps,
  loanId: string,
  ids: readonly string[],
): Promise<readonly DocumentRef[]> {
  if (ids.length === 0) return [];
  const rows = await listEvidence(deps.db, loanId, ids);
  const unknown = ids.find((id) => !rows.some((row) => row.id === id));
  if (unknown !== undefined)
    throw new Problem(
      422,
      'DOCUMENT_UNKNOWN',
      `nothing called ${unknown} was handed in about loan ${loanId}`,
      'hand it in first (recoup document add), and name it by the id that it was given',
      'documents',
    );
  return rows.map(({ id, kind, sha256 }) => ({ id, kind, sha256 }));
}
