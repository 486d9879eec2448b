import type { Words } from './words.ts';
import { claimWordsZh } from './claims.ts';

const beforeThe = (what: string) => (count: number) => (count === 0 ? `${what}当日` : `${what}前 ${count} 天`);
const range = (from: number | undefined, to: number | undefined, unit: string): string =>
  to === undefined
    ? `达到 ${from ?? 0} ${unit}`
    : from === undefined
      ? `不超过 ${to} ${unit}`
      : `${from} 至 ${to} ${unit}`;

export const zhCN: Words = {
  party: { debtor: '借款人', guarantor: '担保人', dealer: '经销商', insurer: '保险人' },
  channel: { sms: '短信', email: '电子邮件', letter: '信函' },
  demand: { advance: '垫付', buyBack: '回购', perform: '履行担保责任' },
  classification: { normal: '正常', specialMention: '关注', substandard: '次级', doubtful: '可疑', loss: '损失' },
  option: { settle: '结清', relend: '收回再贷', renew: '借新还旧' },
  partPayment: {
    continue: '部分还款后，催收从下一级继续。',
    restart: '部分还款后，催收按最早未还的一期重新开始。',
  },
  dayOff: { same: '不论是否工作日', next: '仅限工作日，遇休息日顺延', previous: '遇休息日提前到前一工作日' },
  stage: {
    policy: '政策概要',
    segments: '客户分群（以最先符合的为准）',
    strategy: '各客群的触达策略',
    reminders: '到期之前',
    ladder: '逾期之后',
    writeOff: '核销',
    collateral: '抵押物处置',
    recovery: '核销之后',
    maturity: '贷款到期前的预判',
    agreements: '还款承诺与投诉异议',
    circumstances: '破产、身故与欺诈',
    limitation: '诉讼时效与保证期间',
    end: '终结',
  },
  before: {
    due: beforeThe('每期还款日'),
    maturity: beforeThe('贷款到期日'),
    settlement: beforeThe('结息日'),
    monthEnd: beforeThe('月末'),
  },
  everyone: '其余客户',
  all: (parts) => parts.join('，并且'),
  either: (parts) => parts.join('，或者'),
  then: (channels) => channels.join('，不成则'),
  list: (items) => items.join('、'),
  pastDue: (yes) => (yes ? '有逾期未还' : '没有逾期'),
  overdueDays: (from, to) => `逾期${range(from, to, '天')}`,
  consecutive: (from) => `连续未还达到 ${from} 期`,
  cumulative: (from, to) => `累计未还${range(from, to, '期')}`,
  paid: (from) => `已还清达到 ${from} 期`,
  outstanding: (from, to) =>
    to === undefined
      ? `未还总额达到 ${from ?? ''}`
      : from === undefined
        ? `未还总额不超过 ${to}`
        : `未还总额 ${from} 至 ${to}`,
  bounded: {
    lateInstalments: (from, to) => `曾晚还${range(from, to, '期')}`,
    longestLateDays12m: (from, to) => `近 12 个月内最长晚还${range(from, to, '天')}`,
    longestLateDays24m: (from, to) => `近 24 个月内最长晚还${range(from, to, '天')}`,
    averageLateDays: (from, to) => `平均晚还${range(from, to, '天')}`,
    earlyCuredPercent: (from, to) => `晚还各期中三天内自行补足的占比${range(from, to, '%')}`,
    daysSincePayment: (from, to) => `距最近一次还款${range(from, to, '天')}`,
    keptPromises: (from, to) => `已兑现承诺${range(from, to, '次')}`,
    brokenPromises: (from, to) => `已违背承诺${range(from, to, '次')}`,
    refusals12m: (from, to) => `近 12 个月内在电话中拒绝还款${range(from, to, '次')}`,
    callsReachedPercent: (from, to) => `近期电话接通本人的占比${range(from, to, '%')}`,
    unansweredCalls: (from, to) => `最近连续无人接听${range(from, to, '次')}`,
    instalmentToIncomePercent: (from, to) => `每期还款占收入${range(from, to, '%')}`,
    collateralCoverPercent: (from, to) => `抵押物价值为未还总额的${range(from, to, '%')}`,
  },
  tone: { friendly: '友好', reminder: '提醒', demand: '催告', legal: '法律' },
  style: {
    tone: (tone) => `按逾期天数发出的消息，语气不超过“${tone}”`,
    templates: (changes) => `改用文字：${changes}`,
    change: (from, to) => `以 ${to} 代替 ${from}`,
    channels: (channels) => `步骤允许时优先用${channels}`,
    minDaysBetween: (count) => `两次联系至少相隔 ${count} 天`,
    maxPerMonth: (count) => `任意 30 天内最多联系 ${count} 次`,
    skip: (titles) => `不做：${titles}`,
    handOver: (count) => `逾期第 ${count} 天起转由人员跟进`,
  },
  strategyLine: (segment, notes) => `${segment}：${notes.join('；')}。`,
  experimentLine: (title, id, percent, line) => `对照试验“${title}”（${id}），占借款人 ${percent}% — ${line}`,
  classified: (classification) => `五级分类为${classification}或更差`,
  accelerated: (yes) => (yes ? '贷款已宣布提前到期' : '贷款未宣布提前到期'),
  has: (party) => `贷款有${party}`,
  firstMissed: (count, graceDays) => `逾期第 ${count} 天${graceDays > 0 ? `（宽限 ${graceDays} 天之后）` : ''}`,
  trigger: (condition) => `一旦${condition}`,
  afterStep: (count, title) => `“${title}”之后 ${count} 天`,
  afterWriteOff: (count) => `核销后 ${count} 天`,
  notify: (party, channels, withLetter) => `以${channels}通知${party}${withLetter ? '，邮件附函件 PDF' : ''}`,
  call: (party, workDays) => `致电${party}，由人员在 ${workDays} 天内完成`,
  claim: (party, demand, channels, answerDays) => `以${channels}要求${party}${demand}，${answerDays} 天内答复`,
  legal: (channels, answerDays) => `以${channels}启动诉讼程序，${answerDays} 天内答复`,
  collateral: '启动处置价值最高的抵押物；没有抵押物则继续下一步',
  writeOff: '核销，账销案存，继续追索',
  mustReach: (count) => `须在 ${count} 天内取得送达凭证，否则改用下一方式`,
  onlyFor: (segments) => `仅限：${segments}`,
  onlyIf: (condition) => `仅当${condition}`,
  restsOn: (title, gapDays) => `须在“${title}”确已执行并满 ${gapDays} 天之后`,
  restsOnNothing: '不以其他步骤为前提',
  gap: (count) => `逾期后的每一步，须待上一步确已执行并满 ${count} 天。`,
  serves: (products, country, currency) => `适用产品：${products}；国家 ${country}，币种 ${currency}。`,
  hours: (at, minutes, zone, rules, calendar) =>
    `各步骤自 ${at} 起、在 ${minutes} 分钟内分散执行（${zone} 时间）；联系规则 ${rules}，工作日历 ${calendar}。`,
  missed: (cutoff, graceDays) =>
    ({
      due: '还款日过后仍未还清的，计为一期未还。',
      'due+grace': `还款日后 ${graceDays} 天仍未还清的，计为一期未还。`,
      nextDue: '下一还款日过后仍未还清的，计为一期未还。',
    })[cutoff],
  segmentLine: (title, condition) => `${title}：${condition}`,
  stepLine: (when, title, what, notes) => `${[`${when} — ${title}：${what}`, ...notes].join('；')}。`,
  decision: (ask, answer, options, role, escalateTo) =>
    `贷款到期日前 ${ask} 天请${role}选择：${options}。到期日前 ${answer} 天仍无答复，上报${escalateTo}。`,
  promiseKept: (percent, graceDays, tolerance) =>
    `承诺还款：自作出之日至承诺日${graceDays > 0 ? `后 ${graceDays} 天` : ''}，到账达到承诺金额的 ${percent}%${tolerance === '' ? '' : `（容差 ${tolerance}）`}即为兑现；其间催收暂缓。`,
  promiseBroken: (count) => `未兑现的，认定后 ${count} 天从上一步的下一级继续。`,
  promiseLimits: (open, dates, daysAhead, least) =>
    `同时最多 ${open} 项承诺，每项最多 ${dates} 个日期，最远 ${daysAhead} 天，合计不少于 ${least}。`,
  promiseRefused: (count, withinDays, roles) =>
    `${withinDays} 天内已有 ${count} 项未兑现的，不再接受承诺；可登记人员：${roles}。`,
  promiseReminder: (count, channels) => `承诺日前 ${count} 天以${channels}提醒。`,
  dispute: (count, role, escalateTo) =>
    `投诉或异议由指定人员答复，列入${role}的任务，${count} 个工作日内答复，逾期上报${escalateTo}。`,
  disputeKind: { complaint: '投诉', dispute: '异议' },
  disputeStops: (contact, days) => `处理期间停止联系：${contact}；停计天数：${days}。`,
  disputeAnswer: (channels) => `处理结果以${channels}告知借款人。`,
  circumstances: {
    verify: (workDays, role, escalateTo) =>
      `收到破产、身故或欺诈的报告即停止联系本人；${role}在 ${workDays} 个工作日内核实或否定，逾期上报${escalateTo}。`,
    bankruptcy: (leastDays, mostMonths, role, channels) =>
      `破产：债权计算至受理之日，由${role}在法院确定的期限内申报（公告后 ${leastDays} 天至 ${mostMonths} 个月）；仅向管理人发函，渠道为${channels}。`,
    death: (bereavementDays, claimDays, role, channels) =>
      `身故：${bereavementDays} 天内不发函，此后仅向遗产管理人或继承人以${channels}发函，且以遗产为限；法院未定期限的，由${role}在 ${claimDays} 天内申报。`,
    alarms: (alarms, opened) => `申报期限届满前提示：${alarms}。核实后立即启动：${opened}。`,
    identityFraud: (role, workDays, escalateTo, opened) =>
      `冒名：一切催收停止，交${role}处理，${workDays} 个工作日未结的上报${escalateTo}。立即启动：${opened}。`,
    borrowerFraud: (role, workDays, escalateTo, opened) =>
      `借款人欺诈：交${role}处理，${workDays} 个工作日未结的上报${escalateTo}。立即启动：${opened}。`,
    callsIn: (ground) => `核实后以 ${ground} 为由申请提前收回，由两人审批。`,
  },
  limitation: {
    period: (months, startsFrom) =>
      `对借款人的诉讼时效为 ${months} 个月，自${startsFrom === 'lastInstalment' ? '最后一期还款日' : '最早未还一期的还款日'}起算。`,
    cause: {
      demand: '催收函送达',
      payment: '还款',
      promise: '承诺还款',
      acknowledgement: '签字确认',
      suit: '起诉',
    },
    restarts: (causes, channels) => `时效中断并重新起算的事由：${causes}。以送达证明视为收到催收的渠道：${channels}。`,
    guarantee: (months) =>
      `保证期间以合同约定为准，未约定的为主债务到期后 ${months} 个月；期间内须向担保人主张，不中断不延长。`,
    alarm: (daysBefore, role) => `届满前 ${daysBefore} 天提示${role}`,
    alarms: (list) => `权利届满预警：${list}。届满的记为缺陷，并载明曾预警何人。`,
  },
  claims: claimWordsZh,
  none: '无',
  settled: (count) => `结清后保留 ${count} 天以备退款，之后结案。`,
  closed: (count) => `核销后 ${count} 天结案。`,
};
