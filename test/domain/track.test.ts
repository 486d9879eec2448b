import { describe, expect, it } from 'vitest';
import { claim } from '../../domain/claim.ts';
import { legalAction } from '../../domain/legalAction.ts';
import { trackViewOf } from '../../domain/track.ts';
import { foldTrack } from '../../domain/trackFold.ts';
import { ACTIONS, person, TrackLife } from './trackLife.ts';

const ann = person('ann');
const bob = person('bob', 'riskHead');
const legal = (): TrackLife => new TrackLife(legalAction, ACTIONS.legal).open();
/** Demanded on 10 February, with the word that it left on the 11th. */
const advance = (): TrackLife => new TrackLife(claim, ACTIONS.advance).open('dealer').until('2025-02-11');

describe('a command to a track is refused, and changes nothing but the journal', () => {
  const withdrawn = (): TrackLife => {
    const life = legal();
    life.command('withdraw', ann, { reason: 'a mistake' });
    return life;
  };
  const cases: [name: string, life: () => TrackLife, ask: Parameters<TrackLife['command']>, code: string][] = [
    ['without a signature that verifies', legal, ['approve', null], 'SIGNATURE_INVALID'],
    ['that it does not know', legal, ['dance', ann], 'COMMAND_UNKNOWN'],
    ['approved by its maker', legal, ['approve', person('recoup')], 'SAME_PERSON'],
    ['approved by one person twice', () => legal().approve(ann), ['approve', ann], 'SAME_PERSON'],
    [
      'approved in another role by one person',
      () => legal().approve(ann),
      ['approve', person('ann', 'riskHead')],
      'SAME_PERSON',
    ],
    ['approved by the wrong role', legal, ['approve', person('cy', 'collector')], 'ROLE_MISSING'],
    ['rejected by the wrong role', legal, ['reject', person('cy', 'collector'), { reason: 'x' }], 'ROLE_MISSING'],
    ['rejected without a reason', legal, ['reject', ann, { reason: ' ' }], 'REASON_MISSING'],
    [
      'approved when enough have',
      () => legal().approve(ann, bob).until('2025-02-11'),
      ['approve', person('cy')],
      'NOT_AWAITING_APPROVAL',
    ],
    ['approved where nothing needs it', advance, ['approve', ann], 'NOT_AWAITING_APPROVAL'],
    ['approved after its end', withdrawn, ['approve', bob], 'TRACK_ENDED'],
    ['answered before the demand left', legal, ['answer', ann, { answer: 'accepted' }], 'ANSWER_NOT_DUE'],
    ['performed before the demand left', legal, ['answer', ann, { answer: 'performed' }], 'ANSWER_NOT_DUE'],
    ['answered with no answer', advance, ['answer', ann, { answer: 'maybe' }], 'ANSWER_UNKNOWN'],
    ['contested without a reason', advance, ['answer', ann, { answer: 'contested' }], 'REASON_MISSING'],
    ['withdrawn without a reason', advance, ['withdraw', ann], 'REASON_MISSING'],
    ['given a stage, for a claim has none', advance, ['recordStage', ann, { stage: 'settled' }], 'COMMAND_UNKNOWN'],
    ['closed before the demand left', legal, ['close', ann, { reason: 'x' }], 'NOT_DEMANDED'],
  ];
  it.each(cases)('%s', (_name, make, ask, code) => {
    const life = make();
    const before = { state: life.track, wakeAt: life.wakeAt, rows: life.outcomes.length };
    const answer = life.command(...ask);
    expect(answer).toMatchObject({ ok: false, code });
    expect({ state: life.track, wakeAt: life.wakeAt }).toEqual({ state: before.state, wakeAt: before.wakeAt });
    expect(life.outcomes.slice(before.rows)).toEqual([expect.objectContaining({ type: 'refused', code })]);
    expect(answer).toMatchObject({
      reason: expect.stringMatching(/./) as unknown,
      remedy: expect.stringMatching(/./) as unknown,
    });
  });
});

describe('an approval keeps', () => {
  it('who, in which role, on which day and on what figures', () => {
    const life = legal().at('2025-03-12').approve(bob);
    expect(life.track.approval?.rows).toEqual([
      {
        decision: 'approved',
        actorId: 'bob',
        role: 'riskHead',
        authenticated: true,
        on: '2025-03-12',
        evidence: {
          asOf: '2025-03-12',
          currency: 'CNY',
          overdueDays: 35,
          overdueMinor: 2000,
          outstandingMinor: 11_000,
        },
      },
    ]);
  });

  it('count of how many are missing', () => {
    const life = legal();
    expect(life.command('approve', ann)).toEqual({ ok: true, approvalsMissing: 1 });
    expect(life.command('approve', bob)).toEqual({ ok: true, approvalsMissing: 0 });
  });
});

describe('a track', () => {
  it('is opened once, of a loan that exists, by a step of its kind', () => {
    const life = legal();
    expect(life.fact('opened', {})).toMatchObject({ code: 'ALREADY_OPEN' });
    const world = { ...life.world, loan: null };
    const event = { id: 'e', kind: 'fact', type: 'opened', receivedAt: life.now } as const;
    const opened = life.outcomes.at(0) ?? {};
    expect(legalAction.apply(null, { ...event, content: opened }, world, life.now).answer).toMatchObject({
      code: 'LOAN_UNKNOWN',
    });
    expect(claim.apply(null, { ...event, content: opened }, life.world, life.now).answer).toMatchObject({
      code: 'STEP_UNKNOWN',
    });
    expect(legalAction.apply(null, { ...event, type: 'told', content: {} }, life.world, life.now)).toMatchObject({
      outcomes: [],
      answer: { code: 'TRACK_UNKNOWN' },
    });
  });

  it('writes down what it is told after its end, and does nothing', () => {
    const life = legal();
    life.command('withdraw', ann, { reason: 'a mistake' });
    const rows = life.outcomes.length;
    life.arrearsEnd();
    life.report('accepted', 'legalAction/L1/1/demand');
    life.fact('noticeHeld', { key: 'k', until: life.now, rule: 'r' });
    life.fact('optedOut', { channel: 'sms' });
    expect(life.outcomes.slice(rows).map((row) => row.type)).toEqual([
      'told',
      'noticeReported',
      'noticeDeferred',
      'optedOut',
    ]);
    expect(life.track.status).toBe('withdrawn');
    expect(life.wakeAt).toBeNull();
  });

  it('answers a fact that it does not know', () => {
    expect(legal().fact('posting', {})).toMatchObject({ code: 'EVENT_UNKNOWN' });
    expect(legal().fact('told', { what: 'hello' })).toMatchObject({ code: 'WORD_UNKNOWN' });
  });

  it('does on its own what the loan asks after, so that a lost wake loses nothing', () => {
    const life = advance();
    life.now = '2025-04-01T02:00:00.000Z';
    life.fact('told', { what: 'deadlinePassed', because: 'no word by 2025-02-20' });
    expect(life.track.status).toBe('notPerformed');
  });

  it('waits for a person when nobody knows whether the demand left', () => {
    const life = new TrackLife(claim, ACTIONS.advance);
    life.provider = () => 'nothing';
    life.open('dealer').report('parked');
    expect(life.until('2025-04-01').track.status).toBe('demanding');
    life.report('delivered');
    expect(life.track).toMatchObject({ status: 'demanded', deadlineOn: '2025-04-11' });
  });

  it('is plain JSON whose journal folds to the same state', () => {
    const life = legal().at('2025-02-12').approve(ann, bob).until('2025-06-01');
    const rows = JSON.parse(JSON.stringify(life.outcomes)) as typeof life.outcomes;
    const folded = rows.reduce<ReturnType<typeof foldTrack> | null>((state, row) => foldTrack(state, row), null);
    expect(folded).toEqual(life.track);
  });

  it('lists an advance with what is past due and the partner who owes it', () => {
    const life = new TrackLife(claim, ACTIONS.advance).at('2025-03-12').open('dealer').until('2025-03-13');
    expect(trackViewOf(life.track)).toMatchObject({
      partnerId: 'dealer',
      status: 'demanded',
      deadlineOn: '2025-03-22',
      amountMinor: 2000,
    });
  });
});
