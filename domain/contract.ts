import { isPlainDate } from './date.ts';
import type { PlainDate } from './date.ts';
import type { Minor } from './money.ts';

/** The parts of an instalment, in the order in which money reaches them by default (domain.md §3). */
export const components = ['penalty', 'fee', 'interest', 'principal'] as const;
export type Component = (typeof components)[number];

/** An amount in minor units for each component. */
export type ByComponent = Record<Component, Minor>;

/** One instalment as agreed; each component in minor units. */
export interface Instalment extends Readonly<ByComponent> {
  readonly number: number;
  readonly dueOn: PlainDate;
}

/** What the lender and the debtor agreed, as the core banking system reports it. */
export interface Contract {
  readonly currency: string;
  readonly disbursedOn: PlainDate;
  readonly instalments: readonly Instalment[];
  /** If given, the principals of the instalments add up to it. */
  readonly principalMinor?: Minor;
}

/** One thing wrong with a contract: where, which rule it breaks and what to do. */
export interface Problem {
  readonly code: ContractProblemCode;
  readonly field: string;
  readonly rule: string;
  readonly remedy: string;
}

export type ContractProblemCode =
  | 'CURRENCY_UNKNOWN'
  | 'DATE_UNKNOWN'
  | 'NO_INSTALMENTS'
  | 'NUMBER_NOT_ASCENDING'
  | 'DUE_NOT_ASCENDING'
  | 'DUE_BEFORE_DISBURSEMENT'
  | 'AMOUNT_INVALID'
  | 'PRINCIPAL_MISMATCH';

/** Everything wrong with a contract, in the order of its fields; empty when it can be collected on. */
export function validateContract(contract: Contract): Problem[] {
  const problems: Problem[] = [];
  if (!/^[A-Z]{3}$/.test(contract.currency))
    problems.push({
      code: 'CURRENCY_UNKNOWN',
      field: 'currency',
      rule: 'a currency is three capital letters',
      remedy: 'write an ISO 4217 code, such as CNY',
    });
  const dated = isPlainDate(contract.disbursedOn);
  if (!dated) problems.push(unknownDate('disbursedOn'));
  problems.push(...validateInstalments(contract.instalments, dated ? contract.disbursedOn : null));
  const principalMinor = contract.instalments.reduce((sum, instalment) => sum + instalment.principal, 0);
  if (contract.principalMinor !== undefined && principalMinor !== contract.principalMinor)
    problems.push({
      code: 'PRINCIPAL_MISMATCH',
      field: 'instalments',
      rule: `the principals add up to ${principalMinor} minor units, the loan is ${contract.principalMinor}`,
      remedy: 'correct the principal of the loan or of its instalments at the source',
    });
  return problems;
}

/** Everything wrong with a list of instalments, none of which may fall due before `notBefore` (null: not checked). */
export function validateInstalments(instalments: readonly Instalment[], notBefore: PlainDate | null): Problem[] {
  if (instalments.length === 0)
    return [
      {
        code: 'NO_INSTALMENTS',
        field: 'instalments',
        rule: 'a contract has at least one instalment',
        remedy: 'give the schedule',
      },
    ];
  return instalments.flatMap((instalment, at) =>
    problemsOf(instalment, instalments[at - 1], `instalments[${at}]`, notBefore),
  );
}

function problemsOf(
  instalment: Instalment,
  before: Instalment | undefined,
  path: string,
  notBefore: PlainDate | null,
): Problem[] {
  const problems: Problem[] = [];
  if (!Number.isSafeInteger(instalment.number) || (before !== undefined && instalment.number <= before.number))
    problems.push({
      code: 'NUMBER_NOT_ASCENDING',
      field: `${path}.number`,
      rule: 'numbers are whole, unique and ascending',
      remedy: 'number the instalments 1, 2, 3 … in order of their due dates',
    });
  if (!isPlainDate(instalment.dueOn)) problems.push(unknownDate(`${path}.dueOn`));
  // Two instalments on one day are allowed: a fee and an instalment can fall due together.
  else if (before !== undefined && isPlainDate(before.dueOn) && instalment.dueOn < before.dueOn)
    problems.push({
      code: 'DUE_NOT_ASCENDING',
      field: `${path}.dueOn`,
      rule: 'due dates never go back',
      remedy: 'order the instalments by due date',
    });
  else if (notBefore !== null && instalment.dueOn < notBefore)
    problems.push({
      code: 'DUE_BEFORE_DISBURSEMENT',
      field: `${path}.dueOn`,
      rule: `nothing falls due before ${notBefore}`,
      remedy: 'correct the due date or the date the schedule starts',
    });
  for (const component of components)
    if (!Number.isSafeInteger(instalment[component]) || instalment[component] < 0)
      problems.push({
        code: 'AMOUNT_INVALID',
        field: `${path}.${component}`,
        rule: 'an amount is a whole number of minor units, zero or more',
        remedy: 'write the amount in minor units; a correction is a posting of its own',
      });
  return problems;
}

function unknownDate(field: string): Problem {
  return {
    code: 'DATE_UNKNOWN',
    field,
    rule: 'a date exists and is written YYYY-MM-DD',
    remedy: 'correct the date at its source',
  };
}
