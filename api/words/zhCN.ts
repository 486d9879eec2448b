import { accelerationZh } from './acceleration.ts';
import { securityZh } from './security.ts';
import { placementZh } from './placement.ts';
import { callZhCN } from './call.ts';
import { campaignZh, campaignLoanZh } from './campaign.ts';
import { disposalZh, pledgeZh } from './collateral.ts';
import { listed } from './listed.ts';
import { partnerZh } from './partner.ts';
import { disputeZh } from './dispute.ts';
import { circumstanceZh } from './circumstance.ts';
import { limitationZh } from './limitation.ts';
import { reliefZh } from './relief.ts';
import { requestZh } from './request.ts';
import { legalWordsZh } from './legal.ts';
import { promiseZh } from './promise.ts';
import { caseZh } from './case.ts';
import { channelZh, partyZh, passedTextZh } from './notice.ts';
import { postedTextZh, postingZh } from './posting.ts';
import { taskZh } from './task.ts';
import { toldZh, trackZh, trackEndZh, trackKindZh, trackStatusZh } from './track.ts';
import type { Words } from './words.ts';
import { writeOffZh } from './writeOff.ts';

const decisions = { settle: '结清', relend: '收回再贷', renew: '借新还旧' } as const;
const closedAs = {
  settled: '结清',
  renewed: '借新还旧',
  relent: '收回再贷',
  recoveryEnded: '追偿期满',
  boughtBack: '合作机构已回购',
} as const;

const armWords = { champion: '冠军组', challenger: '挑战组' } as const;

export const zhCN: Words = {
  channel: channelZh,
  party: partyZh,
  task: taskZh,
  call: callZhCN,
  trackKind: trackKindZh,
  trackEnd: trackEndZh,
  trackStatus: trackStatusZh,
  classification: { normal: '正常', specialMention: '关注', substandard: '次级', doubtful: '可疑', loss: '损失' },
  legal: legalWordsZh,
  posting: postingZh,
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
    ...caseZh,
    opened: ({ terms, postings }) =>
      `接管贷款 ${terms.loanId}，产品 ${terms.product}，机构 ${terms.branch}，共 ${terms.contract.instalments.length} 期，此前入账 ${postings.length} 笔`,
    countedBeforeTakeOver: ({ step, on }, { step: title }) =>
      `“${title(step)}”应在接管前的 ${on} 执行，视为已执行，不再发送`,
    posted: (outcome, telling) => postedTextZh(outcome.posting, telling),
    postingSetAside: ({ reason, code: why }) => `不计入账目：${reason}（${why}）`,
    postingCounts: ({ postingId, because }) => `${postingId} 现计入账目（因 ${because} 入账）`,
    correctionWithdrawn: ({ step, because }, { step: title }) => `撤销更正：“${title(step)}”（${because}）`,
    corrected: ({ step, because }, { step: title }) => `更正：“${title(step)}”本不应执行（${because}）`,
    noticeDecided: ({ step, channel: by, party: to, attach, passed }, { step: title }) =>
      `决定向${partyZh[to]}发送${channelZh[by] ?? by}${attach === undefined ? '' : '（附函件 PDF）'}：“${title(step)}”${passedTextZh(passed)}`,
    stepRefused: ({ step, code }, { step: title }) => `“${title(step)}”无法执行，记录原因后视为已执行（${code}）`,
    taskOpened: ({ task: kind, step, dueOn, role }, { step: title }) =>
      `交 ${role} 办理${taskZh[kind] ?? kind}：“${title(step)}”，${dueOn} 前`,
    trackOpened: ({ track, step }, { step: title }) => `启动${trackKindZh[track]}：“${title(step)}”`,
    trackTold: ({ what, because }) => `通知办理方：${toldZh[what]}（${because}）`,
    claimNotAwaited: ({ trackId, partner }) =>
      `不再等待 ${trackId}：${partner.partnerId} 自 ${partner.since} 起被认定为不履约`,
    trackReported: ({ trackId, status }) => `${trackId} 回报：${trackStatusZh[status] ?? status}`,
    holdPlaced: ({ hold, by }) =>
      `暂停催收：${hold.reason}，自 ${hold.from} ${hold.to === null ? '至恢复为止' : `至 ${hold.to}`}（${by}）`,
    holdEnded: ({ on, by }) => `${on} 恢复催收（${by}）`,
    maturityDecided: ({ decision, by }) => `到期处理方式：${decisions[decision]}（${by}）`,
    policyMoved: ({ policy, by }) => `改用策略 ${policy.id} 第 ${policy.version} 版（${by}）`,
    armAssigned: ({ experiment, arm }) => `试验 ${experiment}：归入${armWords[arm]}`,
    settled: ({ on }) => `${on} 已无欠款`,
    reopened: ({ because }) => `重新打开：${because}`,
    closed: ({ on, as }) => `${on} 结案：${closedAs[as]}`,
  },
  partner: partnerZh,
  collateral: disposalZh,
  campaign: campaignZh,
  track: trackZh,
};
