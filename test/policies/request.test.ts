// What a policy says about requests: what is refused on loading, and how it is told.
import { describe, expect, it } from 'vitest';
import { explainStages } from '../../policies/explain.ts';
import { loadPolicy } from '../../policies/load.ts';
import { basePolicy } from './base.ts';

const approval = '{ approvers: 2, roles: [head, risk], answerDays: 5, escalateTo: president }';
const asked = `roles: [collector], documents: [], approval: ${approval}`;
const withRequests = (lines: string, base = basePolicy): string => `${base}\nrequests:\n  ${lines}\n`;

describe('what may be asked is refused with the rule and the place', () => {
  it.each([
    ['a role twice', `plan: { ${asked.replace('[collector]', '[a, a]')} }`, 'REQUEST_ROLES requests.plan.roles[1]'],
    [
      'a kind of document twice',
      `plan: { ${asked.replace('documents: []', 'documents: [proof, proof]')} }`,
      'DOCUMENT_TWICE requests.plan.documents[1]',
    ],
    [
      'an approver twice',
      `placement: { ${asked.replace('[head, risk]', '[head, head]')} }`,
      'APPROVAL_ROLES requests.placement.approval.roles[1]',
    ],
    [
      'an end before it escalates',
      `reinstatement: { ${asked.replace('answerDays: 5', 'answerDays: 5, expireDays: 5')} }`,
      'APPROVAL_EXPIRES requests.reinstatement.approval.expireDays',
    ],
    [
      'a share of what has none',
      `plan: { ${asked.replace('answerDays', 'levels: [{ uptoMinor: 1, uptoPercent: 5, approvers: 1, roles: [a] }], answerDays')} }`,
      'REQUEST_SHARE requests.plan.approval.levels[0].uptoPercent',
    ],
    ['nothing that is wrong', `temporaryLoan: { ${asked}, tell: [email, sms] }`, ''],
    [
      'moves by a pause',
      `deferment: { ${asked}, mode: pause, moves: tail }`,
      'DEFERMENT_MOVES requests.deferment.moves',
    ],
    [
      'an extension without a most',
      `extension: { ${asked}, limits: [{ termUptoMonths: 12 }] }`,
      'EXTENSION_LIMITS requests.extension.limits[0]',
    ],
    [
      'terms that do not rise',
      `extension: { ${asked}, limits: [{ mostMonths: 36 }, { termUptoMonths: 12, mostMonths: 12 }] }`,
      'EXTENSION_LIMITS requests.extension.limits[1]',
    ],
  ])('%s', (_what, lines, expected) => {
    const { problems = [] } = loadPolicy(withRequests(lines), 'base.yaml');
    expect(problems.map(({ rule, path }) => `${rule} ${path}`)).toEqual(expected === '' ? [] : [expected]);
  });

  it('outside China an extension has limits and a source of its own', () => {
    const abroad = basePolicy.replace('country: CN', 'country: US');
    const rules = (lines: string): string[] =>
      (loadPolicy(withRequests(lines, abroad), 'base.yaml').problems ?? []).map(({ rule }) => rule);
    expect(rules(`plan: { ${asked} }`)).toContain('EXTENSION_SOURCE');
    expect(rules(`extension: { ${asked}, limits: [{ mostMonths: 6 }] }`)).toContain('EXTENSION_SOURCE');
    expect(rules(`extension: { ${asked}, limits: [{ mostMonths: 6 }], source: law }`)).not.toContain(
      'EXTENSION_SOURCE',
    );
  });

  it('a notice that nobody has served goes to somebody else', () => {
    const serving = (level: string): string[] => {
      const ground = '{ id: securityNotProvided, title: { zh-CN: 一, en: one }, documents: [], cure: none }';
      const rest = `noticeDays: 1, onNonWorkingDay: same, channels: [letter], withinDays: 1, interest: all, fees: none`;
      const text = `${basePolicy}\nacceleration: { grounds: [${ground}], ${rest}, ${level} }\n`;
      const { problems = [] } = loadPolicy(text, 'base.yaml');
      return problems.map(({ rule, path }) => `${rule} ${path}`);
    };
    expect(serving('role: counsel')).toEqual([]);
    expect(serving('role: supervisor')).toEqual(['SERVE_ROLE acceleration.role']);
    expect(serving('role: counsel, escalateTo: counsel')).toEqual(['SERVE_ROLE acceleration.escalateTo']);
    expect(serving('role: counsel, serveDays: 0')).toEqual([expect.stringContaining('acceleration.serveDays')]);
  });

  it('security that does not come asks for a ground that is there', () => {
    const grounds = `acceleration: { grounds: [{ id: one, title: { zh-CN: 一, en: one }, documents: [], cure: none }], noticeDays: 1, onNonWorkingDay: same, channels: [letter], withinDays: 1, interest: all, fees: none, role: a }`;
    const { problems = [] } = loadPolicy(`${basePolicy}\n${grounds}\n`, 'base.yaml');
    expect(problems.map(({ rule, path }) => `${rule} ${path}`)).toEqual(['UNKNOWN_GROUND acceleration.grounds']);
  });
});

describe('what may be asked is told in both languages, defaults too', () => {
  const told = (text: string, language: 'zh-CN' | 'en'): readonly string[] => {
    const { policy, problems } = loadPolicy(text, 'base.yaml');
    if (policy === undefined) throw new Error(JSON.stringify(problems));
    const title = language === 'en' ? 'What may be asked for a loan' : '可提出的申请';
    return explainStages(policy, language).find((stage) => stage.title === title)?.lines ?? [];
  };

  it.each([
    [
      'deferment',
      'mode: shift, moves: tail, counts: reset',
      /moves behind the last instalment; missed instalments are counted anew/u,
      /移至最后一期之后；连续、累计期数重新计算/u,
    ],
    [
      'deferment',
      'mode: pause, penaltyStops: false',
      /what falls due within them stays due; meanwhile.*before its end; the borrower/u,
      /期内到期款项仍须按期归还；期间暂停催收、期内到期款项的提醒；结果/u,
    ],
    ['plan', 'mostDates: 4, onBroken: accelerate', /at most 4 dates.*everything falls due/u, /最多分 4 次.*全部到期/u],
    ['restructure', 'capitalisesInterest: true', /interest that is due may become principal/u, /到期利息可转为本金/u],
    ['waiver', 'components: [penalty]', /may be given up: penalty;/u, /可减免罚息；/u],
    ['temporaryLoan', 'mostMinor: 123400', /at most 1234\.00 CNY/u, /金额不超过 1234\.00 CNY/u],
    ['temporaryLoan', 'mostTimes: 0', /^Temporary loan: not granted\.$/u, /^临时贷款：不予办理。$/u],
    [
      'extension',
      'limits: [{ termUptoMonths: 12, mostPercentOfTerm: 90 }]',
      /at most 90 % of the term again for terms up to 12 months/u,
      /期限 12 个月及以下不超过原期限的 90%/u,
    ],
    ['plan', 'despite: [suit], tell: []', /also while a suit lasts.*nobody is told/u, /诉讼期间亦可.*不另行告知/u],
    [
      'placement',
      '',
      /^Placing with an agency: collector may ask; two different people/u,
      /^委外：催收员可申请；须两名不同人员/u,
    ],
  ] as const)('%s { %s }', (kind, more, en, zhCN) => {
    const text = withRequests(`${kind}: { ${asked}${more === '' ? '' : `, ${more}`} }`);
    expect(told(text, 'en').filter((line) => en.test(line))).toHaveLength(1);
    expect(told(text, 'zh-CN').filter((line) => zhCN.test(line))).toHaveLength(1);
    expect(told(basePolicy, 'en').filter((line) => en.test(line))).toHaveLength(0);
    expect(told(basePolicy, 'en')).toHaveLength(14);
  });

  it('a level of a waiver with its amount and its share', () => {
    const levels = 'levels: [{ uptoMinor: 5000, uptoPercent: 20, approvers: 1, roles: [supervisor] }], answerDays';
    const text = withRequests(`waiver: { ${asked.replace('answerDays', levels)} }`);
    expect(told(text, 'en').join()).toContain(
      'up to 50.00 CNY and 20 % of what is open one person approves (supervisor)',
    );
    expect(told(text, 'zh-CN').join()).toContain('50.00 CNY 且占比 20%及以下须一名人员审批（主管）');
  });
});
