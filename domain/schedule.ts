import { validateInstalments } from './contract.ts';
import type { Instalment } from './contract.ts';
import { addMonths } from './date.ts';
import type { PlainDate } from './date.ts';
import type { Minor } from './money.ts';

/** Terms from which a schedule is computed. Periods are months; a month bears a twelfth of the annual rate. */
export interface ScheduleTerms {
  /** Equal instalment 等额本息, equal principal 等额本金, interest monthly and principal at maturity, or all at maturity. */
  readonly kind: 'equalInstalment' | 'equalPrincipal' | 'interestOnly' | 'bullet';
  readonly principalMinor: Minor;
  /** Share a year as a decimal text: `0.0435` is 4.35 %. */
  readonly annualRate: string;
  readonly months: number;
  readonly disbursedOn: PlainDate;
  /** Default: a month after disbursement. Later ones keep its day of the month, clamped to shorter months. */
  readonly firstDueOn?: PlainDate;
}

/** A schedule that the core banking system hands over as it is. */
export interface GivenSchedule {
  readonly kind: 'given';
  readonly disbursedOn: PlainDate;
  readonly instalments: readonly Instalment[];
}

/** An exact monthly rate. */
interface Rate {
  readonly over: bigint;
  readonly under: bigint;
}

/**
 * The instalments of the terms. All arithmetic is exact; rounded are only: interest, half up; the equal instalment and
 * the equal share of principal, down. The residue goes to the last instalment. Throws a RangeError on unusable terms.
 */
export function scheduleOf(terms: ScheduleTerms | GivenSchedule): Instalment[] {
  if (terms.kind === 'given') {
    const [problem] = validateInstalments(terms.instalments, terms.disbursedOn);
    if (problem !== undefined) throw new RangeError(`${problem.field}: ${problem.rule}; ${problem.remedy}`);
    return [...terms.instalments];
  }
  const { principalMinor, months } = terms;
  if (!Number.isSafeInteger(principalMinor) || principalMinor <= 0)
    throw new RangeError('the principal is a whole number of minor units above zero');
  if (!Number.isSafeInteger(months) || months <= 0 || months > 1200)
    throw new RangeError('the term is a whole number of months, 1 to 1200');
  const rate = monthlyRate(terms.annualRate);
  if (terms.kind === 'bullet') {
    const interest = roundHalfUp(BigInt(principalMinor) * rate.over * BigInt(months), rate.under);
    return [instalment(1, dueOn(terms, months), principalMinor, interest)];
  }
  return monthlyInstalments(terms, rate);
}

function monthlyInstalments(terms: ScheduleTerms, rate: Rate): Instalment[] {
  const { principalMinor, months } = terms;
  const equalMinor = terms.kind === 'equalInstalment' ? annuityMinor(principalMinor, rate, months) : 0;
  let restMinor = principalMinor;
  return Array.from({ length: months }, (_, at) => {
    const interest = roundHalfUp(BigInt(restMinor) * rate.over, rate.under);
    let principal = restMinor;
    if (at < months - 1) {
      if (terms.kind === 'equalInstalment') principal = Math.min(restMinor, Math.max(0, equalMinor - interest));
      else principal = terms.kind === 'equalPrincipal' ? Math.floor(principalMinor / months) : 0;
    }
    restMinor -= principal;
    return instalment(at + 1, dueOn(terms, at + 1), principal, interest);
  });
}

function instalment(number: number, dueOnDate: PlainDate, principal: Minor, interest: Minor): Instalment {
  return { number, dueOn: dueOnDate, penalty: 0, fee: 0, interest, principal };
}

function dueOn(terms: ScheduleTerms, number: number): PlainDate {
  const { firstDueOn, disbursedOn } = terms;
  if (firstDueOn === undefined) return addMonths(disbursedOn, number);
  return addMonths(firstDueOn, number - 1);
}

function monthlyRate(annualRate: string): Rate {
  const match = /^(\d{1,3})(?:\.(\d{1,12}))?$/.exec(annualRate);
  if (match === null)
    throw new RangeError(`${JSON.stringify(annualRate)} is not a decimal share a year, such as 0.0435`);
  const [, whole = '', decimals = ''] = match;
  return { over: BigInt(whole + decimals), under: 12n * 10n ** BigInt(decimals.length) };
}

// P·r·(1+r)ⁿ ÷ ((1+r)ⁿ − 1) with r = over/under, multiplied out so that one whole division remains.
function annuityMinor(principalMinor: Minor, { over, under }: Rate, months: number): Minor {
  if (over === 0n) return Math.floor(principalMinor / months);
  const grown = (under + over) ** BigInt(months);
  return Number((BigInt(principalMinor) * over * grown) / (under * (grown - under ** BigInt(months))));
}

function roundHalfUp(over: bigint, under: bigint): Minor {
  const amountMinor = Number((2n * over + under) / (2n * under));
  if (!Number.isSafeInteger(amountMinor)) throw new RangeError('the interest is too large to be counted exactly');
  return amountMinor;
}
