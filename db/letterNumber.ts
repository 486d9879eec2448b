/**
 * The register of letters: one number for each, without a gap within a year. It is taken in the transaction that claims
 * the message, after the letter could be set: a letter that is refused takes none, and one that is set anew keeps its own.
 */
import type { Queries } from './pool.ts';

export interface LetterNumber {
  readonly year: number;
  readonly n: number;
}

/** What the register has for a document, as a JSON value: the query takes the name of what holds its id. */
export const numberOf = (documentId: string): string =>
  `select json_build_object('year', r.year, 'n', r.n) from letter_register r where r.document_id = ${documentId}`;

/** The numbers that one transaction gives. From the first one on nobody else is given any until it ends. */
export class LetterNumbers {
  readonly #q: Queries;
  /** The last number of a year that was given, while the counter is ours. */
  readonly #last = new Map<number, number>();

  constructor(q: Queries) {
    this.#q = q;
  }

  /** The number that a letter would be given now. */
  async next(year: number): Promise<LetterNumber> {
    const last = this.#last.get(year) ?? (await this.#lock(year));
    return { year, n: last + 1 };
  }

  /** Enters a letter that has none yet, under the number that `next` gave. */
  async enter(documentId: string, reference: string, { year, n }: LetterNumber): Promise<void> {
    this.#last.set(year, n);
    await this.#q.send(
      `with entered as (
         insert into letter_register (document_id, reference, year, n) values ($1, $2, $3, $4) returning year, n)
       update letter_counter c set last = e.n from entered e where c.year = e.year`,
      [documentId, reference, year, n],
    );
  }

  async #lock(year: number): Promise<number> {
    const row = await this.#q.row<{ last: number }>(
      `insert into letter_counter (year, last) values ($1, 0)
       on conflict (year) do update set last = letter_counter.last returning last`,
      [year],
    );
    const last = row?.last ?? 0;
    this.#last.set(year, last);
    return last;
  }
}
