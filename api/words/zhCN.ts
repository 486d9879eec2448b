import type { Posting } from '../../domain/posting.ts';
import { whoZh } from './approval.ts';
import type { PassedOver } from '../../domain/wording.ts';
import { accelerationZh } from './acceleration.ts';
import { securityZh } from './security.ts';
import { placementZh } from './placement.ts';
import { callZhCN } from './call.ts';
import { claimLettersZh, claimTasksZh, claimZh } from './claim.ts';
import { campaignZh, campaignLoanZh } from './campaign.ts';
import { collateralWords, disposalZh, pledgeZh } from './collateral.ts';
import { listed } from './listed.ts';
import { partnerZh, partnerTasksZh } from './partner.ts';
import { disputeZh } from './dispute.ts';
import { circumstanceZh } from './circumstance.ts';
import { limitationZh } from './limitation.ts';
import { reliefZh } from './relief.ts';
import { requestZh } from './request.ts';
import { legalWordsZh, legalZh, stageTold } from './legal.ts';
import { promiseZh } from './promise.ts';
import type { PostingTellers, Telling, Words } from './words.ts';
import { packZh, writeOffZh } from './writeOff.ts';

const channel: Words['channel'] = { sms: '短信', email: '电子邮件', letter: '信函', call: '电话', visit: '外访' };
const party: Words['party'] = { debtor: '借款人', guarantor: '担保人', dealer: '经销商', insurer: '保险公司' };
const task: Words['task'] = {
  ...collateralWords['zh-CN'].task,
  collateralExpiry: '抵押物续保或续登记',
  call: '电话催收',
  dispute: '投诉或异议的答复',
  campaign: '批量减免的审批',
  request: '申请的审批',
  maturityDecision: '到期处理方式预判',
  approval: '审批',
  filing: '立案',
  evidence: '核销材料',
  undoWriteOff: '撤销核销审批',
  preservationApproval: '财产保全审批',
  legalDeadline: '诉讼期限',
  ...claimTasksZh,
  ...partnerTasksZh,
  inboundText: '阅读并回复短信',
  newAddress: '查询新地址',
  serveNotice: '人工送达通知',
  accelerationReview: '复核提前到期',
  limitation: '权利即将届满',
  circumstanceVerify: '核实报告事项',
  circumstanceClaim: '申报债权',
  fraudCase: '欺诈案件',
};
const trackKind: Words['trackKind'] = {
  claim: '履约索赔',
  legalAction: '法律行动',
  writeOff: '核销',
  collateral: '抵押物处置',
};
const trackEnd: Words['trackEnd'] = {
  performed: '已履行',
  refused: '被拒绝',
  notPerformed: '未履行',
  notDeliverable: '无法送达',
  rejected: '审批未通过',
  expired: '逾期未审批',
  withdrawn: '已撤回',
  cured: '欠款已清偿',
  writtenOff: '已核销',
  settled: '已和解',
  closed: '已了结',
  conceded: '异议成立',
};
const legalStages = {
  filed: '已立案',
  served: '已送达',
  judged: '已判决',
  judgmentServed: '判决已送达',
  appealed: '二审中',
  effective: '判决已生效',
  enforcement: '执行中',
  terminated: '终结本次执行',
};
const trackStatus: Words['trackStatus'] = {
  ...collateralWords['zh-CN'].status,
  ...trackEnd,
  opened: '已开立',
  gathering: '收集核销材料',
  awaitingApproval: '等待审批',
  approved: '已批准',
  demanding: '要求函待发出',
  demanded: '已发出要求',
  accepted: '对方已认可',
  contested: '对方有异议',
  partPerformed: '部分履行',
  unanswered: '逾期未答复',
  readyToFile: '可以起诉',
  preserving: '仅财产保全',
  settling: '和解履行中',
  ...legalStages,
};
const answers = { accepted: '认可', contested: '提出异议' } as const;
const decisions = { settle: '结清', relend: '收回再贷', renew: '借新还旧' } as const;
const closedAs = {
  settled: '结清',
  renewed: '借新还旧',
  relent: '收回再贷',
  recoveryEnded: '追偿期满',
  boughtBack: '合作机构已回购',
} as const;
const told = {
  arrearsEnded: '欠款已清偿',
  deadlinePassed: '期限已过',
  notCalledFor: '按现有入账该步骤不应启动',
  arrearsBack: '款项被撤回',
  suspended: '中止',
  resumed: '恢复',
  moneyMoved: '入账有变动',
} as const;
const payers = {
  borrower: '借款人',
  dealer: '经销商',
  insurer: '保险公司',
  guarantor: '担保人',
  agency: '委外机构',
  collateral: '抵押物变现',
};
const reported = {
  accepted: '已由通道受理',
  delivered: '已送达',
  failed: '发送失败',
  optedOut: '收件人已退订',
  parked: '是否发出不明，待人工核对',
} as const;

const posting: PostingTellers = {
  payment: ({ amountMinor, valueDate, payer }, { money }) =>
    `收到${payers[payer ?? 'borrower']}还款 ${money(amountMinor)}，起息日 ${valueDate}`,
  reversal: ({ of }) => `冲销 ${of}`,
  chargeback: ({ of, amountMinor, valueDate }, { money }) =>
    `${valueDate} 扣款被退回 ${money(amountMinor)}（原 ${of}）`,
  pause: ({ from, to }) => (to === '9999-12-31' ? `自 ${from} 起暂停计天` : `${from} 至 ${to} 暂停计天`),
  resume: ({ on }) => `${on} 恢复计天`,
  charge: ({ instalment, amountMinor }, { money }) => `第 ${instalment} 期加收 ${money(amountMinor)}`,
  waiver: ({ instalment, amountMinor }, { money }) => `第 ${instalment} 期减免 ${money(amountMinor)}`,
  writeOff: ({ on }) => `${on} 核销，账销案存`,
  writeBack: ({ on }) => `${on} 的核销已撤销`,
  reschedule: ({ on }) => `自 ${on} 起执行新的还款计划`,
};
const armWords = { champion: '冠军组', challenger: '挑战组' } as const;
const postedText = (one: Posting, telling: Telling): string =>
  (posting[one.type] as (value: Posting, how: Telling) => string)(one, telling);

const contact: Readonly<Record<string, string>> = {
  held: '暂停联系',
  released: '暂停联系已解除',
  consented: '同意恢复联系',
  agreed: '约定联系时间',
  inconvenient: '声明不便时间',
  placeRefused: '声明不便地点',
  withdrawn: '原约定或声明不再适用',
  moved: '所在时区变更',
  reachable: '可联系状态变更',
  related: '与债务的关系变更',
  failed: '联系方式已失效',
  corrected: '联系地址已更正',
};
const contactText = (personId: string, what: string): string => `${personId} 的联系条件变更：${contact[what] ?? what}`;
const byRule = (rule: string | undefined): string => (rule === undefined ? '' : `（规则 ${rule}）`);
const passedText = (passed: readonly PassedOver[] = []): string =>
  passed.map(({ channel: by, code: why }) => `；${channel[by] ?? by}不可用（${why}）`).join('');

export const zhCN: Words = {
  channel,
  party,
  task,
  call: callZhCN,
  trackKind,
  trackEnd,
  trackStatus,
  classification: { normal: '正常', specialMention: '关注', substandard: '次级', doubtful: '可疑', loss: '损失' },
  legal: legalWordsZh,
  posting,
  stage: {
    current: '正常',
    dunning: '催收中',
    held: '暂停中',
    claim: '履约索赔中',
    legalAction: '诉讼中',
    writeOff: '核销审批中',
    collateral: '抵押物处置',
    recovery: '账销案存追偿中',
    settled: '已结清',
    renewed: '已借新还旧',
    relent: '已收回再贷',
    recoveryEnded: '追偿期满',
    boughtBack: '合作机构已回购',
  },
  messageStatus: {
    queued: '待发送',
    claimed: '发送中',
    accepted: '通道已受理',
    delivered: '已送达',
    failed: '发送失败',
    optedOut: '收件人已退订',
    cancelled: '已取消',
    ambiguous: '结果不明，核对中',
    parked: '结果不明，待人工核对',
  },
  facts: ({ overdueDays, overdueMinor, consecutiveMissed, cumulativeMissed, segment, arms = {} }, telling) =>
    listed(
      [
        overdueDays === 0 ? '无逾期' : `逾期 ${overdueDays} 天`,
        overdueMinor === 0 ? null : `逾期金额 ${telling.money(overdueMinor)}`,
        `连续 ${consecutiveMissed} 期`,
        `累计 ${cumulativeMissed} 期`,
        `客群：${telling.segment(segment)}`,
        ...Object.entries(arms).map(([experiment, arm]) => `${experiment}：${armWords[arm]}`),
      ],
      '，',
    ),
  next: ({ what }, when, language) => {
    switch (what.do) {
      case 'step':
        return `${when} ${what.title[language]}`;
      case 'held':
        return `${when} 起允许联系，届时继续`;
      case 'deadline':
        return `${when} 有期限到期`;
      case 'look':
        return `${when} 再次检视`;
    }
  },
  loan: {
    ...promiseZh,
    ...disputeZh,
    ...pledgeZh,
    ...campaignLoanZh,
    ...writeOffZh,
    ...limitationZh,
    ...requestZh,
    ...accelerationZh,
    ...circumstanceZh,
    ...reliefZh,
    ...placementZh,
    ...securityZh,
    ...callZhCN.tellers,
    opened: ({ terms, postings }) =>
      `接管贷款 ${terms.loanId}，产品 ${terms.product}，机构 ${terms.branch}，共 ${terms.contract.instalments.length} 期，此前入账 ${postings.length} 笔`,
    countedBeforeTakeOver: ({ step, on }, { step: title }) =>
      `“${title(step)}”应在接管前的 ${on} 执行，视为已执行，不再发送`,
    posted: (outcome, telling) => postedText(outcome.posting, telling),
    refused: ({ what, reason, code }) => `拒绝 ${what}：${reason}（${code}）`,
    postingSetAside: ({ reason, code: why }) => `不计入账目：${reason}（${why}）`,
    postingCounts: ({ postingId, because }) => `${postingId} 现计入账目（因 ${because} 入账）`,
    correctionWithdrawn: ({ step, because }, { step: title }) => `撤销更正：“${title(step)}”（${because}）`,
    corrected: ({ step, because }, { step: title }) => `更正：“${title(step)}”本不应执行（${because}）`,
    noticeDecided: ({ step, channel: by, party: to, attach, passed }, { step: title }) =>
      `决定向${party[to]}发送${channel[by] ?? by}${attach === undefined ? '' : '（附函件 PDF）'}：“${title(step)}”${passedText(passed)}`,
    noticeHeld: ({ step, until, rule, passed }, { step: title, local }) =>
      `“${title(step)}”暂缓，${local(until)} 前不得联系（规则 ${rule}）${passedText(passed)}`,
    stepRefused: ({ step, code }, { step: title }) => `“${title(step)}”无法执行，记录原因后视为已执行（${code}）`,
    noticeDeferred: ({ until, rule }, { local }) => `发送前复核：${local(until)} 前不得联系（规则 ${rule}）`,
    noticeCancelled: ({ because, rule }) => `取消待发消息：${because}${byRule(rule)}`,
    noticeReported: ({ status, code }) => `消息${reported[status]}${code === undefined ? '' : `（${code}）`}`,
    taskOpened: ({ task: kind, step, dueOn, role }, { step: title }) =>
      `交 ${role} 办理${task[kind] ?? kind}：“${title(step)}”，${dueOn} 前`,
    taskClosed: ({ result, by }) => `任务办结：${result}（${by}）`,
    taskEscalated: ({ to }) => `任务逾期，升级至 ${to}`,
    trackOpened: ({ track, step }, { step: title }) => `启动${trackKind[track]}：“${title(step)}”`,
    trackTold: ({ what, because }) => `通知办理方：${told[what]}（${because}）`,
    claimNotAwaited: ({ trackId, partner }) =>
      `不再等待 ${trackId}：${partner.partnerId} 自 ${partner.since} 起被认定为不履约`,
    trackReported: ({ trackId, status }) => `${trackId} 回报：${trackStatus[status] ?? status}`,
    holdPlaced: ({ hold, by }) =>
      `暂停催收：${hold.reason}，自 ${hold.from} ${hold.to === null ? '至恢复为止' : `至 ${hold.to}`}（${by}）`,
    holdEnded: ({ on, by }) => `${on} 恢复催收（${by}）`,
    maturityDecided: ({ decision, by }) => `到期处理方式：${decisions[decision]}（${by}）`,
    policyMoved: ({ policy, by }) => `改用策略 ${policy.id} 第 ${policy.version} 版（${by}）`,
    armAssigned: ({ experiment, arm }) => `试验 ${experiment}：归入${armWords[arm]}`,
    optedOut: ({ channel: by }) => `客户退订${channel[by] ?? by}`,
    contactChanged: ({ personId, what }) => contactText(personId, what),
    settled: ({ on }) => `${on} 已无欠款`,
    reopened: ({ because }) => `重新打开：${because}`,
    closed: ({ on, as }) => `${on} 结案：${closedAs[as]}`,
  },
  partner: partnerZh,
  collateral: disposalZh,
  campaign: campaignZh,
  track: {
    ...packZh,
    ...claimZh,
    opened: ({ track, step, maker }, { step: title }) => `开立${trackKind[track]}：“${title(step)}”（发起 ${maker}）`,
    taskOpened: ({ task: kind, role, dueOn }) => `交 ${role} 办理${task[kind] ?? kind}，${dueOn} 前`,
    taskClosed: ({ result, by }) => `任务办结：${result}（${by}）`,
    taskEscalated: ({ to }) => `任务逾期，升级至 ${to}`,
    approvalGiven: ({ row, complete }) => `${whoZh(row)}同意${complete ? '，审批完成' : '，尚需另一人审批'}`,
    approvalRefused: ({ row, reason }) => `${whoZh(row)}否决：${reason}`,
    approvalLapsed: ({ because }) => `批准失效：${because}`,
    noticeDecided: ({ step, channel: by, party: to, passed, about }, { step: title }) =>
      `决定向${party[to]}发送${channel[by] ?? by}：“${about === undefined ? title(step) : claimLettersZh[about]}”${passedText(passed)}`,
    noticeHeld: ({ step, until, rule, passed }, { step: title, local }) =>
      `“${title(step)}”暂缓，${local(until)} 前不得联系（规则 ${rule}）${passedText(passed)}`,
    noticeDeferred: ({ until, rule }, { local }) => `发送前复核：${local(until)} 前不得联系（规则 ${rule}）`,
    noticeCancelled: ({ because, rule }) => `取消待发消息：${because}${byRule(rule)}`,
    noticeReported: ({ status, code }) => `消息${reported[status]}${code === undefined ? '' : `（${code}）`}`,
    answered: ({ answer, reason, deadlineOn, by }) =>
      `对方${answers[answer]}${reason === null ? '' : `：${reason}`}${deadlineOn === null ? '' : `，下一期限 ${deadlineOn}`}（${by}）`,
    deadlinePassed: ({ deadlineOn }) => `${deadlineOn} 期限已过，未获答复`,
    demandRefused: ({ reason, by }) => `对方拒绝：${reason}（${by}）`,
    ...legalZh,
    stageRecorded: (row, telling) => stageTold(row, telling, legalStages, 'zh-CN'),
    told: ({ what, because }) => `贷款告知：${told[what]}（${because}）`,
    ended: ({ as, because, by }) => `结束：${trackEnd[as]}，${because}（${by}）`,
    optedOut: ({ channel: by }) => `客户退订${channel[by] ?? by}`,
    contactChanged: ({ personId, what }) => contactText(personId, what),
    refused: ({ what, reason, code }) => `拒绝 ${what}：${reason}（${code}）`,
    reported: ({ status }) => `回报贷款：${trackStatus[status] ?? status}`,
  },
};
