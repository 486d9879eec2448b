/** The hash chain of a case's journal: each row carries the hash of the one before it. */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Outcome } from '../domain/case.ts';
import type { Instant } from '../domain/instant.ts';

/** SHA-256 of canonical JSON (RFC 8785), in hex. */
export function hashOf(value: unknown): string {
  return createHash('sha256')
    .update(canonicalize(value) ?? 'null')
    .digest('hex');
}

export interface ChainedRow {
  readonly caseId: string;
  readonly seq: number;
  readonly at: Instant;
  readonly type: string;
  readonly body: Outcome;
  readonly prev: string;
  readonly hash: string;
}

/** Appends outcomes to a chain that ends with `seq` and `head`. */
export function chain(
  caseId: string,
  seq: number,
  head: string,
  at: Instant,
  outcomes: readonly Outcome[],
): ChainedRow[] {
  let prev = head;
  return outcomes.map((body, index) => {
    const row = { caseId, seq: seq + index + 1, at, type: body.type, body };
    const hash = createHash('sha256')
      .update(prev)
      .update(canonicalize(row) ?? '')
      .digest('hex');
    const chained = { ...row, prev, hash };
    prev = hash;
    return chained;
  });
}

/** The first sequence number at which a chain does not hold, or null. */
export function brokenAt(rows: readonly ChainedRow[]): number | null {
  let prev = '';
  for (const [index, row] of rows.entries()) {
    const [made] = chain(row.caseId, index, prev, row.at, [row.body]);
    if (made === undefined || made.seq !== row.seq || row.prev !== prev || made.hash !== row.hash) return row.seq;
    prev = row.hash;
  }
  return null;
}
