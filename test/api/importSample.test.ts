import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { behaviourOf, generateSample } from '../../cli/sample.ts';
import { behaviours } from '../../cli/sampleLife.ts';
import type { Behaviour } from '../../cli/sampleLife.ts';
import { assess } from '../../domain/assess.ts';
import type { Contract } from '../../domain/contract.ts';
import type { Posting } from '../../domain/posting.ts';
import { DEFAULT_RULES } from '../../domain/rules.ts';
import { startImportWorld } from './importWorld.ts';
import type { ImportWorld } from './importWorld.ts';

const sample = generateSample({ seed: 1, loans: 40, clockStart: '2025-04-01' });
const until = '2025-10-01';

let world: ImportWorld;
beforeAll(async () => {
  world = await startImportWorld();
});
afterAll(() => world.stop());

it('is the same for the same seed and another for another', () => {
  expect(generateSample({ seed: 1, loans: 40, clockStart: '2025-04-01' })).toEqual(sample);
  expect(generateSample({ seed: 2, loans: 40, clockStart: '2025-04-01' })['loans.csv']).not.toBe(sample['loans.csv']);
});

it('holds nothing but fictional numbers and addresses', () => {
  const phones = sample['loans.csv'].match(/\+\d+/g) ?? [];
  expect(phones.length).toBeGreaterThan(40);
  expect(phones.filter((phone) => !/^\+1\d{3}55501\d\d$/.test(phone))).toEqual([]);
  const mails = `${sample['loans.csv']}${sample['partners.csv']}`.match(/[\w.]+@[\w.]+/g) ?? [];
  expect(mails.filter((mail) => !mail.endsWith('@example.com'))).toEqual([]);
});

describe('in a demo', () => {
  /** Loans of a behaviour with everything that is posted by the end of the play. */
  async function livesOf(behaviour: Behaviour) {
    const rows = await world.db.rows<{ id: string; contract: Contract; postings: Posting[]; held: Posting[] | null }>(
      `select c.id, i.content->'contract' as contract, i.content->'postings' as postings,
              (select jsonb_agg(h.content) from held_posting h where h.case_id = c.id) as held
         from case_file c join inbox i on i.case_id = c.id and i.type = 'opened' order by c.id`,
    );
    return rows
      .filter((_, at) => behaviourOf(at) === behaviour && at % 10 !== 9)
      .map(({ contract, postings, held }) => {
        const all = [...postings, ...(held ?? [])];
        return (asOf: string) => assess(contract, DEFAULT_RULES, all, asOf);
      });
  }
  const days = Array.from({ length: 183 }, (_, at) => new Date(Date.UTC(2025, 3, 1 + at)).toISOString().slice(0, 10));

  beforeAll(async () => {
    const report = await world.take(sample, { mode: 'demo' });
    expect(report.problems).toEqual([]);
    expect(report.noticeCount).toBe(0);
    expect(report.counts?.loans.new).toBe(40);
  });

  it('shows every product, several loans of one debtor, dealers, insurers and guarantors', async () => {
    const rows = await world.db.rows<{
      product: string;
      debtor: string;
      dealer: string | null;
      insurer: string | null;
      guarantor: string | null;
    }>(
      `select content->>'product' as product, content->>'debtorId' as debtor, content->>'dealerId' as dealer,
              content->>'insurerId' as insurer, content->>'guarantorId' as guarantor from inbox where type = 'opened'`,
    );
    expect(new Set(rows.map(({ product }) => product))).toEqual(new Set(['auto', 'consumer', 'working-capital']));
    expect(new Set(rows.map(({ debtor }) => debtor)).size).toBe(34);
    for (const party of ['dealer', 'insurer', 'guarantor'] as const)
      expect(rows.some((row) => row[party] !== null)).toBe(true);
  });

  it('shows working capital that matures while the clock plays', async () => {
    const rows = await world.db.rows<{ due: string }>(
      `select content->'contract'->'instalments'->-1->>'dueOn' as due from inbox where content->>'product' = 'working-capital'`,
    );
    expect(rows.length).toBe(4);
    expect(rows.every(({ due }) => due > '2025-04-01' && due < until)).toBe(true);
  });

  it.each<[Behaviour, string]>([
    ['paysAlways', 'never a day past due'],
    ['paysEarly', 'never a day past due'],
    ['backDated', 'never a day past due'],
    ['lateOnce', 'missed once, and current in the end'],
    ['beforeTheLetter', 'at most 31 days past due'],
    ['stopsPaying', '连3'],
    ['paysPart', '连3'],
    ['longUnpaid', '连3 at the start'],
    ['lateAlways', '累6'],
    ['curesArrears', 'in arrears at the start, and current in the end'],
    ['closesEarly', 'nothing outstanding in the end'],
    ['reversed', 'past due for a while, and current in the end'],
    ['chargedBack', 'past due for a while, and current in the end'],
    ['dealerAdvances', 'past due for a while, and current in the end'],
  ])('%s: %s', async (behaviour, claim) => {
    const lives = await livesOf(behaviour);
    expect(lives.length).toBeGreaterThan(0);
    for (const life of lives) {
      const all = days.map(life);
      const most = Math.max(...all.map(({ overdueDays }) => overdueDays));
      const [start, end] = [life('2025-04-01'), life(until)];
      // What was found later counts: paid by value date, a back-dated payment was never late.
      const seen: Record<string, boolean> = {
        'never a day past due': end.cumulativeMissed === 0,
        'missed once, and current in the end': end.cumulativeMissed === 1 && end.overdueDays === 0,
        'at most 31 days past due': most >= 30 && most <= 31,
        连3: end.consecutiveMissed >= 3 && start.consecutiveMissed === 0,
        '连3 at the start': start.consecutiveMissed >= 3,
        累6: end.cumulativeMissed >= 6 && most <= 10,
        'in arrears at the start, and current in the end': start.consecutiveMissed === 2 && end.overdueDays === 0,
        'nothing outstanding in the end': end.outstandingMinor === 0,
        'past due for a while, and current in the end': most > 0 && end.overdueDays === 0,
      };
      expect([claim, seen[claim], most, end.consecutiveMissed, end.cumulativeMissed]).toEqual([
        claim,
        true,
        most,
        end.consecutiveMissed,
        end.cumulativeMissed,
      ]);
    }
  });

  it('each behaviour occurs', () => {
    const rows = Array.from({ length: 40 }, (_, at) => behaviourOf(at));
    expect(new Set(rows)).toEqual(new Set(behaviours));
  });
});
