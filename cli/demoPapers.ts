/** Papers that the people of a demo hand in: made up, and sealed as any document. */
import { createHash } from 'node:crypto';
import { evidenceId, saveDocuments } from '../db/document.ts';
import { readLoan } from '../db/loanRecord.ts';
import { keyOf } from '../db/person.ts';
import type { Db } from '../db/pool.ts';
import type { Sealer } from '../db/seal.ts';
import type { DocumentRef } from '../domain/evidence.ts';
import type { Instant } from '../domain/instant.ts';

export interface PapersDeps {
  readonly db: Db;
  readonly sealer: Sealer;
}

/** One of each kind, about the borrower of a loan; none of a borrower who was forgotten. */
export async function handIn(
  { db, sealer }: PapersDeps,
  loanId: string,
  kinds: readonly string[],
  madeAt: Instant,
): Promise<readonly DocumentRef[]> {
  const personId = (await readLoan(db, loanId))?.state?.terms.debtorId;
  if (personId === undefined || kinds.length === 0) return [];
  return db.tx(async (q) => {
    const key = await keyOf(q, sealer, personId);
    if (key === null) return [];
    const made = kinds.map((kind) => {
      const content = Buffer.from(`${kind} ${loanId}（演示材料 · made up for the demo）`, 'utf8');
      const sha256 = createHash('sha256').update(content).digest('hex');
      return { id: evidenceId(loanId, kind, sha256), personId, kind, content, madeAt, key, sha256 };
    });
    await saveDocuments(q, sealer, made);
    return made.map(({ id, kind, sha256 }) => ({ id, kind, sha256 }));
  });
}
