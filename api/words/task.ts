/** What a task is for. */
import { claimTasksEn, claimTasksZh } from './claim.ts';
import { collateralWords } from './collateral.ts';
import { partnerTasksEn, partnerTasksZh } from './partner.ts';
import type { Words } from './words.ts';

export const taskEn: Words['task'] = {
  ...collateralWords['en'].task,
  collateralExpiry: 'renewing insurance or registration of collateral',
  call: 'a call',
  dispute: 'the answer to a complaint or dispute',
  campaign: 'the decision on a campaign',
  request: 'the decision on a request',
  maturityDecision: 'the decision about maturity',
  approval: 'an approval',
  filing: 'the filing of the suit',
  evidence: 'the evidence pack of a write-off',
  undoWriteOff: 'the approval to undo a write-off',
  preservationApproval: 'an approval of preservation',
  legalDeadline: 'a deadline of a suit',
  ...claimTasksEn,
  ...partnerTasksEn,
  inboundText: 'the answer to a text',
  newAddress: 'a new address',
  serveNotice: 'a notice to be served by hand',
  accelerationReview: 'the review of a loan that was called in',
  limitation: 'a right that is about to lapse',
  circumstanceVerify: 'a report to verify or refute',
  circumstanceClaim: 'a claim to register',
  fraudCase: 'a case of fraud',
};

export const taskZh: Words['task'] = {
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
