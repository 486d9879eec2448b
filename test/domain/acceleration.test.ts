import { describe, expect, it } from 'vitest';
import { DEFAULT_ACCELERATION } from '../../domain/accelerationRules.ts';
import { contractOf, due, pay } from './sampleLoan.ts';
import { ANN, LoanLife } from './support/loanLife.ts';
import { policyOf, termsOf } from './support/loanWorld.ts';
import { bob, eve, lee, paper, DELIVERED, life, ask, decided, called, now } from './support/calledIn.ts';

describe('calling a loan in', () => {
  it('tells borrower and guarantor, waits for both, then lets the whole rest fall due; what is past due stands', () => {
    const one = decided().at('2025-04-22');
    expect(one.since('2025-04-07').slice(4)).toEqual([
      '2025-04-07 09:00 L1/request/1 executed',
      '2025-04-07 09:00 called in for missedInstalments',
      '2025-04-07 09:00 task closed approved',
      '2025-04-07 10:00 accelerationNotice 1 by letter',
      '2025-04-07 10:00 accelerationGuarantor 1 by letter to guarantor',
      '2025-04-09 10:00 L1/accelerationNotice/1 delivered',
      '2025-04-09 10:00 L1/accelerationGuarantor/1 delivered',
      '2025-04-09 10:00 debtor has the notice since 2025-04-09 (message)',
      '2025-04-09 10:00 guarantor has the notice since 2025-04-09 (message)',
      '2025-04-09 10:00 all falls due on 2025-04-21',
      '2025-04-21 10:00 303200 due on 2025-04-21',
      '2025-04-21 10:00 reschedule L1/acceleration/1',
    ]);
    // 9 April + 10 days is a Saturday; of May's interest 16 of 30 days are earned by the 21st, of later ones none.
    const { instalments, overdueDays, overdueAmountMinor, consecutiveMissed, cumulativeMissed } = now(one);
    expect(instalments.filter(({ openMinor }) => openMinor > 0)).toMatchObject([
      ...[1, 2, 3].map((number) => ({ number, openMinor: 106_000 })),
      { number: 7, dueOn: '2025-04-21', open: { principal: 300_000, interest: 3_200, fee: 0, penalty: 0 } },
    ]);
    expect({ overdueDays, overdueAmountMinor, consecutiveMissed, cumulativeMissed }).toEqual({
      ...{ overdueDays: 76, overdueAmountMinor: 621_200, consecutiveMissed: 4, cumulativeMissed: 4 },
    });
  });

  it.each([
    ['all interest of the schedule', 'all', 'all', 318_000],
    ['none', 'none', 'none', 300_000],
  ] as const)('asks for interest by policy: %s', (_name, interest, fees, whole) => {
    const acceleration = { ...DEFAULT_ACCELERATION, interest, fees };
    const one = decided({ policy: { acceleration } }).at('2025-04-22');
    expect(one.loan.accelerations?.[0]?.inEffect).toMatchObject({ amountMinor: whole, replaced: { length: 3 } });
  });

  it.each([
    ['a weekend that is worked is a working day (调休)', '2025-04-27'],
    ['holidays are passed over', '2025-05-06'],
  ])('is due on a working day by the calendar: %s', (_name, expected) => {
    const noticeDays = expected === '2025-04-27' ? 18 : 22;
    const one = decided({ policy: { acceleration: { ...DEFAULT_ACCELERATION, noticeDays } } }).at('2025-04-10');
    expect(one.loan.accelerations?.[0]?.effectiveOn).toBe(expected);
  });

  it('counts the days of the notice over a leap day', () => {
    const leap = contractOf(
      due(1, '2023-11-05', { principal: 1_000 }),
      due(2, '2023-12-05', { principal: 1_000 }),
      due(3, '2024-01-05', { principal: 1_000 }),
      due(4, '2024-12-05', { principal: 1_000 }),
    );
    const one = new LoanLife({
      policy: policyOf({ acceleration: { ...DEFAULT_ACCELERATION, noticeDays: 20 } }),
      terms: termsOf({ ...leap, disbursedOn: '2023-10-05' }, { guarantorId: null }),
      provider: () => DELIVERED,
    }).at('2024-02-07');
    ask(one);
    for (const who of [bob, eve]) one.command('approveRequest', { request: 'L1/request/1' }, who);
    expect(one.at('2024-02-12').loan.accelerations?.[0]?.effectiveOn).toBe('2024-02-29');
    expect(one.at('2024-03-01').loan.accelerations?.[0]?.inEffect?.on).toBe('2024-02-29');
  });

  it('ends when the borrower pays the arrears before, and those who had the notice are told', () => {
    const one = decided().at('2025-04-15');
    one.post(pay('p', '2025-04-15', 318_000));
    expect(one.at('2025-04-30').since('2025-04-15')).toEqual([
      '2025-04-15 09:00 payment p',
      '2025-04-15 09:00 L1/acceleration/1 cured: nothing is past due any more',
      '2025-04-15 10:00 accelerationLifted 1 by letter',
      '2025-04-15 10:00 accelerationLiftedGuarantor 1 by letter to guarantor',
      '2025-04-17 10:00 L1/accelerationLifted/1 delivered',
      '2025-04-17 10:00 L1/accelerationLiftedGuarantor/1 delivered',
    ]);
  });

  it('on a ground that payment does not cure goes on when the borrower pays the arrears', () => {
    const one = life();
    ask(one, 'fundsFlowedBack', [paper('accountCheck')]);
    for (const who of [bob, eve]) one.command('approveRequest', { request: 'L1/request/1' }, who);
    one.at('2025-04-15').post(pay('p', '2025-04-15', 318_000));
    expect(one.at('2025-04-22').loan.accelerations?.[0]).toMatchObject({ inEffect: { on: '2025-04-21' } });
  });

  it('takes no effect while the loan is on hold, and does when the hold ends', () => {
    const one = decided().at('2025-04-18');
    one.command('hold', { reason: 'disaster', to: '2025-04-25' });
    expect(one.at('2025-04-26').since('2025-04-18').slice(2)).toEqual([
      '2025-04-25 10:00 hold ended',
      '2025-04-25 10:00 304000 due on 2025-04-25',
      '2025-04-25 10:00 reschedule L1/acceleration/1',
    ]);
  });

  it('is asked on a ground that holds, and lapses when it does not any more', () => {
    const one = life();
    ask(one);
    one.command('approveRequest', { request: 'L1/request/1' }, bob);
    one.at('2025-04-08').post(pay('p', '2025-04-08', 318_000));
    expect(one.loan.requests?.[0]?.ended).toMatchObject({
      as: 'lapsed',
      because: 'missedInstalments does not hold on 2025-04-08',
    });
  });

  it.each([
    ['that the policy does not know', 'whim', [], 'GROUND_UNKNOWN'],
    ['without the document that shows it', 'fundsFlowedBack', [], 'EVIDENCE_MISSING'],
    ['with a document of another kind', 'fundsFlowedBack', [paper('valuation')], 'EVIDENCE_MISSING'],
  ])('on a ground %s is refused', (_name, ground, documents, code) => {
    const one = life();
    expect(ask(one, ground, documents)).toMatchObject({ ok: false, code });
    expect(one.loan.requests).toBeUndefined();
  });

  it('is not asked twice, nor when nothing falls due later', () => {
    const one = decided();
    expect(ask(one)).toMatchObject({ code: 'ALREADY_CALLED' });
    expect(ask(life().at('2025-07-06'))).toMatchObject({ code: 'NOTHING_LEFT' });
  });

  it.each([
    ['recordNotice', { ...called, acceleration: 'x' }, lee, 'ACCELERATION_UNKNOWN'],
    ['recordNotice', { ...called, party: 'dealer' }, lee, 'PARTY_UNKNOWN'],
    ['recordNotice', { ...called, party: 'debtor', on: '2025-02-30' }, lee, 'DATE_INVALID'],
    ['recordNotice', { ...called, party: 'debtor', on: '2025-04-08' }, lee, 'DAY_OUTSIDE'],
    ['recordNotice', { ...called, party: 'debtor', on: '2025-04-07' }, lee, 'EVIDENCE_MISSING'],
    ['withdrawAcceleration', { acceleration: 'x', reason: 'r' }, lee, 'ACCELERATION_UNKNOWN'],
    ['withdrawAcceleration', { ...called, reason: 'r' }, ANN, 'ROLE_NOT_ALLOWED'],
    ['withdrawAcceleration', { ...called, reason: ' ' }, lee, 'REASON_MISSING'],
  ])('%s %o by %o is refused, and changes nothing', (type, content, who, code) => {
    const one = decided();
    const before = one.loan.accelerations;
    expect(one.command(type, content, who)).toMatchObject({ ok: false, code });
    expect(one.loan.accelerations).toEqual(before);
  });
});
