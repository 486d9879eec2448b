import { contentHash } from '../../db/imported.ts';
import type { PaymentToStore } from '../../db/imported.ts';
import type { Known } from '../../db/importKnown.ts';
import { admit } from '../../domain/admission.ts';
import { instantAt, localDate } from '../../domain/instant.ts';
import type { Payer, Posting } from '../../domain/posting.ts';
import { amountAt } from './amounts.ts';
import type { ColumnOf } from './columns.ts';
import type { ImportContext } from './context.ts';
import type { Problems } from './errors.ts';
import type { LoansRead } from './loans.ts';
import { reportAt } from './table.ts';
import type { TableRow } from './table.ts';

type PaymentRow = TableRow<'payments'>;

/** A held payment is posted at this time of the lender on its booking date. */
const postingTime = '07:00';

export interface PaymentsRead {
  readonly payments: readonly PaymentToStore[];
  /** Rows that repeat what is stored, or an earlier row. */
  readonly duplicates: number;
}

/** What a payment's loan is, as far as the payment has to fit it. */
interface LoanOfPayment {
  readonly currency: string;
  readonly disbursedOn: string;
  readonly timeZone: string;
  readonly known: 'new' | 'stored' | 'unknown' | 'faulty';
}

/** Reads payments and says where each goes. Those of loans that nobody knows are kept aside: that is no fault. */
export function readPayments(
  rows: readonly PaymentRow[],
  loans: LoansRead,
  known: Known,
  context: ImportContext,
  problems: Problems,
): PaymentsRead {
  const reader = new PaymentReader(rows, loans, known, context, problems);
  for (const row of rows) reader.take(row);
  reader.checkNewLoans();
  return { payments: reader.payments, duplicates: reader.duplicates };
}

class PaymentReader {
  readonly payments: PaymentToStore[] = [];
  duplicates = 0;
  readonly #loans: LoansRead;
  readonly #known: Known;
  readonly #context: ImportContext;
  readonly #problems: Problems;
  readonly #seen = new Map<string, PaymentRow>();
  readonly #inFile: ReadonlySet<string>;
  readonly #ofNewLoans = new Map<string, { readonly row: PaymentRow; readonly posting: Posting }[]>();

  constructor(rows: readonly PaymentRow[], loans: LoansRead, known: Known, context: ImportContext, problems: Problems) {
    this.#loans = loans;
    this.#known = known;
    this.#context = context;
    this.#problems = problems;
    this.#inFile = new Set(rows.map(({ cells }) => `loan/${cells.loan_id} ${cells.payment_id}`));
  }

  take(row: PaymentRow): void {
    const { cells } = row;
    const first = this.#seen.get(cells.payment_id);
    if (first !== undefined) {
      if (contentHash(first.cells) === contentHash(cells)) this.duplicates += 1;
      else if (row.sound)
        this.#report(row, 'payment_id', 'PAYMENT_DIFFERS', `row ${first.row} has this id with other content`, ownId);
      return;
    }
    this.#seen.set(cells.payment_id, row);
    if (!row.sound) return;
    const loan = this.#loanOf(row);
    if (loan === null) return;
    const posting = this.#read(row, loan);
    if (posting === null || loan.known === 'faulty') return;
    const caseId = `loan/${cells.loan_id}`;
    const hash = contentHash({ caseId, posting });
    if (loan.known === 'new') this.#remember(row, posting);
    const stored = this.#known.payments.get(posting.id);
    const fact = this.#known.facts.get(`${caseId} ${posting.id}`);
    if (stored !== undefined || fact !== undefined) {
      if (stored === hash || (stored === undefined && fact === contentHash(posting))) this.duplicates += 1;
      else this.#report(row, 'payment_id', 'PAYMENT_DIFFERS_STORED', 'this id is stored with other content', ownId);
      return;
    }
    if (loan.known !== 'new') this.#checkAgainstStored(row, posting, loan);
    const goes = this.#destination(row, posting, loan);
    if (goes === null) return;
    const postAt = goes === 'held' ? instantAt(posting.bookedOn, postingTime, loan.timeZone) : null;
    this.payments.push({ caseId, posting, hash, goes, postAt, currency: loan.currency });
  }

  /** The domain itself says which postings of a new loan do not stand, so that none is refused after the start. */
  checkNewLoans(): void {
    for (const [loanId, entries] of this.#ofNewLoans) {
      const contract = this.#loans.loans.get(loanId)?.contract;
      if (contract === undefined) continue;
      const rows = new Map(entries.map(({ row, posting }) => [posting.id, row]));
      for (const { id, code, reason } of admit(
        contract,
        entries.map(({ posting }) => posting),
      ).refused) {
        const row = rows.get(id);
        if (row === undefined) continue;
        if (code === 'UNKNOWN_POSTING' && this.#known.postings.has(`loan/${loanId} ${row.cells.of}`)) continue;
        const column = code === 'BEFORE_DISBURSEMENT' ? 'value_date' : code === 'AMOUNT_NOT_POSITIVE' ? 'amount' : 'of';
        this.#report(row, column, code, reason, atSource);
      }
    }
  }

  #report(row: PaymentRow, column: ColumnOf<'payments'>, code: string, rule: string, remedy: string): void {
    reportAt(this.#problems, 'payments', row, column, { code, rule, remedy });
  }

  #remember(row: PaymentRow, posting: Posting): void {
    const entries = this.#ofNewLoans.get(row.cells.loan_id);
    if (entries === undefined) this.#ofNewLoans.set(row.cells.loan_id, [{ row, posting }]);
    else entries.push({ row, posting });
  }

  /** Null when not even the currency of the loan is right: the payment cannot be judged until that is corrected. */
  #loanOf({ cells }: PaymentRow): LoanOfPayment | null {
    const draft = this.#loans.loans.get(cells.loan_id);
    if (draft === null) {
      const currency = this.#loans.currencies.get(cells.loan_id);
      return currency === undefined ? null : { currency, disbursedOn: '', timeZone: '', known: 'faulty' };
    }
    const stored = this.#known.loans.get(cells.loan_id);
    if (stored !== undefined) return { ...stored, known: 'stored' };
    if (draft !== undefined) {
      const { currency, disbursedOn } = draft.contract;
      return { currency, disbursedOn, timeZone: draft.pinned.policy.timeZone, known: 'new' };
    }
    const { currency, timeZone } = this.#context.lender;
    return { currency: cells.currency === '' ? currency : cells.currency, disbursedOn: '', timeZone, known: 'unknown' };
  }

  #read(row: PaymentRow, loan: LoanOfPayment): Posting | null {
    const { cells } = row;
    const before = this.#problems.count;
    const valueDate = cells.value_date;
    const bookedOn = cells.booked_on === '' ? valueDate : cells.booked_on;
    if (valueDate > bookedOn)
      this.#report(
        row,
        'value_date',
        'VALUE_AFTER_BOOKING',
        `a value date is not after the booking date (${bookedOn})`,
        atSource,
      );
    if (cells.currency !== '' && cells.currency !== loan.currency)
      this.#report(
        row,
        'currency',
        'CURRENCY_OF_LOAN',
        `the loan is in ${loan.currency}`,
        'correct the currency or the loan id',
      );
    const amountMinor = amountAt(this.#problems, 'payments', row, 'amount', loan.currency);
    // A reversal takes back the whole payment; whether it repeats the amount does not matter.
    if (amountMinor === 0 && cells.kind !== 'reversal')
      this.#report(row, 'amount', 'AMOUNT_NOT_POSITIVE', 'an amount is above zero', 'write what was paid');
    if (cells.kind === 'payment' && cells.of !== '')
      this.#report(row, 'of', 'OF_OF_PAYMENT', 'a payment undoes nothing', 'empty the cell, or correct the kind');
    if (cells.kind !== 'payment' && cells.of === '')
      this.#report(row, 'of', 'OF_MISSING', `a ${cells.kind} names the payment it undoes`, 'write its payment_id');
    if (amountMinor === null || this.#problems.count > before) return null;
    const booked = { id: cells.payment_id, bookedOn };
    if (cells.kind === 'reversal') return { ...booked, type: 'reversal', of: cells.of };
    if (cells.kind === 'chargeback') return { ...booked, type: 'chargeback', of: cells.of, valueDate, amountMinor };
    const payer = cells.payer === '' || cells.payer === 'borrower' ? {} : { payer: cells.payer as Payer };
    return { ...booked, type: 'payment', valueDate, amountMinor, ...payer };
  }

  #checkAgainstStored(row: PaymentRow, posting: Posting, loan: LoanOfPayment): void {
    if (row.cells.value_date < loan.disbursedOn)
      this.#report(row, 'value_date', 'BEFORE_DISBURSEMENT', `the loan was disbursed on ${loan.disbursedOn}`, atSource);
    if (!('of' in posting)) return;
    const key = `loan/${row.cells.loan_id} ${posting.of}`;
    if (!this.#inFile.has(key) && !this.#known.postings.has(key))
      this.#report(
        row,
        'of',
        'UNKNOWN_POSTING',
        `the loan has no posting ${posting.of}`,
        'send the payment first, or correct the id',
      );
  }

  /** Null when it is refused: it was reported. */
  #destination(row: PaymentRow, { bookedOn }: Posting, loan: LoanOfPayment): PaymentToStore['goes'] | null {
    const { mode, now } = this.#context;
    const today = localDate(now, loan.timeZone);
    if (bookedOn > today && mode === 'live') {
      const column = row.cells.booked_on === '' ? 'value_date' : 'booked_on';
      this.#report(
        row,
        column,
        'FUTURE_BOOKING',
        `nothing is booked after today, ${today}`,
        'send it on the day on which it is booked',
      );
      return null;
    }
    // What a demo has not lived through yet is posted in the morning of its day, today's included.
    if (mode === 'demo' && bookedOn >= today && (bookedOn > today || loan.known === 'new')) return 'held';
    if (loan.known === 'unknown') {
      const rule = 'no loan of this id is known: the payment is kept aside and applied when the loan arrives';
      const remedy = 'take in the loan, or correct the loan id';
      reportAt(this.#problems.notices, 'payments', row, 'loan_id', { code: 'LOAN_UNKNOWN', rule, remedy });
      return 'aside';
    }
    return loan.known === 'new' && bookedOn < today ? 'start' : 'fact';
  }
}

const ownId = 'give each payment an id of its own, the same whenever it is sent';
const atSource = 'correct it in the core banking system and send it again';
