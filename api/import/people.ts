import type { Known } from '../../db/importKnown.ts';
import { samePerson } from '../../db/imported.ts';
import type { PersonKind, PersonToStore } from '../../db/imported.ts';
import type { Person } from '../../db/person.ts';
import type { ColumnOf, TableName } from './columns.ts';
import type { ImportContext } from './context.ts';
import type { Problems } from './errors.ts';
import { reportAt } from './table.ts';
import type { TableRow } from './table.ts';

/** The people of an input by id: who is new, and who contradicts whom. */
export class People {
  readonly #known: Known;
  readonly #context: ImportContext;
  readonly #problems: Problems;
  readonly #seen = new Map<string, PersonToStore & { readonly where: string }>();
  readonly #fresh = new Map<string, PersonToStore>();
  readonly #faulty = new Set<string>();

  constructor(known: Known, context: ImportContext, problems: Problems) {
    this.#known = known;
    this.#context = context;
    this.#problems = problems;
  }

  /** The person if they have to be stored; undefined when they are stored already. */
  fresh(id: string): PersonToStore | undefined {
    return this.#fresh.get(id);
  }

  get duplicates(): number {
    return this.#seen.size - this.#fresh.size;
  }

  get freshCount(): number {
    return this.#fresh.size;
  }

  partners(): PersonToStore[] {
    return [...this.#fresh.values()].filter(({ kind }) => kind !== 'person');
  }

  /** A partner of that kind stands in the input or is stored. */
  hasPartner(id: string, kind: PersonKind): boolean {
    return this.#faulty.has(id) || [this.#seen.get(id)?.kind, this.#known.people.get(id)?.kind].includes(kind);
  }

  /** Anybody of that id stands in the input or is stored. */
  has(id: string): boolean {
    const stored = this.#known.people.get(id);
    return this.#faulty.has(id) || this.#seen.has(id) || (stored !== undefined && !stored.forgotten);
  }

  /** The row of this id has faults of its own: who refers to it is not at fault. */
  addFaulty(id: string): void {
    this.#faulty.add(id);
  }

  /** Takes in a person as a row tells them; `column` is that of their id. */
  add<T extends TableName>(table: T, row: TableRow<T>, column: ColumnOf<T>, kind: PersonKind, person: Person): void {
    const mark = this.#context.mark(person);
    const report = (code: string, rule: string, remedy: string): void =>
      reportAt(this.#problems, table, row, column, { code, rule, remedy });
    const seen = this.#seen.get(person.id);
    if (seen !== undefined) {
      if (seen.kind !== kind) report('ID_OF_ANOTHER', `${seen.where} gives this id to a ${seen.kind}`, ownId);
      else if (!samePerson(seen.mark, mark))
        report('PERSON_DIFFERS', `${seen.where} gives this id another name, contact, language or zone`, sameData);
      else if (seen.mark !== mark) this.#noteAddress(table, row, column, seen.where);
      return;
    }
    this.#seen.set(person.id, { kind, person, mark, where: `${row.file} row ${row.row}` });
    const stored = this.#known.people.get(person.id);
    if (stored === undefined) this.#fresh.set(person.id, { kind, person, mark });
    else if (stored.forgotten)
      report(
        'PERSON_FORGOTTEN',
        'the person of this id was forgotten for good',
        'use a new id if they may be taken in again',
      );
    else if (stored.kind !== null && stored.kind !== kind)
      report('ID_OF_ANOTHER', `this id belongs to a ${stored.kind} already`, ownId);
    else if (stored.mark === null || !samePerson(stored.mark, mark))
      report('PERSON_DIFFERS_STORED', 'the person is stored with another name, contact, language or zone', sameData);
    else if (stored.mark !== mark) this.#noteAddress(table, row, column, 'an earlier import');
  }

  /** Core banking systems keep an address per loan; letters go to the first. */
  #noteAddress<T extends TableName>(table: T, row: TableRow<T>, column: ColumnOf<T>, where: string): void {
    const rule = `${where} gives this person another address, which is kept`;
    const remedy = 'nothing to do, unless this address is the right one';
    reportAt(this.#problems.notices, table, row, column, { code: 'SECOND_ADDRESS', rule, remedy });
  }
}

const ownId = 'give each person and partner an id of their own';
const sameData =
  'give the same data wherever the id stands; corrections of stored data are made by hand, not by an import';

/** Optional personal fields: an empty cell is none. */
export const given = <K extends string>(field: K, value: string): { readonly [F in K]?: string } =>
  (value === '' ? {} : { [field]: value }) as { readonly [F in K]?: string };

/** Takes in the partners of the input. */
export function readPartners(rows: readonly TableRow<'partners'>[], people: People, context: ImportContext): void {
  for (const row of rows) {
    const { cells, sound } = row;
    if (!sound) {
      people.addFaulty(cells.partner_id);
      continue;
    }
    people.add('partners', row, 'partner_id', cells.kind === 'dealer' ? 'dealer' : 'insurer', {
      id: cells.partner_id,
      kind: 'partner',
      language: cells.language === '' ? context.lender.language : cells.language,
      timeZone: cells.time_zone === '' ? context.lender.timeZone : cells.time_zone,
      name: cells.name,
      ...given('phone', cells.phone),
      ...given('email', cells.email),
      ...given('address', cells.address),
    });
  }
}
