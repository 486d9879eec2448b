import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { isTableName, tableNames } from './columns.ts';
import type { TableName } from './columns.ts';
import { decodeText } from './encoding.ts';
import type { Encoding } from './encoding.ts';
import { ImportUnusable } from './errors.ts';
import type { Problems } from './errors.ts';
import { readWorkbook } from './workbook.ts';

/** A row as it stands: `row` is the line of the file, counted from 1 with the header. */
export interface RawRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** One file or sheet, header first; nothing is judged yet. */
export interface RawTable {
  readonly name: TableName;
  /** As the user knows it: `loans.csv`, `tape.xlsx:loans`. */
  readonly file: string;
  readonly encoding: Encoding;
  readonly rows: readonly RawRow[];
}

export interface RawInput {
  readonly tables: readonly RawTable[];
  /** Files beside them that are no part of the format. */
  readonly ignored: readonly string[];
}

// A file is held in memory as text; beyond this it is to be split by loan.
const bytesAtMost = 256 * 1024 * 1024;

/**
 * Reads a folder of CSV files, one workbook, or one CSV file of payments. Broken quotes and foreign sheets become problems.
 * @throws ImportUnusable when there is nothing to read
 */
export async function readInput(path: string, problems: Problems): Promise<RawInput> {
  const found = await stat(path).catch(() => null);
  if (found === null)
    throw new ImportUnusable('NOT_FOUND', `${path} does not exist`, 'name a folder or file that does');
  if (found.isDirectory()) return readFolder(path, problems);
  if (found.size > bytesAtMost)
    throw new ImportUnusable('TOO_LARGE', `${basename(path)} is larger than 256 MiB`, 'split it by loan');
  if (/\.xlsx$/i.test(path)) return { tables: await readWorkbook(path, problems), ignored: [] };
  if (!/\.csv$/i.test(path))
    throw new ImportUnusable('FORMAT_UNKNOWN', `${basename(path)} is neither .csv nor .xlsx`, 'save it as CSV or XLSX');
  const table = await readCsv('payments', path, problems);
  const header = table.rows[0]?.cells;
  if (header !== undefined && !['payment_id', 'value_date', 'amount'].some((name) => header.includes(name)))
    throw new ImportUnusable(
      'NOT_PAYMENTS',
      `${basename(path)} has none of the columns of payments`,
      'a single CSV file holds payments; for loans name the folder in which all files stand',
    );
  return { tables: [table], ignored: [] };
}

async function readFolder(path: string, problems: Problems): Promise<RawInput> {
  const names = (await readdir(path, { withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
  const present = tableNames.filter((name) => names.includes(`${name}.csv`));
  if (present.length === 0)
    throw new ImportUnusable(
      'NO_TABLES',
      `${path} holds none of ${tableNames.map((name) => `${name}.csv`).join(', ')}`,
      'name the folder in which these files stand, or an .xlsx file',
    );
  const read: RawTable[] = [];
  for (const name of present) read.push(await readCsv(name, join(path, `${name}.csv`), problems));
  const ignored = names.filter((name) => /\.(csv|xlsx)$/i.test(name) && !isTableName(name.replace(/\.csv$/, '')));
  return { tables: read, ignored };
}

async function readCsv(name: TableName, path: string, problems: Problems): Promise<RawTable> {
  const file = basename(path);
  const { size } = await stat(path);
  if (size > bytesAtMost) throw new ImportUnusable('TOO_LARGE', `${file} is larger than 256 MiB`, 'split it by loan');
  const decoded = decodeText(await readFile(path));
  if (decoded === null)
    throw new ImportUnusable('ENCODING_UNKNOWN', `${file} is neither UTF-8 nor GB18030`, 'save it as CSV UTF-8');
  return { name, file, encoding: decoded.encoding, rows: csvRows(decoded.text, file, problems) };
}

function csvRows(text: string, file: string, problems: Problems): RawRow[] {
  const rows: RawRow[] = [];
  try {
    parse(text, {
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      on_record: (cells: string[], { lines }) => {
        rows.push({ row: lines, cells: cells.map((cell) => cell.trim()) });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    problems.add({
      file,
      row: typeof error['lines'] === 'number' ? error['lines'] : null,
      column: '',
      value: null,
      code: 'QUOTES',
      rule: 'a cell with a comma, quote or line break stands in double quotes, a quote inside is doubled',
      remedy: 'correct the quotes of this row; what follows it was not read',
    });
  }
  return rows;
}
