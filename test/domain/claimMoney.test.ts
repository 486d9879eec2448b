import { describe, expect, it } from 'vitest';
import { claim } from '../../domain/claim.ts';
import { moneyMark, receivedFrom, refundOwed } from '../../domain/claimMoney.ts';
import { windowOf } from '../../domain/claimOfLoan.ts';
import { DEFAULT_CLAIMS } from '../../domain/claimRules.ts';
import type { LoanState } from '../../domain/loanState.ts';
import type { Posting } from '../../domain/posting.ts';
import { chargeBack, pay, reverse } from './sampleLoan.ts';
import { ACTIONS, person, TrackLife } from './trackLife.ts';

const BUY_BACK = { ...ACTIONS.advance, demand: 'buyBack' } as const;
/** Demanded on 10 February: 1000 past due; the answer by the 20th. */
const demanded = (action: typeof ACTIONS.advance | typeof BUY_BACK = ACTIONS.advance): TrackLife =>
  new TrackLife(claim, action).open('dealer').at('2025-02-12');
/** What was written down since, without the opening. */
const since = (life: TrackLife, from: string): string[] => life.story.filter((line) => line >= from);
const dealer = (id: string, on: string, amountMinor: number, bookedOn = on): Posting =>
  pay(id, on, amountMinor, bookedOn, 'dealer');

describe('the money of a partner', () => {
  const lives: [name: string, live: (life: TrackLife) => unknown, story: string[]][] = [
    [
      'in full ends the claim as performed, also while the loan stays in arrears',
      (life) => {
        life.post(dealer('d', '2025-02-12', 1000)).moneyMoves();
      },
      ['2025-02-12 10:00 moneyMoved', '2025-02-12 10:00 1000 of 1000 came', '2025-02-12 10:00 ended performed'],
    ],
    [
      'in part is written down with its amount, the rest is asked for by a letter, and the deadline passes unused',
      (life) => {
        life.post(dealer('d', '2025-02-12', 400)).moneyMoves();
        life.until('2025-04-01');
      },
      [
        '2025-02-12 10:00 moneyMoved',
        '2025-02-12 10:00 400 of 1000 came, rest until 2025-02-22',
        '2025-02-12 10:00 claim/L1/1/remainder/1 by email to dealer',
        '2025-02-23 10:00 demand accepted',
        '2025-02-23 10:00 deadline passed',
        '2025-02-23 10:00 ended notPerformed',
      ],
    ],
    [
      'in two parts is performed with the second',
      (life) => {
        life.post(dealer('d', '2025-02-12', 400)).moneyMoves();
        life
          .at('2025-02-18')
          .post(dealer('e', '2025-02-18', 600))
          .moneyMoves();
      },
      [
        '2025-02-12 10:00 moneyMoved',
        '2025-02-12 10:00 400 of 1000 came, rest until 2025-02-22',
        '2025-02-12 10:00 claim/L1/1/remainder/1 by email to dealer',
        '2025-02-18 10:00 demand accepted',
        '2025-02-18 10:00 moneyMoved',
        '2025-02-18 10:00 1000 of 1000 came',
        '2025-02-18 10:00 ended performed',
      ],
    ],
    [
      'that is taken back opens the claim again while something is past due',
      (life) => {
        life.post(dealer('d', '2025-02-12', 1000)).moneyMoves();
        life
          .at('2025-02-15')
          .post(reverse('r', 'd', '2025-02-15'))
          .moneyMoves();
        life.until('2025-04-01');
      },
      [
        '2025-02-12 10:00 moneyMoved',
        '2025-02-12 10:00 1000 of 1000 came',
        '2025-02-12 10:00 ended performed',
        '2025-02-15 10:00 moneyMoved',
        '2025-02-15 10:00 0 of 1000 came',
        '2025-02-15 10:00 reopened, until 2025-02-25',
        '2025-02-26 10:00 deadline passed',
        '2025-02-26 10:00 ended notPerformed',
      ],
    ],
    [
      'that bounces takes its part away',
      (life) => {
        life.post(dealer('d', '2025-02-12', 1000)).moneyMoves();
        life
          .at('2025-02-15')
          .post(chargeBack('c', 'd', '2025-02-15', 300))
          .moneyMoves();
      },
      [
        '2025-02-12 10:00 moneyMoved',
        '2025-02-12 10:00 1000 of 1000 came',
        '2025-02-12 10:00 ended performed',
        '2025-02-15 10:00 moneyMoved',
        '2025-02-15 10:00 700 of 1000 came',
        '2025-02-15 10:00 reopened, until 2025-02-25',
      ],
    ],
    [
      'that is taken back after the borrower has paid too leaves the arrears cured',
      (life) => {
        life.post(dealer('d', '2025-02-12', 1000)).moneyMoves();
        life
          .at('2025-02-15')
          .pay(1000)
          .post(reverse('r', 'd', '2025-02-15'))
          .moneyMoves();
      },
      [
        '2025-02-12 10:00 moneyMoved',
        '2025-02-12 10:00 1000 of 1000 came',
        '2025-02-12 10:00 ended performed',
        '2025-02-15 10:00 moneyMoved',
        '2025-02-15 10:00 0 of 1000 came',
        '2025-02-15 10:00 performed corrected to cured',
      ],
    ],
    [
      'booked late with a value date within the term corrects an end that said it had not performed',
      (life) => {
        life
          .at('2025-02-25')
          .post(dealer('d', '2025-02-18', 1000, '2025-02-25'))
          .moneyMoves();
      },
      [
        '2025-02-21 10:00 deadline passed',
        '2025-02-21 10:00 ended notPerformed',
        '2025-02-25 10:00 moneyMoved',
        '2025-02-25 10:00 1000 of 1000 came',
        '2025-02-25 10:00 notPerformed corrected to performed',
      ],
    ],
    [
      'with a value date before the demand was no answer to it',
      (life) => life.post(dealer('d', '2025-02-09', 1000, '2025-02-12')).moneyMoves(),
      ['2025-02-12 10:00 moneyMoved'],
    ],
    [
      'corrects a refusal when it comes after all',
      (life) => {
        life.command('answer', person('a'), { answer: 'refused', reason: 'not ours' });
        life
          .at('2025-03-01')
          .post(dealer('d', '2025-03-01', 1000))
          .moneyMoves();
      },
      [
        '2025-02-12 10:00 ended refused',
        '2025-03-01 10:00 moneyMoved',
        '2025-03-01 10:00 1000 of 1000 came',
        '2025-03-01 10:00 refused corrected to performed',
      ],
    ],
    [
      'does not touch what a person has said to be performed',
      (life) => {
        life.command('answer', person('a'), { answer: 'performed', reason: 'a new car was given' });
        life
          .at('2025-03-01')
          .post(dealer('d', '2025-03-01', 100))
          .moneyMoves();
      },
      ['2025-02-12 10:00 ended performed', '2025-03-01 10:00 moneyMoved', '2025-03-01 10:00 100 of 1000 came'],
    ],
  ];
  it.each(lives)('%s', (_name, live, story) => {
    const life = demanded();
    live(life);
    expect(since(life, '2025-02-12')).toEqual(story);
  });

  it('makes of the claim the same in any order of arrival', () => {
    const postings = [dealer('a', '2025-02-12', 500), dealer('b', '2025-02-13', 700), reverse('r', 'a', '2025-02-14')];
    const states = [
      [0, 1, 2],
      [1, 0, 2],
      [1, 2, 0],
      [2, 1, 0],
    ].map((order) => {
      const life = demanded().at('2025-02-15');
      for (const at of order) {
        const one = postings[at];
        if (one !== undefined) life.post(one).moneyMoves();
      }
      const { claim: slice, status } = life.track;
      return { status, received: slice?.receivedMinor, dueBy: slice?.dueBy };
    });
    expect(new Set(states.map((state) => JSON.stringify(state))).size).toBe(1);
    expect(states[0]).toMatchObject({ status: 'partPerformed', received: 700 });
  });
});

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
