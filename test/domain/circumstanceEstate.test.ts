import { describe, expect, it } from 'vitest';
import { claimStatement } from '../../domain/claimStatement.ts';
import { foldLoan } from '../../domain/loanFold.ts';
import type { Posting } from '../../domain/posting.ts';
import { contractOf, due, pay, reverse } from './sampleLoan.ts';
import { policyOf, termsOf } from './support/loanWorld.ts';
import { BOB, documents, life, report, verify, accepted } from './support/circumstanceLife.ts';

describe('a bankruptcy', () => {
  it('that is verified asks for the claim, alarms before its last day, and records that none was registered', () => {
    const loan = life().at('2025-02-12', '11:00');
    report(loan, 'bankruptcy');
    verify(loan, accepted);
    const story = loan
      .at('2025-03-25')
      .since('2025-02-13')
      .filter((line) => !line.includes('claim/L1/1'));
    expect(story).toEqual([
      '2025-03-02 10:00 remind refused IN_BANKRUPTCY by circumstances.bankruptcy',
      '2025-03-05 10:00 escalated to creditHead',
      '2025-03-15 10:00 escalated to riskHead',
      '2025-03-21 10:00 no claim by 2025-03-20',
    ]);
  });

  it('is claimed in as of its acceptance, keeps the right while it lasts, and the ladder goes on when it is dismissed', () => {
    const loan = life().at('2025-02-12', '11:00');
    report(loan, 'bankruptcy');
    verify(loan, accepted);
    loan.at('2025-02-20', '11:00').command('registerClaim', { circumstance: 'L1/circumstance/1', documents });
    expect(loan.since('2025-02-20')).toEqual([
      '2025-02-20 11:00 claim of 200000 as of 2025-02-10 registered',
      '2025-02-20 11:00 debtor suit on 2025-02-20 keeps the right',
      '2025-02-20 11:00 task closed claimed',
    ]);
    const ended = { circumstance: 'L1/circumstance/1', ending: 'dismissed', documents };
    expect(loan.command('endCircumstance', ended, BOB)).toMatchObject({ code: 'SAME_PERSON' });
    loan.command('endCircumstance', ended);
    expect(loan.since('2025-02-20').slice(4)).toEqual([
      '2025-02-20 11:00 bankruptcy ended dismissed',
      '2025-02-20 11:00 suit over on 2025-02-20',
      '2025-02-20 11:00 task call by 2025-02-23',
    ]);
  });

  it('of the dealer lets the claim on it stand still, and go on when it is dismissed', () => {
    const loan = life().at('2025-02-17', '11:00');
    expect(loan.story.at(-1)).toBe('2025-02-16 10:00 claim/L1/1 opened by dealer');
    report(loan, 'bankruptcy', 'dealer');
    verify(loan, { ...accepted, claimBy: '2025-03-30' });
    expect(loan.loan.tracks['claim/L1/1']?.told).toEqual(['suspended']);
    loan.command('endCircumstance', { circumstance: 'L1/circumstance/1', ending: 'dismissed', documents });
    expect(loan.loan.tracks['claim/L1/1']?.told).toEqual([]);
  });
});

describe('a claim as of a day', () => {
  const parts = { principal: 100_000, interest: 3_100, fee: 500 };
  const terms = termsOf({
    ...contractOf(due(1, '2025-02-01', parts), due(2, '2025-03-01', parts), due(3, '2025-04-01', parts)),
  });
  const claim = (asOf: string, postings: readonly Posting[] = []): readonly number[] => {
    const state = foldLoan(null, { type: 'opened', terms, postings: [...postings] });
    const { principalMinor, interestMinor, feeMinor, totalMinor } = claimStatement(state, policyOf(), asOf);
    return [principalMinor, interestMinor, feeMinor, totalMinor];
  };
  it.each<[string, string, readonly Posting[], readonly number[]]>([
    ['on a due date is what is due by then and the whole principal', '2025-02-01', [], [300_000, 3_100, 500, 303_600]],
    ['between due dates adds the interest of the days, rounded down', '2025-02-15', [], [300_000, 4_650, 500, 305_150]],
    [
      'takes off what was received by then, whenever it was told',
      '2025-02-15',
      [pay('p', '2025-02-10', 103_600, '2025-06-01')],
      [200_000, 1_550, 0, 201_550],
    ],
    [
      'takes off nothing that came later',
      '2025-02-15',
      [pay('p', '2025-02-16', 103_600)],
      [300_000, 4_650, 500, 305_150],
    ],
    [
      'and nothing that was undone, whenever that was told',
      '2025-02-15',
      [pay('p', '2025-02-10', 103_600), reverse('r', 'p', '2025-06-01')],
      [300_000, 4_650, 500, 305_150],
    ],
  ])('%s', (_name, asOf, postings, amounts) => {
    expect(claim(asOf, postings)).toEqual(amounts);
  });
});
