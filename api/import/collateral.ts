import { contentHash } from '../../db/imported.ts';
import type { PledgeToStore } from '../../db/importedPledge.ts';
import type { Known } from '../../db/importKnown.ts';
import type { CollateralKind } from '../../domain/collateralRules.ts';
import { localDate } from '../../domain/instant.ts';
import { amountAt } from './amounts.ts';
import type { ColumnOf } from './columns.ts';
import type { ImportContext } from './context.ts';
import type { Problems } from './errors.ts';
import type { LoansRead } from './loans.ts';
import { given } from './people.ts';
import type { People } from './people.ts';
import { reportAt } from './table.ts';
import type { TableRow } from './table.ts';

type PledgeRow = TableRow<'collateral'>;

export interface PledgesRead {
  readonly pledges: readonly PledgeToStore[];
  /** Rows that repeat what is stored, or an earlier row. */
  readonly duplicates: number;
}

/** The loan of a row, as far as the row has to fit it. */
interface LoanOfPledge {
  readonly currency: string;
  readonly debtorId: string;
  readonly timeZone: string;
}

/** Reads what is pledged for loans of the input and for loans that run; owners are taken in on the way. */
export function readPledges(
  rows: readonly PledgeRow[],
  loans: LoansRead,
  people: People,
  known: Known,
  context: ImportContext,
  problems: Problems,
): PledgesRead {
  const reader = new PledgeReader(loans, people, known, context, problems);
  for (const row of rows) reader.takeOwner(row);
  for (const row of rows) reader.take(row);
  return { pledges: reader.pledges, duplicates: reader.duplicates };
}

class PledgeReader {
  readonly pledges: PledgeToStore[] = [];
  duplicates = 0;
  readonly #loans: LoansRead;
  readonly #people: People;
  readonly #known: Known;
  readonly #context: ImportContext;
  readonly #problems: Problems;
  readonly #seen = new Map<string, PledgeRow>();

  constructor(loans: LoansRead, people: People, known: Known, context: ImportContext, problems: Problems) {
    this.#loans = loans;
    this.#people = people;
    this.#known = known;
    this.#context = context;
    this.#problems = problems;
  }

  /** Owners first: a row may name one whom a later row introduces. */
  takeOwner(row: PledgeRow): void {
    const { cells } = row;
    const { lender } = this.#context;
    if (cells.owner_id === '') return;
    if (!row.sound) return this.#people.addFaulty(cells.owner_id);
    if (cells.owner_name === '') return;
    this.#people.add('collateral', row, 'owner_id', 'person', {
      ...{ id: cells.owner_id, kind: 'person', name: cells.owner_name },
      language: cells.owner_language === '' ? lender.language : cells.owner_language,
      timeZone: cells.owner_time_zone === '' ? lender.timeZone : cells.owner_time_zone,
      ...given('phone', cells.owner_phone),
      ...given('email', cells.owner_email),
      ...given('address', cells.owner_address),
    });
  }

  take(row: PledgeRow): void {
    const { cells } = row;
    const key = `${cells.loan_id}/${cells.item_id}`;
    const first = this.#seen.get(key);
    if (first !== undefined) {
      if (contentHash(first.cells) === contentHash(cells)) this.duplicates += 1;
      else if (row.sound)
        this.#report(row, 'item_id', 'ITEM_DIFFERS', `row ${first.row} gives this thing other content`, ownItem);
      return;
    }
    this.#seen.set(key, row);
    if (!row.sound) return;
    const before = this.#problems.count;
    const loan = this.#loanOf(row);
    this.#checkOwner(row);
    if (loan === null) return;
    const valueMinor = this.#value(row, loan);
    this.#checkDay(row, loan);
    if (valueMinor === null || this.#problems.count > before) return;
    this.#keep(row, loan, valueMinor);
  }

  #keep(row: PledgeRow, { debtorId }: LoanOfPledge, valueMinor: number): void {
    const { cells } = row;
    const { loan_id: loanId, item_id: id, kind, valued_on, insured_until, registered_until, description } = cells;
    const item = {
      ...{ id, kind: kind as CollateralKind, valueMinor },
      ...given('ownerId', cells.owner_id === debtorId ? '' : cells.owner_id),
      ...given('valuedOn', valued_on),
      ...given('insuredUntil', insured_until),
      ...given('registeredUntil', registered_until),
    };
    // A plate or a house number can be guessed from a plain hash; a keyed one tells nothing.
    const mark = description === '' ? '' : this.#context.markText(`${loanId} ${id} ${description}`);
    const hash = contentHash({ loanId, item, mark });
    const stored = this.#known.pledges.get(`${loanId}/${id}`);
    if (stored === undefined) {
      this.pledges.push({ loanId, caseId: `loan/${loanId}`, debtorId, item, hash, description, mark });
      return;
    }
    const { kind: was, valueMinor: worth, ownerId } = stored;
    const same =
      stored.hash === null
        ? was === kind && worth === valueMinor && (ownerId ?? '') === (item.ownerId ?? '')
        : stored.hash === hash;
    if (same) this.duplicates += 1;
    else this.#report(row, 'item_id', 'ITEM_DIFFERS_STORED', 'this thing is stored with other content', byHand);
  }

  /** Null: there is no such loan, or its own row is at fault; either was reported. */
  #loanOf(row: PledgeRow): LoanOfPledge | null {
    const { loan_id: loanId } = row.cells;
    const draft = this.#loans.loans.get(loanId);
    const stored = this.#known.loans.get(loanId);
    if (stored?.closed === true)
      this.#report(row, 'loan_id', 'LOAN_CLOSED', 'the loan is closed', 'remove the row: nothing has to be secured');
    if (row.cells.description !== '' && stored?.debtorForgotten === true)
      this.#report(row, 'description', 'PERSON_FORGOTTEN', 'it would be sealed for a person who was forgotten', empty);
    if (draft !== undefined && draft !== null) {
      const { contract, terms, pinned } = draft;
      return { currency: contract.currency, debtorId: terms.debtorId, timeZone: pinned.policy.timeZone };
    }
    if (stored !== undefined) return stored;
    if (draft === undefined)
      this.#report(
        row,
        'loan_id',
        'LOAN_UNKNOWN',
        'the loan of a pledged thing stands in loans, or is stored',
        'add the loan, or remove the row',
      );
    return null;
  }

  #checkOwner(row: PledgeRow): void {
    const { owner_id: id, owner_name: name, owner_phone, owner_email, owner_address } = row.cells;
    if (id === '') {
      if ([name, owner_phone, owner_email, owner_address].some((cell) => cell !== ''))
        this.#report(row, 'owner_id', 'OWNER_WITHOUT_ID', 'an owner has an id', 'add the id, or empty the other cells');
      return;
    }
    if (name === '' && !this.#people.has(id))
      this.#report(
        row,
        'owner_id',
        'OWNER_UNKNOWN',
        'an owner stands in the input with a name, or is stored',
        'add owner_name, or leave owner_id empty where the borrower owns it',
      );
  }

  #value(row: PledgeRow, { currency }: LoanOfPledge): number | null {
    if (row.cells.currency !== '' && row.cells.currency !== currency) {
      const rule = `the loan is in ${currency}`;
      this.#report(row, 'currency', 'CURRENCY_OF_LOAN', rule, 'give the value in the currency of the loan');
      return null;
    }
    const valueMinor = amountAt(this.#problems, 'collateral', row, 'value', currency);
    if (valueMinor === null || valueMinor > 0) return valueMinor;
    this.#report(row, 'value', 'AMOUNT_NOT_POSITIVE', 'a value is above zero', 'correct it at its source');
    return null;
  }

  #checkDay(row: PledgeRow, { timeZone }: LoanOfPledge): void {
    const today = localDate(this.#context.now, timeZone);
    if (row.cells.valued_on > today)
      this.#report(row, 'valued_on', 'VALUED_IN_FUTURE', `today is ${today}`, 'correct the day of the valuation');
  }

  #report(row: PledgeRow, column: ColumnOf<'collateral'>, code: string, rule: string, remedy: string): void {
    reportAt(this.#problems, 'collateral', row, column, { code, rule, remedy });
  }
}

const ownItem = 'keep the row that is right, or give each thing an id of its own';
const byHand = 'restore the row; what is renewed or corrected is told by recoup collateral update';
const empty = 'empty the cell';
