import type { Assessment } from '../domain/assess.ts';
import { components } from '../domain/contract.ts';
import type { ByComponent } from '../domain/contract.ts';
import type { PlainDate } from '../domain/date.ts';
import { formatAmount, MoneyError, parseAmount } from '../domain/money.ts';
import type { Expectation } from './assess-cases.ts';

/** An assessment in the common form: amounts as decimal texts, every field that a case may name. */
export interface Answer {
  readonly asOf: PlainDate;
  readonly overdueDays: number;
  readonly delinquentDays: number;
  readonly overdueAmount: string;
  readonly bucket: string | null;
  readonly consecutiveMissed: number;
  readonly cumulativeMissed: number;
  readonly outstanding: string;
  readonly instalments: readonly {
    readonly number: number;
    readonly open: string;
    readonly bucket: string | null;
    readonly paid: Readonly<Record<keyof ByComponent, string>>;
  }[];
}

/** Writes an assessment in the common form. */
export function answerOf(assessment: Assessment, currency: string): Answer {
  const text = (amountMinor: number): string => formatAmount(amountMinor, currency);
  return {
    asOf: assessment.asOf,
    overdueDays: assessment.overdueDays,
    delinquentDays: assessment.delinquentDays,
    overdueAmount: text(assessment.overdueAmountMinor),
    bucket: assessment.bucket,
    consecutiveMissed: assessment.consecutiveMissed,
    cumulativeMissed: assessment.cumulativeMissed,
    outstanding: text(assessment.outstandingMinor),
    instalments: assessment.instalments.map(({ number, openMinor, bucket, paid }) => ({
      number,
      open: text(openMinor),
      bucket,
      paid: {
        penalty: text(paid.penalty),
        fee: text(paid.fee),
        interest: text(paid.interest),
        principal: text(paid.principal),
      },
    })),
  };
}

/** Every difference between an expectation and an answer, over the fields that the expectation names. */
export function differences(expected: Expectation, answer: Answer, currency: string): string[] {
  return compareFields(expected, answer, '', currency);
}

const amountFields: ReadonlySet<string> = new Set(['overdueAmount', 'outstanding', 'open', ...components]);

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function compareFields(expected: unknown, answer: unknown, path: string, currency: string): string[] {
  if (!isRecord(expected) || !isRecord(answer)) return [differ(path, expected, answer)];
  return Object.entries(expected).flatMap(([field, wanted]) => {
    const got = answer[field];
    const here = path === '' ? field : `${path}.${field}`;
    if (got === undefined) return [`${here}: no such field in an answer`];
    if (field === 'instalments') return compareInstalments(wanted, got, here, currency);
    if (isRecord(wanted)) return compareFields(wanted, got, here, currency);
    const same = amountFields.has(field) ? sameAmount(wanted, got, currency) : wanted === got;
    return same ? [] : [differ(here, wanted, got)];
  });
}

function compareInstalments(wanted: unknown, got: unknown, path: string, currency: string): string[] {
  if (!Array.isArray(wanted) || !Array.isArray(got)) return [differ(path, wanted, got)];
  const list: unknown[] = wanted;
  const answers: unknown[] = got;
  return list.flatMap((one) => {
    const number = isRecord(one) ? one['number'] : undefined;
    const match = answers.find((answer) => isRecord(answer) && answer['number'] === number);
    const here = `${path}[${String(number)}]`;
    return match === undefined ? [`${here}: no such instalment`] : compareFields(one, match, here, currency);
  });
}

// "20" and "20.00" are the same money.
function sameAmount(wanted: unknown, got: unknown, currency: string): boolean {
  if (typeof wanted !== 'string' || typeof got !== 'string') return wanted === got;
  try {
    return parseAmount(wanted, currency, true) === parseAmount(got, currency, true);
  } catch (error) {
    if (error instanceof MoneyError) return false;
    throw error;
  }
}

function differ(path: string, wanted: unknown, got: unknown): string {
  return `${path}: expected ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`;
}
