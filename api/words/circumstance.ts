import type {
  CircumstanceKind,
  CircumstanceOutcome,
  Ending,
  Representative,
  Source,
} from '../../domain/circumstanceState.ts';
import type { Tellers } from './words.ts';

const kindEn: Readonly<Record<CircumstanceKind, string>> = {
  bankruptcy: 'Bankruptcy',
  death: 'Death',
  identityFraud: 'Stolen identity',
  borrowerFraud: 'Fraud by the borrower',
};
const kindZh: Readonly<Record<CircumstanceKind, string>> = {
  bankruptcy: '破产',
  death: '身故',
  identityFraud: '冒名（身份被盗用）',
  borrowerFraud: '借款人欺诈',
};
const sourceEn: Readonly<Record<Source, string>> = {
  court: 'a court',
  authority: 'an authority',
  family: 'the family',
  person: 'the person',
  thirdParty: 'a third party',
  staff: 'our own staff',
  call: 'somebody on the telephone',
};
const sourceZh: Readonly<Record<Source, string>> = {
  court: '法院',
  authority: '主管机关',
  family: '家属',
  person: '本人',
  thirdParty: '第三人',
  staff: '本机构人员',
  call: '电话接听人',
};
const endingEn: Readonly<Record<Ending, string>> = {
  distributed: 'the estate is distributed',
  discharged: 'discharged',
  dismissed: 'dismissed, and the ladder goes on',
  mistaken: 'it was a mistake, and what was cancelled is planned anew',
  estateSettled: 'the estate is settled',
  confirmed: 'confirmed, the person is not the debtor',
  handedOver: 'handed over to the authorities',
};
const endingZh: Readonly<Record<Ending, string>> = {
  distributed: '破产财产分配完毕',
  discharged: '免除剩余债务',
  dismissed: '驳回，催收继续',
  mistaken: '系误报，已取消的步骤重新安排',
  estateSettled: '遗产清偿完毕',
  confirmed: '属实，本人并非债务人',
  handedOver: '移交主管机关',
};
const capacityEn: Readonly<Record<Representative['capacity'], string>> = {
  administrator: 'The administrator',
  executor: 'The executor',
  heir: 'An heir',
};
const capacityZh: Readonly<Record<Representative['capacity'], string>> = {
  administrator: '管理人',
  executor: '遗产管理人',
  heir: '继承人',
};

export const circumstanceEn: Tellers<CircumstanceOutcome> = {
  circumstanceReported: ({ circumstance: { kind, source, personId }, by }) =>
    `${kindEn[kind]} reported of ${personId} by ${sourceEn[source]}${kind === 'borrowerFraud' ? '' : ': contact stops'} (${by})`,
  circumstanceVerified: ({ kind, happenedOn, claimBy, by }) =>
    `${kindEn[kind]} verified, ${happenedOn}${claimBy === undefined ? '' : `; claims until ${claimBy}`} (${by})`,
  circumstanceRefuted: ({ kind, reason, by }) =>
    `${kindEn[kind]} refuted: ${reason}; what was cancelled is planned anew (${by})`,
  circumstanceEnded: ({ kind, ending, by }) => `${kindEn[kind]} over: ${endingEn[ending]} (${by})`,
  representativeNamed: ({ representative: { personId, capacity }, by }) =>
    `${capacityEn[capacity]} ${personId} is written to from now on (${by})`,
  circumstanceTold: ({ circumstance: { id, kind, personId, status } }) =>
    `${kindEn[kind]} of ${personId}: ${status} (${id})`,
  claimRegistered: ({ asOf, amountMinor, late, by }, { money }) =>
    `Claim of ${money(amountMinor)} as of ${asOf} registered${late ? ', after the last day' : ''} (${by})`,
  recallAsked: ({ ground, request, code, reason }) =>
    request === null
      ? `Calling the loan in on the ground ${ground} is not asked: ${reason ?? ''} (${code ?? ''})`
      : `Calling the loan in is asked on the ground ${ground}: ${request}`,
  claimNotRegistered: ({ claimBy }) => `Defect: no claim was registered by ${claimBy}`,
};

const statusZh = { reported: '已报告', verified: '已核实', refuted: '已否定', ended: '已终结' } as const;
export const circumstanceZh: Tellers<CircumstanceOutcome> = {
  circumstanceReported: ({ circumstance: { kind, source, personId }, by }) =>
    `${sourceZh[source]}报告 ${personId} ${kindZh[kind]}${kind === 'borrowerFraud' ? '' : '，停止联系'}（${by}）`,
  circumstanceVerified: ({ kind, happenedOn, claimBy, by }) =>
    `${kindZh[kind]}已核实，日期 ${happenedOn}${claimBy === undefined ? '' : `，债权申报截止 ${claimBy}`}（${by}）`,
  circumstanceRefuted: ({ kind, reason, by }) =>
    `${kindZh[kind]}经核实不属实：${reason}；已取消的步骤重新安排（${by}）`,
  circumstanceEnded: ({ kind, ending, by }) => `${kindZh[kind]}终结：${endingZh[ending]}（${by}）`,
  representativeNamed: ({ representative: { personId, capacity }, by }) =>
    `此后仅向${capacityZh[capacity]} ${personId} 发函（${by}）`,
  circumstanceTold: ({ circumstance: { id, kind, personId, status } }) =>
    `${personId} ${kindZh[kind]}：${statusZh[status]}（${id}）`,
  claimRegistered: ({ asOf, amountMinor, late, by }, { money }) =>
    `已申报债权 ${money(amountMinor)}（截至 ${asOf}）${late ? '，逾期补充申报' : ''}（${by}）`,
  recallAsked: ({ ground, request, code, reason }) =>
    request === null
      ? `未能以 ${ground} 为由申请提前收回：${reason ?? ''}（${code ?? ''}）`
      : `以 ${ground} 为由申请提前收回：${request}`,
  claimNotRegistered: ({ claimBy }) => `缺陷：截至 ${claimBy} 未申报债权`,
};
