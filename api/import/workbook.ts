import { basename } from 'node:path';
import ExcelJS from 'exceljs';
import { isTableName, tableNames } from './columns.ts';
import type { TableName } from './columns.ts';
import { ImportUnusable } from './errors.ts';
import type { Problems } from './errors.ts';
import type { RawRow, RawTable } from './read.ts';

/**
 * Reads the sheets of an XLSX file row by row. A sheet with content under another name is a problem: its rows would be
 * lost without a word.
 * @throws ImportUnusable when the file is no workbook or has none of the sheets
 */
export async function readWorkbook(path: string, problems: Problems): Promise<RawTable[]> {
  const label = basename(path);
  const found = new Map<TableName, RawTable>();
  const others: string[] = [];
  for (const { sheet, rows } of await sheetsOf(path)) {
    const name = sheet.trim().toLowerCase();
    if (isTableName(name)) found.set(name, { name, file: `${label}:${name}`, encoding: 'xlsx', rows });
    else if (rows.length > 0) others.push(sheet);
  }
  if (found.size === 0)
    throw new ImportUnusable(
      'NO_TABLES',
      `${label} has none of the sheets ${tableNames.join(', ')}${others.length > 0 ? ` (it has ${others.join(', ')})` : ''}`,
      'name the sheets so',
    );
  for (const sheet of others)
    problems.add({
      file: `${label}:${sheet}`,
      row: null,
      column: '',
      value: null,
      code: 'SHEET_UNKNOWN',
      rule: `a sheet is one of ${tableNames.join(', ')}`,
      remedy: 'rename the sheet, or remove it',
    });
  return tableNames.flatMap((name) => found.get(name) ?? []);
}

interface Sheet {
  readonly sheet: string;
  readonly rows: readonly RawRow[];
}

/** The whole file at once: the library's streaming reader loses the names of sheets now and then (its issue 3064). */
async function sheetsOf(path: string): Promise<Sheet[]> {
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.readFile(path);
  } catch {
    throw new ImportUnusable('NOT_A_WORKBOOK', `${basename(path)} cannot be read as XLSX`, 'save it again as .xlsx');
  }
  return workbook.worksheets.map((worksheet) => ({ sheet: worksheet.name, rows: rowsOf(worksheet) }));
}

function rowsOf(worksheet: ExcelJS.Worksheet): RawRow[] {
  const rows: RawRow[] = [];
  worksheet.eachRow((row, number) => {
    const cells: string[] = [];
    for (let at = 1; at <= row.cellCount; at++) cells.push(cellText(row.getCell(at).value).trim());
    // A row ends at its last filled cell.
    while (cells.length < (rows[0]?.cells.length ?? 0)) cells.push('');
    if (cells.some((cell) => cell !== '')) rows.push({ row: number, cells });
  });
  return rows;
}

/** A cell as the text that a CSV file would hold. */
function cellText(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return numberText(value);
  if (typeof value !== 'object') return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '#DATE' : value.toISOString().slice(0, 10);
  if ('richText' in value) return value.richText.map((part) => part.text).join('');
  if ('error' in value) return value.error;
  if ('text' in value) return cellText(value.text);
  return 'result' in value ? cellText(value.result) : '';
}

/** Spreadsheets count in binary and show 15 digits; the 16th is not what anybody wrote. */
const numberText = (value: number): string => String(Number(value.toPrecision(15)));
