import { describe, expect, it } from 'vitest';
import { pay } from './sampleLoan.ts';
import { rung, trigger } from './support/loanWorld.ts';
import { bob, eve, lee, decided, called, now } from './support/calledIn.ts';

describe('a loan that was called in', () => {
  it('is taken back before it takes effect, not after', () => {
    const early = decided().at('2025-04-15');
    expect(early.command('withdrawAcceleration', { ...called, reason: 'agreed' }, lee)).toMatchObject({ ok: true });
    expect(early.command('withdrawAcceleration', { ...called, reason: 'agreed' }, lee)).toMatchObject({
      code: 'ACCELERATION_OVER',
    });
    expect(early.command('recordNotice', { ...called, party: 'debtor' }, lee)).toMatchObject({ code: 'NOT_ANNOUNCED' });
    expect(early.at('2025-04-30').loan.postings).toEqual([]);
    const late = decided().at('2025-04-22');
    expect(late.command('withdrawAcceleration', { ...called, reason: 'agreed' }, lee)).toMatchObject({
      code: 'IN_EFFECT',
    });
  });

  it('brings rungs that ask for it', () => {
    const ladder = [
      rung('sms', 1),
      trigger('last', { accelerated: true }),
      trigger('other', { accelerated: false }, { after: null }),
    ];
    const one = decided({ policy: { ladder } }).at('2025-04-30');
    expect(one.since('2025-04-21').filter((line) => / (last|other) /.test(line))).toEqual([
      '2025-04-22 10:00 last 2025-02-06 by sms',
    ]);
  });

  it.each(['before', 'after'] as const)(
    'a payment booked on its day counts under it, whether it comes %s it is declared',
    (when) => {
      const one = decided().at('2025-04-21', when === 'before' ? '09:00' : '11:00');
      one.post(pay('a', '2025-04-19', 300_000, '2025-04-21'));
      one.post(pay('z', '2025-04-21', 3_200));
      const { outstandingMinor, overdueAmountMinor, instalments } = now(one.at('2025-04-22'));
      expect(instalments.filter(({ openMinor }) => openMinor > 0).map(({ number }) => number)).toEqual([3, 7]);
      expect([outstandingMinor, overdueAmountMinor]).toEqual([318_000, 318_000]);
    },
  );

  it('that money found later shows to be wrong is corrected and reviewed, and stands again when that money goes', () => {
    const one = decided().at('2025-04-23');
    one.post(pay('late', '2025-04-18', 318_000, '2025-04-23'));
    one.post({ type: 'reversal', id: 'back', of: 'late', bookedOn: '2025-04-23' });
    expect(one.since('2025-04-23').filter((line) => !/correct.*sms/.test(line))).toEqual([
      '2025-04-23 09:00 payment late',
      '2025-04-23 09:00 L1/acceleration/1 corrected: nothing was past due on the day before 2025-04-21',
      '2025-04-23 09:00 task accelerationReview by 2025-04-30',
      '2025-04-23 09:00 reversal back',
      '2025-04-23 09:00 L1/acceleration/1 stands: the arrears had not been paid after all',
      '2025-04-23 09:00 task closed noLongerNeeded',
    ]);
  });

  it('is undone by agreement: the schedule comes back less what was paid on the whole, and counts forget it', () => {
    const one = decided().at('2025-04-25');
    one.post(pay('p', '2025-04-25', 318_000 + 3_200 + 50_000));
    one.at('2025-04-28');
    expect(one.command('request', { kind: 'reinstatement', terms: {}, reason: 'agreed' })).toMatchObject({ ok: true });
    for (const who of [bob, eve]) one.command('approveRequest', { request: 'L1/request/2' }, who);
    const { instalments, overdueDays, consecutiveMissed, cumulativeMissed, outstandingMinor } = now(one);
    expect(instalments.filter(({ openMinor }) => openMinor > 0)).toMatchObject([
      { number: 8, dueOn: '2025-05-05', open: { principal: 50_000, interest: 2_800 } },
      { number: 9, dueOn: '2025-06-05', openMinor: 106_000 },
      { number: 10, dueOn: '2025-07-05', openMinor: 106_000 },
    ]);
    expect({ overdueDays, consecutiveMissed, cumulativeMissed, outstandingMinor }).toEqual({
      ...{ overdueDays: 0, consecutiveMissed: 0, cumulativeMissed: 3, outstandingMinor: 264_800 },
    });
    expect(one.at('2025-04-29').since('2025-04-28').slice(-2)).toEqual([
      '2025-04-28 10:00 accelerationLifted 1 by letter',
      '2025-04-28 10:00 accelerationLiftedGuarantor 1 by letter to guarantor',
    ]);
    expect(one.loan.accelerations?.[0]?.ended).toMatchObject({ as: 'reinstated', on: '2025-04-28' });
  });
});
