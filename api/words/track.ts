/** Tracks beside the ladder: their kinds, how they stand and end, and what their journals say. */
import type { TrackOutcome } from '../../domain/trackState.ts';
import { whoEn, whoZh } from './approval.ts';
import { caseEn, caseZh } from './case.ts';
import { claimEn, claimLettersEn, claimLettersZh, claimZh } from './claim.ts';
import { collateralWords } from './collateral.ts';
import { legalEn, legalZh, stageTold } from './legal.ts';
import { channelEn, channelZh, partyEn, partyZh, passedTextEn, passedTextZh } from './notice.ts';
import { taskEn, taskZh } from './task.ts';
import type { Tellers, Words } from './words.ts';
import { packEn, packZh } from './writeOff.ts';

export const trackKindEn: Words['trackKind'] = {
  claim: 'claim',
  legalAction: 'legal action',
  writeOff: 'write-off',
  collateral: 'disposal of collateral',
};
export const trackEndEn: Words['trackEnd'] = {
  performed: 'performed',
  refused: 'refused',
  notPerformed: 'not performed',
  notDeliverable: 'not deliverable',
  rejected: 'rejected in approval',
  expired: 'not approved in time',
  withdrawn: 'withdrawn',
  cured: 'arrears paid',
  writtenOff: 'written off',
  settled: 'settled',
  closed: 'closed',
  conceded: 'contest upheld',
};
const legalStagesEn = {
  filed: 'filed',
  served: 'served on the debtor',
  judged: 'judged',
  judgmentServed: 'judgment served',
  appealed: 'appealed',
  effective: 'judgment effective',
  enforcement: 'in enforcement',
  terminated: 'enforcement terminated for now',
};
export const trackStatusEn: Words['trackStatus'] = {
  ...collateralWords['en'].status,
  ...trackEndEn,
  opened: 'opened',
  gathering: 'evidence is gathered',
  awaitingApproval: 'waiting for approval',
  approved: 'approved',
  demanding: 'demand on its way',
  demanded: 'demanded',
  accepted: 'accepted',
  contested: 'contested',
  partPerformed: 'performed in part',
  unanswered: 'unanswered',
  readyToFile: 'ready to file',
  preserving: 'preservation alone',
  settling: 'agreement being performed',
  ...legalStagesEn,
};
export const toldEn = {
  arrearsEnded: 'the arrears have ended',
  deadlinePassed: 'the deadline has passed',
  notCalledFor: 'the step would not have been taken',
  arrearsBack: 'money was taken back',
  suspended: 'it stands still',
  resumed: 'it goes on',
  moneyMoved: 'money has moved',
} as const;
const answersEn = { accepted: 'accepts', contested: 'contests' } as const;

export const trackEn: Tellers<TrackOutcome> = {
  ...packEn,
  ...claimEn,
  ...caseEn,
  opened: ({ track, step, maker }, { step: title }) => `Opened: ${trackKindEn[track]}, "${title(step)}" (by ${maker})`,
  taskOpened: ({ task: kind, role, dueOn }) => `${role} is asked for ${taskEn[kind] ?? kind} by ${dueOn}`,
  approvalGiven: ({ row, complete }) =>
    `${whoEn(row)} approves${complete ? '; approval is complete' : '; another person has to approve'}`,
  approvalRefused: ({ row, reason }) => `${whoEn(row)} rejects: ${reason}`,
  approvalLapsed: ({ because }) => `The approval does not count any more: ${because}`,
  noticeDecided: ({ step, channel: by, party: to, passed, about }, { step: title }) =>
    `Decided: ${channelEn[by] ?? by} to ${partyEn[to]}, "${about === undefined ? title(step) : claimLettersEn[about]}"${passedTextEn(passed)}`,
  answered: ({ answer, reason, deadlineOn, by }) =>
    `The other side ${answersEn[answer]}${reason === null ? '' : `: ${reason}`}${deadlineOn === null ? '' : `; next deadline ${deadlineOn}`} (${by})`,
  deadlinePassed: ({ deadlineOn }) => `No answer by ${deadlineOn}`,
  demandRefused: ({ reason, by }) => `The other side refuses: ${reason} (${by})`,
  ...legalEn,
  stageRecorded: (row, telling) => stageTold(row, telling, legalStagesEn, 'en'),
  told: ({ what, because }) => `The loan says: ${toldEn[what]} (${because})`,
  ended: ({ as, because, by }) => `Ended: ${trackEndEn[as]}, ${because} (${by})`,
  reported: ({ status }) => `Reported to the loan: ${trackStatusEn[status] ?? status}`,
};

export const trackKindZh: Words['trackKind'] = {
  claim: '履约索赔',
  legalAction: '法律行动',
  writeOff: '核销',
  collateral: '抵押物处置',
};
export const trackEndZh: Words['trackEnd'] = {
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
const legalStagesZh = {
  filed: '已立案',
  served: '已送达',
  judged: '已判决',
  judgmentServed: '判决已送达',
  appealed: '二审中',
  effective: '判决已生效',
  enforcement: '执行中',
  terminated: '终结本次执行',
};
export const trackStatusZh: Words['trackStatus'] = {
  ...collateralWords['zh-CN'].status,
  ...trackEndZh,
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
  ...legalStagesZh,
};
export const toldZh = {
  arrearsEnded: '欠款已清偿',
  deadlinePassed: '期限已过',
  notCalledFor: '按现有入账该步骤不应启动',
  arrearsBack: '款项被撤回',
  suspended: '中止',
  resumed: '恢复',
  moneyMoved: '入账有变动',
} as const;
const answersZh = { accepted: '认可', contested: '提出异议' } as const;

export const trackZh: Tellers<TrackOutcome> = {
  ...packZh,
  ...claimZh,
  ...caseZh,
  opened: ({ track, step, maker }, { step: title }) => `开立${trackKindZh[track]}：“${title(step)}”（发起 ${maker}）`,
  taskOpened: ({ task: kind, role, dueOn }) => `交 ${role} 办理${taskZh[kind] ?? kind}，${dueOn} 前`,
  approvalGiven: ({ row, complete }) => `${whoZh(row)}同意${complete ? '，审批完成' : '，尚需另一人审批'}`,
  approvalRefused: ({ row, reason }) => `${whoZh(row)}否决：${reason}`,
  approvalLapsed: ({ because }) => `批准失效：${because}`,
  noticeDecided: ({ step, channel: by, party: to, passed, about }, { step: title }) =>
    `决定向${partyZh[to]}发送${channelZh[by] ?? by}：“${about === undefined ? title(step) : claimLettersZh[about]}”${passedTextZh(passed)}`,
  answered: ({ answer, reason, deadlineOn, by }) =>
    `对方${answersZh[answer]}${reason === null ? '' : `：${reason}`}${deadlineOn === null ? '' : `，下一期限 ${deadlineOn}`}（${by}）`,
  deadlinePassed: ({ deadlineOn }) => `${deadlineOn} 期限已过，未获答复`,
  demandRefused: ({ reason, by }) => `对方拒绝：${reason}（${by}）`,
  ...legalZh,
  stageRecorded: (row, telling) => stageTold(row, telling, legalStagesZh, 'zh-CN'),
  told: ({ what, because }) => `贷款告知：${toldZh[what]}（${because}）`,
  ended: ({ as, because, by }) => `结束：${trackEndZh[as]}，${because}（${by}）`,
  reported: ({ status }) => `回报贷款：${trackStatusZh[status] ?? status}`,
};
