// 抵押物处置, 以物抵债 (domain.md §1 rows 11 and 25, §7).
import { describe, expect, it } from 'vitest';
import { dayOf } from '../../domain/day.ts';
import { reserveOf, DEFAULT_COLLATERAL } from '../../domain/collateralRules.ts';
import type { BookLife } from './support/bookLife.ts';
import { CAR, CASE, caseOf, CLERK, disposal, give, HEAD, LOAN, RISK } from './support/disposed.ts';

const debt = (life: BookLife): object => dayOf(life.loan, life.policy, life.today).assessment;

describe('the value', () => {
  it('counts as the lower of two that agree, and not while they differ by more than the policy allows', () => {
    const life = disposal('valuing');
    expect(give(life, 'value', { by: 'vera', valueMinor: 120_000 })).toMatchObject({
      valueMinor: null,
      secondNeeded: true,
    });
    expect(give(life, 'propose', { way: 'auction' })).toMatchObject({ code: 'NOT_NOW' });
    expect(give(life, 'value', { by: 'vito', valueMinor: 130_000 })).toMatchObject({ valueMinor: 120_000 });
    expect(caseOf(life).valuations.map(({ by }) => by)).toEqual(['vera', 'vito']);
  });

  it('runs out: the disposal asks for another one, and nothing is sold on an old one', () => {
    const life = disposal('possessed', { valuationValidDays: 20 });
    expect(life.at('2025-04-05', '11:00').story.slice(-2)).toEqual([
      '2025-04-05 10:00 collateral valuationExpired',
      '2025-04-05 10:00 collateral task valuation for assetManager by 2025-04-20',
    ]);
    expect(give(life, 'openRound', { opensOn: '2025-05-01' })).toMatchObject({ code: 'NOT_VALUED' });
    give(life, 'value', { by: 'vera', valueMinor: 180_000 });
    // Not below what was approved.
    expect(give(life, 'openRound', { opensOn: '2025-05-01' })).toMatchObject({ ok: true, reserveMinor: 133_000 });
  });

  it.each([
    [{ by: 'vera', valueMinor: 0 }, 'AMOUNT_NOT_POSITIVE'],
    [{ valueMinor: 100 }, 'VALUER_MISSING'],
    [{ by: 'vera', valueMinor: 100, on: '2025-12-01' }, 'DATE_INVALID'],
    [{ by: 'vera', valueMinor: 100, on: '2023-12-01' }, 'VALUATION_EXPIRED'],
  ])('is refused as %j', (content, code) => {
    const life = disposal('valuing');
    expect(give(life, 'value', content)).toMatchObject({ code });
    expect(caseOf(life).valuations).toEqual([]);
  });
});

describe('the approval', () => {
  it('is of two people who did not propose it, and not below the least price of the rules', () => {
    const life = disposal('valued');
    expect(give(life, 'propose', { way: 'privateSale', leastMinor: 100_000 })).toMatchObject({
      code: 'PRICE_BELOW_RULE',
    });
    give(life, 'propose', { way: 'auction' }, HEAD);
    expect(give(life, 'approve', {}, HEAD)).toMatchObject({ code: 'SAME_PERSON' });
    expect(give(life, 'approve', {}, CLERK)).toMatchObject({ code: 'ROLE_MISSING' });
    expect(give(life, 'approve', {}, RISK)).toMatchObject({ approvalsMissing: 1 });
    expect(give(life, 'approve', {}, RISK)).toMatchObject({ code: 'SAME_PERSON' });
    expect(life.command(CASE, 'approve', {}, null)).toMatchObject({ code: 'SIGNATURE_INVALID' });
    expect(caseOf(life).status).toBe('awaitingApproval');
  });

  it('rejected gives it back to the loan as pledged', () => {
    const life = disposal('awaitingApproval');
    expect(give(life, 'reject', {}, HEAD)).toMatchObject({ code: 'REASON_MISSING' });
    give(life, 'reject', { reason: 'wait for the season' }, HEAD);
    expect(caseOf(life).ended).toMatchObject({ as: 'rejected' });
    expect(life.loan.collateral).toMatchObject([{ status: 'pledged' }]);
  });
});

describe('taking it', () => {
  it('without a court waits for the notice, and for the hours of visits', () => {
    const life = disposal('awaitingApproval');
    life.command(CASE, 'approve', {}, HEAD);
    life.command(CASE, 'approve', {}, RISK);
    expect(give(life, 'seize', { how: 'voluntary' })).toMatchObject({ code: 'NOTICE_NOT_GIVEN' });
    life.at('2025-03-22', '09:30');
    expect(give(life, 'seize', { how: 'voluntary' })).toMatchObject({
      reason: 'they were given notice until 2025-03-23',
    });
    expect(give(life, 'seize', { how: 'by night' })).toMatchObject({ code: 'HOW_UNKNOWN' });
    life.at('2025-03-23', '09:30');
    expect(give(life, 'seize', { how: 'voluntary' })).toMatchObject({ ok: true });
  });

  it('by a court does not', () => {
    const life = disposal('approved').at('2025-03-17');
    expect(give(life, 'seize', { how: 'court' })).toMatchObject({ ok: true });
  });

  it('nobody takes it: goes to somebody else after its days, once', () => {
    const life = disposal('approved').at('2025-09-01');
    expect(life.story.filter((line) => line.includes('escalated'))).toEqual([
      '2025-05-15 10:00 collateral escalated to president',
    ]);
  });
});

describe('the sale', () => {
  it.each([
    [0, 70_000],
    [1, 56_000],
    [2, null],
  ])('round %i of a thing of 1,000.00 has a reserve of %s', (at, reserveMinor) => {
    expect(reserveOf(DEFAULT_COLLATERAL, 100_000, at)).toBe(reserveMinor);
  });

  it('is announced in time, not below the reserve, and goes to a second and to no third round', () => {
    const life = disposal('possessed');
    expect(give(life, 'openRound', { opensOn: '2025-04-01' })).toMatchObject({ code: 'NOTICE_TOO_SHORT' });
    expect(give(life, 'openRound', { opensOn: '2025-04-15' })).toMatchObject({ round: 1, reserveMinor: 133_000 });
    life.at('2025-04-14');
    expect(give(life, 'closeRound', { result: 'sold', priceMinor: 150_000 })).toMatchObject({ code: 'TOO_EARLY' });
    life.at('2025-04-16');
    expect(give(life, 'closeRound', { result: 'sold', priceMinor: 100_000 })).toMatchObject({
      code: 'PRICE_BELOW_RESERVE',
    });
    give(life, 'closeRound', { result: 'failed' });
    expect(give(life, 'openRound', { opensOn: '2025-05-10' })).toMatchObject({ round: 2, reserveMinor: 106_400 });
    life.at('2025-05-11');
    give(life, 'closeRound', { result: 'failed' });
    expect(give(life, 'openRound', { opensOn: '2025-06-10' })).toMatchObject({ code: 'NO_ROUND_LEFT' });
    // 以物抵债: approved anew, and taken at no less than that.
    give(life, 'propose', { way: 'acceptance' });
    give(life, 'approve', {}, HEAD);
    give(life, 'approve', {}, RISK);
    expect(give(life, 'accept', { priceMinor: 100_000 })).toMatchObject({ code: 'PRICE_BELOW_RESERVE' });
    expect(give(life, 'accept', { priceMinor: 110_000 })).toMatchObject({
      appliedMinor: 105_000,
      shortfallMinor: 55_000,
    });
    expect(life.loan.collateral).toMatchObject([{ status: 'accepted' }]);
  });

  it('pays costs first, then the debt; what is over is owed to the owner, told by letter, and paid back', () => {
    const life = disposal('surplusOwed');
    expect(caseOf(life).realised).toMatchObject({
      costsMinor: 5_000,
      appliedMinor: 160_000,
      surplusMinor: 15_000,
      shortfallMinor: 0,
    });
    expect(life.loan.postings.at(-1)).toMatchObject({ payer: 'collateral', amountMinor: 160_000 });
    expect(debt(life)).toMatchObject({ settled: true });
    expect(life.story).toContain('2025-04-16 10:00 collateral collateralSurplus by letter to debtor');
    give(life, 'paySurplus');
    expect(caseOf(life).ended).toMatchObject({ as: 'realised' });
    expect(life.wakeOf(CASE)).toBeNull();
  });

  it('leaves owing what it does not cover, tells the borrower, and the ladder goes on', () => {
    const life = disposal('realised');
    expect(caseOf(life).realised).toMatchObject({ appliedMinor: 135_000, shortfallMinor: 25_000, surplusMinor: 0 });
    expect(debt(life)).toMatchObject({ settled: false, overdueAmountMinor: 25_000 });
    expect(life.story).toContain('2025-04-16 10:00 collateral collateralShortfall by letter to debtor');
  });

  it('of a thing of somebody else tells the owner too, and the surplus is theirs', () => {
    const life = disposal('valuing');
    life.command(LOAN, 'addCollateral', { ...CAR, id: 'house', kind: 'realEstate', ownerId: 'olga' }, CLERK);
    life.command(LOAN, 'disposeCollateral', { id: 'house', reason: 'the car will not do' }, CLERK);
    const second = 'collateral/L1/2';
    life.command(second, 'value', { by: 'vera', valueMinor: 200_000 }, CLERK);
    life.command(second, 'propose', { way: 'privateSale' }, CLERK);
    life.command(second, 'approve', {}, HEAD);
    life.command(second, 'approve', {}, RISK);
    life.at('2025-03-17');
    expect(life.story.filter((line) => line.includes('collateralSeizure'))).toEqual([
      '2025-03-15 10:30 collateral collateralSeizure by letter to debtor',
      '2025-03-15 10:30 collateral collateralSeizure by letter to guarantor',
    ]);
  });
});

describe('redemption', () => {
  it('before the sale stops it; the costs so far are charged, or are the lender’s where the rule says so', () => {
    const life = disposal('redeemed');
    expect(caseOf(life).ended).toMatchObject({ as: 'redeemed' });
    expect(life.loan.collateral).toMatchObject([{ status: 'pledged' }]);
    expect(debt(life)).toMatchObject({ outstandingMinor: 5_000 });
    expect(debt(disposal('redeemed', { redemptionCosts: 'lender' }))).toMatchObject({ outstandingMinor: 0 });
  });
});
