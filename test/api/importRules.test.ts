import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  cells,
  instalments,
  line,
  loans,
  parties,
  partners,
  payments,
  postings,
  schedules,
  shapes,
} from './importFaults.ts';
import type { Fault } from './importFaults.ts';
import { edited, startImportWorld, tape } from './importWorld.ts';
import type { Files, ImportWorld } from './importWorld.ts';

let world: ImportWorld;
beforeAll(async () => {
  world = await startImportWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.clear());

/** Problems as `file:row column CODE value`. */
async function problemsOf(files: Files, more = {}): Promise<string[]> {
  const { problems, problemCount } = await world.take(files, more);
  expect(problemCount).toBe(problems.length);
  for (const { rule, remedy } of problems) expect([rule, remedy].every((text) => text.length > 3)).toBe(true);
  return problems.map(
    ({ file, row, column, code, value }) =>
      `${file}:${row ?? '-'} ${column} ${code}${value === null ? '' : ` ${value}`}`,
  );
}

describe.each([
  ['cells', cells],
  ['schedules', schedules],
  ['parties', parties],
  ['postings', postings],
  ['files', shapes],
])('of %s', (_, faults) => {
  it.each(faults)('%s is named with its place and nothing starts', async (_claim, files, problems) => {
    expect(await problemsOf(files)).toEqual(problems);
    expect(world.started).toEqual([]);
    expect(await world.db.row('select from imported')).toBeNull();
  });
});

describe('rules that ask the database', () => {
  it.each<Fault>([
    [
      'a stored loan with other terms',
      edited([instalments, '1.50', '1.51']),
      ['loans.csv:2 loan_id LOAN_DIFFERS_STORED L1'],
    ],
    [
      'a stored person with another number',
      edited([loans, '王五,,', '王五,+12015550109,']),
      ['loans.csv:4 borrower_id PERSON_DIFFERS_STORED C2'],
    ],
    [
      'a stored partner of the other kind',
      edited([partners, 'D1,dealer', 'D1,insurer'], [loans, ',D1,I1,', ',,I1,']),
      ['partners.csv:2 partner_id ID_OF_ANOTHER D1', 'loans.csv:2 loan_id LOAN_DIFFERS_STORED L1'].toSorted(),
    ],
    [
      'a stored payment with another amount',
      edited([payments, ',50.00,', ',50.01,']),
      ['payments.csv:2 payment_id PAYMENT_DIFFERS_STORED P1'],
    ],
    [
      'a stored payment moved to another loan',
      edited([payments, 'P1,L1', 'P1,L3']),
      ['payments.csv:2 payment_id PAYMENT_DIFFERS_STORED P1'],
    ],
  ])('%s is refused', async (_claim, files, problems) => {
    expect((await world.take(tape)).ok).toBe(true);
    const before = await world.contents();
    expect(await problemsOf(files)).toEqual(problems);
    expect(await world.contents()).toEqual(before);
  });

  it('refuses a policy that was edited while loans run on its version', async () => {
    expect((await world.take(tape)).ok).toBe(true);
    const policyForProduct = (product: string) => {
      const pinned = world.deps.policyForProduct(product);
      return pinned === undefined ? undefined : { ...pinned, hash: 'other' };
    };
    const files = edited([loans, 'L3,', 'L4,'], [instalments, 'L3,', 'L4,']);
    expect(await problemsOf(files, { policyForProduct })).toContain('loans.csv:4 product POLICY_EDITED consumer');
  });

  it('does not bring back a forgotten person', async () => {
    expect((await world.take(tape)).ok).toBe(true);
    await world.owner.run(`delete from person_key where person_id = 'C2'`);
    const files = edited([loans, 'L3,', 'L4,'], [instalments, 'L3,', 'L4,']);
    expect(await problemsOf(files)).toEqual(['loans.csv:4 borrower_id PERSON_FORGOTTEN C2']);
  });
});

it('judges instalments and payments of a faulty loan all the same', async () => {
  const files = edited(
    [loans, 'Asia/Shanghai,2024-12-15', 'Nowhere,2024-12-15'],
    [instalments, '1.50', '1,50'],
    [instalments, 'L1,2,2025-02-15,100.00', 'L1,2,2025-02-15,1OO'],
    [payments, ',50.00,', ',50.001,'],
  );
  expect(await problemsOf(files)).toEqual([
    'instalments.csv:2  RAGGED',
    'instalments.csv:3 principal AMOUNT_NOT_DECIMAL 1OO',
    'loans.csv:2 time_zone TIME_ZONE_UNKNOWN Nowhere',
    'payments.csv:2 amount AMOUNT_DECIMALS 50.001',
  ]);
});

it('counts every problem and shows the first thousand', async () => {
  const rows = Array.from({ length: 1500 }, (_, at) => `P${at + 10},L1,2025-01-32,,1.00,payment,`);
  const report = await world.take({ ...tape, [payments]: `${tape[payments] ?? ''}${rows.map(line).join('')}` });
  expect([report.problemCount, report.problems.length]).toEqual([1500, 1000]);
});
