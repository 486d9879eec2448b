// Clocks that are wrong by as much as is allowed, of the decider and of the sender, on a real database: nothing is
// decided and nothing leaves outside the hours of the person.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPermitted } from '../../activities/permitted.ts';
import { recordContactFact } from '../../db/contactFact.ts';
import { claim } from '../../db/outbox.ts';
import { addMilliseconds, localTime } from '../../domain/instant.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Policy } from '../../domain/policy.ts';
import { SKEW_ALLOWANCE_MS } from '../../domain/world.ts';
import { contactRules } from '../../policies/contact.ts';
import { ask, loanBody, party, startApiWorld, type ApiWorld } from '../api/world.ts';
import { openCase, personOf, queue, savePeople, startWorld, type World } from '../db/world.ts';

const wrongBy = [-SKEW_ALLOWANCE_MS, 0, SKEW_ALLOWANCE_MS];
/** On both sides of an instant: a minute, and what a clock may be wrong by, once and twice, less and more. */
const around = (instant: Instant): Instant[] =>
  [-11, -6, -4, -1, 0, 4, 6, 11].map((minutes) => addMilliseconds(instant, minutes * 60_000));
const isNight = (at: Instant, zone: string): boolean => {
  const local = localTime(at, zone);
  return local < '08:00:00' || local >= '22:00:00';
};

describe('a sender', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());
  const permitted = createPermitted({
    policyOf: () => Promise.resolve({ contactRules: 'cn' } as Policy),
    contactRulesOf: contactRules,
  });

  it.each<[string, string, string | null, Instant]>([
    ['in the evening', 'Asia/Shanghai', null, '2025-04-11T14:00:00.000Z'],
    ['in the morning', 'Asia/Shanghai', null, '2025-04-11T00:00:00.000Z'],
    ['in the evening of a person who moved', 'Asia/Shanghai', 'America/New_York', '2025-04-12T02:00:00.000Z'],
    ['in the morning of a person who moved', 'America/New_York', 'Asia/Kolkata', '2025-04-11T02:30:00.000Z'],
  ])('%s', async (_when, timeZone, movedTo, edge) => {
    let [left, queued] = [0, 0];
    await world.clear();
    await savePeople(world, personOf('P1', { timeZone }));
    await openCase(world.db, 'loan/A', ['P1']);
    // More messages in one day than a person would ever get.
    await world.db.run('update deployment set person_day_messages_max = 1000');
    if (movedTo !== null) {
      const moved = { kind: 'moved', zone: movedTo, from: '2025-04-01T00:00:00.000Z' } as const;
      const fact = { id: 'F1', personId: 'P1', actor: 'li:collector', at: '2025-04-01T00:00:00.000Z' };
      await recordContactFact(world.db, { ...fact, content: moved });
      // The case has decided about it.
      await world.db.run('update inbox set applied_seq = 1');
    }
    for (const really of around(edge)) {
      for (const wrongMs of wrongBy) {
        const message = { personId: 'P1', loans: ['A'], notBefore: '2025-04-10T00:00:00.000Z' };
        await queue(world.db, [{ ...message, reference: `M${(queued += 1)}` }]);
        const got = await claim(world.db, {
          ...{ channel: 'sms', epoch: 1, limit: 10, sealer: world.sealer, timeZone: 'Asia/Shanghai', permitted },
          now: () => Promise.resolve(addMilliseconds(really, wrongMs)),
          wallNow: () => addMilliseconds(really, wrongMs),
          render: () => ({ kind: 'ready', message: 'text', content: Buffer.from('text'), units: 1 }),
        });
        // What is held until the morning is not asked about again.
        await world.db.run(`update outbox set status = 'cancelled' where status = 'queued'`);
        if (got.kind !== 'claimed' || got.claims.length === 0) continue;
        left += 1;
        if (isNight(really, movedTo ?? timeZone)) expect.fail(`left at ${really} by a clock ${wrongMs} ms wrong`);
      }
    }
    expect(left).toBeGreaterThan(4);
  });
});

describe('a decision', () => {
  let world: ApiWorld;
  beforeAll(async () => {
    world = await startApiWorld();
  });
  beforeEach(() => world.clear());
  afterAll(() => world.stop());
  const schedule = {
    kind: 'given',
    instalments: Array.from({ length: 8 }, (_, at) => ({
      ...{ number: at + 1, dueOn: `2025-${String(at + 4).padStart(2, '0')}-10`, principal: '1000.00' },
    })),
  };

  it('about a first reminder of arrears holds it in the evening, whoever decides by a clock that is wrong', async () => {
    const told = { noticeDecided: 0, noticeHeld: 0 };
    let opened = 0;
    for (const really of around('2025-04-11T14:00:00.000Z')) {
      for (const wrongMs of wrongBy) {
        world.setNow(addMilliseconds(really, wrongMs));
        const loanId = `L${(opened += 1)}`;
        const debtor = { ...party(`P${opened}`), phone: `+86138123456${String(opened).padStart(2, '0')}` };
        const body = loanBody(loanId, { principal: '8000.00', disbursedOn: '2025-03-10', schedule, debtor });
        await ask(world.app, 'POST', '/v1/loans', body);
        const row = await world.db.row<{ type: 'noticeDecided' | 'noticeHeld' }>(
          `select type from journal where type in ('noticeDecided', 'noticeHeld') and case_id = $1`,
          [`loan/${loanId}`],
        );
        if (row === null) expect.fail(`nothing was decided at ${really}`);
        told[row.type] += 1;
        if (row.type === 'noticeDecided' && isNight(really, 'Asia/Shanghai'))
          expect.fail(`decided at ${really} by a clock ${wrongMs} ms wrong`);
      }
    }
    expect(Math.min(told.noticeDecided, told.noticeHeld)).toBeGreaterThan(3);
  });
});
