import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runAssess } from '../../cli/assess.ts';

const instalment = {
  number: 1,
  dueOn: '2025-02-05',
  principal: '100.00',
  interest: '5.00',
  fee: '0.00',
  penalty: '0.00',
};
const events = [
  { type: 'payment', id: 'p', valueDate: '2025-02-07', amount: '30.00' },
  { type: 'reversal', id: 'r', of: 'p', bookedOn: '2025-02-09' },
];
const expectation = { asOf: '2025-02-08', overdueDays: 3, overdueAmount: '75.0' };
const sound = {
  contract: { currency: 'CNY', disbursedOn: '2025-01-05', instalments: [instalment] },
  events,
  expect: [
    expectation,
    { asOf: '2025-02-09', overdueAmount: '105.00', instalments: [{ number: 1, paid: { interest: '0.00' } }] },
  ],
};

let directory = '';
let printed: string[] = [];
let warned: string[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'recoup-assess-'));
  printed = [];
  warned = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => void warned.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(directory, { recursive: true });
});

function file(name: string, content: unknown): string {
  const path = join(directory, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('recoup assess', () => {
  it('prints an array per file with every field, whatever the case expects', async () => {
    expect(await runAssess([file('a.json', sound), file('b.json', sound)], {})).toBe(0);
    expect(printed).toHaveLength(2);
    const answers = JSON.parse(printed[0] ?? '') as unknown[];
    expect(answers).toHaveLength(2);
    expect(answers[0]).toEqual({
      asOf: '2025-02-08',
      overdueDays: 3,
      delinquentDays: 3,
      overdueAmount: '75.00',
      bucket: 'M1',
      consecutiveMissed: 1,
      cumulativeMissed: 1,
      outstanding: '75.00',
      instalments: [
        {
          number: 1,
          open: '75.00',
          bucket: 'M1',
          paid: { penalty: '0.00', fee: '0.00', interest: '5.00', principal: '25.00' },
        },
      ],
    });
  });

  it('passes a check, and compares amounts as amounts', async () => {
    expect(await runAssess([file('a.json', sound)], { check: true })).toBe(0);
    expect(printed).toEqual(['2 passed, 0 failed']);
  });

  it('prints each difference of a failed check and exits 1', async () => {
    const wrong = {
      asOf: '2025-02-08',
      overdueDays: 4,
      instalments: [{ number: 1, open: '75.01' }, { number: 2 }],
      bukket: 1,
    };
    expect(await runAssess([file('a.json', { ...sound, expect: [wrong] })], { check: true })).toBe(1);
    expect(printed.slice(0, -1).map((line) => line.split('as of 2025-02-08: ')[1])).toEqual([
      'overdueDays: expected 4, got 3',
      'instalments[1].open: expected "75.01", got "75.00"',
      'instalments[2]: no such instalment',
      'bukket: no such field in an answer',
    ]);
    expect(printed.at(-1)).toBe('0 passed, 1 failed');
  });

  it('tells which events have no effect, and answers all the same', async () => {
    const twice = {
      ...sound,
      events: [events[0], events[0], { type: 'pause', id: 'h', from: '2025-02-06', to: '2025-02-06' }],
    };
    expect(await runAssess([file('a.json', twice)], {})).toBe(0);
    expect(warned.join('\n')).toContain('refused (DUPLICATE)');
    expect(warned.join('\n')).toContain('refused (PAUSE_EMPTY)');
  });

  const change = (path: 'contract' | 'rules' | 'events', value: unknown): unknown => ({ ...sound, [path]: value });
  const withInstalment = (parts: object): unknown =>
    change('contract', { ...sound.contract, instalments: [{ ...instalment, ...parts }] });
  it.each([
    ['no JSON', '{', 'not JSON'],
    ['an amount that is no decimal', withInstalment({ fee: '1e3' }), 'contract.instalments.0.fee: "1e3"'],
    ['an amount that is a number', withInstalment({ fee: 1.5 }), 'contract.instalments.0.fee: not a decimal text'],
    ['too many decimals', withInstalment({ fee: '0.001' }), 'round it to 2 decimals'],
    [
      'a day that does not exist',
      withInstalment({ dueOn: '2025-02-30' }),
      'contract.instalments.0.dueOn: not a date that exists',
    ],
    [
      'a due date before disbursement',
      withInstalment({ dueOn: '2025-01-04' }),
      'contract.instalments[0].dueOn: nothing falls due before',
    ],
    ['an unknown event', change('events', [{ type: 'gift', id: 'g' }]), 'events.0.type'],
    [
      'an event without value date',
      change('events', [{ type: 'payment', id: 'p', amount: '1.00' }]),
      'events.0.valueDate',
    ],
    ['a reversal of nothing, undated', change('events', [{ type: 'reversal', id: 'r', of: 'x' }]), 'events.0.bookedOn'],
    ['an order that is short', change('rules', { allocation: { order: ['due.fee'] } }), 'rules.allocation.order'],
    [
      'buckets that overlap',
      change('rules', {
        buckets: [
          { name: 'A', from: 1, to: 9 },
          { name: 'B', from: 9, to: null },
        ],
      }),
      'rules.buckets',
    ],
    ['an unknown reading', change('rules', { dayCount: 'both' }), 'rules.dayCount'],
  ])('exits 2 on %s and says where it stands', async (_claim, content, message) => {
    const bad = file('bad.json', content);
    expect(await runAssess([bad, file('good.json', sound)], { check: true })).toBe(2);
    expect(warned.join('\n')).toContain(`${bad} cannot be assessed`);
    expect(warned.join('\n')).toContain(message);
    expect(printed).toEqual(['2 passed, 0 failed']);
  });

  it('exits 2 on a file that is not there', async () => {
    expect(await runAssess([join(directory, 'none.json')], {})).toBe(2);
    expect(warned.join()).toContain('none.json');
  });
});

describe('recoup assess --tape', () => {
  const tape = (payment: string, expected: string): void => {
    file('loans.csv', 'loan_id,product,currency,disbursed_on\nL1,auto,CNY,2025-01-05\n');
    file('instalments.csv', 'loan_id,number,due_on,principal,interest,fee\nL1,1,2025-02-05,100.00,0.00,0.00\n');
    file('payments.csv', `payment_id,loan_id,value_date,booked_on,amount,kind,of\n${payment}\n`);
    file('expected.csv', `loan_id,as_of,open_instalments,overdue_days,overdue_amount\n${expected}\n`);
  };
  it('counts the points that agree and prints those that do not', async () => {
    tape('P1,L1,2025-02-07,,40.00,payment,', 'L1,2025-02-08,1,3,60.00\nL1,2025-02-09,1,3,60.00');
    expect(await runAssess([], { tape: directory, check: true })).toBe(1);
    expect(printed).toEqual(['L1: as of 2025-02-09: overdueDays: expected 3, got 4', '1 passed, 1 failed']);
  });
  it('prints the points without a check', async () => {
    tape('P1,L1,2025-02-07,2025-02-08,40.00,payment,', 'L1,2025-02-07,0,0,0.00');
    expect(await runAssess([], { tape: directory })).toBe(0);
    const point = { loanId: 'L1', asOf: '2025-02-07', openInstalments: 1, overdueDays: 2, overdueAmount: '100.00' };
    expect(JSON.parse(printed[0] ?? '')).toEqual(point);
  });
  it.each([
    ['P1,L9,2025-02-07,,40.00,payment,', 'payments.csv:2 loan_id: no loan L9'],
    ['P1,L1,2025-02-31,,40.00,payment,', 'payments.csv:2 value_date'],
    ['P1,L1,2025-02-07,,40.005,payment,', 'payments.csv:2 40.005 has more decimals'],
    ['P1,L1,2025-02-07,,40.00,gift,', 'payments.csv:2 kind'],
  ])('exits 2 on the row %s with file and line', async (payment, message) => {
    tape(payment, 'L1,2025-02-07,0,0,0.00');
    expect(await runAssess([], { tape: directory, check: true })).toBe(2);
    expect(warned.join('\n')).toContain(message);
  });
});

const shared = process.env['RECOUP_SHARED'] ?? '../shared';
const cases = join(shared, 'cases', 'assess');
if (!existsSync(cases)) console.log(`skipped: the common cases and the tape are not at ${shared} (RECOUP_SHARED)`);
describe.skipIf(!existsSync(cases))('the common cases', () => {
  it('all agree', async () => {
    const files = readdirSync(cases).map((name) => join(cases, name));
    expect(await runAssess(files, { check: true })).toBe(0);
  });
  it('and so does the tape at every point', async () => {
    expect(await runAssess([], { tape: join(shared, 'data', 'tape'), check: true })).toBe(0);
    expect(printed).toEqual(['6000 passed, 0 failed']);
  });
});
