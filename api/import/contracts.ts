import { validateContract } from '../../domain/contract.ts';
import type { Contract, Instalment } from '../../domain/contract.ts';
import { formatAmount } from '../../domain/money.ts';
import { amountAt } from './amounts.ts';
import type { Problems } from './errors.ts';
import { reportAt } from './table.ts';
import type { TableRow } from './table.ts';

type LoanRow = TableRow<'loans'>;
type InstalmentRow = TableRow<'instalments'>;

/** The contract of a loan; null when its schedule has faults: they were reported at their rows. */
export function readContract(row: LoanRow, unordered: readonly InstalmentRow[], problems: Problems): Contract | null {
  const { currency, disbursed_on: disbursedOn } = row.cells;
  const before = problems.count;
  const rows = unordered.toSorted((a, b) => Number(a.cells.number) - Number(b.cells.number));
  const principalMinor = amountAt(problems, 'loans', row, 'principal', currency);
  const instalments = readInstalments(rows, currency, problems);
  if (principalMinor === null || problems.count > before) return null;
  const read = instalments.filter((one) => one !== null);
  // A row that has its own faults was reported; the sum would only say so again.
  if (read.length < instalments.length) return null;
  const contract: Contract = { currency, disbursedOn, instalments: read, principalMinor };
  for (const { code, field, rule, remedy } of validateContract(contract)) {
    // Without instalments there is no sum to compare.
    if (code === 'PRINCIPAL_MISMATCH' && read.length === 0) continue;
    const match = /^instalments\[(\d+)\]\.(\w+)$/.exec(field);
    const at = rows[Number(match?.[1] ?? -1)];
    if (at === undefined)
      reportAt(problems, 'loans', row, 'principal', { code, rule: sumRule(contract, code, rule), remedy });
    else reportAt(problems, 'instalments', at, match?.[2] === 'dueOn' ? 'due_on' : 'number', { code, rule, remedy });
  }
  return problems.count > before ? null : contract;
}

/** In the amounts of the file, not in minor units. */
function sumRule({ currency, instalments, principalMinor = 0 }: Contract, code: string, rule: string): string {
  if (code !== 'PRINCIPAL_MISMATCH') return rule;
  const sumMinor = instalments.reduce((sum, { principal }) => sum + principal, 0);
  const [sum, loan] = [formatAmount(sumMinor, currency), formatAmount(principalMinor, currency)];
  return `the principals of its instalments add up to ${sum}, the loan is ${loan}`;
}

/** The instalments of rows in their order; null where a row has faults: they were reported. */
export function readInstalments(
  rows: readonly InstalmentRow[],
  currency: string,
  problems: Problems,
): (Instalment | null)[] {
  return rows.map((row) => (row.sound ? readInstalment(row, currency, problems) : null));
}

function readInstalment(row: InstalmentRow, currency: string, problems: Problems): Instalment | null {
  const read = (column: 'principal' | 'interest' | 'fee' | 'penalty') =>
    amountAt(problems, 'instalments', row, column, currency);
  const [principal, interest, fee, penalty] = [read('principal'), read('interest'), read('fee'), read('penalty')];
  if (principal === null || interest === null || fee === null || penalty === null) return null;
  return { number: Number(row.cells.number), dueOn: row.cells.due_on, penalty, fee, interest, principal };
}
