import { describe, expect, it } from 'vitest';
import { explainStages } from '../../policies/explain.ts';
import { loadPolicy } from '../../policies/load.ts';
import { basePolicy, broken } from './base.ts';

/** The small policy with these lines before its reminders; `calls` adds a rung that a person carries out. */
const withLines = (lines: string, base = basePolicy): string =>
  broken('reminders:', 'reminders:', `${lines}\nreminders:`, base);
const withCall = basePolicy.replace(
  '  - id: advance\n',
  `  - id: ring
    title: { zh-CN: 电话, en: ring }
    anchor: firstMissed
    offsetDays: 30
    onNonWorkingDay: next
    segments: [watch, new]
    action: { do: call, to: debtor, template: callScript, workDays: 3 }
  - id: advance
`,
);
const experiment = (id: string, segment: string): string =>
  `  - id: ${id}\n    title: { zh-CN: 试, en: try }\n    sharePercent: 10\n    challenger: [{ segment: ${segment}, skip: [soon] }]`;

function problems(text: string): readonly string[] {
  return (loadPolicy(text, 'base.yaml').problems ?? []).map(({ rule, path }) => `${rule} ${path}`);
}

describe('strategies are checked', () => {
  it.each([
    ['skips a reminder', '[{ segment: steady, skip: [soon] }]'],
    ['other words, as sharp', '[{ segment: steady, templates: { overdue1: overdueFriendly } }]'],
    ['the mildest tone that the steps keep', '[{ segment: new, tone: demand }]'],
    ['order and frequency', '[{ segment: watch, channels: [email, sms], minDaysBetween: 3, maxPerMonth: 4 }]'],
  ])('sound: %s', (_, strategy) => {
    expect(problems(withLines(`strategy: ${strategy}`))).toEqual([]);
  });

  const rows: readonly [string, string, string][] = [
    ['an unknown segment', '[{ segment: old, skip: [soon] }]', 'UNKNOWN_SEGMENT strategy[0].segment'],
    ['nothing said', '[{ segment: new }]', 'STRATEGY_EMPTY strategy[0]'],
    [
      'a segment twice',
      '[{ segment: new, skip: [soon] }, { segment: new, maxPerMonth: 2 }]',
      'STRATEGY_TWICE strategy[1].segment',
    ],
    ['an unknown step', '[{ segment: new, skip: [sooner] }]', 'UNKNOWN_STEP strategy[0].skip[0]'],
    ['a rung that must reach is dropped', '[{ segment: new, skip: [final] }]', 'STRATEGY_DROPS strategy[0].skip[0]'],
    ['a claim is dropped', '[{ segment: new, skip: [advance] }]', 'STRATEGY_DROPS strategy[0].skip[0]'],
    ['a write-off is dropped', '[{ segment: new, skip: [writeOff] }]', 'STRATEGY_DROPS strategy[0].skip[0]'],
    [
      'words of nothing',
      '[{ segment: new, templates: { dealerDemand: overdue1 } }]',
      'STRATEGY_TEMPLATE strategy[0].templates.dealerDemand',
    ],
    [
      'a template that is not there',
      '[{ segment: new, templates: { soon: later } }]',
      'UNKNOWN_TEMPLATE strategy[0].templates.soon',
    ],
    [
      'words without the channel',
      '[{ segment: new, templates: { soon: finalLetter } }]',
      'TEMPLATE_CHANNEL strategy[0].templates.soon',
    ],
    [
      'words for somebody else',
      '[{ segment: new, templates: { soon: guarantorNotice } }]',
      'TEMPLATE_AUDIENCE strategy[0].templates.soon',
    ],
    [
      'a demand before the due date',
      '[{ segment: new, templates: { soon: overdue2 } }]',
      'TONE strategy[0].templates.soon',
    ],
    [
      'courts on days alone',
      '[{ segment: new, templates: { second: lawyerLetter } }]',
      'TONE strategy[0].templates.second',
    ],
    [
      'milder than the rung below',
      '[{ segment: new, templates: { first: overdue2, second: overdue1 } }]',
      'TONE strategy[0].templates.second',
    ],
    ['a tone that is not kept', '[{ segment: new, tone: reminder }]', 'STRATEGY_TONE strategy[0].tone'],
    ['a channel twice', '[{ segment: new, channels: [sms, sms] }]', 'STRATEGY_CHANNELS strategy[0].channels[1]'],
    [
      'nobody to hand over to',
      '[{ segment: new, handOverAtDays: 9 }]',
      'STRATEGY_HAND_OVER strategy[0].handOverAtDays',
    ],
  ];
  it.each(rows)('refused: %s', (_, strategy, expected) => {
    expect(problems(withLines(`strategy: ${strategy}`))).toEqual([expected]);
  });

  it('hands over only where somebody calls', () => {
    const entry = (segment: string): string => `strategy: [{ segment: ${segment}, handOverAtDays: 9 }]`;
    expect(problems(withLines(entry('new'), withCall))).toEqual([]);
    expect(problems(withLines(entry('steady'), withCall))).toEqual(['STRATEGY_HAND_OVER strategy[0].handOverAtDays']);
  });

  it.each([
    ['one experiment', ['a new'], []],
    ['two on different segments', ['a new', 'b steady'], []],
    ['two of one name', ['a new', 'a steady'], ['EXPERIMENT_TWICE experiments[1].id']],
    ['two on one segment', ['a new', 'b new'], ['EXPERIMENT_OVERLAP experiments[1].challenger[0].segment']],
    ['a segment that is not there', ['a old'], ['UNKNOWN_SEGMENT experiments[0].challenger[0].segment']],
  ])('%s', (_, made, expected) => {
    const lines = made.map((one) => experiment(...(one.split(' ') as [string, string])));
    expect(problems(withLines(`experiments:\n${lines.join('\n')}`))).toEqual(expected);
  });

  it('legal words wait for a trigger that not everybody pulls', () => {
    const early = broken(
      'id: final',
      '{ any: [{ consecutiveMissedAtLeast: 3 }, { overdueDaysAtLeast: 90 }] }',
      '{ overdueDaysAtLeast: 9 }',
    );
    expect(problems(early)).toEqual(['TONE ladder[3].action.template']);
    const chained = broken(
      'id: final',
      'anchor: trigger\n    offsetDays: 0',
      'anchor: { step: second }\n    offsetDays: 9',
    );
    expect(problems(chained)).toEqual(['TONE ladder[3].action.template', 'TONE ladder[4].action.template']);
  });

  it('a segment that no loan can be in is found in the new facts too', () => {
    const shadowed = broken(
      'id: steady',
      'paidInstalmentsAtLeast: 6',
      'cumulativeMissedAtLeast: 4, lateInstalmentsAtLeast: 2',
    );
    expect(problems(shadowed)).toEqual(['SEGMENT_EMPTY segments[1]']);
    const contradiction = broken(
      'id: steady',
      'paidInstalmentsAtLeast: 6',
      'lateInstalmentsAtMost: 0, overdueDaysAtLeast: 2',
    );
    expect(problems(contradiction)).toEqual(['CONDITION_CONTRADICTION segments[1].when']);
  });
});

describe('strategies are told', () => {
  const text = withLines(
    `strategy:
  - { segment: steady, tone: demand, templates: { overdue1: overdueFriendly }, channels: [email, sms], minDaysBetween: 3, maxPerMonth: 4, skip: [soon] }
  - { segment: new, handOverAtDays: 9 }
experiments:
${experiment('try-it', 'watch')}`,
    withCall,
  );
  it.each([
    [
      'en',
      [
        'nothing sharper than a demand',
        'overdueFriendly instead of overdue1',
        'e-mail, failing that text message first',
        '3 days from one contact',
        'at most 4 contacts in 30 days',
        'left out: soon',
        'day 9 of arrears',
        '(try-it), 10 %',
      ],
    ],
    [
      'zh-CN',
      [
        '语气不超过“催告”',
        '以 overdueFriendly 代替 overdue1',
        '优先用电子邮件',
        '至少相隔 3 天',
        '最多联系 4 次',
        '不做：提前',
        '第 9 天起转由人员',
        '（try-it），占借款人 10%',
      ],
    ],
  ] as const)('in %s', (language, said) => {
    const { policy, problems: found } = loadPolicy(text, 'base.yaml');
    expect(found).toBeUndefined();
    const told =
      policy === undefined
        ? ''
        : explainStages(policy, language)
            .flatMap(({ lines }) => lines)
            .join('\n');
    for (const words of said) expect(told).toContain(words);
  });
});
