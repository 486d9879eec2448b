import { describe, expect, it } from 'vitest';
import { chargeBack, reverse } from './sampleLoan.ts';
import { person, TrackLife } from './trackLife.ts';
import { demanded, since, dealer } from './support/claimPaid.ts';

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
