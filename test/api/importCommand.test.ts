import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { runImportCommand } from '../../cli/import.ts';
import { errorCsv } from '../../api/import/errors.ts';
import { edited, startImportWorld, tape } from './importWorld.ts';
import type { ImportWorld } from './importWorld.ts';

let world: ImportWorld;
beforeAll(async () => {
  world = await startImportWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  rmSync(world.errorFile, { force: true });
  await world.clear();
});

async function command(path: string, flags: { json?: boolean; dryRun?: boolean } = {}) {
  const lines: string[] = [];
  let progress = '';
  const output = {
    out: (line: string) => lines.push(line),
    err: (text: string) => (progress += text),
    isTerminal: false,
  };
  const code = await runImportCommand(world.deps, path, { ...flags, errors: world.errorFile }, output);
  return { code, lines, progress };
}

it('ends with 0 and the counts when everything was taken in', async () => {
  const { code, lines, progress } = await command(world.put(tape));
  expect([code, lines.slice(0, -1)]).toEqual([
    0,
    [
      'Read loans.csv (utf-8), instalments.csv (utf-8), payments.csv (utf-8), partners.csv (utf-8)',
      'Loans: 3 new, 0 known already',
      'People and partners: 5 new, 0 known already',
      'Payments: 4 at the start of their loans, 0 posted, 0 held until their day, 0 known already',
    ],
  ]);
  expect(lines.at(-1)).toMatch(/^Done in \d/);
  expect(progress).toContain('3 of 3 loans stored\n');
});

it('ends with 1 when problems were found, shows them and writes them to a file of its owner', async () => {
  const { code, lines } = await command(
    world.put(edited(['payments.csv', ',50.00,', ',=1+1,'], ['loans.csv', '+12015550102', '555'])),
  );
  expect(code).toBe(1);
  expect(lines[1]).toBe('Refused: 2 problems, nothing was started');
  expect(lines[2]).toBe(
    '  loans.csv:2 guarantor_phone: a phone number is written in the international form (E.164); write + and the country ' +
      'code, digits only; in a spreadsheet format the column as text',
  );
  const written = readFileSync(world.errorFile, 'utf8').split('\n');
  expect(written[0]).toBe('\ufefffile,row,column,value,code,rule,remedy');
  // A spreadsheet would calculate it.
  expect(written[2]).toContain(`payments.csv,2,amount,'=1+1,AMOUNT_NOT_DECIMAL`);
  expect(statSync(world.errorFile).mode & 0o077).toBe(0);
});

it('ends with 2 when there is nothing to read, and says what to do', async () => {
  const path = join(world.put({}), 'none');
  const { code, progress } = await command(path);
  expect([code, progress]).toEqual([2, `${path} does not exist: name a folder or file that does\n`]);
});

it('prints one JSON document and no progress on demand', async () => {
  const good = await command(world.put(tape), { json: true, dryRun: true });
  expect([good.code, good.progress, good.lines.length]).toEqual([0, '', 1]);
  expect(JSON.parse(good.lines[0] ?? '')).toMatchObject({ ok: true, dryRun: true, counts: { loans: { new: 3 } } });
  const bad = await command(join(world.put({}), 'none'), { json: true });
  expect(JSON.parse(bad.lines[0] ?? '')).toMatchObject({ ok: false, code: 'NOT_FOUND' });
});

it.each(['=A1', '+1', '-1', '@x', '\t=A1'])('writes the value %j so that no spreadsheet calculates it', (value) => {
  const csv = errorCsv([{ file: 'f', row: 1, column: 'c', value, code: 'C', rule: 'r', remedy: 'm' }]);
  expect(csv).toContain(`'${value}`);
});
