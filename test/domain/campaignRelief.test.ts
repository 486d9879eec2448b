import { describe, expect, it } from 'vitest';
import type { CampaignLine, CampaignRun, CampaignSeen, CampaignWord } from '../../domain/campaignState.ts';
import type { Actor } from '../../domain/case.ts';
import { loan } from '../../domain/loan.ts';
import type { LoanOutcome } from '../../domain/loanState.ts';
import type { World } from '../../domain/world.ts';
import { ANN, BOB, EVE, HASH, lineOf, person, runOf } from './support/campaignLife.ts';
import { charge, contractOf, due, pay } from './sampleLoan.ts';
import { LoanLife } from './support/loanLife.ts';
import { policyOf, termsOf } from './support/loanWorld.ts';

/** 1000.00 of principal, 50.01 of penalty, due on 5 February 2025; 1000.00 in March. */
function life(more: Parameters<typeof policyOf>[0] = {}): LoanLife {
  const contract = contractOf(
    due(1, '2025-02-05', { principal: 100_000, penalty: 5_001 }),
    due(2, '2025-03-05', { principal: 100_000 }),
  );
  return new LoanLife({ policy: policyOf(more), terms: termsOf(contract) }).at('2025-02-07');
}

const word = (actor: Actor, more: Partial<CampaignWord> = {}): CampaignWord => ({
  ...{ decision: 'approved', actor, hash: HASH, on: '2025-02-07' },
  ...more,
});
const [OUTSTANDING, TOTAL] = [205_001, { ...runOf().totals, atStakeMinor: 300_000 }];
const seenOf = (more: Partial<CampaignSeen> = {}, run: Partial<CampaignRun> = {}): CampaignSeen => ({
  ...{ run: runOf({ totals: TOTAL, ...run }), hash: HASH, maker: ANN.id, proposedOn: '2025-02-07' },
  ...{ words: [word(BOB), word(EVE)], line: lineOf('L1', OUTSTANDING) },
  ...more,
});

/** What the loan makes of a campaign that asks it. */
function told(one: LoanLife, seen: CampaignSeen | null, world: Partial<World> = {}) {
  const event = {
    ...{ id: 'campaign/flood/L1', kind: 'fact' as const, type: 'campaignRelief', receivedAt: one.now },
    content: { campaign: 'campaign/flood', page: 0 },
  };
  const campaigns = seen === null ? {} : { [event.id]: seen };
  const { outcomes, answer } = loan.apply(one.loan, event, { ...one.world, campaigns, ...world }, one.now);
  return { answer, outcomes, after: outcomes.reduce((before, row) => loan.fold(before, row), one.loan) };
}
const typesOf = (outcomes: readonly LoanOutcome[]): string[] => outcomes.map(({ type }) => type);

describe('a loan that a campaign asks', () => {
  it('carries it out at once, names campaign and deciders, asks nobody else and answers', () => {
    const { answer, outcomes, after } = told(life(), seenOf());
    expect(answer).toMatchObject({ ok: true, request: 'L1/request/1', ended: 'executed' });
    expect(typesOf(outcomes)).toEqual(['requestMade', 'requestExecuted', 'posted', 'campaignAnswered']);
    expect(after.requests).toMatchObject([
      {
        ...{ kind: 'deferment', campaign: 'campaign/flood', ended: { as: 'executed' }, running: { what: 'deferment' } },
        approval: { maker: 'ann', rows: [{ actorId: 'bob', evidenceHash: HASH }, { actorId: 'eve' }] },
      },
    ]);
    expect(outcomes.at(-1)).toMatchObject({ answer: { ok: true, atStakeMinor: OUTSTANDING } });
  });

  it.each<[string, CampaignSeen | null, string]>([
    ['that nobody signed', null, 'CAMPAIGN_UNKNOWN'],
    ['in another currency', seenOf({}, { currency: 'USD' }), 'CAMPAIGN_UNKNOWN'],
    ['whose list does not name it', seenOf({ line: null }), 'NOT_LISTED'],
    [
      'whose list refused it',
      seenOf({ line: { loanId: 'L1', ok: false, code: 'SUED', reason: '', before: TOTAL.before } }),
      'NOT_LISTED',
    ],
    ['with the word of one person', seenOf({ words: [word(BOB)] }), 'CAMPAIGN_NOT_DECIDED'],
    ['with two words of one person', seenOf({ words: [word(BOB), word(BOB)] }), 'CAMPAIGN_NOT_DECIDED'],
    [
      'with a word of who proposed it',
      seenOf({ words: [word(BOB), word({ ...ANN, role: 'riskHead' })] }),
      'CAMPAIGN_NOT_DECIDED',
    ],
    [
      'with a word of a wrong role',
      seenOf({ words: [word(BOB), word(person('gus', 'guest'))] }),
      'CAMPAIGN_NOT_DECIDED',
    ],
    [
      'with a word about another list',
      seenOf({ words: [word(BOB), word(EVE, { hash: 'b' })] }),
      'CAMPAIGN_NOT_DECIDED',
    ],
    [
      'that somebody refused',
      seenOf({ words: [word(BOB), word(EVE), word(person('zoe'), { decision: 'rejected' })] }),
      'CAMPAIGN_NOT_DECIDED',
    ],
    [
      'with a word too early for whom it escalates to',
      seenOf({ words: [word(BOB), word(person('pat', 'president'))] }),
      'CAMPAIGN_NOT_DECIDED',
    ],
  ])('refuses one %s: written down, answered, and nothing else changes', (_name, seen, code) => {
    const one = life();
    const { answer, outcomes, after } = told(one, seen);
    expect(answer).toMatchObject({ ok: false, code });
    expect(outcomes).toMatchObject([
      { type: 'refused', code },
      { type: 'campaignAnswered', answer: { ok: false, code } },
    ]);
    expect(after).toEqual(one.loan);
  });

  it('counts a late word of whom it escalates to, and authority that was lent', () => {
    const late = seenOf({ words: [word(BOB), word(person('pat', 'president'), { on: '2025-02-14' })] });
    expect(told(life(), late).answer).toMatchObject({ ok: true });
    const ida = seenOf({ words: [word(BOB), word(person('ida', 'collector'))] });
    expect(told(life(), ida).answer).toMatchObject({ code: 'CAMPAIGN_NOT_DECIDED' });
    const lent = { id: 'D1', from: 'eve', to: 'ida', role: 'riskHead', fromOn: '2025-02-01', untilOn: '2025-03-01' };
    expect(told(life(), ida, { delegations: [lent] }).answer).toMatchObject({ ok: true });
    expect(told(life(), ida, { delegations: [{ ...lent, untilOn: '2025-02-07' }] }).answer).toMatchObject({
      ok: false,
    });
  });

  it('goes by the levels of its own policy at the total of the campaign, not at its own amount', () => {
    const levels = [{ uptoMinor: 300_000, approvers: 1 as const, roles: ['creditHead'] }];
    const approval = { approvers: 2 as const, roles: ['president'], answerDays: 7, escalateTo: 'president', levels };
    const requests = { deferment: { roles: ['collector'], documents: [], approval } };
    const words = [word(BOB)];
    expect(told(life({ requests }), seenOf({ words })).answer).toMatchObject({ ok: true });
    const totals = { ...TOTAL, atStakeMinor: 300_001 };
    expect(told(life({ requests }), seenOf({ words }, { totals })).answer).toMatchObject({
      ...{ code: 'CAMPAIGN_NOT_DECIDED' },
    });
    // A fen more than the list has it lifts the whole above the level.
    const line = lineOf('L1', OUTSTANDING - 1);
    expect(told(life({ requests }), seenOf({ words, line })).answer).toMatchObject({ code: 'CAMPAIGN_NOT_DECIDED' });
  });

  it('may have grown by a tenth since the dry run, and no more', () => {
    const grown = (chargeMinor: number) => {
      const one = life();
      one.post(charge('C1', 1, chargeMinor, '2025-02-07'));
      return told(one, seenOf()).answer;
    };
    expect(grown(20_500)).toMatchObject({ ok: true });
    expect(grown(20_501)).toMatchObject({ ok: false, code: 'ABOVE_APPROVED' });
  });

  it.each([
    ['is paid', (one: LoanLife) => one.post(pay('P1', '2025-02-07', OUTSTANDING)), 'NOTHING_OWED'],
    [
      'was asked for the same by itself',
      (one: LoanLife) => one.command('request', { kind: 'deferment', terms: { toOn: '2025-05-01' }, reason: 'r' }),
      'REQUEST_OPEN',
    ],
    [
      'rests already',
      (one: LoanLife) => {
        one.command('hold', { reason: 'dispute' });
        one.at('2025-02-08');
      },
      'PAUSE_OVERLAPS',
    ],
  ])('does not fit any more once it %s', (_name, happens, code) => {
    const one = life();
    happens(one);
    expect(told(one, seenOf()).answer).toMatchObject({ ok: false, code });
  });

  it('takes the terms that the list has for it, not those of today', () => {
    const terms = { items: [{ instalment: 1, component: 'penalty', amount: '20.00' }] };
    const line: CampaignLine = { ...lineOf('L1', 2_000), terms } as CampaignLine;
    const run = { kind: 'waiver' as const, terms: { components: ['penalty'], percent: 50 }, totals: TOTAL };
    const { after } = told(life(), seenOf({ line }, run));
    expect(after.postings.at(-1)).toMatchObject({ type: 'waiver', component: 'penalty', amountMinor: 2_000 });
  });
});

describe('words that are counted again', () => {
  /** Numbers that look random and are the same in every run. */
  function seeded(seed: number): (below: number) => number {
    let state = seed;
    return (below) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
  }

  it('decide a campaign in 5,000 generated cases exactly where two different people could, neither of them who asked', () => {
    const random = seeded(11);
    const pick = <T>(from: readonly T[]): T => from[random(from.length)] as T;
    const [ids, roles] = [
      ['ann', 'bob', 'eve', 'zoe'],
      ['creditHead', 'riskHead', 'guest', 'president'],
    ];
    const days = ['2025-02-07', '2025-02-13', '2025-02-14'];
    const one = life();
    let decided = 0;
    for (let turn = 0; turn < 5_000; turn += 1) {
      const words = Array.from({ length: random(5) }, () =>
        word(person(pick(ids), pick(roles)), {
          hash: random(6) === 0 ? 'b' : HASH,
          decision: random(25) === 0 ? 'rejected' : 'approved',
          on: pick(days),
        }),
      );
      // Told on its own: who has a word that counts, the first of each person, and whether one of them is a no.
      const counting = words.filter(
        ({ actor, hash, on }) =>
          hash === HASH &&
          actor.id !== 'ann' &&
          (['creditHead', 'riskHead'].includes(actor.role) || (actor.role === 'president' && on >= '2025-02-14')),
      );
      const firsts = counting.filter((own, at) => counting.findIndex(({ actor }) => actor.id === own.actor.id) === at);
      const truth = firsts.length >= 2 && firsts.filter(({ decision }) => decision === 'approved').length >= 2;
      const expected = truth && firsts.every(({ decision }) => decision === 'approved');
      const { answer } = told(one, seenOf({ words }));
      expect([words, answer.ok]).toEqual([words, expected]);
      decided += Number(answer.ok);
    }
    expect(decided).toBeGreaterThan(200);
  });
});
