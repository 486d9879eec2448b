import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { z } from 'zod';
import { assess } from '../domain/assess.ts';
import { validateContract } from '../domain/contract.ts';
import type { Contract, Instalment } from '../domain/contract.ts';
import { isPlainDate } from '../domain/date.ts';
import type { PlainDate } from '../domain/date.ts';
import { formatAmount, MoneyError, parseAmount } from '../domain/money.ts';
import type { Posting } from '../domain/posting.ts';
import { DEFAULT_RULES } from '../domain/rules.ts';
import { CaseError } from './assess-cases.ts';

const date = z.string().refine(isPlainDate, 'not a date that exists; write YYYY-MM-DD');
const number = z.string().regex(/^\d+$/, 'not a whole number').transform(Number);
const loanRow = z.object({ loan_id: z.string().min(1), currency: z.string(), disbursed_on: date });
const instalmentRow = z.object({
  loan_id: z.string().min(1),
  number,
  due_on: date,
  principal: z.string(),
  interest: z.string(),
  fee: z.string(),
});
const paymentRow = z.object({
  payment_id: z.string().min(1),
  loan_id: z.string().min(1),
  value_date: date,
  booked_on: z.union([date, z.literal('')]),
  amount: z.string(),
  kind: z.enum(['payment', 'reversal', 'chargeback']),
  of: z.string(),
});
const expectedRow = z.object({
  loan_id: z.string().min(1),
  as_of: date,
  open_instalments: number,
  overdue_days: number,
  overdue_amount: z.string(),
});

/** What is past due on a loan of a tape as of a day. */
export interface TapePoint {
  readonly loanId: string;
  readonly asOf: PlainDate;
  readonly openInstalments: number;
  readonly overdueDays: number;
  readonly overdueAmount: string;
}

interface TapeLoan {
  readonly currency: string;
  readonly disbursedOn: PlainDate;
  readonly instalments: Instalment[];
  readonly postings: Posting[];
}

/** Rows of a CSV file one by one, each checked; a fault names file, line, column and remedy. Throws CaseError. */
async function* rowsOf<T>(file: string, schema: z.ZodType<T>): AsyncGenerator<{ row: T; where: string }> {
  const reader = createReadStream(file).pipe(parse({ columns: true, bom: true, info: true, skip_empty_lines: true }));
  for await (const { record, info } of reader as AsyncIterable<{ record: unknown; info: { lines: number } }>) {
    const where = `${file}:${info.lines}`;
    const parsed = schema.safeParse(record);
    if (!parsed.success)
      throw new CaseError(
        parsed.error.issues
          .map(({ path, message }) => `${where} ${path.map(String).join('.')}: ${message}`)
          .join('\n  '),
      );
    yield { row: parsed.data, where };
  }
}

function amountAt(where: string, text: string, currency: string): number {
  try {
    return parseAmount(text, currency);
  } catch (error) {
    if (error instanceof MoneyError) throw new CaseError(`${where} ${error.message}; ${error.remedy}`);
    throw error;
  }
}

/** The loans of a tape by id. Throws CaseError where a row cannot be read or a schedule is no contract. */
async function readLoans(directory: string): Promise<ReadonlyMap<string, TapeLoan>> {
  const loans = new Map<string, TapeLoan>();
  const loanAt = (loanId: string, where: string): TapeLoan => {
    const loan = loans.get(loanId);
    if (loan === undefined) throw new CaseError(`${where} loan_id: no loan ${loanId} in loans.csv; add it there`);
    return loan;
  };
  for await (const { row } of rowsOf(join(directory, 'loans.csv'), loanRow))
    loans.set(row.loan_id, { currency: row.currency, disbursedOn: row.disbursed_on, instalments: [], postings: [] });
  for await (const { row, where } of rowsOf(join(directory, 'instalments.csv'), instalmentRow)) {
    const { currency, instalments } = loanAt(row.loan_id, where);
    const read = (text: string): number => amountAt(where, text, currency);
    const [principal, interest, fee] = [read(row.principal), read(row.interest), read(row.fee)];
    instalments.push({ number: row.number, dueOn: row.due_on, penalty: 0, fee, interest, principal });
  }
  for await (const { row, where } of rowsOf(join(directory, 'payments.csv'), paymentRow)) {
    const { currency, postings } = loanAt(row.loan_id, where);
    const booked = { id: row.payment_id, bookedOn: row.booked_on === '' ? row.value_date : row.booked_on };
    const money = (): { valueDate: PlainDate; amountMinor: number } => ({
      valueDate: row.value_date,
      amountMinor: amountAt(where, row.amount, currency),
    });
    if (row.kind === 'payment') postings.push({ ...booked, type: 'payment', ...money() });
    else if (row.kind === 'reversal') postings.push({ ...booked, type: 'reversal', of: row.of });
    else postings.push({ ...booked, type: 'chargeback', of: row.of, ...money() });
  }
  return loans;
}

function contractOf(loanId: string, { currency, disbursedOn, instalments }: TapeLoan): Contract {
  const contract = { currency, disbursedOn, instalments };
  const [problem] = validateContract(contract);
  if (problem !== undefined)
    throw new CaseError(`loan ${loanId}, ${problem.field}: ${problem.rule}; ${problem.remedy}`);
  return contract;
}

/**
 * Assesses a tape at every point of its `expected.csv`, in that order: only loan and day are read from it for the
 * computing; the row as written comes along for comparison. Throws CaseError.
 */
export async function* assessTape(directory: string): AsyncGenerator<{ point: TapePoint; expected: TapePoint }> {
  const loans = await readLoans(directory);
  for await (const { row, where } of rowsOf(join(directory, 'expected.csv'), expectedRow)) {
    const loan = loans.get(row.loan_id);
    if (loan === undefined) throw new CaseError(`${where} loan_id: no loan ${row.loan_id} in loans.csv`);
    yield {
      point: pointOf(row.loan_id, loan, row.as_of),
      expected: {
        loanId: row.loan_id,
        asOf: row.as_of,
        openInstalments: row.open_instalments,
        overdueDays: row.overdue_days,
        overdueAmount: formatAmount(amountAt(where, row.overdue_amount, loan.currency), loan.currency),
      },
    };
  }
}

function pointOf(loanId: string, loan: TapeLoan, asOf: PlainDate): TapePoint {
  const assessment = assess(contractOf(loanId, loan), DEFAULT_RULES, loan.postings, asOf);
  return {
    loanId,
    asOf,
    openInstalments: assessment.instalments.filter(({ openMinor, dueOn }) => openMinor > 0 && dueOn < asOf).length,
    overdueDays: assessment.overdueDays,
    overdueAmount: formatAmount(assessment.overdueAmountMinor, loan.currency),
  };
}
