import { createHash } from 'node:crypto';
import { closeBatch, openBatch, personMark, pinPolicies, storeChunk } from '../../db/imported.ts';
import type { ImportChunk } from '../../db/imported.ts';
import { readKnown } from '../../db/importKnown.ts';
import type { Db } from '../../db/pool.ts';
import type { Sealer } from '../../db/seal.ts';
import type { Instant } from '../../domain/instant.ts';
import type { ImportContext } from './context.ts';
import type { Encoding } from './encoding.ts';
import { Problems, writeErrorFile } from './errors.ts';
import type { ImportProblem } from './errors.ts';
import { limitNotices } from './limits.ts';
import { readInput } from './read.ts';
import type { RawInput } from './read.ts';
import { createStarter } from './starter.ts';
import type { Starter } from './starter.ts';
import { askedBy, planImport, readTables } from './validate.ts';
import type { ImportCounts, ImportPlan } from './validate.ts';

/** What an import needs of the deployment. */
export interface ImportDeps {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly mode: 'live' | 'demo';
  /** Now by the clock of the deployment: the wall, or the clock row of a demo. */
  readonly now: () => Promise<Instant>;
  readonly policyForProduct: ImportContext['policyForProduct'];
  /** Zone, language and currency of the lender, for what belongs to no known loan. */
  readonly lender: ImportContext['lender'];
  /** Signals the workflow of a case, and starts it if it does not run. */
  readonly startCase: (caseId: string) => Promise<void>;
}

export interface ImportProgress {
  readonly stage: 'read' | 'checked' | 'stored' | 'started';
  readonly done: number;
  readonly of: number;
}

export interface ImportOptions {
  /** Validate only. */
  readonly dryRun?: boolean;
  /** Where problems are written to, if there are any. */
  readonly errorFile: string;
  readonly onProgress?: (progress: ImportProgress) => void;
}

export interface ImportReport {
  /** False: something is wrong with the input, and nothing was stored. */
  readonly ok: boolean;
  readonly dryRun: boolean;
  /** The same input is the same batch. */
  readonly batch: string;
  readonly encodings: Readonly<Record<string, Encoding>>;
  readonly ignored: readonly string[];
  /** Null when the input was not understood well enough to count. */
  readonly counts: ImportCounts | null;
  readonly problemCount: number;
  /** The first of them; the error file has the rest. */
  readonly problems: readonly ImportProblem[];
  readonly errorFile: string | null;
  /** What is worth knowing and refuses nothing: payments kept aside, second addresses. */
  readonly noticeCount: number;
  readonly notices: readonly ImportProblem[];
  /** Workflows told, and those left to the sweeper because the engine did not answer. */
  readonly started: number;
  readonly leftToSweeper: number;
  readonly seconds: number;
}

const loansAtOnce = 50;
const paymentsAtOnce = 500;
const startsAtOnce = 20;
const problemsShown = 1_000;

/** While one of these stands, tables are incomplete and comparing them would only invent more problems. */
const structural = new Set([
  'EMPTY_FILE',
  'QUOTES',
  'SHEET_UNKNOWN',
  'TABLE_MISSING',
  'COLUMN_MISSING',
  'COLUMN_UNKNOWN',
  'COLUMN_TWICE',
]);

/**
 * Takes in a folder, workbook or bank file. Everything is validated before anything is stored; then loans are stored in
 * chunks, each whole or not at all, so that an interrupted import is finished by running it again.
 * @throws ImportUnusable when there is nothing to read, ImportConflict when another import changed the same ids meanwhile
 */
export async function runImport(deps: ImportDeps, path: string, options: ImportOptions): Promise<ImportReport> {
  const from = performance.now();
  const problems = new Problems();
  const progress = options.onProgress ?? (() => undefined);
  const raw = await readInput(path, problems);
  const rowCount = raw.tables.reduce((sum, { rows }) => sum + rows.length, 0);
  progress({ stage: 'read', done: rowCount, of: rowCount });
  const now = await deps.now();
  const plan = await check(deps, raw, problems, now);
  progress({ stage: 'checked', done: rowCount, of: rowCount });
  const ok = plan !== null && problems.count === 0;
  if (ok) await limitNotices(deps.db, plan, problems);
  if (!ok) await writeErrorFile(options.errorFile, problems.list());
  const dryRun = options.dryRun === true;
  const batch = batchOf(raw);
  const starts = ok && !dryRun ? await store(deps, plan, batch, now, options) : { started: 0, left: 0 };
  return {
    ok,
    dryRun,
    batch,
    encodings: Object.fromEntries(raw.tables.map(({ file, encoding }) => [file, encoding])),
    ignored: raw.ignored,
    counts: plan?.counts ?? null,
    problemCount: problems.count,
    problems: problems.list().slice(0, problemsShown),
    errorFile: ok ? null : options.errorFile,
    noticeCount: problems.notices.count,
    notices: problems.notices.list().slice(0, problemsShown),
    started: starts.started,
    leftToSweeper: starts.left,
    seconds: Math.round(performance.now() - from) / 1000,
  };
}

async function check(deps: ImportDeps, raw: RawInput, problems: Problems, now: Instant): Promise<ImportPlan | null> {
  const tables = readTables(raw, problems);
  if (problems.list().some(({ code }) => structural.has(code))) return null;
  const { db, sealer, mode, policyForProduct, lender } = deps;
  const known = await readKnown(db, sealer, askedBy(tables));
  const mark: ImportContext['mark'] = (person) => personMark(sealer, person);
  const markText: ImportContext['markText'] = (text) => sealer.mark('import', text);
  return planImport(tables, known, { mode, now, policyForProduct, lender, mark, markText }, problems);
}

async function store(
  deps: ImportDeps,
  plan: ImportPlan,
  batch: string,
  now: Instant,
  options: ImportOptions,
): Promise<{ readonly started: number; readonly left: number }> {
  const { db, sealer } = deps;
  const progress = options.onProgress ?? (() => undefined);
  const of = plan.loans.length;
  const toStart = of + plan.unstarted.length;
  const starter = createStarter(deps.startCase, startsAtOnce, (done) => {
    // Cases that run and are only told of payments are no part of this count.
    if (done <= toStart) progress({ stage: 'started', done, of: toStart });
  });
  await db.tx(async (q) => {
    await openBatch(q, batch, now);
    await pinPolicies(q, plan.policies);
  });
  starter.add(plan.unstarted);
  for (const chunk of chunksOf(plan)) {
    await db.tx((q) => storeChunk(q, sealer, batch, chunk, now));
    startThose(starter, chunk);
    progress({ stage: 'stored', done: chunk.loansBefore + chunk.loans.length, of });
  }
  const starts = await starter.done();
  await closeBatch(db, batch, await deps.now(), plan.counts);
  return starts;
}

function startThose(starter: Starter, { loans, payments, pledges }: ImportChunk): void {
  starter.add(loans.map(({ caseId }) => caseId));
  starter.add(pledges.map(({ caseId }) => caseId));
  starter.add(payments.filter(({ goes }) => goes === 'fact').map(({ caseId }) => caseId));
}

/** Partners first, for loans refer to them; then loans whole; then what comes to loans that are there already. */
function* chunksOf(plan: ImportPlan): Generator<ImportChunk & { readonly loansBefore: number }> {
  const { loans, payments, partners, pledges, owners } = plan;
  const none = { people: [], loans: [], payments: [], pledges: [] };
  if (partners.length > 0) yield { ...none, people: partners, loansBefore: 0 };
  for (let from = 0; from < loans.length; from += loansAtOnce) {
    const part = loans.slice(from, from + loansAtOnce);
    yield {
      people: part.flatMap(({ people }) => people),
      loans: part.map(({ loan }) => loan),
      payments: part.flatMap((planned) => planned.payments),
      pledges: part.flatMap((planned) => planned.pledges),
      loansBefore: from,
    };
  }
  for (let from = 0; from < payments.length; from += paymentsAtOnce)
    yield { ...none, payments: payments.slice(from, from + paymentsAtOnce), loansBefore: loans.length };
  // Owners of things that running loans get, before the things.
  if (owners.length > 0) yield { ...none, people: owners, loansBefore: loans.length };
  for (let from = 0; from < pledges.length; from += paymentsAtOnce)
    yield { ...none, pledges: pledges.slice(from, from + paymentsAtOnce), loansBefore: loans.length };
}

/** Depends on what the input says, not on when or from where it is read. */
function batchOf({ tables }: RawInput): string {
  const hash = createHash('sha256');
  for (const { name, rows } of tables) hash.update(JSON.stringify([name, rows.map(({ cells }) => cells)]));
  return `import/${hash.digest('hex').slice(0, 16)}`;
}
