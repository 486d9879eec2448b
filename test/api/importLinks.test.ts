// What an import brings besides terms and money: pledged things, and temporary loans with the loan they were lent for.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import Fastify from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeLife } from '../../activities/life.ts';
import { homePages } from '../../api/home.ts';
import { runImport } from '../../api/import/run.ts';
import type { ImportReport } from '../../api/import/run.ts';
import { loanLines } from '../../cli/loanText.ts';
import { checkRebuild } from '../../db/rebuild.ts';
import { contactRules } from '../../policies/contact.ts';
import { policyForProduct } from '../../policies/index.ts';
import { ask, loanBody, startApiWorld } from './world.ts';
import type { ApiWorld } from './world.ts';

const LOANS =
  'loan_id,product,branch,currency,borrower_id,borrower_name,borrower_phone,language,time_zone,disbursed_on,principal,lent_for';
const loan = (id: string, lentFor = '', more: { borrower?: string; on?: string } = {}): string =>
  `${id},consumer,North,CNY,${more.borrower ?? 'C1'},张三,,zh-CN,Asia/Shanghai,${more.on ?? '2025-01-10'},100.00,${lentFor}`;
const THINGS =
  'loan_id,item_id,kind,value,currency,valued_on,description,insured_until,registered_until,owner_id,owner_name,owner_phone';
const CAR = 'L1,car,vehicle,80000.00,CNY,2025-01-05,沪A·12345,2025-12-31,2028-01-05,,,';
const FLAT = 'L1,flat,realEstate,500000.00,,,,,,O1,李四,+12015550103';

const folder = mkdtempSync(join(tmpdir(), 'recoup-links-'));
const errorFile = join(folder, 'errors.csv');
let folders = 0;
let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld();
});
beforeEach(() => world.clear());
afterAll(async () => {
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

const csv = (...lines: string[]): string => lines.map((line) => `${line}\n`).join('');
const schedules = (loans: readonly string[]): string =>
  csv(
    'loan_id,number,due_on,principal,interest',
    ...loans.map((row) => `${row.split(',')[0] ?? ''},1,2025-06-10,100.00,0`),
  );

async function takeFile(path: string, dryRun = false): Promise<ImportReport> {
  return runImport(
    {
      ...{ db: world.db, sealer: world.deps.sealer, mode: 'live', policyForProduct },
      now: () => Promise.resolve('2025-04-05T04:00:00.000Z'),
      lender: { timeZone: 'Asia/Shanghai', language: 'zh-CN', currency: 'CNY' },
      startCase: async (caseId) => {
        await world.decide(caseId, []);
      },
    },
    path,
    { errorFile, dryRun },
  );
}

function take(loans: readonly string[], things: readonly string[] = []): Promise<ImportReport> {
  const path = mkdtempSync(join(folder, `${(folders += 1)}-`));
  if (loans.length > 0) {
    writeFileSync(join(path, 'loans.csv'), csv(LOANS, ...loans));
    writeFileSync(join(path, 'instalments.csv'), schedules(loans));
  }
  if (things.length > 0) writeFileSync(join(path, 'collateral.csv'), csv(THINGS, ...things));
  return takeFile(path);
}

const problemsIn = ({ problems }: ImportReport): string[] =>
  problems.map(
    ({ file, row, column, code, value }) =>
      `${file}:${row ?? '-'} ${column} ${code}${value === null ? '' : ` ${value}`}`,
  );
const get = async (path: string): Promise<Record<string, unknown>> => (await ask(world.app, 'GET', `/v1${path}`)).body;
const items = async (): Promise<object[]> => (await get('/collateral?lang=en'))['rows'] as object[];
const inbox = () => world.db.rows('select case_id, event_id, content from inbox order by case_id, event_id');

describe('pledged things', () => {
  it('come with their loans: value, day, ends and owner in the open, the description sealed', async () => {
    const report = await take([loan('L1'), loan('L2')], [CAR, FLAT]);
    expect([problemsIn(report), report.counts]).toMatchObject([
      [],
      { loans: { new: 2 }, people: { new: 2 }, collateral: { new: 2, duplicates: 0 } },
    ]);
    const car = { itemId: 'car', kind: 'vehicle', value: '80000.00', valuedOn: '2025-01-05', ownerId: null };
    expect(await items()).toMatchObject([
      { ...car, loanId: 'L1', insuredUntil: '2025-12-31', registeredUntil: '2028-01-05', status: 'pledged' },
      { itemId: 'flat', ownerId: 'O1', value: '500000.00', valuedOn: null, titleDocument: null },
    ]);
    const [title] = (await get('/loans/L1/documents'))['rows'] as { id: string; kind: string; personId: string }[];
    expect(title).toMatchObject({ kind: 'title', personId: 'C1' });
    const url = `/v1/loans/L1/documents/title/${title?.id.split('/').at(-1) ?? ''}`;
    const read = await world.app.inject({ url, headers: { 'recoup-actor': 'he;role=accountManager' } });
    expect(read.body.split('\n')[0]).toBe('沪A·12345');
    // Neither plate nor name stands in the open, and the sealed text cannot be guessed from its hash.
    expect(JSON.stringify(await inbox())).not.toMatch(/12345|李四/u);
    expect(JSON.stringify(await world.db.rows('select * from journal'))).not.toMatch(/12345|李四/u);
    const told = (await get('/loans/L1/timeline?lang=zh-CN'))['rows'] as { text: string }[];
    expect(told.map(({ text }) => text)).toContain('抵押物 car：车辆，价值 80000.00 CNY（导入）');
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
  });

  it('again change nothing, alone or with their loans, also in another row order', async () => {
    await take([loan('L1')], [CAR, FLAT]);
    const before = await inbox();
    for (const report of [
      await take([loan('L1')], [CAR, FLAT]),
      await take([], [FLAT, CAR, CAR]),
      await take([], [CAR]),
    ])
      expect(report).toMatchObject({ ok: true, counts: { collateral: { new: 0 } } });
    expect(await inbox()).toEqual(before);
  });

  it('come to a loan that runs, and one that was told by hand is known', async () => {
    await take([loan('L1')]);
    const post = (body: object) =>
      ask(world.app, 'POST', '/v1/loans/L1/collateral', body, { 'recoup-actor': 'he;role=accountManager' });
    await post({ id: 'car', kind: 'vehicle', value: '80000.00', valuedOn: '2025-01-05' });
    expect(await take([], [CAR, FLAT])).toMatchObject({ ok: true, counts: { collateral: { new: 1, duplicates: 1 } } });
    expect(await items()).toMatchObject([{ itemId: 'car' }, { itemId: 'flat', ownerId: 'O1' }]);
    const other = await take([], [CAR.replace('80000', '70000'), FLAT.replace('500000', '400000')]);
    expect(problemsIn(other)).toEqual([
      'collateral.csv:2 item_id ITEM_DIFFERS_STORED car',
      'collateral.csv:3 item_id ITEM_DIFFERS_STORED flat',
    ]);
    // Renewed by hand since: the row that was imported is still the same row.
    await ask(
      world.app,
      'POST',
      '/v1/loans/L1/collateral/flat/update',
      { insuredUntil: '2026-01-01' },
      {
        'recoup-actor': 'he;role=accountManager',
      },
    );
    expect(await take([], [FLAT])).toMatchObject({ ok: true, counts: { collateral: { duplicates: 1 } } });
  });

  it.each([
    ['a kind that is none', CAR.replace('vehicle', 'car'), 'kind ITEM_KIND_UNKNOWN car'],
    ['an id with a slash', CAR.replace('car', 'c/r'), 'item_id ITEM_ID_SHAPE c/r'],
    ['no value', CAR.replace('80000.00', ''), 'value CELL_EMPTY '],
    ['a value that is no amount', CAR.replace('80000.00', '8e4'), 'value AMOUNT_NOT_DECIMAL 8e4'],
    ['a value of nothing', CAR.replace('80000.00', '0.00'), 'value AMOUNT_NOT_POSITIVE 0.00'],
    ['another currency than its loan', CAR.replace('CNY', 'USD'), 'currency CURRENCY_OF_LOAN USD'],
    ['a valuation to come', CAR.replace('2025-01-05', '2025-04-06'), 'valued_on VALUED_IN_FUTURE 2025-04-06'],
    ['a day that does not exist', CAR.replace('2025-12-31', '2025-12-32'), 'insured_until DATE_UNKNOWN 2025-12-32'],
    ['a loan that nobody knows', CAR.replace('L1', 'L9'), 'loan_id LOAN_UNKNOWN L9'],
    ['an owner whom nobody knows', FLAT.replace('李四,+12015550103', ','), 'owner_id OWNER_UNKNOWN O1'],
    ['an owner without an id', FLAT.replace('O1', ''), 'owner_id OWNER_WITHOUT_ID '],
    ['a phone number that is none, unshown', FLAT.replace('+12015550103', '555'), 'owner_phone PHONE_SHAPE'],
  ])('with %s are named with their place, and nothing starts', async (_claim, row, problem) => {
    const report = await take([loan('L1')], [row]);
    expect([report.ok, problemsIn(report)]).toEqual([false, [`collateral.csv:2 ${problem}`]]);
    expect(await inbox()).toEqual([]);
    const [, code = ''] = problem.split(' ');
    expect(readFileSync(errorFile, 'utf8')).toContain(`,${code},`);
  });

  it('that are told twice with other content, or for a closed loan, are refused', async () => {
    const twice = await take([loan('L1')], [CAR, CAR.replace('80000', '90000')]);
    expect(problemsIn(twice)).toEqual(['collateral.csv:3 item_id ITEM_DIFFERS car']);
    await take([loan('L1')]);
    await world.owner.run(`update case_file set closed = true where id = 'loan/L1'`);
    expect(problemsIn(await take([], [CAR]))).toEqual(['collateral.csv:2 loan_id LOAN_CLOSED L1']);
    await world.owner.run(`update case_file set closed = false where id = 'loan/L1'`);
    await world.owner.run(`delete from person_key where person_id = 'C1'`);
    expect(problemsIn(await take([], [CAR]))).toEqual(['collateral.csv:2 description PERSON_FORGOTTEN']);
  });

  it('are judged of a loan whose own row is at fault, without a word twice', async () => {
    const report = await take([loan('L1').replace('zh-CN', 'fr')], [CAR, CAR.replace('car', 'c r')]);
    expect(problemsIn(report)).toEqual([
      'collateral.csv:3 item_id ITEM_ID_SHAPE c r',
      'loans.csv:2 language LANGUAGE_UNKNOWN fr',
    ]);
  });

  it('stand in a sheet of a workbook as well', async () => {
    const workbook = new ExcelJS.Workbook();
    for (const [name, text] of [
      ['loans', csv(LOANS, loan('L1'))],
      ['instalments', schedules([loan('L1')])],
      ['collateral', csv(THINGS, CAR)],
    ] as const)
      workbook.addWorksheet(name).addRows(
        text
          .trim()
          .split('\n')
          .map((line) => line.split(',')),
      );
    const path = join(folder, 'tape.xlsx');
    await workbook.xlsx.writeFile(path);
    expect(await takeFile(path)).toMatchObject({ ok: true, counts: { collateral: { new: 1 } } });
    expect(await items()).toMatchObject([{ itemId: 'car', value: '80000.00' }]);
  });
});

describe('a temporary loan', () => {
  const linesOf = (body: Record<string, unknown>, word: string): string[] =>
    loanLines(body, 'en').filter((line) => line.startsWith(word));

  it.each([
    ['after', [loan('L1'), loan('N1', 'L1', { on: '2025-03-01' })]],
    ['before', [loan('N1', 'L1', { on: '2025-03-01' }), loan('L1')]],
  ])('that stands %s its loan is linked, and both show it', async (_where, loans) => {
    expect(problemsIn(await take(loans))).toEqual([]);
    const [temporary, lent] = [await get('/loans/N1?lang=en'), await get('/loans/L1?lang=en')];
    const shown = { stage: 'current', stageText: expect.any(String) as string };
    expect([temporary['lentFor'], temporary['temporaryLoans']]).toMatchObject([{ loanId: 'L1', ...shown }, []]);
    expect([lent['lentFor'], lent['temporaryLoans']]).toMatchObject([
      null,
      [{ loanId: 'N1', ...shown, request: null }],
    ]);
    expect(linesOf(temporary, 'Lent for')).toEqual([expect.stringMatching(/^Lent for +L1 /u)]);
    expect(linesOf(lent, 'Temporary')).toEqual([expect.stringMatching(/^Temporary +N1 /u)]);
    const pages = Fastify();
    homePages(pages, { ...world.deps, contactRulesOf: contactRules });
    const page = async (id: string) => (await pages.inject({ url: `/loans/${id}?lang=en` })).body;
    expect(await page('N1')).toContain('href="/loans/L1?lang=en"');
    expect(await page('L1')).toContain('href="/loans/N1?lang=en"');
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
    expect(await take(loans)).toMatchObject({ ok: true, counts: { loans: { new: 0, duplicates: 2 } } });
  });

  it('comes later than its loan, and only once', async () => {
    await take([loan('L1')]);
    const later = [loan('N1', 'L1', { on: '2025-03-01' })];
    expect(problemsIn(await take(later))).toEqual([]);
    expect(await take(later)).toMatchObject({ ok: true, counts: { loans: { duplicates: 1 } } });
    expect(problemsIn(await take([loan('N1', '', { on: '2025-03-01' })]))).toEqual([
      'loans.csv:2 loan_id LOAN_DIFFERS_STORED N1',
    ]);
  });

  it.each([
    ['a loan that nobody knows', [loan('N1', 'L9')], '2 lent_for LENT_FOR_UNKNOWN L9'],
    ['itself', [loan('N1', 'N1')], '2 lent_for LENT_FOR_ITSELF N1'],
    [
      'a loan of somebody else',
      [loan('N1', 'L1'), loan('L1', '', { borrower: 'C2' })],
      '2 lent_for LENT_FOR_ANOTHER L1',
    ],
    ['another temporary loan', [loan('N2', 'N1'), loan('N1', 'L1'), loan('L1')], '2 lent_for LENT_FOR_TEMPORARY N1'],
    ['a loan that came later', [loan('N1', 'L1'), loan('L1', '', { on: '2025-02-01' })], '2 lent_for LENT_BEFORE L1'],
    ['no id', [loan('N1', 'L/1')], '2 lent_for ID_SHAPE L/1'],
    [
      'a loan whose row is at fault',
      [loan('N1', 'L1'), loan('L1').replace('100.00', '1OO')],
      '3 principal AMOUNT_NOT_DECIMAL 1OO',
    ],
  ])('lent for %s is refused', async (_claim, loans, problem) => {
    expect(problemsIn(await take(loans))).toEqual([`loans.csv:${problem}`]);
    expect(await inbox()).toEqual([]);
  });

  it('is checked against what is stored, too', async () => {
    await take([loan('L1'), loan('N1', 'L1', { on: '2025-03-01' })]);
    expect(problemsIn(await take([loan('N2', 'N1', { on: '2025-03-02' })]))).toEqual([
      'loans.csv:2 lent_for LENT_FOR_TEMPORARY N1',
    ]);
    expect(problemsIn(await take([loan('N3', 'L1', { borrower: 'C3', on: '2025-03-02' })]))).toEqual([
      'loans.csv:2 lent_for LENT_FOR_ANOTHER L1',
    ]);
  });

  it('started by hand names its loan as well', async () => {
    const start = (id: string, more: object) =>
      ask(world.app, 'POST', '/v1/loans', loanBody(id, { debtor: { id: 'P1', name: 'Wang' }, ...more }));
    expect(await start('N1', { lentFor: 'L1' })).toMatchObject({
      status: 422,
      body: { code: 'LENT_FOR_UNKNOWN', field: 'lentFor' },
    });
    await start('L1', {});
    expect((await start('N1', { lentFor: 'L1' })).status).toBe(201);
    expect((await start('N1', { lentFor: 'L1' })).status).toBe(200);
    expect(await start('N1', {})).toMatchObject({ body: { code: 'LOAN_DIFFERS' } });
    expect(await start('N2', { lentFor: 'N1' })).toMatchObject({ body: { code: 'LENT_FOR_TEMPORARY' } });
    expect(await start('N3', { lentFor: 'L1', debtor: { id: 'P3', name: 'Li' } })).toMatchObject({
      body: { code: 'LENT_FOR_ANOTHER' },
    });
    expect(await start('N4', { lentFor: 'N4' })).toMatchObject({ body: { code: 'LENT_FOR_ITSELF' } });
    expect((await get('/loans/L1'))['temporaryLoans']).toMatchObject([{ loanId: 'N1' }]);
  });

  it('that relief granted is shown before it is taken in, and on both once it is', async () => {
    const as = (id: string, role: string) => ({ 'recoup-actor': `${id};role=${role}` });
    await ask(
      world.app,
      'POST',
      '/v1/loans',
      loanBody('L1', { debtor: { id: 'C1', name: '张三', language: 'zh-CN' } }),
    );
    const document = await ask(
      world.app,
      'POST',
      '/v1/loans/L1/documents',
      {
        ...{ kind: 'disasterProof', content: Buffer.from('flood').toString('base64') },
      },
      as('li', 'supervisor'),
    );
    expect(document).toMatchObject({ status: 200 });
    const asked = await ask(
      world.app,
      'POST',
      '/v1/loans/L1/requests',
      {
        ...{ kind: 'temporaryLoan', reason: 'flood', documents: [document.body['id']] },
        terms: { newLoanId: 'N1', amount: '100.00', dueOn: '2025-06-10', deferUntil: '2025-05-10' },
      },
      as('li', 'supervisor'),
    );
    expect(asked).toMatchObject({ status: 200 });
    for (const who of [as('wang', 'creditHead'), as('rob', 'riskHead')])
      await ask(world.app, 'POST', '/v1/loans/L1/requests/1/approve', {}, who);
    const granted = { loanId: 'N1', granted: '100.00', dueOn: '2025-06-10', request: 'L1/request/1' };
    expect((await get('/loans/L1?lang=en'))['temporaryLoans']).toMatchObject([
      { ...granted, stage: null, stageText: 'not taken in yet' },
    ]);
    await take([loan('N1')]);
    expect((await get('/loans/L1'))['temporaryLoans']).toMatchObject([{ ...granted, stage: 'current' }]);
    expect((await get('/loans/N1'))['lentFor']).toMatchObject({ loanId: 'L1', request: 'L1/request/1' });
  });
});
