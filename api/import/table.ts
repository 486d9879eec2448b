import { tables } from './columns.ts';
import type { Column, ColumnOf, TableName } from './columns.ts';
import type { ProblemList, Problems } from './errors.ts';
import type { RawRow, RawTable } from './read.ts';

/** A row by column names. Every column is there; what was left out is empty. */
export interface TableRow<T extends TableName> {
  readonly file: string;
  readonly row: number;
  readonly cells: Readonly<Record<ColumnOf<T>, string>>;
  /** Every cell fits its rule. Rows that do not are still known by their ids, so that one fault is reported once. */
  readonly sound: boolean;
}

/** Names the place of a problem of a row; the value is left out when the column is personal. */
export function reportAt<T extends TableName>(
  problems: ProblemList,
  table: T,
  row: TableRow<T>,
  column: ColumnOf<T>,
  problem: { readonly code: string; readonly rule: string; readonly remedy: string },
): void {
  const columns: readonly Column[] = tables[table];
  const personal = columns.find(({ name }) => name === column)?.personal === true;
  problems.add({ file: row.file, row: row.row, column, value: personal ? null : row.cells[column], ...problem });
}

/** Turns raw rows into rows by column; header, number of cells and every cell by itself are checked. */
export function readTable<T extends TableName>(table: T, raw: RawTable, problems: Problems): TableRow<T>[] {
  const columns: readonly Column[] = tables[table];
  const [header, ...body] = raw.rows;
  const { file } = raw;
  if (header === undefined) {
    const remedy = `write the header: ${columns.map(({ name }) => name).join(',')}`;
    problems.add({ ...wholeFile(file), code: 'EMPTY_FILE', rule: 'the first row names the columns', remedy });
    return [];
  }
  if (!checkHeader(columns, header, file, problems)) return [];
  const places = columns.map((column) => ({ column, at: header.cells.indexOf(column.name) }));
  const width = header.cells.length;
  return body.map((row): TableRow<T> => {
    const cells: Record<string, string> = {};
    for (const { column, at } of places) cells[column.name] = row.cells[at] ?? '';
    // Cells of a ragged row stand under wrong columns; its ids are the best guess there is.
    const sound = isStraight(row, width, file, problems) && checkCells(columns, file, row.row, cells, problems);
    return { file, row: row.row, cells: cells as TableRow<T>['cells'], sound };
  });
}

const wholeFile = (file: string) => ({ file, row: null, column: '', value: null });

/** Empty cells beyond the header are the habit of spreadsheets and harmless. */
function isStraight({ row, cells }: RawRow, width: number, file: string, problems: Problems): boolean {
  if (cells.length >= width && cells.slice(width).every((cell) => cell === '')) return true;
  problems.add({
    ...wholeFile(file),
    row,
    code: 'RAGGED',
    rule: `a row has as many cells as the header (${width}), this one has ${cells.length}`,
    remedy: 'put cells that contain commas in double quotes',
  });
  return false;
}

function checkHeader(columns: readonly Column[], { row, cells }: RawRow, file: string, problems: Problems): boolean {
  const before = problems.count;
  const add = (column: string, code: string, rule: string, remedy: string): void =>
    problems.add({ file, row, column, value: null, code, rule, remedy });
  const known = columns.map(({ name }) => name);
  for (const { name, presence } of columns)
    if (presence !== 'optional' && !cells.includes(name))
      add(name, 'COLUMN_MISSING', 'the header names the column', 'add the column; cells are separated by commas');
  for (const [at, name] of cells.entries()) {
    if (name === '') continue;
    if (!known.includes(name))
      add(name, 'COLUMN_UNKNOWN', `the columns are ${known.join(', ')}`, 'rename or remove the column');
    else if (cells.indexOf(name) !== at) add(name, 'COLUMN_TWICE', 'a column stands once', 'remove one of the two');
  }
  return problems.count === before;
}

function checkCells(
  columns: readonly Column[],
  file: string,
  row: number,
  cells: Readonly<Record<string, string>>,
  problems: Problems,
): boolean {
  let sound = true;
  for (const { name, presence, rule, personal } of columns) {
    const value = cells[name] ?? '';
    const rules = rule === undefined ? [] : 'fits' in rule ? [rule] : rule;
    const broken =
      value === '' ? (presence === 'filled' ? empty : null) : (rules.find((one) => !one.fits(value)) ?? null);
    if (broken === null) continue;
    sound = false;
    const { code, rule: said, remedy } = broken;
    problems.add({ file, row, column: name, value: personal ? null : value, code, rule: said, remedy });
  }
  return sound;
}

const empty = { code: 'CELL_EMPTY', rule: 'this cell is not empty', remedy: 'fill it in at its source' };
