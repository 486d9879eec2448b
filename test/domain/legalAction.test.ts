import { describe, expect, it } from 'vitest';
import { legalAction } from '../../domain/legalAction.ts';
import { ACTIONS, person, TrackLife } from './trackLife.ts';

const open = (): TrackLife => new TrackLife(legalAction, ACTIONS.legal).open();
const ann = person('ann');
const FILED = { stage: 'filed', court: '天河区人民法院', caseNumber: '(2025)粤0106民初1号' };
const bob = person('bob', 'riskHead');

/** Approved by two on 12 February, the letter accepted on the same day. */
const approved = (): TrackLife => open().at('2025-02-12').approve(ann, bob);

const opening = ['2025-02-10 10:00 opened', '2025-02-10 10:00 task approval for creditHead by 2025-02-17'];
const letter = [
  '2025-02-12 10:00 approved by ann',
  '2025-02-12 10:00 approved by bob',
  '2025-02-12 10:00 task closed approved',
  '2025-02-12 10:00 legalAction/L1/1/demand by letter to debtor',
];
const silence = [
  '2025-02-13 10:00 demand accepted',
  '2025-02-23 10:00 deadline passed',
  '2025-02-23 10:00 task filing for legal by 2025-03-05',
];

const deadline = /\/\d+ (by|in|met|lapsed|dropped)|legalDeadline|escalated to creditHead|closed met/;
function mainLine(story: readonly string[]): string[] {
  const filed = story.findIndex((line) => line.endsWith(' filed'));
  return story.filter(
    (line, at) => !deadline.test(line) && !(filed > 0 && at > filed && line.endsWith('noLongerNeeded')),
  );
}

describe('legal action', () => {
  const lives: [name: string, live: () => TrackLife, story: string[], lastReport: string][] = [
    [
      'goes from the letter through every stage of the suit to its close',
      () => {
        const life = approved().at('2025-02-24');
        life.command('recordStage', ann, FILED);
        life.at('2025-05-10').command('recordStage', ann, { stage: 'judged', result: 'for', amount: '20.00' });
        life.at('2025-05-26').command('recordStage', ann, { stage: 'effective' });
        life.at('2025-06-10').command('recordStage', ann, { stage: 'enforcement' });
        life.at('2025-09-01').command('close', ann, { reason: 'nothing more to be had' });
        return life;
      },
      [
        ...opening,
        ...letter,
        ...silence,
        '2025-02-24 10:00 task closed filed',
        '2025-02-24 10:00 filed',
        '2025-05-10 10:00 judged',
        '2025-05-26 10:00 effective',
        '2025-06-10 10:00 enforcement',
        '2025-09-01 10:00 ended closed',
      ],
      '2025-02-12 closed carriedOut ended',
    ],
    [
      'escalates an approval that nobody answers, once, and then only waits',
      () => open().until('2025-06-01'),
      [...opening, '2025-02-17 10:00 escalated to president'],
      '2025-02-10 awaitingApproval',
    ],
    [
      'escalates a filing that nobody takes up, once',
      () => approved().until('2025-06-01'),
      [...opening, ...letter, ...silence, '2025-03-05 10:00 escalated to president'],
      '2025-02-12 readyToFile carriedOut',
    ],
    [
      'ends when it is rejected, and counts as carried out',
      () => {
        const life = open().at('2025-02-12').approve(ann);
        life.command('reject', bob, { reason: 'too small' });
        return life;
      },
      [
        ...opening,
        '2025-02-12 10:00 approved by ann',
        '2025-02-12 10:00 rejected by bob',
        '2025-02-12 10:00 task closed rejected',
        '2025-02-12 10:00 ended rejected',
      ],
      '2025-02-12 rejected carriedOut ended',
    ],
    [
      'is withdrawn when the arrears end before the letter left',
      () => {
        const life = open().at('2025-02-12').pay(1000);
        life.arrearsEnd();
        return life;
      },
      [
        ...opening,
        '2025-02-12 10:00 arrearsEnded',
        '2025-02-12 10:00 task closed noLongerNeeded',
        '2025-02-12 10:00 ended withdrawn',
      ],
      '2025-02-12 withdrawn carriedOut ended',
    ],
    [
      'is cured when the arrears end before it is filed',
      () => {
        const life = approved().at('2025-02-24').pay(1000);
        life.arrearsEnd();
        return life;
      },
      [
        ...opening,
        ...letter,
        ...silence,
        '2025-02-24 10:00 arrearsEnded',
        '2025-02-24 10:00 task closed noLongerNeeded',
        '2025-02-24 10:00 ended cured',
      ],
      '2025-02-12 cured carriedOut ended',
    ],
    [
      'stays open when the arrears end after it was filed, until the parties settle',
      () => {
        const life = approved().at('2025-02-24');
        life.command('recordStage', ann, FILED);
        life.at('2025-03-24').pay(2000).arrearsEnd();
        life.at('2025-04-01').command('recordStage', ann, { stage: 'settled' });
        return life;
      },
      [
        ...opening,
        ...letter,
        ...silence,
        '2025-02-24 10:00 task closed filed',
        '2025-02-24 10:00 filed',
        '2025-03-24 10:00 arrearsEnded',
        '2025-04-01 10:00 ended settled',
      ],
      '2025-02-12 settled carriedOut ended',
    ],
    [
      'goes to the lawyer at once when the debtor refuses',
      () => {
        const life = approved().at('2025-02-14');
        life.command('answer', ann, { answer: 'refused', reason: 'will not pay' });
        return life;
      },
      [
        ...opening,
        ...letter,
        '2025-02-13 10:00 demand accepted',
        '2025-02-14 10:00 demand refused',
        '2025-02-14 10:00 task filing for legal by 2025-02-24',
      ],
      '2025-02-12 readyToFile carriedOut by 2025-02-24',
    ],
    [
      'goes to the lawyer when the debtor accepted and did not pay in time',
      () => {
        const life = approved().at('2025-02-14');
        life.command('answer', ann, { answer: 'accepted' });
        return life.until('2025-02-25');
      },
      [
        ...opening,
        ...letter,
        '2025-02-13 10:00 demand accepted',
        '2025-02-14 10:00 accepted, until 2025-02-24',
        '2025-02-25 10:00 deadline passed',
        '2025-02-25 10:00 task filing for legal by 2025-03-07',
      ],
      '2025-02-12 readyToFile carriedOut by 2025-03-07',
    ],
    [
      'ends as performed when the debtor pays everything during the suit',
      () => {
        const life = approved().at('2025-02-24');
        life.command('recordStage', ann, FILED);
        life.command('answer', ann, { answer: 'performed' });
        return life;
      },
      [
        ...opening,
        ...letter,
        ...silence,
        '2025-02-24 10:00 task closed filed',
        '2025-02-24 10:00 filed',
        '2025-02-24 10:00 ended performed',
      ],
      '2025-02-12 performed carriedOut ended',
    ],
  ];
  it.each(lives)('%s', (_name, live, story, lastReport) => {
    const life = live();
    // Deadlines have stories of their own (legal.test.ts).
    expect(mainLine(life.story)).toEqual(story);
    expect(life.reports.at(-1)).toBe(lastReport);
  });

  it('refuses a stage that is not the next one, and a stage before the suit', () => {
    const life = approved();
    expect(life.command('recordStage', ann, { stage: 'filed' })).toMatchObject({ code: 'STAGE_NOT_NEXT' });
    life.until('2025-02-24');
    expect(life.command('recordStage', ann, { stage: 'judged' })).toMatchObject({ remedy: 'record filed' });
    expect(open().command('recordStage', ann, { stage: 'settled' })).toMatchObject({ code: 'STAGE_NOT_NEXT' });
  });

  it('lets the role to which it was escalated approve', () => {
    const life = open();
    expect(life.command('approve', person('eve', 'president'))).toMatchObject({ code: 'ROLE_MISSING' });
    life.at('2025-02-18').approve(person('eve', 'president'), ann);
    expect(life.track.status).toBe('demanding');
  });
});
