import { writeFile } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';

/** One thing wrong with the input: where it stands, which rule it breaks and what to do. */
export interface ImportProblem {
  /** File or sheet, as the user knows it. */
  readonly file: string;
  /** Line of the file or row of the sheet, counted from 1 with the header; null when it is the file as a whole. */
  readonly row: number | null;
  readonly column: string;
  /** What stands there; null in columns with personal data and where it would not help. */
  readonly value: string | null;
  readonly code: string;
  readonly rule: string;
  readonly remedy: string;
}

/** The input cannot be read at all: nothing was validated. */
export class ImportUnusable extends Error {
  override readonly name = 'ImportUnusable';
  readonly code: string;
  readonly remedy: string;
  constructor(code: string, message: string, remedy: string) {
    super(message);
    this.code = code;
    this.remedy = remedy;
  }
}

/** So many problems are kept; a file that is wrong in every row of a million is understood after fewer. */
const keptAtMost = 100_000;
const valueLength = 60;

/** Collects everything that is found, so that it is corrected in one go. */
export class ProblemList {
  readonly #kept: ImportProblem[] = [];
  #count = 0;

  add(problem: ImportProblem): void {
    this.#count += 1;
    if (this.#kept.length < keptAtMost)
      this.#kept.push({ ...problem, value: problem.value?.slice(0, valueLength) ?? null });
  }

  get count(): number {
    return this.#count;
  }

  /** By file, then row, in the order found. */
  list(): readonly ImportProblem[] {
    return this.#kept.toSorted((a, b) => (a.file === b.file ? (a.row ?? 0) - (b.row ?? 0) : a.file < b.file ? -1 : 1));
  }
}

/** Problems refuse the input; notices stand beside them and refuse nothing. */
export class Problems extends ProblemList {
  readonly notices = new ProblemList();
}

const errorColumns = ['file', 'row', 'column', 'value', 'code', 'rule', 'remedy'] as const;

/** The error file as CSV, for spreadsheets: cells that would be read as formulas (= + - @) are escaped. */
export function errorCsv(problems: readonly ImportProblem[]): string {
  return stringify([...problems], { header: true, columns: [...errorColumns], bom: true, escape_formulas: true });
}

/** Writes the error file, readable by its owner only. */
export async function writeErrorFile(path: string, problems: readonly ImportProblem[]): Promise<void> {
  await writeFile(path, errorCsv(problems), { mode: 0o600 });
}
