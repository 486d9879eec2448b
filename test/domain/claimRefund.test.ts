import { describe, expect, it } from 'vitest';
import { claim } from '../../domain/claim.ts';
import { moneyMark, receivedFrom, refundOwed } from '../../domain/claimMoney.ts';
import { windowOf } from '../../domain/claimOfLoan.ts';
import { DEFAULT_CLAIMS } from '../../domain/claimRules.ts';
import type { LoanState } from '../../domain/loanState.ts';
import type { Posting } from '../../domain/posting.ts';
import { pay, reverse } from './sampleLoan.ts';
import { ACTIONS, person, TrackLife } from './trackLife.ts';
import { BUY_BACK, demanded, since, dealer } from './support/claimPaid.ts';

describe('two claims on one partner', () => {
  const claimOn = { on: 'dealer', demand: 'advance' } as const;
  const track = {
    kind: 'claim',
    step: 's',
    status: 'demanded',
    ended: false,
    told: [],
    deadlineOn: null,
    claim: claimOn,
  } as const;
  it.each<[string, LoanState['tracks'], string | null]>([
    ['no other', {}, null],
    ['a later one that was demanded', { 'claim/L1/2': { ...track, demandedOn: '2025-03-01' } }, '2025-03-01'],
    ['a later one of the same day', { 'claim/L1/2': { ...track, demandedOn: '2025-02-10' } }, '2025-02-10'],
    ['one that was not demanded yet', { 'claim/L1/2': track }, null],
    ['an earlier one', { 'claim/L1/0': { ...track, demandedOn: '2025-02-01' } }, null],
    [
      'one on somebody else',
      { 'claim/L1/2': { ...track, demandedOn: '2025-03-01', claim: { ...claimOn, on: 'guarantor' } } },
      null,
    ],
  ])('share no money: with %s', (_name, others, before) => {
    const tracks = { 'claim/L1/1': track, ...others };
    expect(windowOf({ tracks }, 'claim/L1/1', '2025-02-10')).toEqual({ from: '2025-02-10', before });
  });
});

describe('a buy-back', () => {
  it('asks for everything outstanding, and tells the borrower whom to pay', () => {
    const life = demanded(BUY_BACK);
    life.post(dealer('d', '2025-02-12', 11_000)).moneyMoves();
    expect(since(life, '2025-02-12')).toEqual([
      '2025-02-12 10:00 moneyMoved',
      '2025-02-12 10:00 11000 of 11000 came',
      '2025-02-12 10:00 ended performed',
      '2025-02-12 10:00 bought back for 11000',
      '2025-02-12 10:00 claim/L1/1/subrogation/1 by letter to debtor',
    ]);
  });

  it('owes back to the dealer what the borrower pays to us all the same', () => {
    const life = demanded(BUY_BACK);
    life.post(dealer('d', '2025-02-12', 11_000)).moneyMoves();
    life.at('2025-02-20').pay(2500).moneyMoves();
    expect(life.track.claim).toMatchObject({ owedMinor: 2500 });
  });
});

describe('a refund to a partner', () => {
  const loanOf = (...postings: Posting[]): LoanState => ({ ...demanded().loan, postings });
  const { policy } = demanded();
  const owed = (wholeLoan: boolean, ...postings: Posting[]): number => {
    const loan = loanOf(...postings);
    return refundOwed(
      loan,
      policy,
      receivedFrom(loan, 'dealer', { from: '2025-02-10', before: null }, 1000),
      wholeLoan,
    );
  };
  const advance = dealer('d', '2025-02-12', 1000);
  it.each<[string, number, Posting[]]>([
    ['nothing before the borrower pays', 0, [advance]],
    ['all of it when the borrower pays what was advanced', 1000, [advance, pay('b', '2025-02-20')]],
    ['the part that the borrower has paid', 300, [advance, pay('b', '2025-02-20', 300)]],
    ['no more than was advanced', 1000, [advance, pay('b', '2025-02-20', 5000)]],
    ['nothing when that payment is undone', 0, [advance, pay('b', '2025-02-20'), reverse('r', 'b', '2025-02-21')]],
    ['nothing of what the guarantor pays', 0, [advance, pay('g', '2025-02-20', 1000, '2025-02-20', 'guarantor')]],
    [
      'nothing when the advance itself is undone',
      0,
      [advance, pay('b', '2025-02-20'), reverse('r', 'd', '2025-02-21')],
    ],
    ['only what the borrower and the advance pay twice', 300, [pay('e', '2025-02-06', 300), advance]],
    ['the same whichever came first', 1000, [pay('b', '2025-02-11'), advance]],
  ])('comes to %s', (_name, amountMinor, postings) => {
    expect(owed(false, ...postings)).toBe(amountMinor);
  });

  it('does not grow by the instalments that the borrower pays in their own time', () => {
    const march = [pay('b', '2025-02-20'), pay('c', '2025-03-05')];
    expect(owed(false, advance, ...march)).toBe(1000);
    // The borrower goes on with the oldest debt: March's payment is February's, and March is open.
    expect(owed(false, advance, pay('c', '2025-03-05'))).toBe(1000);
  });

  function advanced(): TrackLife {
    const life = new TrackLife(claim, ACTIONS.advance, {
      claims: { ...DEFAULT_CLAIMS, refundTask: { role: 'accounting', days: 5, escalateTo: 'supervisor' } },
    });
    life.open('dealer').at('2025-02-12').post(advance).moneyMoves();
    life.at('2025-02-20').post(pay('b', '2025-02-20')).moneyMoves();
    return life;
  }

  it('is a task with a deadline, told to the partner, and booked by a person under a reference', () => {
    const life = advanced();
    expect(life.kind.isClosed(life.track)).toBe(false);
    life.at('2025-02-26');
    expect(life.command('bookRefund', person('li', 'collector'), { reference: 'B1' })).toMatchObject({
      code: 'ROLE_MISSING',
    });
    expect(life.command('bookRefund', person('wu', 'accounting'))).toMatchObject({ code: 'REFERENCE_MISSING' });
    expect(life.command('bookRefund', person('wu', 'accounting'), { reference: 'B1', amount: '99.00' })).toMatchObject({
      code: 'AMOUNT_OUT_OF_RANGE',
    });
    expect(life.command('bookRefund', person('wu', 'accounting'), { reference: 'B1' })).toMatchObject({ ok: true });
    expect(since(life, '2025-02-20').filter((line) => !line.includes('refused'))).toEqual([
      '2025-02-20 10:00 moneyMoved',
      '2025-02-20 10:00 refund owed 1000, was 0',
      '2025-02-20 10:00 task claimRefund for accounting by 2025-02-25',
      '2025-02-20 10:00 claim/L1/1/refund/1 by email to dealer',
      '2025-02-25 10:00 demand accepted',
      '2025-02-25 10:00 escalated to supervisor',
      '2025-02-26 10:00 refund booked 1000',
      '2025-02-26 10:00 task closed booked',
    ]);
    expect(life.kind.isClosed(life.track)).toBe(true);
    expect(life.command('bookRefund', person('wu', 'accounting'), { reference: 'B2' })).toMatchObject({
      code: 'NO_REFUND_OWED',
    });
  });

  it('that was booked comes back when the payment is undone', () => {
    const life = advanced();
    life.command('bookRefund', person('wu', 'accounting'), { reference: 'B1' });
    life
      .at('2025-02-22')
      .post(reverse('r', 'b', '2025-02-22'))
      .moneyMoves();
    expect(since(life, '2025-02-22')).toEqual([
      '2025-02-22 10:00 moneyMoved',
      '2025-02-22 10:00 refund owed 0, was 1000',
      '2025-02-22 10:00 task claimRefundBack for accounting by 2025-02-27',
    ]);
    life.command('bookRefund', person('wu', 'accounting'), { reference: 'B2' });
    expect(life.track.claim).toMatchObject({ owedMinor: 0, refundedMinor: 0 });
    expect(life.track.tasks).toEqual({});
  });

  it('that was not booked is withdrawn with its letter when the payment is undone the same hour', () => {
    const life = advanced();
    life.post(reverse('r', 'b', '2025-02-20')).moneyMoves();
    expect(life.track.tasks).toEqual({});
    expect(life.story.at(-1)).toBe('2025-02-20 10:00 task closed noLongerNeeded');
  });
});

describe('the mark of money', () => {
  const loan = demanded().loan;
  const markOf = (...postings: Posting[]): number =>
    moneyMark({ ...loan, postings }, 'dealer', { from: '', before: null });
  it('is nothing while the partner has paid nothing that stands', () => {
    expect(markOf(pay('b', '2025-02-20'))).toBe(0);
    expect(markOf(dealer('d', '2025-02-12', 5), reverse('r', 'd', '2025-02-13'))).toBe(0);
  });
  it('changes with amount, value date, and what others pay', () => {
    const marks = [
      markOf(dealer('d', '2025-02-12', 5)),
      markOf(dealer('d', '2025-02-12', 6)),
      markOf(dealer('d', '2025-02-13', 5)),
      markOf(dealer('d', '2025-02-12', 5), pay('b', '2025-02-20')),
    ];
    expect(new Set(marks).size).toBe(4);
  });
});
