/** Calling a loan in, told in both languages; what holds without a word in the file is told too. */
import { accelerationRulesOf } from '../../domain/accelerationRules.ts';
import type { Cure, FutureInterest } from '../../domain/accelerationState.ts';
import { securityRulesOf } from '../../domain/securityRules.ts';
import { placementRulesOf } from '../../domain/placementRules.ts';
import type { NoticeChannel, Policy } from '../../domain/policy.ts';
import type { Condition } from '../../domain/condition.ts';
import { requestRuleOf } from '../../domain/requestRules.ts';
import { explainApproval } from './approval.ts';
import { roleIn, rolesIn } from './role.ts';
import type { Language } from './words.ts';

interface Told {
  readonly title: string;
  readonly lines: readonly string[];
}

interface Words {
  readonly title: string;
  readonly ground: (title: string, condition: string, documents: string, cure: string) => string;
  readonly cure: Readonly<Record<Cure, string>>;
  readonly asked: (roles: string, approval: string) => string;
  readonly notice: (channels: string, withinDays: number, role: string) => string;
  readonly served: (days: number, escalateTo: string) => string;
  readonly effect: (days: number, moved: boolean) => string;
  readonly interest: Readonly<Record<FutureInterest, string>>;
  readonly fees: Readonly<Record<'all' | 'none', string>>;
  readonly channel: Readonly<Record<NoticeChannel, string>>;
  readonly placement: {
    readonly title: string;
    readonly which: (condition: string, days: number) => string;
    readonly meanwhile: Readonly<Record<'waits' | 'goesOn', string>>;
    readonly reminders: Readonly<Record<'goOn' | 'stop', string>>;
    readonly recall: (roles: string) => string;
    readonly commission: (all: boolean, tailDays: number) => string;
    readonly permit: (minutes: number) => string;
    readonly handOver: (fields: string) => string;
    readonly told: (channels: string) => string;
  };
  readonly security: {
    readonly title: string;
    readonly asked: (roles: string, days: number, channels: string) => string;
    readonly reminded: (days: string) => string;
    readonly missed: (ground: string | undefined) => string;
  };
  readonly always: string;
  readonly none: string;
  readonly join: string;
  readonly then: string;
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    title: 'Calling the whole loan in',
    ground: (title, condition, documents, cure) => `${title}: ${condition}; documents: ${documents}; ${cure}`,
    cure: {
      arrearsPaid: 'paying the arrears before it takes effect averts it',
      confirmed: 'a person may take it back when it is cured',
      none: 'nothing averts it',
    },
    asked: (roles, approval) => `${roles} may ask; ${approval}`,
    notice: (channels, days, role) =>
      `Borrower and guarantor are told by ${channels}; without proof of delivery within ${days} days the next channel is used, in the end ${role} serves it.`,
    served: (days, escalateTo) => `What is not served within ${days} days goes to ${escalateTo}.`,
    effect: (days, moved) =>
      `All falls due ${days} days after the last of them has the notice${moved ? ', on the next working day if that is none' : ''}.`,
    interest: {
      earned: 'Of interest that is not earned by then nothing is owed.',
      all: 'The interest of the whole schedule is owed.',
      none: 'No interest of instalments that had not fallen due is owed.',
    },
    fees: { all: 'Their fees are owed.', none: 'Their fees are not owed.' },
    channel: { sms: 'text message', email: 'e-mail', letter: 'letter' },
    placement: {
      title: 'Placing with an agency',
      which: (condition, days) => `A loan may be placed if ${condition}, for at most ${days} days.`,
      meanwhile: {
        waits: 'Meanwhile our own messages and calls to the borrower wait; claims and suits go on.',
        goesOn: 'Our own ladder goes on meanwhile.',
      },
      reminders: { goOn: 'Reminders before due dates go on.', stop: 'Reminders before due dates stop.' },
      recall: (roles) => `${roles} may recall it at once.`,
      commission: (all, days) =>
        `The commission goes by ${all ? 'all cash' : 'the cash that came through the agency'} until ${days} days after the end.`,
      permit: (minutes) => `Before each contact the agency asks for permission, which holds for ${minutes} minutes.`,
      handOver: (fields) => `Handed over are: ${fields}.`,
      told: (channels) => `The borrower is told by ${channels}.`,
    },
    security: {
      title: 'More security',
      asked: (roles, days, channels) =>
        `${roles} may ask the borrower for a guarantor or collateral, with at least ${days} days, by ${channels}.`,
      reminded: (days) => `Reminders ${days} days before the last day.`,
      missed: (ground) =>
        ground === undefined
          ? 'When the day passes unused a person sees to it.'
          : `When the day passes unused, calling the loan in is asked (${ground}).`,
    },
    always: 'at any time',
    none: 'none',
    join: ', ',
    then: ', failing that ',
  },
  'zh-CN': {
    title: '宣布提前到期',
    ground: (title, condition, documents, cure) => `${title}：${condition}；材料：${documents}；${cure}`,
    cure: {
      arrearsPaid: '生效前还清欠款即终止',
      confirmed: '情形消除后可由人工撤回',
      none: '不因补救而终止',
    },
    asked: (roles, approval) => `${roles}可申请；${approval}`,
    notice: (channels, days, role) =>
      `以${channels}通知借款人和保证人；${days} 天内无送达凭证则改用下一渠道，均未送达时由${role}送达。`,
    served: (days, escalateTo) => `${days} 天内未送达的，转交${escalateTo}。`,
    effect: (days, moved) => `最后一人收到通知后第 ${days} 日全部到期${moved ? '，遇非工作日顺延' : ''}。`,
    interest: {
      earned: '截至该日尚未产生的利息不再收取。',
      all: '仍收取全部未到期利息。',
      none: '不收取未到期各期的利息。',
    },
    fees: { all: '收取未到期各期的费用。', none: '不收取未到期各期的费用。' },
    channel: { sms: '短信', email: '电子邮件', letter: '信函' },
    placement: {
      title: '委外催收',
      which: (condition, days) => `符合“${condition}”的贷款可委外，最长 ${days} 天。`,
      meanwhile: {
        waits: '委外期间我机构不再向借款人发送催收和致电；索赔与诉讼照常。',
        goesOn: '委外期间我机构催收照常。',
      },
      reminders: { goOn: '还款日前提醒照常。', stop: '还款日前提醒停止。' },
      recall: (roles) => `${roles}可随时收回。`,
      commission: (all, days) => `佣金按${all ? '全部回款' : '经委外机构回款'}计算，截至终止后 ${days} 天。`,
      permit: (minutes) => `委外机构每次联系前须申请许可，许可有效 ${minutes} 分钟。`,
      handOver: (fields) => `移交字段：${fields}。`,
      told: (channels) => `以${channels}告知借款人。`,
    },
    security: {
      title: '补充担保',
      asked: (roles, days, channels) =>
        `${roles}可要求借款人补充保证人或抵质押物，期限至少 ${days} 天，以${channels}通知。`,
      reminded: (days) => `期限届满前 ${days} 天提醒。`,
      missed: (ground) =>
        ground === undefined ? '逾期未补充的由人工处理。' : `逾期未补充的，申请提前收回（${ground}）。`,
    },
    always: '任何时候',
    none: '无',
    join: '、',
    then: '，未果则',
  },
};

export function explainMeasures(
  policy: Policy,
  language: Language,
  tell: (condition: Condition) => string,
): readonly Told[] {
  const said = words[language];
  const rules = accelerationRulesOf(policy);
  const request = requestRuleOf(policy, 'acceleration');
  const listed = (items: readonly string[]): string => (items.length === 0 ? said.none : items.join(said.join));
  return [
    {
      title: said.title,
      lines: [
        ...rules.grounds.map(({ title, when, documents, cure }) =>
          said.ground(
            title[language],
            when === undefined ? said.always : tell(when),
            listed(documents),
            said.cure[cure],
          ),
        ),
        said.asked(rolesIn(language, request.roles), explainApproval(request.approval, policy.currency, language)),
        said.notice(
          rules.channels.map((channel) => said.channel[channel]).join(said.then),
          rules.withinDays,
          roleIn(language, rules.role),
        ),
        said.served(rules.serveDays, roleIn(language, rules.escalateTo)),
        said.effect(rules.noticeDays, rules.onNonWorkingDay === 'next'),
        said.interest[rules.interest],
        said.fees[rules.fees],
      ],
    },
    explainPlacement(policy, language, tell),
    explainSecurity(policy, language),
  ];
}

function explainPlacement(policy: Policy, language: Language, tell: (condition: Condition) => string): Told {
  const { when, mostDays, ladder, reminders, recallRoles, commissionOn, tailDays, permitMinutes, handOver, channels } =
    placementRulesOf(policy);
  const said = words[language];
  const { placement } = said;
  return {
    title: placement.title,
    lines: [
      placement.which(when === undefined ? said.always : tell(when), mostDays),
      placement.meanwhile[ladder],
      placement.reminders[reminders],
      placement.recall(rolesIn(language, recallRoles)),
      placement.commission(commissionOn === 'all', tailDays),
      placement.permit(permitMinutes),
      placement.handOver(handOver.join(said.join)),
      placement.told(channels.map((channel) => said.channel[channel]).join(said.then)),
    ],
  };
}

function explainSecurity(policy: Policy, language: Language): Told {
  const { roles, leastDays, channels, remindDaysBefore, onMissed } = securityRulesOf(policy);
  const said = words[language];
  const { security } = said;
  return {
    title: security.title,
    lines: [
      security.asked(
        rolesIn(language, roles),
        leastDays,
        channels.map((channel) => said.channel[channel]).join(said.then),
      ),
      ...(remindDaysBefore.length === 0 ? [] : [security.reminded(remindDaysBefore.join(said.join))]),
      security.missed(onMissed),
    ],
  };
}
