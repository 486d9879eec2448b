import { MoneyError, parseAmount } from '../../domain/money.ts';
import type { Minor } from '../../domain/money.ts';
import type { ColumnOf, TableName } from './columns.ts';
import type { Problems } from './errors.ts';
import { reportAt } from './table.ts';
import type { TableRow } from './table.ts';

/** The minor units of a cell in a currency; an empty one is 0. Null when it is no amount: that was reported. */
export function amountAt<T extends TableName>(
  problems: Problems,
  table: T,
  row: TableRow<T>,
  column: ColumnOf<T>,
  currency: string,
): Minor | null {
  const text: string = row.cells[column];
  if (text === '') return 0;
  try {
    return parseAmount(text, currency);
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    reportAt(problems, table, row, column, { code: error.code, rule: error.message, remedy: error.remedy });
    return null;
  }
}
