/** Who asks. Until a sign-in exists the caller says so in a header, and the journal says that nobody checked. */
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../domain/case.ts';
import { Problem } from './problem.ts';

const shape = /^([\p{L}\p{N}._@-]{1,80}); *role=([A-Za-z][A-Za-z0-9]{0,40})$/u;

/** The actor of the header `Recoup-Actor: id;role=collector`. @throws Problem ACTOR_MISSING, ACTOR_MALFORMED */
export function actorOf(request: FastifyRequest): Actor {
  const header = request.headers['recoup-actor'];
  const remedy = 'send the header Recoup-Actor: id;role=collector (recoup: --as id:role)';
  if (typeof header !== 'string') throw new Problem(400, 'ACTOR_MISSING', 'nobody is named who asks', remedy);
  // Header bytes arrive as Latin-1; names are written in UTF-8.
  const match = shape.exec(Buffer.from(header, 'latin1').toString('utf8'));
  const [, id, role] = match ?? [];
  if (id === undefined || role === undefined)
    throw new Problem(400, 'ACTOR_MALFORMED', 'the actor is not written as id;role=…', remedy);
  return { id, role, authenticated: false };
}

/** The idempotency key of the request; undefined when none was sent. @throws Problem KEY_MALFORMED */
export function idempotencyKey(request: FastifyRequest): string | undefined {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return undefined;
  if (typeof header !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(header))
    throw new Problem(
      400,
      'KEY_MALFORMED',
      'an idempotency key has 1 to 200 printable characters without spaces',
      'send a UUID, or the id that the core banking system gave',
      'Idempotency-Key',
    );
  return header;
}
