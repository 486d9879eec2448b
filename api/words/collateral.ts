import type { DisposalWay, CollateralKind } from '../../domain/collateralRules.ts';
import type {
  CollateralLoanOutcome,
  CollateralNoticeKind,
  CollateralOutcome,
  CollateralStatus,
  CollateralTaskKind,
  ItemStatus,
  Round,
} from '../../domain/collateralState.ts';
import { caseEn, caseZh } from './case.ts';
import { channelEn, channelZh } from './notice.ts';
import type { Tellers } from './words.ts';

type Dictionary<K extends string> = Readonly<Record<K, string>>;

interface Said {
  readonly kind: Dictionary<CollateralKind>;
  readonly item: Dictionary<ItemStatus>;
  readonly status: Dictionary<CollateralStatus>;
  readonly way: Dictionary<DisposalWay>;
  readonly round: Dictionary<Round['result']>;
  readonly notice: Dictionary<CollateralNoticeKind>;
  readonly task: Dictionary<CollateralTaskKind>;
}

const en: Said = {
  kind: {
    vehicle: 'vehicle',
    realEstate: 'real estate',
    land: 'land',
    workInProgress: 'work in progress',
    deposit: 'deposit',
    goods: 'goods',
  },
  item: {
    pledged: 'pledged',
    inDisposal: 'in disposal',
    sold: 'sold',
    accepted: 'taken in lieu',
    released: 'released',
  },
  status: {
    valuing: 'being valued',
    valued: 'valued',
    awaitingApproval: 'waiting for approval',
    approved: 'approved, to be taken',
    possessed: 'taken',
    onSale: 'on auction',
    surplusOwed: 'sold, a surplus is owed',
    realised: 'sold',
    takenInLieu: 'taken in lieu',
    redeemed: 'redeemed',
    released: 'released',
    rejected: 'rejected in approval',
    expired: 'nobody decided',
  },
  way: { auction: 'auction', privateSale: 'private sale', acceptance: 'taking it in lieu' },
  round: { open: 'open', failed: 'failed', sold: 'sold' },
  notice: {
    seizure: 'notice before taking it',
    sale: 'notice of the sale',
    surplus: 'notice of the surplus',
    shortfall: 'notice of the shortfall',
  },
  task: {
    valuation: 'a valuation of collateral',
    disposal: 'a proposal how to dispose of it',
    approval: 'an approval',
    seizure: 'taking possession',
    sale: 'the sale of collateral',
    auction: 'the result of the auction',
    surplus: 'paying the surplus back',
  },
};
const zh: Said = {
  kind: {
    vehicle: '车辆',
    realEstate: '房产',
    land: '土地',
    workInProgress: '在建工程',
    deposit: '存单',
    goods: '存货',
  },
  item: { pledged: '抵押中', inDisposal: '处置中', sold: '已变现', accepted: '已抵债', released: '已解押' },
  status: {
    valuing: '评估中',
    valued: '已评估',
    awaitingApproval: '等待审批',
    approved: '已批准，待接管',
    possessed: '已接管',
    onSale: '拍卖中',
    surplusOwed: '已变现，余款待返还',
    realised: '已变现',
    takenInLieu: '已抵债',
    redeemed: '已赎回',
    released: '已解押',
    rejected: '审批未通过',
    expired: '逾期未审批',
  },
  way: { auction: '拍卖', privateSale: '变卖', acceptance: '以物抵债' },
  round: { open: '进行中', failed: '流拍', sold: '成交' },
  notice: { seizure: '接管前通知', sale: '处置通知', surplus: '余款通知', shortfall: '不足清偿通知' },
  task: {
    valuation: '抵押物评估',
    disposal: '处置方案',
    approval: '审批',
    seizure: '接管抵押物',
    sale: '抵押物变现',
    auction: '拍卖结果',
    surplus: '返还余款',
  },
};

/** Words for lists: what a thing is, where it is, how it is disposed of. */
export const collateralWords = { en, 'zh-CN': zh } as const;

export const pledgeEn: Tellers<CollateralLoanOutcome> = {
  collateralAdded: ({ item, by }, { money }) =>
    `Collateral ${item.id}: ${en.kind[item.kind]}, ${money(item.valueMinor)} (${by})`,
  collateralUpdated: ({ itemId, insuredUntil, registeredUntil, by }) =>
    `Collateral ${itemId}: insured until ${insuredUntil ?? '–'}, registered until ${registeredUntil ?? '–'} (${by})`,
  collateralMoved: ({ itemId, status }) => `Collateral ${itemId}: ${en.item[status]}`,
};

export const pledgeZh: Tellers<CollateralLoanOutcome> = {
  collateralAdded: ({ item, by }, { money }) =>
    `抵押物 ${item.id}：${zh.kind[item.kind]}，价值 ${money(item.valueMinor)}（${by}）`,
  collateralUpdated: ({ itemId, insuredUntil, registeredUntil, by }) =>
    `抵押物 ${itemId}：保险至 ${insuredUntil ?? '–'}，登记至 ${registeredUntil ?? '–'}（${by}）`,
  collateralMoved: ({ itemId, status }) => `抵押物 ${itemId}：${zh.item[status]}`,
};

export const disposalEn: Tellers<CollateralOutcome> = {
  ...caseEn,
  opened: ({ item, because, maker }) =>
    `Disposal of ${item.id} (${en.kind[item.kind]}) opened: ${because} (by ${maker})`,
  taskOpened: ({ task, role, dueOn }) => `${role} is asked for ${en.task[task]} by ${dueOn}`,
  valued: ({ valuation, valueMinor }, { money }) =>
    `${valuation.by} values it at ${money(valuation.valueMinor)}, valid until ${valuation.validUntil}; ${
      valueMinor === null ? 'too far from the one before: another valuation is needed' : `${money(valueMinor)} counts`
    }`,
  valuationExpired: ({ validUntil }) => `The valuation held until ${validUntil}: another one is needed`,
  disposalProposed: ({ disposal, by, dueOn }, { money }) =>
    `${by} proposes ${en.way[disposal.way]} for at least ${money(disposal.leastMinor)}, to be decided by ${dueOn}`,
  approvalGiven: ({ row, complete }) =>
    `${row.actorId} (${row.role}) approves${complete ? '; approval is complete' : '; another person has to approve'}`,
  approvalRefused: ({ row, reason }) => `${row.actorId} (${row.role}) rejects: ${reason}`,
  seized: ({ how, by }) => `Taken ${how === 'court' ? 'by the court' : 'with consent'} (${by})`,
  costAdded: ({ amountMinor, what, by }, { money }) => `Costs of ${money(amountMinor)}: ${what} (${by})`,
  roundOpened: ({ number, round }, { money }) =>
    `Auction round ${number} opens on ${round.opensOn}, reserve ${money(round.reserveMinor)}`,
  roundFailed: ({ number, by }) => `Nobody bid the reserve in round ${number} (${by})`,
  realised: ({ realised }, { money }) =>
    `${en.way[realised.way]} at ${money(realised.priceMinor)}: costs ${money(realised.costsMinor)}, debt ${money(realised.appliedMinor)}, surplus ${money(realised.surplusMinor)}, still owed ${money(realised.shortfallMinor)}`,
  surplusPaid: ({ amountMinor, by }, { money }) => `Surplus of ${money(amountMinor)} paid back to the owner (${by})`,
  noticeWanted: ({ about, personId }) => `To be sent to ${personId}: ${en.notice[about]}`,
  noticeDecided: ({ channel, template, personId }) =>
    `Decided: ${channelEn[channel] ?? channel} to ${personId}, ${template}`,
  noticeWaits: ({ until, rule }, { local }) => `No contact before ${local(until)} (rule ${rule})`,
  noticeGivenUp: ({ code }) => `The message cannot be sent (${code})`,
  told: ({ because }) => `The loan says: ${because}`,
  ended: ({ as, because, by }) => `Ended: ${en.status[as]}, ${because} (${by})`,
  reported: ({ status }) => `Reported to the loan: ${(en.status as Dictionary<string>)[status] ?? status}`,
};

export const disposalZh: Tellers<CollateralOutcome> = {
  ...caseZh,
  opened: ({ item, because, maker }) => `启动处置抵押物 ${item.id}（${zh.kind[item.kind]}）：${because}（${maker}）`,
  taskOpened: ({ task, role, dueOn }) => `请 ${role} 于 ${dueOn} 前办理：${zh.task[task]}`,
  valued: ({ valuation, valueMinor }, { money }) =>
    `${valuation.by} 评估价 ${money(valuation.valueMinor)}，有效期至 ${valuation.validUntil}；${
      valueMinor === null ? '与前次相差过大，须再次评估' : `以 ${money(valueMinor)} 为准`
    }`,
  valuationExpired: ({ validUntil }) => `评估有效期至 ${validUntil}，须重新评估`,
  disposalProposed: ({ disposal, by, dueOn }, { money }) =>
    `${by} 提出${zh.way[disposal.way]}，底价 ${money(disposal.leastMinor)}，${dueOn} 前审结`,
  approvalGiven: ({ row, complete }) =>
    `${row.actorId}（${row.role}）同意${complete ? '，审批完成' : '，尚需另一人审批'}`,
  approvalRefused: ({ row, reason }) => `${row.actorId}（${row.role}）不同意：${reason}`,
  seized: ({ how, by }) => `${how === 'court' ? '由法院强制' : '经同意'}接管（${by}）`,
  costAdded: ({ amountMinor, what, by }, { money }) => `处置费用 ${money(amountMinor)}：${what}（${by}）`,
  roundOpened: ({ number, round }, { money }) =>
    `第 ${number} 次拍卖 ${round.opensOn} 开始，起拍价 ${money(round.reserveMinor)}`,
  roundFailed: ({ number, by }) => `第 ${number} 次拍卖流拍（${by}）`,
  realised: ({ realised }, { money }) =>
    `${zh.way[realised.way]}成交 ${money(realised.priceMinor)}：费用 ${money(realised.costsMinor)}，清偿 ${money(realised.appliedMinor)}，余款 ${money(realised.surplusMinor)}，仍欠 ${money(realised.shortfallMinor)}`,
  surplusPaid: ({ amountMinor, by }, { money }) => `余款 ${money(amountMinor)} 已返还所有权人（${by}）`,
  noticeWanted: ({ about, personId }) => `拟向 ${personId} 发出：${zh.notice[about]}`,
  noticeDecided: ({ channel, template, personId }) =>
    `决定：以${channelZh[channel] ?? channel}向 ${personId} 发出 ${template}`,
  noticeWaits: ({ until, rule }, { local }) => `${local(until)} 前不得联系（规则 ${rule}）`,
  noticeGivenUp: ({ code }) => `消息无法发出（${code}）`,
  told: ({ because }) => `贷款告知：${because}`,
  ended: ({ as, because, by }) => `终结：${zh.status[as]}，${because}（${by}）`,
  reported: ({ status }) => `告知贷款：${(zh.status as Dictionary<string>)[status] ?? status}`,
};
