import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aYearLater, clockStart, edited, startImportWorld, tape } from './importWorld.ts';
import type { ImportWorld } from './importWorld.ts';

let world: ImportWorld;
beforeAll(async () => {
  world = await startImportWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.clear());

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
    expect((await world.opened('L1'))?.content).toEqual({
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
    expect((await world.opened('L2'))?.content['postings']).toEqual([
      { id: 'P2', type: 'payment', valueDate: '2025-02-10', bookedOn: '2025-02-10', amountMinor: 10_000 },
      { id: 'P3', type: 'reversal', of: 'P2', bookedOn: '2025-02-12' },
      { id: 'P4', type: 'payment', valueDate: '2025-02-14', bookedOn: '2025-02-14', amountMinor: 10_000 },
    ]);
    expect(await world.person('G-L1')).toMatchObject({
      name: '李四',
      phone: '+12015550102',
      timeZone: 'Asia/Shanghai',
    });
    expect(await world.person('D1')).toMatchObject({ kind: 'partner', name: 'Dealer One', language: 'zh-CN' });
    expect(await world.person('C2')).toEqual({
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
        collateral: { new: 0, duplicates: 0 },
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
    expect(await world.person('C1')).toMatchObject({ address: '1 Road, City' });
  });

  it.each([
    ['100.00', 10_000, ['D1 PARTNER_LIMIT_PASSED']],
    ['1000.00', 100_000, []],
  ])(
    'says that loans pass the limit of %s that their dealer has, and takes them in',
    async (_, mostOutstandingMinor, said) => {
      const state = { rules: { limits: [{ currency: 'CNY', mostOutstandingMinor, beyond: 'ask' }] } };
      await world.owner.run(`insert into policy (hash, id, version, body) values ('h', 'p', 1, '{}')`);
      await world.owner.run(
        `insert into case_file (id, kind, person_ids, policy_hash, schema_version, state)
       values ('partner/D1', 'partner', '{}', 'h', 1, $1)`,
        [JSON.stringify(state)],
      );
      const { ok, notices } = await world.take(tape);
      expect([ok, notices.map(({ code, value }) => `${value} ${code}`)]).toEqual([true, said]);
    },
  );
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
    expect((await world.opened('M0'))?.content).toMatchObject({ contract: { instalments: [{ dueOn: '2025-03-10' }] } });
  });
});
