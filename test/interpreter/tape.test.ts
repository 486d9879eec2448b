import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Expected } from './expected.ts';
import { interpret } from './interpret.ts';
import { chineseCalendar, readPolicies, readRows, readTape } from './read.ts';
import { minorOf } from './tape.ts';

const root = join(import.meta.dirname, '../..');
const tape = resolve(root, process.env['RECOUP_SHARED'] ?? '../shared', 'data/tape');
const hasTape = existsSync(tape);
if (!hasTape) console.log('the tape is not there: its checks are left out (RECOUP_SHARED)');

describe.runIf(hasTape)('the tape from April to October 2025', () => {
  let expected: Expected;
  beforeAll(() => {
    expected = interpret({
      ...readTape(tape),
      policies: readPolicies(join(root, 'policies')),
      calendars: [chineseCalendar()],
      from: '2025-04-01',
      to: '2025-10-01',
    });
  });

  it('agrees with every month end that is given', () => {
    const given = readRows<
      Record<'loan_id' | 'as_of' | 'open_instalments' | 'overdue_days' | 'overdue_amount', string>
    >(join(tape, 'expected.csv'));
    const told = new Map(expected.monthEnds.map((it) => [`${it.loanId} ${it.asOf}`, it]));
    const differences = given.filter((row) => {
      const it = told.get(`${row.loan_id} ${row.as_of}`);
      return (
        it?.openInstalments !== Number(row.open_instalments) ||
        it.overdueDays !== Number(row.overdue_days) ||
        it.overdueAmountMinor !== minorOf(row.overdue_amount)
      );
    });
    expect(differences).toEqual([]);
    expect(given).toHaveLength(expected.monthEnds.length);
    expect(given).toHaveLength(6000);
  });

  it('asks for no notice twice', () => {
    const keys = expected.notices.map((it) => `${it.loanId}/${it.step}/${it.occurrence}/${it.channel}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(1000);
  });
});

it('the interpreter shares no code with the rest of the project', () => {
  const foreign = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => [...readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(/ from '([^']+)';/g)])
    .map((match) => match[1] ?? '')
    .filter((from) => !/^(\.\/[a-zA-Z]+\.ts|node:.*|yaml|csv-parse\/sync|vitest)$/.test(from));
  expect(foreign).toEqual([]);
});
