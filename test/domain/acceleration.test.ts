import { describe, expect, it } from 'vitest';
import { DEFAULT_ACCELERATION } from '../../domain/accelerationRules.ts';
import { assess } from '../../domain/assess.ts';
import type { Actor } from '../../domain/case.ts';
import type { Policy } from '../../domain/policy.ts';
import { contractOf, due, pay } from './sampleLoan.ts';
import { ANN, LoanLife } from './support/loanLife.ts';
import type { Reply } from './support/loanLife.ts';
import { policyOf, rung, termsOf, trigger } from './support/loanWorld.ts';

const actor = (id: string, role: string): Actor => ({ id, role, authenticated: true });
const [bob, eve, lee] = [actor('bob', 'creditHead'), actor('eve', 'riskHead'), actor('lee', 'legalCounsel')];
const paper = (kind: string) => ({ id: `evidence/L1/${kind}/1`, kind, sha256: 'a'.repeat(64) });

const DELIVERED: readonly Reply[] = [
  { status: 'accepted', afterMinutes: 1, quiet: true },
  { status: 'delivered', afterMinutes: 2 * 24 * 60, quiet: false },
];
const NEVER: readonly Reply[] = [{ status: 'accepted', afterMinutes: 1, quiet: true }];

/** Six instalments of 1000.00 principal and 60.00 interest, due on the 5th from February to July 2025; none is paid. */
const contract = contractOf(
  ...['02', '03', '04', '05', '06', '07'].map((month, at) =>
    due(at + 1, `2025-${month}-05`, { principal: 100_000, interest: 6_000 }),
  ),
);

interface Wish {
  readonly policy?: Partial<Policy>;
  readonly provider?: readonly Reply[];
  readonly guarantorId?: string | null;
}

/** On 7 April 2025: three instalments in a row are missed. */
function life({ policy = {}, provider = DELIVERED, guarantorId = 'guarantor' }: Wish = {}): LoanLife {
  return new LoanLife({
    policy: policyOf({ chargebackWindowDays: 10, ...policy }),
    terms: termsOf(contract, { guarantorId }),
    provider: () => provider,
  }).at('2025-04-07');
}

const ask = (one: LoanLife, ground = 'missedInstalments', documents: readonly object[] = []): unknown =>
  one.command('request', { kind: 'acceleration', terms: { ground }, reason: 'three in a row', documents });

function decided(wish: Wish = {}): LoanLife {
  const one = life(wish);
  ask(one);
  for (const who of [bob, eve]) one.command('approveRequest', { request: 'L1/request/1' }, who);
  return one;
}

const called = { acceleration: 'L1/acceleration/1' };
const now = (one: LoanLife) => assess(one.loan.terms.contract, one.policy.assess, one.loan.postings, one.today);

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

  it('rests on proof: without it the next channel is used, then a person serves it, and only then it takes effect', () => {
    const one = decided({ provider: NEVER, guarantorId: null }).at('2025-05-12');
    expect(one.since('2025-04-07').slice(7)).toEqual([
      '2025-04-07 10:00 accelerationNotice 1 by letter',
      '2025-04-17 10:00 L1/accelerationNotice/1 failed',
      '2025-04-17 10:00 accelerationNotice 1 by email',
      '2025-04-27 10:00 L1/accelerationNotice/1~1 failed',
      '2025-04-27 10:00 accelerationNotice refused NOT_DELIVERED',
      '2025-04-27 10:00 no channel brings the notice to debtor',
      '2025-04-27 10:00 task serveNotice by 2025-05-04',
      '2025-05-04 10:00 escalated to supervisor',
    ]);
    const receipt = { ...called, party: 'debtor', on: '2025-05-11', documents: [paper('receipt')] };
    expect(one.command('recordNotice', receipt)).toMatchObject({ ok: true });
    expect(one.at('2025-05-22').since('2025-05-12')).toEqual([
      '2025-05-12 09:00 debtor has the notice since 2025-05-11 (receipt)',
      '2025-05-12 09:00 task closed served',
      '2025-05-12 09:00 all falls due on 2025-05-21',
      expect.stringMatching(/^2025-05-21 10:00 \d+ due on 2025-05-21$/),
      '2025-05-21 10:00 reschedule L1/acceleration/1',
    ]);
  });

  it.each([
    ['seven days, then a supervisor', {}, '2025-05-04', 'supervisor'],
    ['as the policy says', { serveDays: 3, escalateTo: 'legalHead' }, '2025-04-30', 'legalHead'],
  ])('what is served by hand has a service level: %s; once, until the next working day', (_name, level, on, to) => {
    const acceleration = { ...DEFAULT_ACCELERATION, ...level };
    const one = decided({ provider: NEVER, guarantorId: null, policy: { acceleration } }).at(on, '09:59');
    const escalated = () => one.outcomes.flatMap(({ outcome }) => (outcome.type === 'taskEscalated' ? [outcome] : []));
    expect(escalated()).toEqual([]);
    one.at('2025-06-30');
    const taskId = 'L1/acceleration/1/serve/debtor';
    // 1, 2 and 5 May are holidays.
    expect(escalated()).toMatchObject([{ taskId, to, on, dueOn: '2025-05-06' }]);
    expect(one.command('taskOutcome', { taskId, result: 'served' })).toMatchObject({ ok: true });
  });

  it('what is served in time goes to nobody else', () => {
    const one = decided({ provider: NEVER, guarantorId: null }).at('2025-05-03');
    const receipt = { ...called, party: 'debtor', on: '2025-05-03', documents: [paper('receipt')] };
    expect(one.command('recordNotice', receipt)).toMatchObject({ ok: true });
    expect(one.at('2025-06-30').outcomes.map(({ outcome }) => outcome.type)).not.toContain('taskEscalated');
  });

  it('waits for the last of them: the days run from the later receipt', () => {
    const one = decided({ provider: NEVER }).at('2025-04-09');
    const receipt = (party: string, on: string) => ({ ...called, party, on, documents: [paper('receipt')] });
    one.command('recordNotice', receipt('debtor', '2025-04-08'));
    expect(one.loan.accelerations?.[0]?.effectiveOn).toBeUndefined();
    one.at('2025-04-14').command('recordNotice', receipt('guarantor', '2025-04-13'));
    expect(one.loan.accelerations?.[0]?.effectiveOn).toBe('2025-04-23');
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
