import { describe, expect, it } from 'vitest';
import { DEFAULT_CLAIMS } from '../../domain/claimRules.ts';
import type { ClaimRules } from '../../domain/claimRules.ts';
import { viewOf } from '../../domain/loanView.ts';
import { pay } from './sampleLoan.ts';
import { LoanLife } from './support/loanLife.ts';
import type { TrackWord } from './support/loanLife.ts';
import { LEGAL, policyOf, rung } from './support/loanWorld.ts';

const ON_DEALER = { do: 'claim', on: 'dealer', channels: ['email'], template: 'd', answerDays: 10 } as const;
const refused: TrackWord = { afterDays: 1, status: 'refused', carriedOut: true, ended: true };
const performed: TrackWord = { afterDays: 1, status: 'performed', carriedOut: true, ended: true };

/** The claim is due on 10 February, the legal step forty days after it. */
function lived(
  claims: Partial<ClaimRules>,
  words: readonly TrackWord[],
  demand: 'advance' | 'buyBack' = 'advance',
): LoanLife {
  const ladder = [
    rung('claim', 5, { action: { ...ON_DEALER, demand } }),
    rung('legal', 40, { anchor: { step: 'claim' }, action: LEGAL }),
    rung('sms', 20, { after: null }),
  ];
  return new LoanLife({
    policy: policyOf({ ladder, minGapDays: 7, claims: { ...DEFAULT_CLAIMS, ...claims } }),
    track: ({ track }) => (track === 'claim' ? words : []),
  });
}
const opened = (life: LoanLife, step: string): string | undefined =>
  life.outcomes.find(({ outcome }) => outcome.type === 'trackOpened' && outcome.step === step)?.at.slice(0, 10);

describe('a refusal', () => {
  it.each<[string, Partial<ClaimRules>, readonly TrackWord[], string | undefined]>([
    ['waits for its day where the policy heeds nobody', {}, [refused], '2025-03-23'],
    [
      'brings it at once where the policy heeds the party',
      { legalAfterRefusalBy: ['dealer'] },
      [refused],
      '2025-02-11',
    ],
    ['of another party is not heeded', { legalAfterRefusalBy: ['guarantor'] }, [refused], '2025-03-23'],
    ['that was none brings nothing forward', { legalAfterRefusalBy: ['dealer'] }, [performed], '2025-03-23'],
  ])('%s: the legal step', (_name, claims, words, on) => {
    expect(opened(lived(claims, words).at('2025-04-10'), 'legal')).toBe(on);
  });
});

describe('a loan that was bought back', () => {
  const sent = (life: LoanLife): string[] => life.story.filter((line) => line.includes('by sms'));
  it('is not collected from the borrower any more, where the policy ends it then', () => {
    const life = lived({ boughtBack: 'collectionEnds' }, [performed], 'buyBack').at('2025-04-10');
    expect(sent(life)).toEqual([]);
    expect(opened(life, 'legal')).toBeUndefined();
    expect(viewOf(life.loan, life.policy, life.today).stage).toBe('boughtBack');
  });

  it('is collected for what is left, where the policy goes on', () => {
    const life = lived({ boughtBack: 'collectionGoesOn' }, [performed], 'buyBack').at('2025-04-10');
    expect(sent(life)).toHaveLength(1);
    expect(opened(life, 'legal')).toBe('2025-03-23');
  });

  it('is collected again when the buy-back does not hold', () => {
    const again: TrackWord = {
      afterDays: 3,
      status: 'demanded',
      carriedOut: true,
      ended: false,
      deadlineAfterDays: 30,
    };
    const life = lived({}, [performed, again], 'buyBack').at('2025-03-10');
    expect(sent(life)).toHaveLength(1);
  });
});

describe('a loan tells its claim', () => {
  const demanded: TrackWord = {
    afterDays: 1,
    status: 'demanded',
    carriedOut: true,
    ended: false,
    deadlineAfterDays: 60,
  };
  const told = (life: LoanLife): number =>
    life.outcomes.filter(({ outcome }) => outcome.type === 'trackTold' && outcome.what === 'moneyMoved').length;
  it('of money of its party once, and of the money of the borrower only after that', () => {
    const life = lived({}, [demanded]).at('2025-02-14');
    life.post(pay('b', '2025-02-14', 100));
    expect(told(life)).toBe(0);
    life.post(pay('d', '2025-02-14', 100, '2025-02-14', 'dealer'));
    expect(told(life)).toBe(1);
    life.at('2025-02-20');
    expect(told(life)).toBe(1);
    life.post(pay('c', '2025-02-20', 100));
    expect(told(life)).toBe(2);
  });

  it('of nothing that came before its demand', () => {
    const life = lived({}, [demanded]).at('2025-02-08');
    life.post(pay('d', '2025-02-08', 100, '2025-02-08', 'dealer'));
    expect(told(life.at('2025-02-20'))).toBe(0);
  });
});
