import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readPerson } from '../../db/person.ts';
import type { Person } from '../../db/person.ts';
import { clockStart, edited, startImportWorld, tape } from './importWorld.ts';
import type { ImportWorld } from './importWorld.ts';

let world: ImportWorld;
beforeAll(async () => {
  world = await startImportWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.clear());

const personOf = async (id: string): Promise<Person | null> => {
  const read = await readPerson(world.db, world.deps.sealer, id);
  return read?.kind === 'open' ? read.person : null;
};
const opened = (id: string) =>
  world.db.row<{ content: Record<string, unknown>; quiet: boolean }>(
    `select content, quiet from inbox where case_id = 'loan/' || $1 and event_id = 'opened/' || $1`,
    [id],
  );
const bankFile = (...rows: string[]) => ({
  'payments.csv': ['payment_id,loan_id,value_date,booked_on,amount,kind,of', ...rows, ''].join('\n'),
});
const aYearLater = { now: () => Promise.resolve('2026-04-01T01:00:00.000Z') };

describe('a tape', () => {
  it('starts every loan by one fact without personal data, its case row and sealed people', async () => {
    const report = await world.take(tape);
    expect(report).toMatchObject({
      ok: true,
      counts: {
        loans: { new: 3, duplicates: 0 },
        people: { new: 5, duplicates: 0 },
        payments: { atStart: 4, facts: 0, held: 0, keptAside: 0, duplicates: 0 },
      },
      encodings: { 'loans.csv': 'utf-8' },
      started: 3,
      noticeCount: 0,
    });
    expect(world.started.toSorted()).toEqual(['loan/L1', 'loan/L2', 'loan/L3']);
    const row = await world.db.row(
      `select id, kind, person_ids, state, schema_version, seq, wake_at, closed from case_file where id = 'loan/L1'`,
    );
    expect(row).toEqual({
      id: 'loan/L1',
      kind: 'loan',
      person_ids: ['C1'],
      state: null,
      schema_version: 1,
      seq: 0,
      wake_at: clockStart,
      closed: false,
    });
    const pinned = world.deps.policyForProduct('auto');
    expect((await opened('L1'))?.content).toEqual({
      loanId: 'L1',
      product: 'auto',
      branch: 'North',
      debtorId: 'C1',
      guarantorId: 'G-L1',
      dealerId: 'D1',
      insurerId: 'I1',
      policy: { id: pinned?.policy.id, version: pinned?.policy.version, hash: pinned?.hash },
      takenOverOn: '2025-04-01',
      contract: {
        currency: 'CNY',
        disbursedOn: '2024-12-15',
        principalMinor: 30_000,
        instalments: [
          { number: 1, dueOn: '2025-01-15', penalty: 0, fee: 0, interest: 150, principal: 10_000 },
          { number: 2, dueOn: '2025-02-15', penalty: 0, fee: 0, interest: 100, principal: 10_000 },
          { number: 3, dueOn: '2025-05-15', penalty: 0, fee: 200, interest: 50, principal: 10_000 },
        ],
      },
      postings: [{ id: 'P1', type: 'payment', valueDate: '2025-01-15', bookedOn: '2025-01-16', amountMinor: 5_000 }],
    });
    expect((await opened('L2'))?.content['postings']).toEqual([
      { id: 'P2', type: 'payment', valueDate: '2025-02-10', bookedOn: '2025-02-10', amountMinor: 10_000 },
      { id: 'P3', type: 'reversal', of: 'P2', bookedOn: '2025-02-12' },
      { id: 'P4', type: 'payment', valueDate: '2025-02-14', bookedOn: '2025-02-14', amountMinor: 10_000 },
    ]);
    expect(await personOf('G-L1')).toMatchObject({ name: '李四', phone: '+12015550102', timeZone: 'Asia/Shanghai' });
    expect(await personOf('D1')).toMatchObject({ kind: 'partner', name: 'Dealer One', language: 'zh-CN' });
    expect(await personOf('C2')).toEqual({
      id: 'C2',
      kind: 'person',
      name: '王五',
      language: 'zh-CN',
      timeZone: 'Asia/Shanghai',
    });
  });

  it('leaves no personal value in any table in the open', async () => {
    await world.take(tape);
    const text = JSON.stringify(await world.contents());
    for (const value of ['张三', '李四', '王五', '+1201555', 'zhang@', 'Dealer One', '1 Road'])
      expect(text).not.toContain(value);
  });

  it('changes nothing when it is sent again, also a year later', async () => {
    await world.take(tape);
    const before = await world.contents();
    for (const more of [{}, aYearLater]) {
      const { ok, counts } = await world.take(tape, more);
      expect(ok).toBe(true);
      expect(counts).toEqual({
        loans: { new: 0, duplicates: 3 },
        people: { new: 0, duplicates: 5 },
        payments: { atStart: 0, facts: 0, held: 0, keptAside: 0, duplicates: 4 },
      });
      expect(await world.contents()).toEqual(before);
    }
  });

  it('takes rows that stand twice in a file once', async () => {
    const again = (name: string): string => `${tape[name] ?? ''}${tape[name]?.split('\n').at(-2) ?? ''}\n`;
    const { counts } = await world.take({
      ...tape,
      'loans.csv': again('loans.csv'),
      'payments.csv': again('payments.csv'),
    });
    expect(counts).toMatchObject({ loans: { new: 3, duplicates: 1 }, payments: { atStart: 4, duplicates: 1 } });
  });

  it('stores nothing in a dry run', async () => {
    const report = await world.run(world.put(tape), {}, { dryRun: true });
    expect(report).toMatchObject({ ok: true, dryRun: true, started: 0, counts: { loans: { new: 3 } } });
    expect(await world.db.row('select from imported union all select from person')).toBeNull();
  });

  it('keeps the first address of a person and says that there is another', async () => {
    const file = edited([
      'loans.csv',
      'L2,consumer,North,CNY,C1,张三,+12015550101,zhang@example.com,"1 Road',
      'L2,consumer,North,CNY,C1,张三,+12015550101,zhang@example.com,"9 Road',
    ]);
    const { ok, notices } = await world.take(file);
    expect([ok, notices.map(({ code, row }) => `${row} ${code}`)]).toEqual([true, ['3 SECOND_ADDRESS']]);
    expect(await personOf('C1')).toMatchObject({ address: '1 Road, City' });
  });
});

describe('an interrupted import', () => {
  const many = (count: number): Record<string, string> => {
    const ids = Array.from({ length: count }, (_, at) => `M${at}`);
    return {
      'loans.csv': [
        'loan_id,product,branch,currency,borrower_id,borrower_name,borrower_phone,language,time_zone,disbursed_on,principal',
        ...ids.map((id) => `${id},consumer,North,CNY,C-${id},Name,,zh-CN,Asia/Shanghai,2025-01-10,100.00`),
      ].join('\n'),
      'instalments.csv': [
        'loan_id,number,due_on,principal,interest',
        ...ids.map((id) => `${id},1,2025-02-10,100.00,`),
      ].join('\n'),
      'payments.csv': [
        'payment_id,loan_id,value_date,booked_on,amount,kind',
        ...ids.map((id) => `P-${id},${id},2025-02-10,,40.00,payment`),
      ].join('\n'),
    };
  };

  it('is finished by running it again: no loan half, none twice', async () => {
    const path = world.put(many(120));
    let transactions = 0;
    const tx: typeof world.db.tx = (work) => {
      transactions += 1;
      // The batch, then fifty loans; the power fails inside the second fifty.
      return world.db.tx(async (q) => {
        const result = await work(q);
        if (transactions === 3) throw new Error('power cut');
        return result;
      });
    };
    await expect(world.run(path, { db: { ...world.db, tx } })).rejects.toThrow('power cut');
    const half = await world.contents();
    expect([half.cases.length, half.people.length, half.imported.length]).toEqual([50, 50, 150]);

    world.started.length = 0;
    const { counts, started } = await world.run(path);
    expect(counts).toMatchObject({ loans: { new: 70, duplicates: 50 }, payments: { atStart: 70, duplicates: 50 } });
    // Those of the first run had not decided anything: they are told again.
    expect([started, new Set(world.started).size]).toEqual([120, 120]);
    const whole = await world.contents();
    expect([whole.cases.length, whole.inbox.length, whole.imported.length, whole.batches.length]).toEqual([
      120, 120, 360, 1,
    ]);
    expect(whole.cases.slice(0, 1)).toEqual(half.cases.slice(0, 1));
  });

  it('leaves loans to the sweeper that the engine did not take', async () => {
    const report = await world.take(many(30), { startCase: () => Promise.reject(new Error('no engine')) });
    expect(report).toMatchObject({ ok: true, started: 0, leftToSweeper: 30 });
    expect((await world.contents()).cases.length).toBe(30);
  });

  it('is refused when another import took in the same ids with other terms meanwhile', async () => {
    let raced = false;
    const tx: typeof world.db.tx = async (work) => {
      if (!raced) {
        raced = true;
        await world.take({
          ...many(1),
          'instalments.csv': 'loan_id,number,due_on,principal,interest\nM0,1,2025-03-10,100.00,',
        });
      }
      return world.db.tx(work);
    };
    await expect(world.take(many(1), { db: { ...world.db, tx } })).rejects.toMatchObject({
      code: 'IMPORT_CONFLICT',
    });
    expect((await opened('M0'))?.content).toMatchObject({ contract: { instalments: [{ dueOn: '2025-03-10' }] } });
  });
});

describe('a bank file', () => {
  const file = bankFile('B1,L1,2025-03-31,2025-03-31,10.00,payment,', 'B2,L1,2025-03-31,2025-04-01,,reversal,P1');

  it('tells loans that run, once for ever', async () => {
    await world.take(tape);
    world.started.length = 0;
    const path = join(world.put(file), 'payments.csv');
    expect((await world.run(path)).counts?.payments).toMatchObject({ facts: 2, duplicates: 0 });
    expect(world.started).toEqual(['loan/L1']);
    expect(
      await world.db.rows(`select case_id, event_id, content from inbox where type = 'posting' order by 2`),
    ).toEqual([
      {
        case_id: 'loan/L1',
        event_id: 'B1',
        content: { id: 'B1', type: 'payment', valueDate: '2025-03-31', bookedOn: '2025-03-31', amountMinor: 1_000 },
      },
      { case_id: 'loan/L1', event_id: 'B2', content: { id: 'B2', type: 'reversal', of: 'P1', bookedOn: '2025-04-01' } },
    ]);
    const before = await world.contents();
    world.started.length = 0;
    const again = await world.run(path, aYearLater);
    expect(again.counts?.payments).toMatchObject({ facts: 0, keptAside: 0, duplicates: 2 });
    expect([await world.contents(), world.started.filter((id) => id !== 'loan/L1')]).toEqual([before, []]);
  });

  it('knows a payment again that was posted by hand', async () => {
    await world.take(tape);
    await world.take(bankFile('B1,L1,2025-03-31,2025-03-31,10.00,payment,'));
    await world.owner.run(`delete from imported where id = 'B1'`);
    const { counts } = await world.take(bankFile('B1,L1,2025-03-31,2025-03-31,10.00,payment,'));
    expect(counts?.payments).toMatchObject({ facts: 0, duplicates: 1 });
    const { problems } = await world.take(bankFile('B1,L1,2025-03-31,2025-03-31,11.00,payment,'));
    expect(problems.map(({ code }) => code)).toEqual(['PAYMENT_DIFFERS_STORED']);
  });

  it('is judged by the stored loan', async () => {
    await world.take(tape);
    const rows = [
      'B1,L1,2024-12-14,2025-03-31,10.00,payment,',
      'B2,L1,2025-03-01,,,reversal,B9',
      'B3,L1,2025-04-02,,1.00,payment,',
    ];
    const { problems } = await world.take(bankFile(...rows));
    expect(problems.map(({ row, code }) => `${row} ${code}`)).toEqual([
      '2 BEFORE_DISBURSEMENT',
      '3 UNKNOWN_POSTING',
      '4 FUTURE_BOOKING',
    ]);
  });

  it('keeps payments of unknown loans aside, visible, and puts them behind the start when the loan arrives', async () => {
    const { ok, counts, notices } = await world.take(bankFile('B1,L1,2025-02-01,,7.00,payment,'));
    expect([ok, counts?.payments.keptAside, notices.map(({ code, value }) => `${code} ${value}`)]).toEqual([
      true,
      1,
      ['LOAN_UNKNOWN L1'],
    ]);
    expect(world.started).toEqual([]);
    expect(await world.db.row(`select case_id, quiet from inbox`)).toEqual({ case_id: 'loan/L1', quiet: true });

    expect((await world.take(tape)).ok).toBe(true);
    const waiting = await world.db.rows(`select event_id, quiet from inbox where case_id = 'loan/L1' order by n`);
    expect(waiting).toEqual([
      { event_id: 'opened/L1', quiet: false },
      { event_id: 'B1', quiet: false },
    ]);
    const again = await world.take(bankFile('B1,L1,2025-02-01,,7.00,payment,'));
    expect(again.counts?.payments).toMatchObject({ duplicates: 1, keptAside: 0 });
  });

  it('does not guess the currency of what waited', async () => {
    const file = {
      'payments.csv': 'payment_id,loan_id,value_date,booked_on,amount,kind,currency\nB1,L1,2025-02-01,,7,payment,JPY\n',
    };
    expect((await world.take(file)).ok).toBe(true);
    expect((await world.take(tape)).problems.map(({ code }) => code)).toEqual(['WAITING_CURRENCY']);
  });
});

describe('around the clock', () => {
  const future = {
    ...tape,
    'payments.csv': `${tape['payments.csv'] ?? ''}F0,L1,2025-04-01,,1.00,payment,\nF1,L1,2025-04-02,2025-04-03,2.00,payment,\n`,
  };

  it('a demo holds what its clock has not reached, until 07:00 of the lender', async () => {
    const { counts } = await world.take(future, { mode: 'demo' });
    expect(counts?.payments).toMatchObject({ atStart: 4, held: 2, facts: 0 });
    expect(await world.db.rows('select event_id, case_id, post_at, posted from held_posting order by 1')).toEqual([
      { event_id: 'F0', case_id: 'loan/L1', post_at: '2025-03-31T23:00:00.000Z', posted: false },
      { event_id: 'F1', case_id: 'loan/L1', post_at: '2025-04-02T23:00:00.000Z', posted: false },
    ]);
    expect((await world.take(future, { mode: 'demo', ...aYearLater })).counts?.payments).toMatchObject({
      duplicates: 6,
    });
  });

  it('a live deployment posts today’s and refuses tomorrow’s', async () => {
    const today = { ...future, 'payments.csv': future['payments.csv'].replace(/F1.*\n/, '') };
    expect((await world.take(today)).counts?.payments).toMatchObject({ atStart: 4, facts: 1, held: 0 });
    await world.clear();
    expect((await world.take(future)).problems.map(({ code, row }) => `${row} ${code}`)).toEqual(['7 FUTURE_BOOKING']);
  });

  it('the day is the lender’s: at 23:30 UTC it is tomorrow in Shanghai', async () => {
    const late = { now: () => Promise.resolve('2025-03-31T15:59:59.000Z') };
    const eve = await world.take(edited(['payments.csv', '2025-02-14,', '2025-03-31,']), late);
    expect(eve.counts?.payments).toMatchObject({ atStart: 3, facts: 1 });
    expect((await opened('L1'))?.content['takenOverOn']).toBe('2025-03-31');
  });
});

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
    expect(await personOf('C1')).toMatchObject({ name: '张三' });
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
