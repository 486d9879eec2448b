import { describe, expect, it } from 'vitest';
import { explainPolicy, explainStages } from '../../policies/explain.ts';
import { wordsOf } from '../../policies/explain/dictionary.ts';
import { roleIn } from '../../policies/explain/role.ts';
import { shippedPolicies } from '../../policies/index.ts';
import { loadPolicy } from '../../policies/load.ts';
import { basePolicy, broken } from './base.ts';

/** Every key with those below it, `party.debtor`. */
function keysOf(value: unknown, below = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [below];
  return Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${below}.${key}`));
}

function lines(text: string, language: 'zh-CN' | 'en'): readonly string[] {
  const { policy } = loadPolicy(text, 'base.yaml');
  return policy === undefined ? [] : explainStages(policy, language).flatMap((stage) => stage.lines);
}

describe('a policy is told in both languages', () => {
  it('with the same words in both', () => {
    expect(keysOf(wordsOf.en).toSorted()).toEqual(keysOf(wordsOf['zh-CN']).toSorted());
  });
  it.each([...shippedPolicies().values()])('$policy.id: the same stages and as many lines', ({ policy }) => {
    const count = (language: 'zh-CN' | 'en') => explainStages(policy, language).map((stage) => stage.lines.length);
    expect(count('en')).toEqual(count('zh-CN'));
    const steps = policy.reminders.length + policy.ladder.length + policy.recovery.length;
    expect(count('en').reduce((sum, one) => sum + one, 0)).toBeGreaterThan(steps + policy.segments.length);
  });
  it.each([...shippedPolicies().values()])(
    '$policy.id: nothing unsaid, and no English word of ours in Chinese',
    ({ policy }) => {
      for (const language of ['zh-CN', 'en'] as const) {
        const text = explainPolicy(policy, language);
        expect(text).not.toMatch(/undefined|NaN|\[object/u);
        for (const { title } of [...policy.reminders, ...policy.ladder, ...policy.recovery])
          expect(text).toContain(title[language]);
      }
      expect(explainPolicy(policy, 'en')).not.toMatch(/\p{Script=Han}/u);
      expect(explainPolicy(policy, 'zh-CN')).not.toMatch(/\b(day|days|borrower|letter|instalment|approve)\b/u);
    },
  );
  it('in its own language when none is asked for', () => {
    const { policy } = loadPolicy(basePolicy, 'base.yaml');
    expect(policy && explainPolicy(policy)).toBe(policy && explainPolicy(policy, 'zh-CN'));
  });
});

/** Every role that a policy names, wherever it stands. */
function rolesOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    /^(role|roles|recallRoles|escalateTo|owner)$/u.test(key) ? [inner].flat().map(String) : rolesOf(inner),
  );
}

describe('who acts is told in the language of the reader', () => {
  /** Those that hold without a word in the file, too. */
  const roles = [...new Set([...shippedPolicies().values()].flatMap(({ policy }) => rolesOf(policy)).concat('legal'))];
  it.each([...shippedPolicies().values()])('$policy.id: no role stands by its id', ({ policy }) => {
    expect(roles.length).toBeGreaterThan(10);
    for (const language of ['zh-CN', 'en'] as const) {
      const text = explainPolicy(policy, language);
      const ids = roles.filter((role) => language === 'zh-CN' || role !== role.toLowerCase());
      expect(ids.filter((role) => new RegExp(`\\b${role}\\b`, 'u').test(text))).toEqual([]);
    }
    expect(explainPolicy(policy, 'zh-CN')).toMatch(/由 ?法务|法务、/u);
    expect(explainPolicy(policy, 'en')).toMatch(/two different people approve \(legal counsel, credit head\)/u);
  });

  it('a role that the policy made up stands as it was written', () => {
    expect([roleIn('zh-CN', 'nightDesk'), roleIn('en', 'nightDesk')]).toEqual(['nightDesk', 'night desk']);
  });
});

describe('every setting of a step is told', () => {
  const table: readonly [string, string, string, RegExp, RegExp][] = [
    ['id: soon', '-10', '-12', /12 days before each due date — soon/u, /每期还款日前 12 天 — 提前/u],
    [
      'id: today',
      'same',
      'previous',
      /On the interest settlement day.*moved to the working day before/u,
      /结息日当日.*提前到前一工作日/u,
    ],
    [
      'id: second',
      '20',
      '25',
      /^Day 25 of arrears — second: tell the borrower by letter/u,
      /^逾期第 25 天 — 二：以信函通知借款人/u,
    ],
    [
      'id: final',
      'finalLetter }',
      'finalLetter, attach: finalLetter }',
      /e-mail; an e-mail brings the letter as a PDF/u,
      /信函.*邮件附函件 PDF/u,
    ],
    ['id: first', '[new, steady, watch]', '[new, watch]', /only for: watch, new/u, /仅限：监控、新/u],
    [
      'id: first',
      'overdueDaysAtMost: 9',
      'overdueDaysAtMost: 8',
      /only if at most 8 days overdue/u,
      /仅当逾期不超过 8 天/u,
    ],
    [
      'id: advance',
      'answerDays: 10',
      'answerDays: 12',
      /ask the dealer to pay in advance, by e-mail; answer within 12 days/u,
      /要求经销商垫付，12 天内答复/u,
    ],
    [
      'id: final',
      'withinDays: 10',
      'withinDays: 9',
      /by letter, failing that e-mail.*proven within 9 days/u,
      /信函，不成则电子邮件.*9 天内取得送达凭证/u,
    ],
    [
      'id: final',
      'Least: 3',
      'Least: 4',
      /As soon as either at least 4 instalments missed in a row, or at least 90 days/u,
      /一旦连续未还达到 4 期，或者逾期达到 90 天/u,
    ],
    ['id: legal', 'step: final', 'step: second', /^30 days after "second" — legal/u, /^“二”之后 30 天 — 诉讼/u],
    [
      'id: legal',
      'counsel, head',
      'counsel',
      /two different people approve \(counsel\), after 7 days.*president/u,
      /须两名不同人员审批（counsel），7 天无答复则上报行长/u,
    ],
    [
      'id: legal',
      'offsetDays: 30',
      'offsetDays: 30\n    when: { outstandingAtLeastMinor: 123456 }',
      /only if at least CNY 1,234.56 outstanding/u,
      /仅当未还总额达到 CNY 1,234.56/u,
    ],
    [
      'id: writeOff',
      'offsetDays: 0',
      'offsetDays: 0\n    after: final',
      /not before "final" was carried out and 7 days/u,
      /须在“最后”确已执行并满 7 天之后/u,
    ],
    ['id: recover', '30', '40', /^40 days after the write-off/u, /^核销后 40 天/u],
    [
      'askDaysBefore',
      '45',
      '44',
      /^44 days before the last due date manager.*settle, renew.*15 days.*head/u,
      /^贷款到期日前 44 天请manager选择：结清、借新还旧.*15 天.*head/u,
    ],
  ];
  it.each(table)('after "%s" %s → %s', (after, find, replacement, en, zhCN) => {
    const text = broken(after, find, replacement);
    expect(lines(text, 'en').filter((line) => en.test(line))).toHaveLength(1);
    expect(lines(text, 'zh-CN').filter((line) => zhCN.test(line))).toHaveLength(1);
    expect(lines(basePolicy, 'en').filter((line) => en.test(line))).toHaveLength(0);
  });
});
