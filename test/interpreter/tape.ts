import { dayOf, type Day } from './days.ts';

/** A row of loans.csv; only what the interpreter reads. Empty text: not there. */
export interface LoanRow {
  loan_id: string;
  product: string;
  currency: string;
  borrower_id: string;
  borrower_phone: string;
  borrower_email: string;
  borrower_address: string;
  dealer_id: string;
  insurer_id: string;
  guarantor_name: string;
  guarantor_phone: string;
  guarantor_address: string;
  /** Whole percent; many files lack the column. */
  instalment_to_income_percent?: string;
  /** Decimal. */
  collateral_value?: string;
}

/** A row of instalments.csv; amounts are decimals. */
export interface InstalmentRow {
  loan_id: string;
  number: string;
  due_on: string;
  principal: string;
  interest: string;
  fee: string;
}

/** A row of payments.csv. `kind` payment or reversal; a reversal names the payment that it undoes in `of`. */
export interface PaymentRow {
  payment_id: string;
  loan_id: string;
  value_date: string;
  booked_on: string;
  amount: string;
  kind: string;
  of: string;
}

/** A row of partners.csv: dealers and insurers. They have no telephone. */
export interface PartnerRow {
  partner_id: string;
  kind: string;
  email: string;
  address: string;
}

export interface Instalment {
  number: number;
  due: Day;
  /** Minor units. */
  fee: number;
  interest: number;
  principal: number;
}

export interface Payment {
  id: string;
  value: Day;
  booked: Day;
  /** Minor units. */
  amount: number;
  /** The day on which a reversal of it was booked. */
  reversedOn: Day | null;
}

/** `3986.00` → 398600. Currencies with two decimals only. */
export function minorOf(decimal: string): number {
  const match = /^(\d+)(?:\.(\d{1,2}))?$/.exec(decimal);
  if (match === null) throw new Error(`not an amount: ${JSON.stringify(decimal)}`);
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

/** The instalments of a loan in order of number. */
export function instalmentsOf(rows: readonly InstalmentRow[]): Instalment[] {
  return rows
    .map((row) => ({
      number: Number(row.number),
      due: dayOf(row.due_on),
      fee: minorOf(row.fee),
      interest: minorOf(row.interest),
      principal: minorOf(row.principal),
    }))
    .sort((a, b) => a.number - b.number);
}

/** The payments of a loan with their reversals written beside them; ties: value date, booking date, id (case README). */
export function paymentsOf(rows: readonly PaymentRow[]): Payment[] {
  const payments = rows
    .filter((row) => row.kind === 'payment')
    .map((row): Payment => {
      const value = dayOf(row.value_date);
      const booked = row.booked_on === '' ? value : dayOf(row.booked_on);
      return { id: row.payment_id, value, booked, amount: minorOf(row.amount), reversedOn: null };
    })
    .sort((a, b) => a.value - b.value || a.booked - b.booked || (a.id < b.id ? -1 : 1));
  for (const row of rows) {
    if (row.kind === 'payment') continue;
    const undone = payments.find((payment) => payment.id === row.of);
    if (row.kind !== 'reversal' || undone === undefined) throw new Error(`cannot read ${row.kind} ${row.payment_id}`);
    undone.reversedOn = dayOf(row.booked_on);
  }
  return payments;
}
