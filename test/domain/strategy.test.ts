import { describe, expect, it } from 'vitest';
import type { NoticeChannel } from '../../domain/policy.ts';
import type { Strategy } from '../../domain/strategyRules.ts';
import { armOf, channelsFor, spaced, templateFor } from '../../domain/strategy.ts';
import { monthly, pay } from './sampleLoan.ts';
import { LoanLife } from './support/loanLife.ts';
import { CALL, notify, policyOf, reminder, rung, termsOf, text } from './support/loanWorld.ts';

/** By the reference implementation of FNV-1a in the test of the interpreter's style. */
const ARMS: Readonly<Record<string, string>> = {
  'callSooner C000001': 'champion',
  'callSooner C000002': 'challenger',
  'sms-first C000001': 'champion',
};

function PROVEN() {
  return { mustReach: { withinDays: 9 } };
}

describe('the arm of a debtor', () => {
  // Worked out once with another FNV-1a: a change of these would move debtors in running experiments.
  it.each([
    ['callSooner', 'C000001', 20],
    ['callSooner', 'C000002', 20],
    ['sms-first', 'C000001', 20],
  ])('of %s for %s stands whatever the release', (id, debtor, sharePercent) => {
    expect(armOf({ id, sharePercent }, debtor)).toBe(ARMS[`${id} ${debtor}`]);
  });

  it.each([1, 20, 50, 99.5])('is the challenger for %d percent of 20,000 debtors, give or take one', (sharePercent) => {
    const debtors = Array.from({ length: 20_000 }, (_, at) => `C${String(at).padStart(6, '0')}`);
    const challenged = debtors.filter((id) => armOf({ id: 'e', sharePercent }, id) === 'challenger');
    expect(Math.abs(challenged.length / 200 - sharePercent)).toBeLessThan(1);
  });

  it('a larger share keeps those who are in it, and two experiments draw for themselves', () => {
    const debtors = Array.from({ length: 5_000 }, (_, at) => `D-${at}`);
    const inShare = (id: string, sharePercent: number): readonly string[] =>
      debtors.filter((debtor) => armOf({ id, sharePercent }, debtor) === 'challenger');
    expect(inShare('e', 30)).toEqual(expect.arrayContaining([...inShare('e', 10)]));
    const both = inShare('e', 50).filter((debtor) => armOf({ id: 'f', sharePercent: 50 }, debtor) === 'challenger');
    expect(both.length / debtors.length).toBeCloseTo(0.25, 1);
  });
});

describe('a strategy chooses words and channels', () => {
  const step = rung('s', 1, { action: notify(['sms', 'email', 'letter']) });
  const action = step.action as Extract<typeof step.action, { do: 'notify' }>;
  const proven = { ...step, mustReach: { withinDays: 9 } };
  it.each<[NoticeChannel[], string]>([
    [['email'], 'email sms letter'],
    [['letter', 'email'], 'letter email sms'],
    [['sms', 'email', 'letter'], 'sms email letter'],
  ])('%j first', (channels, expected) => {
    expect(channelsFor(step, action, { segment: 'all', channels }).join(' ')).toBe(expected);
    expect(channelsFor(proven, action, { segment: 'all', channels })).toBe(action.channels);
  });
  it('a channel that the step does not have is not added', () => {
    const sms = { ...step, action: { ...action, channels: ['sms' as const] } };
    expect(channelsFor(sms, sms.action, { segment: 'all', channels: ['letter'] })).toEqual(['sms']);
  });
  it.each<[Record<string, string>, string]>([
    [{ t: 'kind' }, 'kind'],
    [{ t: 'kind', s: 'kinder' }, 'kinder'],
    [{ other: 'kind' }, 't'],
  ])('words %j', (templates, expected) => {
    expect(templateFor(step, action, { segment: 'all', templates })).toBe(expected);
    expect(templateFor(proven, action, { segment: 'all', templates })).toBe('t');
  });
});

describe('contacts are spaced out', () => {
  const policy = policyOf({
    reminders: [reminder('r', -3)],
    ladder: [rung('a', 1), rung('g', 1, { action: notify(['sms'], 'guarantor') }), rung('p', 1, PROVEN())],
  });
  const due = (...ids: string[]) =>
    ids.map((id) => {
      const group = id === 'r' ? 'reminder' : 'ladder';
      const found = [...policy.reminders, ...policy.ladder].find((one) => one.id === id);
      if (found === undefined) throw new Error(id);
      return { step: found, group };
    });
  const record = (step: string, on: string, status = 'done') => ({ step, on, status });
  const table: readonly [string, string[], ReturnType<typeof record>[], Partial<Strategy>, string[]][] = [
    ['nothing said, nothing put off', ['r', 'a'], [record('a', '2025-03-09')], {}, ['r', 'a']],
    ['two days are too soon after the last', ['a'], [record('r', '2025-03-08')], { minDaysBetween: 3 }, []],
    ['three days are not', ['a'], [record('r', '2025-03-07')], { minDaysBetween: 3 }, ['a']],
    ['what never left does not count', ['a'], [record('r', '2025-03-09', 'refused')], { minDaysBetween: 3 }, ['a']],
    ['nor what was told to others', ['a'], [record('g', '2025-03-09')], { minDaysBetween: 3 }, ['a']],
    ['of one day the rung is said, not the reminder', ['r', 'a'], [], { minDaysBetween: 1 }, ['a']],
    [
      'what must reach is never put off, but counts',
      ['r', 'p'],
      [record('a', '2025-03-09')],
      { minDaysBetween: 3 },
      ['p'],
    ],
    ['the month is full', ['a'], [record('r', '2025-02-09'), record('a', '2025-02-20')], { maxPerMonth: 2 }, []],
    [
      'thirty days later it is not',
      ['a'],
      [record('r', '2025-02-08'), record('a', '2025-02-20')],
      { maxPerMonth: 2 },
      ['a'],
    ],
    ['others are spoken to as ever', ['g'], [record('a', '2025-03-09')], { minDaysBetween: 30 }, ['g']],
  ];
  it.each(table)('%s', (_, ids, records, strategy, expected) => {
    const left = spaced(due(...ids), records, policy, { segment: 'all', ...strategy }, '2025-03-10');
    expect(left.map(({ step }) => step.id)).toEqual(expected);
  });
});

describe('a loan is spoken to as its segment is', () => {
  const segments = [
    { id: 'sure', title: text, when: { lateInstalmentsAtMost: 0 } },
    { id: 'rest', title: text },
  ];
  const base = { segments, reminders: [reminder('early', -10), reminder('near', -3), reminder('day', 0)] };
  const paidLate = [pay('a', '2025-02-06')];

  it('who was never late hears one word, who was hears three', () => {
    const policy = policyOf({ ...base, strategy: [{ segment: 'sure', skip: ['early', 'near'] }] });
    const sure = new LoanLife({ policy, postings: [] }).at('2025-02-05', '23:00');
    expect(sure.story).toEqual(['2025-02-05 10:00 day 1 by sms']);
    const terms = termsOf(monthly(), { takenOverOn: '2025-02-20' });
    const rest = new LoanLife({ policy, terms, postings: paidLate }).at('2025-03-05', '23:00');
    expect(rest.story.map((line) => line.split(' ')[2])).toEqual(['early', 'near', 'day']);
  });

  it('people take over on their own day, for the first call alone', () => {
    const ladder = [rung('say', 1), rung('call', 10, { action: CALL }), rung('again', 20, { action: CALL })];
    const policy = policyOf({ ...base, reminders: [], ladder, strategy: [{ segment: 'rest', handOverAtDays: 5 }] });
    const life = new LoanLife({ policy }).at('2025-03-01', '23:00');
    expect(life.story.filter((line) => line.includes('task call') || line.includes('task again'))).toEqual([
      '2025-02-10 10:00 task call by 2025-02-13',
      '2025-02-25 10:00 task again by 2025-02-28',
    ]);
  });

  it('begun on one order of channels, a step goes on in it when the segment has changed', () => {
    const ladder = [rung('say', 1, { action: notify(['sms', 'email', 'letter']) })];
    const policy = policyOf({
      segments: [
        { id: 'first', title: text, when: { overdueDaysAtMost: 1 } },
        { id: 'rest', title: text },
      ],
      ladder,
      strategy: [{ segment: 'first', channels: ['email', 'sms'] }],
    });
    const provider = ({ channel }: { readonly channel: string }) =>
      channel === 'email' ? [{ status: 'failed' as const, afterMinutes: 1440, quiet: false, code: 'SMTP_550' }] : [];
    const life = new LoanLife({ policy, provider }).at('2025-02-09');
    const channels = life.outcomes.flatMap(({ outcome }) =>
      outcome.type === 'noticeDecided' ? [outcome.channel] : [],
    );
    expect(channels).toEqual(['email', 'sms']);
  });

  it.each([
    ['goes along with an e-mail', ['email'], undefined, 'demandLetter'],
    ['is worded for the segment', ['email'], { demandLetter: 'mildLetter' }, 'mildLetter'],
    ['is not spoken of where the step goes out another way', ['sms'], undefined, undefined],
  ] as const)('a letter that a step attaches %s', (_name, channels, templates, letter) => {
    const action = { ...notify([...channels, 'letter']), attach: 'demandLetter' } as const;
    const ladder = [rung('demand', 1, { action })];
    const strategy = templates === undefined ? [] : [{ segment: 'rest', templates }];
    const policy = policyOf({ segments: [{ id: 'rest', title: text }], ladder, strategy });
    const life = new LoanLife({ policy }).at('2025-02-09');
    const decided = life.outcomes.flatMap(({ outcome }) => (outcome.type === 'noticeDecided' ? [outcome] : []));
    expect(decided.map(({ attach }) => attach)).toEqual([letter]);
  });

  it('an arm is written down once, and stands in the facts of each decision', () => {
    const experiments = [
      { id: 'try', title: text, sharePercent: 99.99, challenger: [{ segment: 'sure', skip: ['early'] }] },
    ];
    const policy = policyOf({ ...base, experiments });
    const life = new LoanLife({ policy }).at('2025-04-05', '23:00');
    expect(life.story.filter((line) => line.includes('try'))).toEqual(['2025-01-05 06:00 try: challenger']);
    expect(life.loan.arms).toEqual({ try: 'challenger' });
    const facts = life.outcomes.flatMap(({ outcome }) =>
      outcome.type === 'noticeDecided' ? [outcome.facts.arms] : [],
    );
    expect(new Set(facts.map((one) => one?.['try']))).toEqual(new Set(['challenger']));
    expect(life.story.some((line) => line.includes('early 1'))).toBe(false);
  });
});
