/** Words for the codes that lists show: statuses, kinds, results. A code that is added without words does not compile. */
import type { AccelerationEnd } from '../../domain/accelerationState.ts';
import type { CircumstanceKind, CircumstanceStatus, Ending } from '../../domain/circumstanceState.ts';
import type { ContactResult } from '../../domain/contact.ts';
import type { DisputeAbout, DisputeKind, DisputeResult } from '../../domain/disputeState.ts';
import type { LegalDeadlineStatus } from '../../domain/legalState.ts';
import type { PlacementEnd } from '../../domain/placementState.ts';
import type { Posting } from '../../domain/posting.ts';
import type { PromiseView } from '../../domain/promiseView.ts';
import type { RequestEnd, RequestKindName } from '../../domain/requestState.ts';
import type { SecurityEnd, SecurityWanted } from '../../domain/securityState.ts';
import type { ItemStatus } from '../../domain/collateralState.ts';
import type { Language } from '../context.ts';
import { collateralWords } from './collateral.ts';
import { disputeAboutEn, disputeAboutZh, disputeResultEn, disputeResultZh } from './dispute.ts';
import { contactResultEn, contactResultZh, placementEndEn, placementEndZh } from './placement.ts';
import { requestEndEn, requestEndZh, requestKindEn, requestKindZh } from './request.ts';
import { securityWantedEn, securityWantedZh } from './security.ts';

type Dictionary<K extends string> = Readonly<Record<K, string>>;

export interface CodeWords {
  readonly acceleration: Dictionary<AccelerationEnd | 'announced' | 'inEffect'>;
  readonly contactDirection: Dictionary<'inbound' | 'outbound'>;
  readonly contactResult: Dictionary<ContactResult>;
  readonly circumstanceKind: Dictionary<CircumstanceKind>;
  readonly circumstance: Dictionary<CircumstanceStatus>;
  readonly ending: Dictionary<Ending>;
  readonly deadline: Dictionary<LegalDeadlineStatus>;
  readonly disputeAbout: Dictionary<DisputeAbout>;
  readonly disputeKind: Dictionary<DisputeKind>;
  readonly disputeResult: Dictionary<DisputeResult>;
  readonly item: Dictionary<ItemStatus>;
  readonly partner: Dictionary<'dealer' | 'insurer' | 'guarantor'>;
  readonly placement: Dictionary<PlacementEnd | 'placed'>;
  readonly posting: Dictionary<Posting['type']>;
  readonly promise: Dictionary<PromiseView['status']>;
  readonly request: Dictionary<RequestEnd | 'open'>;
  readonly requestKind: Dictionary<RequestKindName>;
  readonly security: Dictionary<SecurityEnd | 'open'>;
  readonly securityWanted: Dictionary<SecurityWanted>;
  readonly standing: Dictionary<'performing' | 'notPerforming'>;
  readonly taskStatus: Dictionary<'open' | 'closed'>;
}

const en: CodeWords = {
  acceleration: {
    ...{ announced: 'announced', inEffect: 'in effect', cured: 'averted', withdrawn: 'taken back' },
    ...{ nothingLeft: 'without object', reinstated: 'schedule holds again' },
  },
  contactDirection: { inbound: 'from them', outbound: 'from us' },
  contactResult: contactResultEn,
  circumstanceKind: {
    ...{ bankruptcy: 'bankruptcy', death: 'death', identityFraud: 'stolen identity' },
    borrowerFraud: 'fraud by the borrower',
  },
  circumstance: { reported: 'reported', verified: 'verified', refuted: 'refuted', ended: 'over' },
  ending: {
    ...{ distributed: 'estate distributed', discharged: 'discharged', dismissed: 'dismissed', mistaken: 'a mistake' },
    ...{ estateSettled: 'estate settled', confirmed: 'confirmed', handedOver: 'handed over' },
  },
  deadline: { open: 'open', met: 'met', lapsed: 'lapsed', dropped: 'dropped' },
  disputeAbout: disputeAboutEn,
  disputeKind: { complaint: 'complaint', dispute: 'dispute' },
  disputeResult: disputeResultEn,
  item: collateralWords.en.item,
  partner: { dealer: 'dealer', insurer: 'insurer', guarantor: 'guarantor' },
  placement: { placed: 'placed', ...placementEndEn },
  posting: {
    ...{ payment: 'payment', reversal: 'reversal', chargeback: 'chargeback', pause: 'pause', resume: 'resume' },
    ...{ charge: 'charge', waiver: 'waiver', writeOff: 'write-off', writeBack: 'write-off undone' },
    reschedule: 'new schedule',
  },
  promise: { open: 'open', kept: 'kept', part: 'kept in part', broken: 'broken', withdrawn: 'withdrawn' },
  request: { open: 'open', ...requestEndEn },
  requestKind: requestKindEn,
  security: { open: 'open', provided: 'provided', missed: 'missed', withdrawn: 'withdrawn' },
  securityWanted: securityWantedEn,
  standing: { performing: 'performing', notPerforming: 'not performing' },
  taskStatus: { open: 'open', closed: 'done' },
};

const zhCN: CodeWords = {
  acceleration: {
    ...{ announced: '已宣布', inEffect: '已提前到期', cured: '已补救', withdrawn: '已撤回' },
    ...{ nothingLeft: '无剩余款项', reinstated: '已恢复原计划' },
  },
  contactDirection: { inbound: '来电来信', outbound: '我方联系' },
  contactResult: contactResultZh,
  circumstanceKind: { bankruptcy: '破产', death: '身故', identityFraud: '冒名', borrowerFraud: '借款人欺诈' },
  circumstance: { reported: '待核实', verified: '已核实', refuted: '不属实', ended: '已终结' },
  ending: {
    ...{ distributed: '财产已分配', discharged: '剩余债务已免除', dismissed: '已驳回', mistaken: '误报' },
    ...{ estateSettled: '遗产已清偿', confirmed: '属实', handedOver: '已移交' },
  },
  deadline: { open: '未办', met: '已办', lapsed: '已届满', dropped: '不再适用' },
  disputeAbout: disputeAboutZh,
  disputeKind: { complaint: '投诉', dispute: '异议' },
  disputeResult: disputeResultZh,
  item: collateralWords['zh-CN'].item,
  partner: { dealer: '经销商', insurer: '保险公司', guarantor: '担保人' },
  placement: { placed: '委外中', ...placementEndZh },
  posting: {
    ...{ payment: '还款', reversal: '冲正', chargeback: '退款', pause: '暂停计日', resume: '恢复计日' },
    ...{ charge: '计费', waiver: '减免', writeOff: '核销', writeBack: '撤销核销', reschedule: '新还款计划' },
  },
  promise: { open: '待兑现', kept: '已兑现', part: '部分兑现', broken: '未兑现', withdrawn: '已撤回' },
  request: { open: '待审批', ...requestEndZh },
  requestKind: requestKindZh,
  security: { open: '待提供', provided: '已提供', missed: '逾期未提供', withdrawn: '已撤回' },
  securityWanted: securityWantedZh,
  standing: { performing: '正常履约', notPerforming: '未履约' },
  taskStatus: { open: '待办', closed: '已办' },
};

export const codeWords: Readonly<Record<Language, CodeWords>> = { 'zh-CN': zhCN, en };

/** A code in words, without an article; one that a newer release has written, by its name. Null stays null. */
export function said(dictionary: Readonly<Record<string, string>>, code: string | null): string | null {
  return code === null ? null : (dictionary[code] ?? code).replace(/^(?:an?|the) /u, '');
}
