// A throw-away database, a small tape, and the import run on it.
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../embedded/postgres.ts';
import { migrate } from '../../db/migrate.ts';
import { readPerson } from '../../db/person.ts';
import type { Person } from '../../db/person.ts';
import { openDb } from '../../db/pool.ts';
import { createSealer } from '../../db/seal.ts';
import { runImport } from '../../api/import/run.ts';
import type { ImportDeps, ImportOptions, ImportReport } from '../../api/import/run.ts';
import { policyForProduct } from '../../policies/index.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** 1 April 2025, 09:00 in Shanghai. */
export const clockStart = '2025-04-01T01:00:00.000Z';

/** Two loans of one debtor, one of another; L1 is two instalments behind, L2 was paid, reversed and paid again. */
export const tape: Record<string, string> = {
  'loans.csv': `loan_id,product,branch,currency,borrower_id,borrower_name,borrower_phone,borrower_email,borrower_address,language,time_zone,disbursed_on,principal,annual_rate,term_months,dealer_id,insurer_id,guarantor_name,guarantor_phone,guarantor_address
L1,auto,North,CNY,C1,张三,+12015550101,zhang@example.com,"1 Road, City",zh-CN,Asia/Shanghai,2024-12-15,300.00,0.06,3,D1,I1,李四,+12015550102,"2 Road, City"
L2,consumer,North,CNY,C1,张三,+12015550101,zhang@example.com,"1 Road, City",zh-CN,Asia/Shanghai,2025-01-10,200.00,0,2,,,,,
L3,consumer,South,CNY,C2,王五,,,,zh-CN,Asia/Shanghai,2025-01-10,100.00,0,1,,,,,
`,
  'instalments.csv': `loan_id,number,due_on,principal,interest,fee
L1,1,2025-01-15,100.00,1.50,0.00
L1,2,2025-02-15,100.00,1.00,0.00
L1,3,2025-05-15,100.00,0.50,2
L2,1,2025-02-10,100.00,0.00,0.00
L2,2,2025-05-10,100.00,0.00,0.00
L3,1,2025-06-10,100.00,0.00,0.00
`,
  'payments.csv': `payment_id,loan_id,value_date,booked_on,amount,kind,of
P1,L1,2025-01-15,2025-01-16,50.00,payment,
P2,L2,2025-02-10,2025-02-10,100.00,payment,
P3,L2,2025-02-12,2025-02-12,,reversal,P2
P4,L2,2025-02-14,,100.00,payment,
`,
  'partners.csv': `partner_id,kind,name,email,address
D1,dealer,Dealer One,dealer@example.com,1 Avenue
I1,insurer,Insurer One,,1 Plaza
`,
};

/** The tape with pieces of its text replaced: `[file, from, to]`; each `from` must be there. */
export function edited(
  ...edits: readonly (readonly [file: string, from: string, to: string])[]
): Record<string, string> {
  const files = { ...tape };
  for (const [file, from, to] of edits) {
    const text = files[file] ?? '';
    if (!text.includes(from)) throw new Error(`${file} does not contain ${from}`);
    files[file] = text.replace(from, to);
  }
  return files;
}

/** A deployment in which a year has passed. */
export const aYearLater = { now: () => Promise.resolve('2026-04-01T01:00:00.000Z') };

export async function startImportWorld() {
  const postgres = await startPostgres();
  const owner = openDb({ url: postgres.url, as: 'owner' });
  await migrate(owner);
  const db = openDb({ url: postgres.url, poolSize: 4 });
  const folder = mkdtempSync(join(tmpdir(), 'recoup-import-'));
  let folders = 0;
  const started: string[] = [];
  const deps: ImportDeps = {
    db,
    sealer: createSealer(randomBytes(32).toString('base64')),
    mode: 'live',
    now: () => Promise.resolve(clockStart),
    policyForProduct,
    lender: { timeZone: 'Asia/Shanghai', language: 'zh-CN', currency: 'CNY' },
    startCase: (caseId) => {
      started.push(caseId);
      return Promise.resolve();
    },
  };
  const errorFile = join(folder, 'errors.csv');
  /** Writes files to a folder of their own and returns its path. */
  const put = (files: Files): string => {
    const path = join(folder, `input-${(folders += 1)}`);
    mkdirSync(path);
    for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
    return path;
  };
  const run = (path: string, more: Partial<ImportDeps> = {}, options: Partial<ImportOptions> = {}) =>
    runImport({ ...deps, ...more }, path, { errorFile, ...options });
  return {
    db,
    deps,
    errorFile,
    started,
    put,
    run,
    /** Imports files; `more` replaces parts of the deployment. */
    take: (files: Files, more: Partial<ImportDeps> = {}): Promise<ImportReport> => run(put(files), more),
    person: async (id: string): Promise<Person | null> => {
      const read = await readPerson(db, deps.sealer, id);
      return read?.kind === 'open' ? read.person : null;
    },
    /** The fact that opens a loan. */
    opened: (id: string) =>
      db.row<{ content: Record<string, unknown>; quiet: boolean }>(
        `select content, quiet from inbox where case_id = 'loan/' || $1 and event_id = 'opened/' || $1`,
        [id],
      ),
    /** Everything that an import may write, to see that nothing changed. */
    contents: async () => ({
      imported: await db.rows('select kind, id, content_hash, batch_id from imported order by kind, id'),
      cases: await db.rows('select * from case_file order by id'),
      inbox: await db.rows('select case_id, event_id, n, type, content, quiet from inbox order by case_id, event_id'),
      people: await db.rows('select id, sealed from person order by id'),
      held: await db.rows('select * from held_posting order by event_id'),
      batches: await db.rows('select id, started_at, finished_at from import_batch order by id'),
    }),
    clear: async () => {
      started.length = 0;
      await owner.run(
        'truncate person, person_key, case_file, inbox, import_batch, imported, held_posting, policy cascade',
      );
    },
    owner,
    stop: async () => {
      await db.close();
      await owner.close();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type ImportWorld = Awaited<ReturnType<typeof startImportWorld>>;
