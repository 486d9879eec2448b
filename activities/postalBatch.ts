/**
 * Print-ready batches: a folder with the PDFs, a manifest without personal data, and the addresses in a file of their own.
 * Claim, write, sync, rename, mark: whoever stops in between is carried on by the next, and no letter is in two batches.
 */
import { createHash, randomUUID } from 'node:crypto';
import { copyFile, link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { claimBatch, lettersOfBatch, markWritten, unwrittenBatches } from '../db/postal.ts';
import type { PostalBatch } from '../db/postal.ts';
import type { Db, Queries } from '../db/pool.ts';
import { instantAt, localDate } from '../domain/instant.ts';
import type { Instant } from '../domain/instant.ts';
import { addDays } from '../domain/date.ts';
import { readManifest, writeDurably } from './letter.ts';

export interface PostalBatchDeps {
  readonly db: Db;
  /** Where the embedded post keeps what was handed in; batches are folders beside. */
  readonly folder: string;
  /** Business time. */
  readonly now: (q: Queries) => Promise<Instant>;
  /** The lender's. */
  readonly timeZone: string;
}

export interface WrittenBatch {
  readonly id: string;
  readonly folder: string;
  readonly letters: number;
  /** Letters that were not put in, by reason: `MISSING`, `ALTERED`. */
  readonly withdrawn: Readonly<Record<string, string>>;
}

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** How many pages a PDF of the typesetter has; 0 when it does not say. */
export function pagesOf(pdf: Uint8Array): number {
  return (
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type\s*\/Page(?![a-zA-Z])/gu)?.length ?? 0
  );
}

const isThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST');

/** What only the owner reads. Cells are escaped, for an address may begin as a formula does. */
const csv = (rows: readonly object[], columns: readonly string[]): Buffer =>
  Buffer.from(stringify([...rows], { header: true, columns: [...columns], escape_formulas: true }));

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function write(deps: PostalBatchDeps, batch: PostalBatch): Promise<WrittenBatch> {
  const { db, folder } = deps;
  const target = join(folder, batch.id);
  const draft = join(folder, `.${batch.id}.${randomUUID()}.part`);
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  const handedIn = await readManifest(join(folder, 'manifest.jsonl'));
  const withdrawn: Record<string, string> = {};
  const lines: object[] = [];
  const recipients: object[] = [];
  for (const { reference, number, sha256: kept } of await lettersOfBatch(db, batch.id)) {
    const line = handedIn.get(reference);
    const source = line === undefined ? null : join(folder, line.file);
    const pdf = source === null ? null : await readFile(source).catch(() => null);
    if (line === undefined || source === null || pdf === null) withdrawn[reference] = 'MISSING';
    else if (sha256(pdf) !== line.sha256 || (kept !== null && kept !== line.sha256)) withdrawn[reference] = 'ALTERED';
    else {
      const file = `${reference}.pdf`;
      await link(source, join(draft, file)).catch(() => copyFile(source, join(draft, file)));
      lines.push({ number, reference, file, sha256: line.sha256, pages: pagesOf(pdf), bytes: pdf.byteLength });
      recipients.push({ number, reference, file, address: line.to });
    }
  }
  const columns = ['number', 'reference', 'file', 'sha256', 'pages', 'bytes'];
  const manifest = `${JSON.stringify({ batch: batch.id, madeAt: batch.madeAt, letters: lines }, undefined, 2)}\n`;
  await writeDurably(draft, 'manifest.json', Buffer.from(manifest));
  await writeDurably(draft, 'manifest.csv', csv(lines, columns));
  await writeDurably(draft, 'recipients.csv', csv(recipients, ['number', 'reference', 'file', 'address']), 0o600);
  try {
    await rename(draft, target);
  } catch (error) {
    // Whoever claimed it came back and wrote the same.
    if (!isThere(error)) throw error;
    await rm(draft, { recursive: true, force: true });
  }
  await syncFolder(folder);
  const manifestSha256 = sha256(await readFile(join(target, 'manifest.json')));
  await markWritten(db, { id: batch.id, manifestSha256, at: await deps.now(db), withdrawn });
  return { id: batch.id, folder: target, letters: lines.length, withdrawn };
}

/** Writes what waits: first what others left unfinished, then letters handed in before an instant (null: all). */
export async function closeBatches(deps: PostalBatchDeps, before: Instant | null): Promise<WrittenBatch[]> {
  const { db, timeZone } = deps;
  const written: WrittenBatch[] = [];
  for (const batch of await unwrittenBatches(db)) written.push(await write(deps, batch));
  for (;;) {
    const now = await deps.now(db);
    const batch = await claimBatch(db, { before, now, day: localDate(now, timeZone) });
    if (batch === null) return written;
    written.push(await write(deps, batch));
  }
}

/** The last time at which a day's batch was closed, at or before now. `at` is a time of the lender's day, HH:MM. */
export function lastClosing(now: Instant, at: string, timeZone: string): Instant {
  const today = localDate(now, timeZone);
  const closing = instantAt(today, at, timeZone);
  return closing <= now ? closing : instantAt(addDays(today, -1), at, timeZone);
}
