/** The sample portfolio that `npm start` plays: made up from a seed, in the format of the import. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { Instalment } from '../domain/contract.ts';
import { addDays, addMonths } from '../domain/date.ts';
import type { PlainDate } from '../domain/date.ts';
import { formatAmount } from '../domain/money.ts';
import { scheduleOf } from '../domain/schedule.ts';
import { behaviours, lifeOf } from './sampleLife.ts';
import type { Behaviour } from './sampleLife.ts';
import { branches, drawFrom, partners, personAt } from './samplePeople.ts';
import type { Draw } from './samplePeople.ts';

export interface SampleOptions {
  /** The same seed gives the same files, byte for byte. */
  readonly seed: number;
  /** 14 to 500: each behaviour occurs, and no two people share a number. */
  readonly loans: number;
  /** The first day that the clock plays. */
  readonly clockStart: PlainDate;
}

export type SampleFiles = Readonly<Record<'loans.csv' | 'instalments.csv' | 'payments.csv' | 'partners.csv', string>>;

type Cells = Readonly<Record<string, string | number>>;
type Product = 'auto' | 'consumer' | 'working-capital';

const currency = 'CNY';
const money = (amountMinor: number): string => formatAmount(amountMinor, currency);

/** Every tenth loan is working capital, and of the others two in three are car loans. */
function productOf(at: number): Product {
  if (at % 10 === 9) return 'working-capital';
  return at % 3 === 2 ? 'consumer' : 'auto';
}

/** Makes the portfolio; pure. Throws a RangeError on a number of loans that it is not made for. */
export function generateSample({ seed, loans, clockStart }: SampleOptions): SampleFiles {
  if (loans < behaviours.length || loans > 500) throw new RangeError('a sample has 14 to 500 loans');
  const draw = drawFrom(seed);
  const rows = { loans: [] as Cells[], instalments: [] as Cells[], payments: [] as Cells[] };
  let debtors = 0;
  for (let at = 0; at < loans; at++) {
    const loanId = `S${String(at + 1).padStart(5, '0')}`;
    // Every sixth loan is the second one of the debtor before.
    if (at % 6 !== 5) debtors += 1;
    const product = productOf(at);
    const terms = termsOf(product, at, draw, clockStart);
    rows.loans.push({ loan_id: loanId, ...loanCells(product, at, debtors, draw, seed, terms) });
    for (const { number, dueOn, principal, interest, fee } of terms.instalments)
      rows.instalments.push({
        loan_id: loanId,
        number,
        due_on: dueOn,
        principal: money(principal),
        interest: money(interest),
        fee: money(fee),
      });
    rows.payments.push(...paymentCells(loanId, behaviourOf(at), terms.instalments, clockStart));
  }
  return {
    'loans.csv': stringify(rows.loans, { header: true }),
    'instalments.csv': stringify(rows.instalments, { header: true }),
    'payments.csv': stringify(rows.payments, { header: true, columns: paymentColumns }),
    'partners.csv': stringify(partners.map(partnerCells), { header: true }),
  };
}

/** Makes the portfolio and writes it to a folder, which is created. */
export function writeSample(folder: string, options: SampleOptions): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(generateSample(options))) writeFileSync(join(folder, name), content);
}

/** The behaviour of the loan at a place: each in turn; only a car loan has a dealer who could advance. */
export function behaviourOf(at: number): Behaviour {
  const behaviour = behaviours[at % behaviours.length] ?? 'paysAlways';
  return behaviour === 'dealerAdvances' && productOf(at) !== 'auto' ? 'lateOnce' : behaviour;
}

interface Terms {
  readonly disbursedOn: PlainDate;
  readonly principalMinor: number;
  readonly annualRate: string;
  readonly months: number;
  readonly instalments: readonly Instalment[];
}

/** Working capital matures while the clock plays, in its third month; the others run on. */
function termsOf(product: Product, at: number, draw: Draw, clockStart: PlainDate): Terms {
  const isWorkingCapital = product === 'working-capital';
  const months = isWorkingCapital ? 12 : 24;
  const monthsBefore = isWorkingCapital ? 9 : 10 + (at % 4);
  // Interest is settled on the 20th (结息日); instalments fall due between the 2nd and the 26th.
  const day = isWorkingCapital ? 20 : 2 + draw(25);
  const monthStart = addDays(clockStart, 1 - Number(clockStart.slice(8)));
  const disbursedOn = addMonths(addDays(monthStart, day - 1), -monthsBefore);
  const principalMinor = (isWorkingCapital ? 200 + draw(300) : 24 + draw(120)) * 100_000;
  const annualRate = isWorkingCapital ? '0.0435' : product === 'auto' ? '0.0588' : '0.108';
  const kind = isWorkingCapital ? 'interestOnly' : at % 4 === 0 ? 'equalPrincipal' : 'equalInstalment';
  const instalments = scheduleOf({ kind, principalMinor, annualRate, months, disbursedOn });
  return { disbursedOn, principalMinor, annualRate, months, instalments };
}

function loanCells(product: Product, at: number, debtor: number, draw: Draw, seed: number, terms: Terms): Cells {
  // A debtor has the same data in each of their loans: drawn from a seed of their own.
  const borrower = personAt(debtor - 1, drawFrom(seed * 1_000 + debtor));
  const guarantor = at % 3 === 0 ? personAt(500 + at, draw, 'guarantor') : null;
  return {
    product,
    branch: branches[draw(branches.length)] ?? branches[0],
    currency,
    borrower_id: `B${String(debtor).padStart(5, '0')}`,
    borrower_name: borrower.name,
    borrower_phone: borrower.phone,
    borrower_email: borrower.email,
    borrower_address: borrower.address,
    language: 'zh-CN',
    time_zone: 'Asia/Shanghai',
    disbursed_on: terms.disbursedOn,
    principal: money(terms.principalMinor),
    annual_rate: terms.annualRate,
    term_months: terms.months,
    dealer_id: product === 'auto' ? `D${1 + (at % 3)}` : '',
    insurer_id: product === 'auto' && at % 2 === 0 ? `I${1 + (at % 4) / 2}` : '',
    guarantor_name: guarantor?.name ?? '',
    guarantor_phone: guarantor?.phone ?? '',
    guarantor_address: guarantor?.address ?? '',
  };
}

const paymentColumns = ['payment_id', 'loan_id', 'value_date', 'booked_on', 'amount', 'kind', 'of', 'payer'];

function paymentCells(
  loanId: string,
  behaviour: Behaviour,
  instalments: readonly Instalment[],
  clockStart: PlainDate,
): Cells[] {
  const idAt = (at: number): string => `${loanId}-P${String(at + 1).padStart(3, '0')}`;
  return lifeOf(behaviour, instalments, clockStart).map(
    ({ kind, valueDate, bookedOn, amountMinor, of, payer }, at) => ({
      payment_id: idAt(at),
      loan_id: loanId,
      value_date: valueDate,
      booked_on: bookedOn,
      amount: money(amountMinor),
      kind,
      of: of === undefined ? '' : idAt(of),
      payer: payer ?? '',
    }),
  );
}

const partnerCells = ({ id, kind, name }: (typeof partners)[number]): Cells => ({
  partner_id: id,
  kind,
  name,
  email: `${id.toLowerCase()}@example.com`,
  address: `临江市示例街${id}号`,
});
