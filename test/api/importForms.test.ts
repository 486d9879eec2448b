import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startImportWorld, tape } from './importWorld.ts';
import type { ImportWorld } from './importWorld.ts';

let world: ImportWorld;
beforeAll(async () => {
  world = await startImportWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.clear());

describe('other forms of input', () => {
  it('reads GB18030 and a byte order mark, and says what it read', async () => {
    // 张三, 李四 and 王五 in GB18030; everything else of the tape is ASCII.
    const names: Record<string, number[]> = {
      张: [0xd5, 0xc5],
      三: [0xc8, 0xfd],
      李: [0xc0, 0xee],
      四: [0xcb, 0xc4],
      王: [0xcd, 0xf5],
      五: [0xce, 0xe5],
    };
    const bytes = Uint8Array.from(
      Array.from(tape['loans.csv'] ?? '').flatMap((one) => names[one] ?? [one.charCodeAt(0)]),
    );
    const report = await world.take({
      ...tape,
      'loans.csv': bytes,
      'partners.csv': `\ufeff${tape['partners.csv'] ?? ''}`,
    });
    expect(report).toMatchObject({ ok: true, encodings: { 'loans.csv': 'gb18030', 'partners.csv': 'utf-8' } });
    expect(await world.person('C1')).toMatchObject({ name: '张三' });
    expect((await world.take(tape)).counts).toMatchObject({ loans: { new: 0, duplicates: 3 } });
  });

  const workbook = async (rename: (name: string) => string): Promise<string> => {
    const book = new ExcelJS.Workbook();
    for (const [name, text] of Object.entries(tape)) {
      const sheet = book.addWorksheet(rename(name.replace('.csv', '')));
      for (const line of text.trimEnd().split('\n')) {
        const cells = [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map((match) => match[2] ?? match[1] ?? '');
        // As a spreadsheet keeps them: amounts are numbers, dates are dates, nothing is an empty cell.
        sheet.addRow(
          cells
            .slice(0, -1)
            .map((cell) =>
              cell === ''
                ? null
                : /^\d+\.\d+$/.test(cell)
                  ? Number(cell)
                  : /^\d{4}-\d\d-\d\d$/.test(cell)
                    ? new Date(cell)
                    : cell,
            ),
        );
      }
    }
    const path = join(world.put({}), 'tape.xlsx');
    await book.xlsx.writeFile(path);
    return path;
  };

  it('reads a workbook with numbers and dates as the same tape', async () => {
    await world.take(tape);
    const report = await world.run(await workbook((name) => name));
    expect(report.problems).toEqual([]);
    expect(report).toMatchObject({
      encodings: { 'tape.xlsx:loans': 'xlsx' },
      counts: { loans: { new: 0, duplicates: 3 }, payments: { duplicates: 4 } },
    });
  });

  it('refuses a workbook with a sheet that it would otherwise lose', async () => {
    const report = await world.run(await workbook((name) => (name === 'payments' ? 'payment' : name)));
    expect(report.problems.map(({ file, code }) => `${file} ${code}`)).toEqual(['tape.xlsx:payment SHEET_UNKNOWN']);
  });

  it.each<[string, Record<string, string | Uint8Array>, string, string]>([
    ['a path that does not exist', {}, 'nothing.csv', 'NOT_FOUND'],
    ['a folder without tables', { 'notes.txt': 'x' }, '', 'NO_TABLES'],
    ['a file of another kind', { 'tape.pdf': 'x' }, 'tape.pdf', 'FORMAT_UNKNOWN'],
    ['a workbook that is none', { 'tape.xlsx': 'x' }, 'tape.xlsx', 'NOT_A_WORKBOOK'],
    ['a single file that holds no payments', { 'loans.csv': tape['loans.csv'] ?? '' }, 'loans.csv', 'NOT_PAYMENTS'],
    ['UTF-16', { 'payments.csv': Uint8Array.from([0xff, 0xfe, 0x70, 0, 0x61, 0]) }, 'payments.csv', 'ENCODING_UNKNOWN'],
  ])('%s is unusable, with a reason', async (_, files, name, code) => {
    const folder = world.put({});
    for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
    await expect(world.run(join(folder, name))).rejects.toMatchObject({ name: 'ImportUnusable', code });
  });
});
