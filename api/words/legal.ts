import type { CostKind, DeadlineKind, Judgment, LegalOutcome, Preserved } from '../../domain/legalState.ts';
import type { LegalStage, TrackOutcome } from '../../domain/trackState.ts';
import type { Telling, Tellers } from './words.ts';

/** What the words of a suit are in one language; both have every key by type. */
export interface LegalWords {
  readonly deadline: Readonly<Record<DeadlineKind, string>>;
  readonly asset: Readonly<Record<Preserved, string>>;
  readonly cost: Readonly<Record<CostKind, string>>;
  readonly bearer: Readonly<Record<'lender' | 'debtor', string>>;
  readonly result: Readonly<Record<Judgment['result'], string>>;
  readonly preservation: Readonly<
    Record<'requested' | 'rejected' | 'approved' | 'denied' | 'ordered' | 'lifted' | 'lapsed', string>
  >;
}

export const legalWordsEn: LegalWords = {
  deadline: {
    sueAfterPreservation: 'sue after preservation',
    renewPreservation: 'apply to renew the preservation',
    liftPreservation: 'have the preservation lifted',
    courtFee: 'pay the court fee',
    hearing: 'hearing',
    appeal: 'appeal',
    confirmEffect: 'obtain the certificate of effect',
    performance: 'performance by the debtor',
    applyEnforcement: 'apply for enforcement',
    reviewEnforcement: 'review the enforcement',
    resumeEnforcement: 'search for assets and resume',
    settlementPayment: 'payment under the agreement',
    afterPayment: 'decide on the suit after payment',
  },
  asset: {
    bankDeposit: 'bank deposits',
    movable: 'movable property',
    realEstate: 'real estate',
    otherRight: 'other rights',
  },
  cost: {
    courtFee: 'court fee',
    preservationFee: 'preservation fee',
    guarantee: 'guarantee for the preservation',
    lawyer: 'lawyer',
    appraisal: 'appraisal',
    announcement: 'public announcement',
    other: 'other costs',
  },
  bearer: { lender: 'the lender', debtor: 'the debtor' },
  result: { for: 'for the lender', part: 'in part for the lender', against: 'against the lender' },
  preservation: {
    requested: 'waiting for approval',
    rejected: 'rejected',
    approved: 'approved, not ordered yet',
    denied: 'denied by the court',
    ordered: 'in force',
    lifted: 'lifted',
    lapsed: 'lapsed',
  },
};

export const legalWordsZh: LegalWords = {
  deadline: {
    sueAfterPreservation: '诉前保全后起诉',
    renewPreservation: '申请续行保全',
    liftPreservation: '申请解除保全',
    courtFee: '缴纳诉讼费',
    hearing: '开庭',
    appeal: '上诉',
    confirmEffect: '取得生效证明',
    performance: '债务人履行',
    applyEnforcement: '申请执行',
    reviewEnforcement: '督促执行',
    resumeEnforcement: '查找财产、恢复执行',
    settlementPayment: '和解付款',
    afterPayment: '还款后决定撤诉与否',
  },
  asset: { bankDeposit: '银行存款', movable: '动产', realEstate: '不动产', otherRight: '其他财产权' },
  cost: {
    courtFee: '案件受理费',
    preservationFee: '保全费',
    guarantee: '保全担保费',
    lawyer: '律师费',
    appraisal: '评估鉴定费',
    announcement: '公告费',
    other: '其他费用',
  },
  bearer: { lender: '贷款机构', debtor: '债务人' },
  result: { for: '支持贷款机构', part: '部分支持', against: '驳回' },
  preservation: {
    requested: '等待审批',
    rejected: '审批未通过',
    approved: '已批准，待法院裁定',
    denied: '法院不予准许',
    ordered: '保全中',
    lifted: '已解除',
    lapsed: '已失效',
  },
};

const kindOf = (id: string): DeadlineKind => id.slice(0, id.indexOf('/')) as DeadlineKind;
const en = legalWordsEn;
const zh = legalWordsZh;

export const legalEn: Tellers<LegalOutcome> = {
  legalOwnerNamed: ({ ownerId, by }) => `${ownerId} leads the legal action (${by})`,
  legalDocumentsAdded: ({ documents, by }) =>
    `Documents handed in: ${documents.map(({ kind }) => kind).join(', ')} (${by})`,
  preservationRequested: ({ preservation: { id, asset, amountMinor, reason }, by }, { money }) =>
    `Preservation ${id} requested: ${en.asset[asset]}, ${money(amountMinor)}; ${reason} (${by})`,
  preservationApproved: ({ preservationId, row, complete }) =>
    `${row.actorId} (${row.role}) approves preservation ${preservationId}${complete ? '; approval is complete' : '; another person has to approve'}`,
  preservationRejected: ({ preservationId, row, reason }) =>
    `${row.actorId} (${row.role}) rejects preservation ${preservationId}: ${reason}`,
  preservationOrdered: ({ preservationId, day, expiresOn, beforeSuit, by }) =>
    `Preservation ${preservationId} ordered by the court on ${day}${beforeSuit ? ', before a suit' : ''}; in force until ${expiresOn} (${by})`,
  preservationRenewed: ({ preservationId, expiresOn, by }) =>
    `Preservation ${preservationId} renewed until ${expiresOn} (${by})`,
  preservationEnded: ({ preservationId, as, because, by }) =>
    `Preservation ${preservationId} ${en.preservation[as]}: ${because} (${by})`,
  deadlineSet: ({ deadline: { kind, dueOn, owner, moved }, rule }) =>
    `Deadline: ${en.deadline[kind]} by ${dueOn}${moved === 'holiday' ? ', after a holiday' : ''}, ${owner} (rule ${rule})`,
  deadlineNear: ({ deadlineId, dueOn, daysLeft }) =>
    `Reminder: ${en.deadline[kindOf(deadlineId)]} by ${dueOn}, ${daysLeft} days left`,
  deadlineEnded: ({ deadlineId, as, because, by }) =>
    `${{ met: 'Done', lapsed: 'Passed unused', dropped: 'No longer needed' }[as]}: ${en.deadline[kindOf(deadlineId)]} (${because}, ${by})`,
  letterSkipped: ({ reason, by }) => `Filing is prepared without waiting for a letter or its answer: ${reason} (${by})`,
  suitProposed: ({ reason, by }) => `A suit is proposed: ${reason} (${by})`,
  settlementAgreed: ({ settlement: { dates, confirmed }, by }, { money }) =>
    `Settlement agreed${confirmed ? ' and confirmed by the court' : ''}: ${dates.map(({ dueOn, amountMinor }) => `${money(amountMinor)} by ${dueOn}`).join(', ')} (${by})`,
  settlementBroken: ({ dueOn, neededMinor, receivedMinor }, { money }) =>
    `Settlement broken: ${money(receivedMinor)} of ${money(neededMinor)} had come for ${dueOn}`,
  costRecorded: ({ cost: { kind, amountMinor, paidOn, bornBy }, by }, { money }) =>
    `Cost: ${en.cost[kind]}, ${money(amountMinor)} on ${paidOn}, borne by ${en.bearer[bornBy]} (${by})`,
  costsCharged: ({ posting: { amountMinor }, by }, { money }) =>
    `Costs that the court awarded are charged to the loan: ${money(amountMinor)} (${by})`,
  bundleTaken: ({ asOf, sha256, by }) => `File handed over, as of ${asOf}, SHA-256 ${sha256.slice(0, 12)} (${by})`,
  suitReopened: ({ because }) => `The suit goes on: ${because}`,
};

export const legalZh: Tellers<LegalOutcome> = {
  legalOwnerNamed: ({ ownerId, by }) => `由 ${ownerId} 主办（${by}）`,
  legalDocumentsAdded: ({ documents, by }) => `提交材料：${documents.map(({ kind }) => kind).join('、')}（${by}）`,
  preservationRequested: ({ preservation: { id, asset, amountMinor, reason }, by }, { money }) =>
    `申请财产保全 ${id}：${zh.asset[asset]}，${money(amountMinor)}；${reason}（${by}）`,
  preservationApproved: ({ preservationId, row, complete }) =>
    `${row.actorId}（${row.role}）同意保全 ${preservationId}${complete ? '，审批完成' : '，尚需另一人审批'}`,
  preservationRejected: ({ preservationId, row, reason }) =>
    `${row.actorId}（${row.role}）否决保全 ${preservationId}：${reason}`,
  preservationOrdered: ({ preservationId, day, expiresOn, beforeSuit, by }) =>
    `法院于 ${day} 采取${beforeSuit ? '诉前' : ''}保全 ${preservationId}，期限至 ${expiresOn}（${by}）`,
  preservationRenewed: ({ preservationId, expiresOn, by }) => `保全 ${preservationId} 续行至 ${expiresOn}（${by}）`,
  preservationEnded: ({ preservationId, as, because, by }) =>
    `保全 ${preservationId} ${zh.preservation[as]}：${because}（${by}）`,
  deadlineSet: ({ deadline: { kind, dueOn, owner, moved }, rule }) =>
    `期限：${zh.deadline[kind]}，最迟 ${dueOn}${moved === 'holiday' ? '（遇法定休假日顺延）' : ''}，责任 ${owner}（规则 ${rule}）`,
  deadlineNear: ({ deadlineId, dueOn, daysLeft }) =>
    `提醒：${zh.deadline[kindOf(deadlineId)]}，最迟 ${dueOn}，还有 ${daysLeft} 天`,
  deadlineEnded: ({ deadlineId, as, because, by }) =>
    `${{ met: '已办', lapsed: '逾期未办', dropped: '不再需要' }[as]}：${zh.deadline[kindOf(deadlineId)]}（${because}，${by}）`,
  letterSkipped: ({ reason, by }) => `不等律师函及答复，直接准备立案：${reason}（${by}）`,
  suitProposed: ({ reason, by }) => `提议起诉：${reason}（${by}）`,
  settlementAgreed: ({ settlement: { dates, confirmed }, by }, { money }) =>
    `达成${confirmed ? '调解（法院确认）' : '和解'}：${dates.map(({ dueOn, amountMinor }) => `${dueOn} 前付 ${money(amountMinor)}`).join('，')}（${by}）`,
  settlementBroken: ({ dueOn, neededMinor, receivedMinor }, { money }) =>
    `未按协议履行：${dueOn} 应付 ${money(neededMinor)}，实到 ${money(receivedMinor)}`,
  costRecorded: ({ cost: { kind, amountMinor, paidOn, bornBy }, by }, { money }) =>
    `费用：${zh.cost[kind]} ${money(amountMinor)}，${paidOn}，由${zh.bearer[bornBy]}承担（${by}）`,
  costsCharged: ({ posting: { amountMinor }, by }, { money }) =>
    `判决由债务人负担的费用计入贷款：${money(amountMinor)}（${by}）`,
  bundleTaken: ({ asOf, sha256, by }) => `移交案卷，截至 ${asOf}，SHA-256 ${sha256.slice(0, 12)}（${by}）`,
  suitReopened: ({ because }) => `案件恢复办理：${because}`,
};

type Recorded = Extract<TrackOutcome, { type: 'stageRecorded' }>;

/** A stage with what it brought: court and number, the judgment, the day by which the debtor performs. */
export function stageTold(
  { stage, by, details }: Recorded,
  { money }: Telling,
  stages: Readonly<Record<LegalStage, string>>,
  language: 'en' | 'zh-CN',
): string {
  const english = language === 'en';
  const { day, court, caseNumber, judgment, performBy, reason, abroad } = details ?? {};
  const words = english ? en : zh;
  const parts = [
    day === undefined ? null : day,
    court === undefined ? null : `${court} ${caseNumber ?? ''}`.trim(),
    judgment === undefined
      ? null
      : english
        ? `${words.result[judgment.result]}, ${money(judgment.amountMinor)}, costs ${money(judgment.costsMinor)}`
        : `${words.result[judgment.result]}，${money(judgment.amountMinor)}，费用 ${money(judgment.costsMinor)}`,
    performBy === undefined ? null : english ? `to be performed by ${performBy}` : `履行期限 ${performBy}`,
    abroad === true ? (english ? 'served abroad' : '域外送达') : null,
    reason ?? null,
  ].filter((part) => part !== null);
  const name = stages[stage];
  const said = parts.length === 0 ? '' : english ? `: ${parts.join(', ')}` : `：${parts.join('，')}`;
  return english ? `Now: ${name}${said} (${by})` : `进展：${name}${said}（${by}）`;
}
