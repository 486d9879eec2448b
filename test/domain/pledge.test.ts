import { describe, expect, it } from 'vitest';
import { addDays } from '../../domain/date.ts';
import { pay } from './sampleLoan.ts';
import { actor } from './support/bookLife.ts';
import type { BookLife } from './support/bookLife.ts';
import { CAR, caseOf, CLERK, disposal, give, HEAD, LOAN, RISK } from './support/disposed.ts';

describe('things that secure a loan', () => {
  it('are named once, with a value, and of a known kind', () => {
    const life = disposal('valuing');
    const add = (content: object): unknown => life.command(LOAN, 'addCollateral', { ...CAR, ...content }, CLERK);
    expect(add({})).toMatchObject({ code: 'ITEM_KNOWN' });
    expect(add({ id: 'x', kind: 'dream' })).toMatchObject({ code: 'COLLATERAL_KIND_UNKNOWN' });
    expect(add({ id: 'x', valueMinor: -1 })).toMatchObject({ code: 'AMOUNT_NOT_POSITIVE' });
    expect(add({ id: 'x', insuredUntil: 'soon' })).toMatchObject({ code: 'DATE_INVALID' });
    expect(life.command(LOAN, 'disposeCollateral', { id: 'car', reason: 'r' }, CLERK)).toMatchObject({
      code: 'ITEM_NOT_PLEDGED',
    });
    expect(life.command(LOAN, 'disposeCollateral', { id: 'boat', reason: 'r' }, CLERK)).toMatchObject({
      code: 'ITEM_UNKNOWN',
    });
  });

  it('ask for renewal of insurance 30 days before it ends, once, until it is renewed', () => {
    const life = disposal('valuing');
    life.command(LOAN, 'addCollateral', { ...CAR, id: 'van', insuredUntil: '2025-05-20' }, CLERK);
    life.at('2025-04-20', '11:00');
    expect(life.story.at(-1)).toBe('2025-04-20 10:00 task collateralExpiry by 2025-04-25');
    life.command(LOAN, 'updateCollateral', { id: 'van', insuredUntil: '2026-05-20' }, actor('cy', 'assetManager'));
    expect(life.loan.deskTasks).toBeUndefined();
    life.post(pay('all', life.today, 400_000));
    expect(life.at('2025-06-01').story.filter((line) => line.includes('collateralExpiry'))).toHaveLength(1);
  });
});

describe('a disposal whose borrower goes bankrupt', () => {
  const documents = [{ id: 'evidence/L1/order/aaaa', kind: 'order', sha256: 'a'.repeat(64) }];
  const stay = (life: BookLife, party = 'debtor'): BookLife => {
    const report = { kind: 'bankruptcy', party, source: 'thirdParty', documents: [] };
    life.command(LOAN, 'reportCircumstance', report, CLERK);
    const known = { happenedOn: '2025-03-12', announcedOn: '2025-03-14', claimBy: '2025-05-20' };
    const verified = { circumstance: 'L1/circumstance/1', documents, ...known };
    life.command(LOAN, 'verifyCircumstance', verified, actor('sue', 'supervisor'));
    return life.at(life.today, '12:00');
  };
  const over = (life: BookLife): BookLife => {
    const ended = { circumstance: 'L1/circumstance/1', ending: 'dismissed', documents };
    life.command(LOAN, 'endCircumstance', ended, actor('ida', 'legalCounsel'));
    return life.at(life.today, '13:00');
  };

  it.each([
    ['approved', 'seize', { how: 'voluntary' }],
    ['possessed', 'openRound', { opensOn: '2025-06-01' }],
    ['onSale', 'closeRound', { result: 'sold', priceMinor: 150_000 }],
  ] as const)('stands still when %s: no %s', (stage, type, content) => {
    const life = stay(disposal(stage));
    expect(caseOf(life).suspended).toMatchObject({ because: 'circumstances.bankruptcy' });
    const before = caseOf(life);
    expect(give(life, type, content)).toMatchObject({
      ...{ ok: false, code: 'STANDS_STILL' },
      remedy: 'wait until nothing stands against it: recoup circumstance end',
    });
    expect(caseOf(life)).toEqual(before);
  });

  it('gives the days back, says anew what was taken back, and goes on', () => {
    const life = stay(disposal('approved'));
    const [task] = Object.values(caseOf(life).tasks);
    life.at('2025-04-20', '11:00');
    expect(life.story.filter((line) => line.startsWith('2025-04') && line.includes('collateral'))).toEqual([]);
    over(life);
    expect(caseOf(life).suspended).toBeUndefined();
    expect(Object.values(caseOf(life).tasks)[0]?.dueOn).toBe(addDays(task?.dueOn ?? '', 31));
    expect(give(life, 'seize', { how: 'voluntary' })).toMatchObject({ ok: true });
  });

  it('lets no notice leave meanwhile, and sends it when nothing stands against it any more', () => {
    const life = stay(disposal('awaitingApproval'));
    const told = (): string[] => life.story.filter((line) => line.includes('collateralSeizure by'));
    give(life, 'approve', {}, HEAD);
    expect(give(life, 'approve', {}, RISK)).toMatchObject({ ok: true });
    life.at('2025-03-25', '12:00');
    expect(told()).toEqual([]);
    over(life).at('2025-03-27', '12:00');
    expect(told()).not.toEqual([]);
  });

  it('records a round that was called off, is redeemed all the same, and pays a surplus out', () => {
    const life = stay(disposal('onSale')).at('2025-04-16', '12:00');
    expect(give(life, 'closeRound', { result: 'failed' })).toMatchObject({ ok: true });
    life.post(pay('all', life.today, 160_000));
    expect(caseOf(life).ended).toMatchObject({ as: 'redeemed' });
    const settled = stay(disposal('surplusOwed'));
    expect(give(settled, 'paySurplus', { on: settled.today })).not.toMatchObject({ code: 'STANDS_STILL' });
  });
});
