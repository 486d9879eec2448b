// Three months of a portfolio whose people have names that are found wherever they stand, and then everything is searched.
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateSample } from '../../cli/sample.ts';
import { openDb } from '../../db/pool.ts';
import { logToFile } from '../../worker/worker.ts';
import { exportHistories } from './tapeHistory.ts';
import { startTapeWorld } from './tapeWorld.ts';
import type { TapeWorld } from './tapeWorld.ts';

/** In every name, mail address and postal address; nobody else has it. */
const MARK = 'Quillfeather';
type Cells = Record<string, string>;

/** The sample with marked people; returns their telephone numbers, without the plus sign and the country. */
function writeMarked(folder: string): string[] {
  const files = generateSample({ seed: 31, loans: 18, clockStart: '2025-04-01' });
  const phones = new Set<string>();
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const rows: Cells[] = parse(content, { columns: true });
    for (const row of rows)
      for (const [column, value] of Object.entries(row)) {
        if (value === '') continue;
        const field = column.replace(/^(borrower|guarantor)_/, '');
        if (field === 'name') row[column] = `${value} ${MARK}`;
        if (field === 'email') row[column] = `${MARK.toLowerCase()}.${value}`;
        if (field === 'address') row[column] = `${value} ${MARK}路`;
        if (field === 'phone') phones.add(value.slice(2));
      }
    const columns = Object.keys(rows[0] ?? {});
    writeFileSync(join(folder, name), stringify(rows, { header: true, columns }));
  }
  return [...phones];
}

/** How a value may stand in bytes: plain, wide, as hex, and as base64 wherever it begins. */
function formsOf(value: string): Buffer[] {
  const bytes = Buffer.from(value);
  const base64 = [0, 1, 2].map((shift) => {
    const coded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // The first and last characters also depend on the neighbours.
    return coded.slice(Math.ceil((shift * 4) / 3), Math.floor(((shift + bytes.length) * 4) / 3));
  });
  return [bytes, Buffer.from(value, 'utf16le'), ...[bytes.toString('hex'), ...base64].map((text) => Buffer.from(text))];
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}

/** A file that a server has taken away between the listing and now holds nothing any more. */
function contentOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

describe('what is known of people stays sealed', () => {
  let world: TapeWorld;
  let needles: { readonly value: string; readonly forms: Buffer[] }[];
  const printed: string[] = [];
  let stopListening: () => void;

  /** The values that stand in the bytes, in whatever form. */
  const foundIn = (bytes: Buffer): string[] =>
    needles.filter(({ forms }) => forms.some((form) => bytes.includes(form))).map(({ value }) => value);

  beforeAll(async () => {
    const streams = [process.stdout, process.stderr].map((stream) => {
      const write = stream.write.bind(stream);
      stream.write = (chunk: string | Uint8Array, ...rest: []) => {
        printed.push(Buffer.from(chunk).toString());
        return write(chunk, ...rest);
      };
      return () => (stream.write = write);
    });
    stopListening = () => streams.forEach((undo) => undo());
    world = await startTapeWorld({ before: (home) => logToFile(join(home, 'worker.log')) });
    const phones = writeMarked(join(world.home, 'input'));
    needles = [MARK, MARK.toLowerCase(), ...phones].map((value) => ({ value, forms: formsOf(value) }));
    await world.takeIn(join(world.home, 'input'));
    await world.playTo('2025-07-05T12:00:00.000Z');
  }, 300_000);
  afterAll(async () => {
    stopListening();
    await world.stop();
  });

  it('the search finds what is there: the inboxes and the letters are full of it', () => {
    for (const folder of ['sms', 'mail', 'letters']) {
      const found = filesUnder(join(world.home, folder)).flatMap((path) => foundIn(readFileSync(path)));
      expect(found.length, folder).toBeGreaterThan(0);
    }
    for (const form of formsOf(MARK))
      expect(foundIn(Buffer.concat([Buffer.from('..'), form, Buffer.from('.')]))).toContain(MARK);
    for (const before of ['', 'x', 'xy'])
      expect(foundIn(Buffer.from(Buffer.from(`${before}${MARK}z`).toString('base64')))).toContain(MARK);
  });

  it('no history has it, neither as it is exported nor opened with the key', async () => {
    const found: string[] = [];
    let payloads = 0;
    for await (const history of exportHistories(world.running.engine.client, world.keys.codecKey)) {
      payloads += history.payloads.length;
      for (const bytes of [history.raw, ...history.payloads])
        found.push(...foundIn(bytes).map((value) => `${history.workflowId}: ${value}`));
    }
    expect(found).toEqual([]);
    expect(payloads).toBeGreaterThan(200);
  });

  it('no row of any table has it', async () => {
    const owner = openDb({ url: world.embedded.databaseUrl, as: 'owner', poolSize: 1 });
    try {
      const tables = await owner.rows<{ name: string }>(
        `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'`,
      );
      const found: string[] = [];
      for (const { name } of tables) {
        const rows = await owner.rows<{ row: string }>(`select t::text as row from ${name} t`);
        const all = Buffer.from(rows.map(({ row }) => row).join('\n'));
        found.push(...foundIn(all).map((value) => `${name}: ${value}`));
      }
      expect(found).toEqual([]);
      expect(tables.length).toBeGreaterThan(15);
    } finally {
      await owner.close();
    }
  });

  it('no file of the database or of the engine has it, nor any log', async () => {
    const owner = openDb({ url: world.embedded.databaseUrl, as: 'owner', poolSize: 1 });
    const place = await owner.row<{ folder: string }>(`select current_setting('data_directory') as folder`);
    await owner.close();
    const files = [
      ...filesUnder(place?.folder ?? ''),
      ...filesUnder(join(world.home, 'temporal')),
      ...filesUnder(world.home).filter((path) => path.endsWith('.log') || path.endsWith('.json')),
    ];
    expect(files.length).toBeGreaterThan(500);
    expect(files.filter((path) => foundIn(contentOf(path)).length > 0)).toEqual([]);
    expect(foundIn(Buffer.from([...printed, ...world.said].join('\n')))).toEqual([]);
  });
});
