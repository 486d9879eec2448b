import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aYearLater, edited, startImportWorld, tape } from './importWorld.ts';
import type { ImportWorld } from './importWorld.ts';

let world: ImportWorld;
beforeAll(async () => {
  world = await startImportWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.clear());

const bankFile = (...rows: string[]) => ({
  'payments.csv': ['payment_id,loan_id,value_date,booked_on,amount,kind,of', ...rows, ''].join('\n'),
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
    expect((await world.opened('L1'))?.content['takenOverOn']).toBe('2025-03-31');
  });
});
