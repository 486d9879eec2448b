/**
 * The register of letters: one number for each, without a gap within a year. It is taken in the transaction that claims
 * the message, after the letter could be set: a letter that is refused takes none, and one that is set anew keeps its own.
 */
import type { Queries } from './pool.ts';

export interface LetterNumber {
  readonly year: number;
  readonly n: number;
}

/** The number that the document has, or would be given now. Nobody else is given one until the transaction ends. */
export async function nextLetterNumber(q: Queries, documentId: string, year: number): Promise<LetterNumber> {
  const given = await q.row<LetterNumber>('select year, n from letter_register where document_id = $1', [documentId]);
  if (given !== null) return given;
  await q.run('insert into letter_counter (year, last) values ($1, 0) on conflict (year) do nothing', [year]);
  const counter = await q.row<{ last: number }>('select last from letter_counter where year = $1 for update', [year]);
  return { year, n: (counter?.last ?? 0) + 1 };
}

/** Enters the letter under its number; in the transaction in which the number was asked for. */
export async function enterLetter(
  q: Queries,
  documentId: string,
  reference: string,
  { year, n }: LetterNumber,
): Promise<void> {
  const entered = await q.run(
    `insert into letter_register (document_id, reference, year, n) values ($1, $2, $3, $4)
     on conflict (document_id) do nothing`,
    [documentId, reference, year, n],
  );
  if (entered > 0) await q.run('update letter_counter set last = $2 where year = $1', [year, n]);
}
