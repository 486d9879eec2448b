// Portfolios to play: a few loans of a tape, or the bundled sample, in the import format.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { generateSample } from '../../cli/sample.ts';
import { readRows } from '../interpreter/read.ts';

const root = join(import.meta.dirname, '../..');
const tables = ['loans', 'instalments', 'payments'] as const;
type Cells = Readonly<Record<string, string>>;

/** The folder of the tape of 1,000 loans; null where it is not there. */
export function sharedTape(): string | null {
  const folder = resolve(root, process.env['RECOUP_SHARED'] ?? '../shared', 'data/tape');
  return existsSync(join(folder, 'loans.csv')) ? folder : null;
}

/** Writes the loans of a tape that are wanted, with all that belongs to them, to another folder. */
export function writeSome(tape: string, folder: string, wanted: (loanId: string, at: number) => boolean): void {
  const ids = readRows<Cells>(join(tape, 'loans.csv')).map((row) => row['loan_id'] ?? '');
  const chosen = new Set(ids.filter(wanted));
  mkdirSync(folder, { recursive: true });
  for (const table of tables) {
    const rows = readRows<Cells>(join(tape, `${table}.csv`));
    const columns = Object.keys(rows[0] ?? {});
    const some = rows.filter((row) => chosen.has(row['loan_id'] ?? ''));
    writeFileSync(join(folder, `${table}.csv`), stringify(some, { header: true, columns }));
  }
  writeFileSync(join(folder, 'partners.csv'), stringify(readRows<Cells>(join(tape, 'partners.csv')), { header: true }));
}

/**
 * The bundled sample without the loans whose postings the interpreter does not read (chargebacks, advances of a dealer)
 * and without those that share a debtor with them.
 */
export function writeSample(folder: string, options: { readonly seed: number; readonly loans: number }): void {
  const whole = join(folder, 'whole');
  mkdirSync(whole, { recursive: true });
  const files = generateSample({ ...options, clockStart: '2025-04-01' });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(whole, name), content);
  const unread = new Set(
    readRows<Cells>(join(whole, 'payments.csv'))
      .filter((row) => row['kind'] === 'chargeback' || (row['payer'] ?? '') !== '')
      .map((row) => row['loan_id'] ?? ''),
  );
  writeSome(whole, join(folder, 'read'), (loanId) => !unread.has(loanId));
}
