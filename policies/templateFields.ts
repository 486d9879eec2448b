/**
 * The closed list of what a message may say about a case. A template that names anything else is refused on loading;
 * a message whose data lack a named field is refused before sending (domain.md §5: not sent with a missing field).
 */

/**
 * How a field is written down: `date` takes YYYY-MM-DD, `amount` a decimal string such as `1200.00`, `schedule` both of
 * each date: `2025-03-05=100.00 2025-04-05=100.00`.
 */
export type FieldKind = 'text' | 'date' | 'amount' | 'number' | 'schedule';

export interface FieldFact {
  readonly kind: FieldKind;
  /** `data`: handed in with the message. `loans`: worked out from its rows, so that text and table cannot disagree. */
  readonly from: 'data' | 'loans';
  readonly meaning: string;
  readonly meaningZh: string;
}

const text = (meaning: string, meaningZh: string): FieldFact => ({ kind: 'text', from: 'data', meaning, meaningZh });
const date = (meaning: string, meaningZh: string): FieldFact => ({ kind: 'date', from: 'data', meaning, meaningZh });
const amount = (meaning: string, meaningZh: string): FieldFact => ({
  kind: 'amount',
  from: 'data',
  meaning,
  meaningZh,
});

/** Fields that are handed in with a message. */
export const dataFields = {
  reference: text(
    'notice reference; the provider is asked for it after a lost answer',
    '通知编号（发送结果不明时凭此向服务商查询）',
  ),
  letterNumber: text('number of the letter in the register of letters', '函件编号'),
  date: date('day the message is dated', '出具日期'),
  respondBy: date('last day to answer or pay', '答复或付款的最后期限'),
  lenderName: text('name of the lender', '贷款机构名称'),
  lenderAddress: text('address of the lender', '贷款机构地址'),
  lenderPhone: text('telephone number that the recipient may call', '联系电话'),
  paymentAccount: text('account that payments go to, in one line', '还款账户（一行）'),
  recipientName: text('person or company the message is addressed to', '收件人'),
  recipientAddress: text('postal address of the recipient', '收件地址'),
  borrowerName: text('name of the borrower', '借款人姓名'),
  guarantorName: text('name of the guarantor', '保证人姓名'),
  partnerName: text('dealer, insurer or law firm', '经销商、保险公司或律师事务所名称'),
  officerName: text('person responsible for the recovery (清收责任人)', '清收责任人'),
  currency: text('ISO 4217 code of every amount', '币种（ISO 4217）'),
  claimAmount: amount('amount demanded of a partner or guarantor', '要求合作机构或保证人支付的金额'),
  claimOn: date('day as of which the claim is stated', '债权计算截止日'),
  receivedAmount: amount('amount received of what was demanded', '已收到的金额'),
  remainingAmount: amount('rest of what was demanded', '尚未支付的金额'),
  refundAmount: amount('amount owed back to a partner or guarantor', '应退还合作机构或保证人的金额'),
  promisedAmount: amount('amount promised by the borrower', '借款人承诺还款金额'),
  promisedOn: date('day of the promise to pay', '承诺还款日'),
  wholeAmount: amount('everything that falls due if the loan is called in', '提前到期时应还的全部金额'),
  noticeDays: text(
    'days from the receipt of the notice to the day on which all is due',
    '自通知送达之日起至全部到期之日的天数',
  ),
  ground: text('why the loan is called in, as the policy words it', '提前到期的事由'),
  reliefAmount: amount('amount that is given up, or granted', '减免或新增贷款金额'),
  reliefUntil: date('first day after a deferment', '缓期届满日'),
  schedule: {
    kind: 'schedule',
    from: 'data',
    meaning: 'dates and amounts of a new schedule or plan',
    meaningZh: '新还款计划的日期和金额',
  },
  saleOn: date('day of an auction', '拍卖日期'),
  saleAmount: amount('reserve of an auction, or the price that was reached', '起拍价或成交价'),
  optOut: text('how to stop messages on this channel', '退订方式'),
} as const satisfies Record<string, FieldFact>;

const derived = (kind: FieldKind, meaning: string, meaningZh: string): FieldFact => ({
  kind,
  from: 'loans',
  meaning,
  meaningZh,
});

/** Fields that are worked out from the rows of `loans`. */
export const derivedFields = {
  loans: derived(
    'text',
    'all loans of the message: a table in a document, a short list in an SMS',
    '本通知涉及的全部贷款（文书中为表格，短信中为简表）',
  ),
  loanId: derived('text', 'numbers of all loans of the message', '贷款编号（全部）'),
  dueOn: derived('date', 'earliest due date among the loans', '最早应还日'),
  overdueDays: derived('number', 'highest number of overdue days among the loans', '最长逾期天数'),
  totalDue: derived('amount', 'sum of the amounts due', '应还金额合计'),
  totalOutstanding: derived('amount', 'sum of everything still open, due or not', '未偿还余额合计'),
} as const satisfies Record<string, FieldFact>;

export type DataField = keyof typeof dataFields;
export type DerivedField = keyof typeof derivedFields;
export type FieldName = DataField | DerivedField;

export const fields: Readonly<Record<FieldName, FieldFact>> = { ...dataFields, ...derivedFields };

/** True for a name on the closed list. */
export function isField(name: string): name is FieldName {
  return Object.hasOwn(fields, name);
}
