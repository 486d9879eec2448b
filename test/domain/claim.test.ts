import { describe, expect, it } from 'vitest';
import { claim } from '../../domain/claim.ts';
import { ACTIONS, PEOPLE, person, TrackLife } from './trackLife.ts';

const advance = (): TrackLife => new TrackLife(claim, ACTIONS.advance).open('dealer');
const demand = 'claim/L1/1/demand';

/** Every life starts with these two rows. */
const opening = ['2025-02-10 10:00 opened', `2025-02-10 10:00 ${demand} by email to dealer`];
const accepted = '2025-02-11 10:00 demand accepted';

describe('a claim on a partner', () => {
  const lives: [name: string, live: (life: TrackLife) => unknown, story: string[], lastReport: string][] = [
    [
      'ends as not performed when nobody answers, on the day after the deadline',
      (life) => life.until('2025-03-30'),
      [...opening, accepted, '2025-02-21 10:00 deadline passed', '2025-02-21 10:00 ended notPerformed'],
      '2025-02-10 notPerformed carriedOut ended',
    ],
    [
      'gives an accepted claim as long again, and ends when that passes',
      (life) => {
        life.at('2025-02-20').command('answer', person('a'), { answer: 'accepted' });
        life.until('2025-03-30');
      },
      [
        ...opening,
        accepted,
        '2025-02-20 10:00 accepted, until 2025-03-02',
        '2025-03-03 10:00 deadline passed',
        '2025-03-03 10:00 ended notPerformed',
      ],
      '2025-02-10 notPerformed carriedOut ended',
    ],
    [
      'ends as performed when a person says so',
      (life) => {
        life.at('2025-02-12').command('answer', person('a'), { answer: 'contested', reason: 'the car was returned' });
        life.at('2025-02-15').command('answer', person('a'), { answer: 'accepted' });
        life.at('2025-02-18').command('answer', person('a'), { answer: 'performed' });
      },
      [
        ...opening,
        accepted,
        '2025-02-12 10:00 contested',
        '2025-02-12 10:00 task claimContest for partnerManager by 2025-02-22',
        '2025-02-15 10:00 task closed accepted',
        '2025-02-15 10:00 accepted, until 2025-02-25',
        '2025-02-18 10:00 ended performed',
      ],
      '2025-02-10 performed carriedOut ended',
    ],
    [
      'ends as refused with the reason',
      (life) => life.at('2025-02-12').command('answer', person('a'), { answer: 'refused', reason: 'not ours' }),
      [...opening, accepted, '2025-02-12 10:00 ended refused'],
      '2025-02-10 refused carriedOut ended',
    ],
    [
      'is cured when the borrower clears the arrears after the demand',
      (life) => life.at('2025-02-12').pay(1000).arrearsEnd(),
      [...opening, accepted, '2025-02-12 10:00 arrearsEnded', '2025-02-12 10:00 ended cured'],
      '2025-02-10 cured carriedOut ended',
    ],
    [
      'is performed when it was the partner who paid',
      (life) => life.at('2025-02-12').pay(1000, 'dealer').arrearsEnd(),
      [
        ...opening,
        accepted,
        '2025-02-12 10:00 arrearsEnded',
        '2025-02-12 10:00 1000 of 1000 came',
        '2025-02-12 10:00 ended performed',
      ],
      '2025-02-10 performed carriedOut ended',
    ],
    [
      'is withdrawn by a person after the demand',
      (life) => life.at('2025-02-12').command('withdraw', person('a'), { reason: 'agreed otherwise' }),
      [...opening, accepted, '2025-02-12 10:00 ended withdrawn'],
      '2025-02-10 withdrawn carriedOut ended',
    ],
    [
      'is closed by a person',
      (life) => life.at('2025-02-12').command('close', person('a'), { reason: 'partner is insolvent' }),
      [...opening, accepted, '2025-02-12 10:00 ended closed'],
      '2025-02-10 closed carriedOut ended',
    ],
  ];
  it.each(lives)('%s', (_name, live, story, lastReport) => {
    const life = advance();
    live(life);
    expect(life.story).toEqual(story);
    expect(life.reports.at(-1)).toBe(lastReport);
    expect(life.kind.isClosed(life.track)).toBe(true);
    expect(life.wakeAt).toBeNull();
  });

  it('tells the loan of the day on which the demand left, not of the day on which it heard', () => {
    expect(advance().until('2025-02-12').reports).toEqual([
      '2025-02-10 demanding',
      '2025-02-10 demanded carriedOut by 2025-02-20',
    ]);
  });
});

describe('the demand', () => {
  it('goes on to the next channel under a key of its own, and is not deliverable after the last', () => {
    const life = new TrackLife(claim, ACTIONS.advance);
    life.provider = () => 'failed';
    life.open('dealer').until('2025-03-30');
    expect(life.story).toEqual([
      ...opening,
      '2025-02-11 10:00 demand failed',
      `2025-02-11 10:00 ${demand}~1 by letter to dealer`,
      '2025-02-12 10:00 demand failed',
      '2025-02-12 10:00 ended notDeliverable',
    ]);
    expect(life.reports.at(-1)).toBe('2025-02-12 notDeliverable carriedOut ended');
  });

  it('counts as carried out on its first day when it bounces after it had left', () => {
    const life = advance().at('2025-02-12');
    life.report('failed');
    life.until('2025-02-14');
    expect(life.track).toMatchObject({ status: 'demanded', demandedOn: '2025-02-12', carriedOutOn: '2025-02-10' });
    expect(life.track.demand.key).toBe(`${demand}~1`);
  });

  it('ignores a late word about an attempt that was given up', () => {
    const life = advance().at('2025-02-12');
    life.provider = () => 'nothing';
    life.report('failed');
    const before = life.track;
    life.report('delivered', demand);
    expect(life.track).toEqual(before);
  });

  it('waits until contact is permitted, then leaves at that moment', () => {
    const life = new TrackLife(claim, ACTIONS.approvedClaim).open('guarantor').at('2025-02-11', '23:00');
    life.approve(person('a')).until('2025-02-12');
    expect(life.story.slice(-2)).toEqual([
      '2025-02-11 23:00 held by daytime',
      '2025-02-12 08:05 claim/L1/1/demand by sms to guarantor',
    ]);
  });

  it('waits for the hour of the policy when it is approved in the night', () => {
    const life = new TrackLife(claim, ACTIONS.approvedClaim).open('guarantor').at('2025-02-12', '02:00');
    life.approve(person('a')).until('2025-02-12');
    expect(life.story.at(-1)).toBe('2025-02-12 10:00 claim/L1/1/demand by sms to guarantor');
  });

  it('waits while the loan is on hold', () => {
    const life = new TrackLife(claim, ACTIONS.advance);
    life.loan = { ...life.loan, hold: { reason: 'dispute', from: '2025-02-01', to: '2025-02-20' } };
    life.open('dealer').until('2025-03-01');
    expect(life.story[1]).toBe(`2025-02-20 10:00 ${demand} by email to dealer`);
  });

  it('looks every day at a hold without an end', () => {
    const life = new TrackLife(claim, ACTIONS.advance);
    life.loan = { ...life.loan, hold: { reason: 'dispute', from: '2025-02-01', to: null } };
    life.open('dealer').until('2025-02-20');
    life.loan = { ...life.loan, hold: null };
    expect(life.until('2025-02-21').story[1]).toBe(`2025-02-21 10:00 ${demand} by email to dealer`);
  });

  it('looks again in a minute when the partner could not be read yet, and only once', () => {
    const life = new TrackLife(claim, ACTIONS.advance);
    life.people = { debtor: PEOPLE['debtor'] ?? raise() };
    life.open('dealer');
    expect(life.story).toEqual(['2025-02-10 10:00 opened']);
    life.until('2025-02-10', '10:05');
    expect(life.story.at(-1)).toBe('2025-02-10 10:01 ended notDeliverable');
  });

  it('is not sent when nothing is past due any more, whatever the loan has said', () => {
    const life = new TrackLife(claim, ACTIONS.approvedClaim).open('guarantor').at('2025-02-12').pay(1000);
    life.approve(person('a'));
    expect(life.story.at(-1)).toBe('2025-02-12 10:00 ended withdrawn');
  });

  it('says the figures of its own day, not those of the opening', () => {
    const life = new TrackLife(claim, ACTIONS.approvedClaim).open('guarantor').at('2025-03-12');
    life.approve(person('a'));
    expect(life.track.line).toMatchObject({ asOf: '2025-03-12', overdueMinor: 2000 });
  });

  it('is cancelled while it is queued, and awaited when a sender holds it', () => {
    const queued = new TrackLife(claim, ACTIONS.advance);
    queued.provider = () => 'nothing';
    queued.open('dealer').arrearsEnd();
    expect(queued.story.slice(2)).toEqual([
      '2025-02-10 10:00 arrearsEnded',
      '2025-02-10 10:00 demand cancelled',
      '2025-02-10 10:00 ended withdrawn',
    ]);
    const leaving = new TrackLife(claim, ACTIONS.advance);
    leaving.provider = () => 'nothing';
    leaving.open('dealer');
    leaving.queuedKeys = [];
    expect(leaving.command('withdraw', person('a'), { reason: 'no' })).toMatchObject({ code: 'DEMAND_LEAVING' });
    leaving.arrearsEnd();
    expect(leaving.track.status).toBe('demanding');
    leaving.report('accepted');
    expect(leaving.track.status).toBe('cured');
  });
});

describe('the fine print of a claim', () => {
  /** The first demand bounced on 12 February, the second is queued and not sent. */
  function secondQueued(): TrackLife {
    const life = advance().at('2025-02-12');
    life.provider = () => 'nothing';
    life.report('failed');
    return life;
  }

  it('lets the partner answer until the end of the last day', () => {
    const life = advance().at('2025-02-20', '23:00');
    life.fact('optedOut', { channel: 'sms' });
    expect(life.track.status).toBe('demanded');
  });

  it('does not take the same answer twice, for that would move the deadline', () => {
    const life = advance().at('2025-02-12');
    life.command('answer', person('a'), { answer: 'accepted' });
    expect(life.at('2025-02-14').command('answer', person('a'), { answer: 'accepted' })).toMatchObject({
      code: 'ANSWER_NOT_DUE',
    });
  });

  it('is cured, not performed, when the money of the partner came before the demand or was taken back', () => {
    const early = new TrackLife(claim, ACTIONS.advance);
    early.at('2025-02-08').pay(100, 'dealer').at('2025-02-10').open('dealer').at('2025-02-12').pay(900);
    early.arrearsEnd();
    expect(early.track.status).toBe('cured');
    const back = advance().at('2025-02-12').pay(1000, 'dealer');
    const of = back.loan.postings[0]?.id ?? '';
    const undo = { type: 'reversal', id: 'undo', of, bookedOn: '2025-02-12' } as const;
    back.loan = { ...back.loan, postings: [...back.loan.postings, undo] };
    back.arrearsEnd();
    expect(back.track.status).toBe('cured');
  });

  it('is cured when the arrears end while its second demand is queued, for the first had left', () => {
    const life = secondQueued();
    life.arrearsEnd();
    expect(life.story.slice(-2)).toEqual(['2025-02-12 10:00 demand cancelled', '2025-02-12 10:00 ended cured']);
  });

  it('is cured when nothing is past due at the second demand', () => {
    const life = advance().at('2025-02-12').pay(1000);
    life.report('failed');
    expect(life.track.status).toBe('cured');
  });

  it('sends no second demand when it is performed meanwhile', () => {
    const life = secondQueued();
    life.command('answer', person('a'), { answer: 'performed' });
    expect(life.story.slice(-2)).toEqual(['2025-02-12 10:00 demand cancelled', '2025-02-12 10:00 ended performed']);
  });

  it('is not deliverable, with the reason, to one who may never be contacted', () => {
    const life = new TrackLife(claim, ACTIONS.approvedClaim);
    const { guarantor } = PEOPLE;
    if (guarantor === undefined) raise();
    const consents = { sms: 'withdrawn', letter: 'withdrawn' } as const;
    life.people = { guarantor: { ...guarantor, subject: { ...guarantor.subject, consents } } };
    life.open('guarantor').approve(person('a'));
    expect(life.track.ended).toMatchObject({ as: 'notDeliverable', because: 'NEVER_PERMITTED' });
  });
});

function raise(): never {
  throw new Error('no such person');
}
