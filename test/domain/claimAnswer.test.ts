import { describe, expect, it } from 'vitest';
import { claim } from '../../domain/claim.ts';
import { claimDeadline, DEFAULT_CLAIMS } from '../../domain/claimRules.ts';
import type { ClaimRules } from '../../domain/claimRules.ts';
import type { Policy } from '../../domain/policy.ts';
import { calendar as working, policyOf } from './support/loanWorld.ts';
import { pay } from './sampleLoan.ts';
import { ACTIONS, person, TrackLife } from './trackLife.ts';

const TERMS = { ...ACTIONS.advance, performDays: 20, contestDays: 7, remainderDays: 5 } as const;
const manager = person('mo', 'partnerManager');
const demanded = (): TrackLife => new TrackLife(claim, TERMS).open('dealer').at('2025-02-12');
const contested = (): TrackLife => {
  const life = demanded();
  life.command('answer', person('a'), { answer: 'contested', reason: 'the car was returned' });
  return life.at('2025-02-14');
};
const since = (life: TrackLife, from: string): string[] => life.story.filter((line) => line >= from);
const document = (kind: string, at = 1): object => ({ id: `evidence/L1/${kind}/${at}`, kind, sha256: 'a'.repeat(64) });

describe('an accepted claim', () => {
  it('has the days of its step to be performed in', () => {
    const life = demanded();
    life.command('answer', person('a'), { answer: 'accepted' });
    expect(life.until('2025-04-01').story.slice(3)).toEqual([
      '2025-02-12 10:00 accepted, until 2025-03-04',
      '2025-03-05 10:00 deadline passed',
      '2025-03-05 10:00 ended notPerformed',
    ]);
  });
});

describe('a contested claim', () => {
  const resolved = (content: Record<string, unknown>): TrackLife => {
    const life = contested();
    expect(life.command('resolveContest', manager, { reason: 'looked at it', ...content })).toMatchObject({ ok: true });
    return life.until('2025-04-01');
  };
  const lives: [name: string, life: () => TrackLife, story: string[]][] = [
    [
      'ends when the contest is upheld, and is nothing against the partner',
      () => resolved({ result: 'upheld' }),
      ['2025-02-14 10:00 task closed upheld', '2025-02-14 10:00 contest upheld, 0', '2025-02-14 10:00 ended conceded'],
    ],
    [
      'goes on with a new deadline and a letter when it is rejected',
      () => resolved({ result: 'rejected' }),
      [
        '2025-02-14 10:00 task closed rejected',
        '2025-02-14 10:00 contest rejected, 1000 until 2025-03-06',
        '2025-02-14 10:00 claim/L1/1/contestRejected/1 by email to dealer',
        '2025-03-07 10:00 demand accepted',
        '2025-03-07 10:00 deadline passed',
        '2025-03-07 10:00 ended notPerformed',
      ],
    ],
    [
      'goes on for less when it is upheld in part',
      () => resolved({ result: 'partlyUpheld', amount: '6.00' }),
      [
        '2025-02-14 10:00 task closed partlyUpheld',
        '2025-02-14 10:00 contest partlyUpheld, 600 until 2025-03-06',
        '2025-02-14 10:00 claim/L1/1/contestRejected/1 by email to dealer',
        '2025-03-07 10:00 demand accepted',
        '2025-03-07 10:00 deadline passed',
        '2025-03-07 10:00 ended notPerformed',
      ],
    ],
    [
      'goes to the role above when nobody decides it, and does not end as not performed for that',
      () => contested().until('2025-04-01'),
      ['2025-02-19 10:00 escalated to creditHead'],
    ],
    [
      'is performed for the lesser sum',
      () => {
        const life = contested();
        life.command('resolveContest', manager, { result: 'partlyUpheld', amount: '6.00', reason: 'half is right' });
        life
          .at('2025-02-20')
          .post(pay('d', '2025-02-20', 600, '2025-02-20', 'dealer'))
          .moneyMoves();
        return life;
      },
      [
        '2025-02-14 10:00 task closed partlyUpheld',
        '2025-02-14 10:00 contest partlyUpheld, 600 until 2025-03-06',
        '2025-02-14 10:00 claim/L1/1/contestRejected/1 by email to dealer',
        '2025-02-20 10:00 demand accepted',
        '2025-02-20 10:00 moneyMoved',
        '2025-02-20 10:00 600 of 600 came',
        '2025-02-20 10:00 ended performed',
      ],
    ],
    [
      'takes part of the money without asking for the rest, for that is what is contested',
      () => {
        const life = contested();
        life.post(pay('d', '2025-02-14', 600, '2025-02-14', 'dealer')).moneyMoves();
        return life;
      },
      ['2025-02-14 10:00 moneyMoved', '2025-02-14 10:00 600 of 1000 came'],
    ],
    [
      'is cured when the borrower pays in the middle, and its question with it',
      () => {
        const life = contested();
        life.pay(1000).arrearsEnd();
        return life;
      },
      ['2025-02-14 10:00 arrearsEnded', '2025-02-14 10:00 task closed noLongerNeeded', '2025-02-14 10:00 ended cured'],
    ],
  ];
  it.each(lives)('%s', (_name, live, story) => {
    expect(since(live(), '2025-02-14')).toEqual(story);
  });

  it.each<[string, () => TrackLife, Parameters<TrackLife['command']>, string]>([
    [
      'by the wrong role',
      contested,
      ['resolveContest', person('a', 'collector'), { result: 'upheld' }],
      'ROLE_MISSING',
    ],
    ['with no result', contested, ['resolveContest', manager, { result: 'maybe', reason: 'x' }], 'RESULT_UNKNOWN'],
    ['without a reason', contested, ['resolveContest', manager, { result: 'upheld' }], 'REASON_MISSING'],
    [
      'in part for nothing less',
      contested,
      ['resolveContest', manager, { result: 'partlyUpheld', amount: '10.00', reason: 'x' }],
      'AMOUNT_OUT_OF_RANGE',
    ],
    [
      'in part for no amount',
      contested,
      ['resolveContest', manager, { result: 'partlyUpheld', reason: 'x' }],
      'AMOUNT_NOT_DECIMAL',
    ],
    [
      'that was not contested',
      demanded,
      ['resolveContest', manager, { result: 'upheld', reason: 'x' }],
      'NOT_CONTESTED',
    ],
    ['contested twice', contested, ['answer', manager, { answer: 'contested', reason: 'again' }], 'ANSWER_NOT_DUE'],
  ])('is not decided %s, and nothing changes', (_name, make, ask, code) => {
    const life = make();
    const before = life.track;
    expect(life.command(...ask)).toMatchObject({ ok: false, code });
    expect(life.track).toEqual(before);
  });
});

describe('a claim that wants documents', () => {
  const wanting = (): TrackLife =>
    new TrackLife(claim, { ...TERMS, documents: ['contract', 'statement'] }).open('dealer').at('2025-02-12');
  it('waits for them with a task and an escalation, and leaves when they are complete', () => {
    const life = wanting();
    expect(life.command('attachDocuments', manager, { documents: [document('contract')] })).toEqual({
      ok: true,
      missing: ['statement'],
    });
    life.at('2025-02-20');
    expect(life.command('attachDocuments', manager, { documents: [document('statement')] })).toMatchObject({
      missing: [],
    });
    expect(life.story).toEqual([
      '2025-02-10 10:00 opened',
      '2025-02-10 10:00 task claimDocuments for collector by 2025-02-15',
      '2025-02-12 10:00 documents, missing: statement',
      '2025-02-15 10:00 escalated to supervisor',
      '2025-02-20 10:00 documents, missing: none',
      '2025-02-20 10:00 task closed complete',
      '2025-02-20 10:00 claim/L1/1/demand by email to dealer',
    ]);
  });

  it('is withdrawn when the arrears end while it waits, and so is the question', () => {
    const life = wanting();
    life.pay(1000).arrearsEnd();
    expect(life.story.slice(2)).toEqual([
      '2025-02-12 10:00 arrearsEnded',
      '2025-02-12 10:00 task closed noLongerNeeded',
      '2025-02-12 10:00 ended withdrawn',
    ]);
  });

  it('does not poll meanwhile: it sleeps until the deadline, and after the escalation until somebody comes', () => {
    const life = wanting();
    expect(life.wakeAt).toBe('2025-02-15T02:00:00.000Z');
    expect(life.until('2025-02-16').wakeAt).toBeNull();
  });

  it.each<[string, Record<string, unknown>]>([
    ['no list', { documents: 'contract' }],
    ['none', {}],
    ['one without a hash', { documents: [{ id: 'x', kind: 'contract', sha256: 'no' }] }],
  ])('refuses %s', (_name, content) => {
    expect(wanting().command('attachDocuments', manager, content)).toMatchObject({ code: 'DOCUMENTS_MISSING' });
  });

  it('keeps the same document once', () => {
    const life = wanting();
    life.command('attachDocuments', manager, { documents: [document('contract')] });
    life.command('attachDocuments', manager, { documents: [document('contract'), document('contract', 2)] });
    expect(life.track.claim?.documents).toHaveLength(2);
  });
});

describe('a deadline for the other side', () => {
  const policy = (nonWorkingDays: ClaimRules['nonWorkingDays']): Policy =>
    policyOf({ claims: { ...DEFAULT_CLAIMS, nonWorkingDays } });
  it.each<[on: string, days: number, same: string, next: string]>([
    ['2025-02-10', 5, '2025-02-15', '2025-02-17'],
    ['2025-02-10', 4, '2025-02-14', '2025-02-14'],
    // 1–8 October are off, Saturday the 11th is worked (调休), and so is Sunday 28 September.
    ['2025-09-25', 10, '2025-10-05', '2025-10-08'],
    ['2025-10-01', 10, '2025-10-11', '2025-10-11'],
    ['2025-09-18', 10, '2025-09-28', '2025-09-28'],
    ['2028-02-19', 10, '2028-02-29', '2028-02-29'],
    // The calendar ends with 2029: beyond it every day counts.
    ['2029-12-27', 10, '2030-01-06', '2030-01-06'],
  ])('counted from %s over %i days is %s, or %s where days off are moved', (on, days, same, next) => {
    expect(claimDeadline(policy('same'), working, on, days)).toBe(same);
    expect(claimDeadline(policy('next'), working, on, days)).toBe(next);
  });
});
