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
  const row = await q.row<LetterNumber>(
    `with given as (select year, n from letter_register where document_id = $1),
          counter as (
            insert into letter_counter (year, last) select $2, 0 where not exists (select from given)
            on conflict (year) do update set last = letter_counter.last returning year, last + 1 as n)
     select year, n from given union all select year, n from counter`,
    [documentId, year],
  );
  return row ?? { year, n: 1 };
}

/** Enters the letter under its number; in the transaction in which the number was asked for. */
export async function enterLetter(
  q: Queries,
  documentId: string,
  reference: string,
  { year, n }: LetterNumber,
): Promise<void> {
  await q.run(
    `with entered as (
       insert into letter_register (document_id, reference, year, n) values ($1, $2, $3, $4)
       on conflict (document_id) do nothing returning year, n)
     update letter_counter c set last = e.n from entered e where c.year = e.year`,
    [documentId, reference, year, n],
  );
}
