/** A made-up case that templates are shown with: two overdue loans, every field given. Nobody in it exists. */
import type { DataField, DerivedField, FieldName } from './templateFields.ts';
import { dataFields } from './templateFields.ts';
import type { Language } from './templates.ts';

type Values = Readonly<Record<DataField, string>>;

const shared = {
  reference: 'N-7F3K2Q9A',
  date: '2025-07-08',
  respondBy: '2025-07-15',
  claimAmount: '12345.60',
  claimOn: '2025-06-30',
  receivedAmount: '5000.00',
  remainingAmount: '7345.60',
  refundAmount: '5000.00',
  promisedAmount: '2000.00',
  promisedOn: '2025-07-11',
  saleOn: '2025-07-28',
  saleAmount: '66500.00',
  wholeAmount: '98735.55',
  noticeDays: '10',
  reliefAmount: '345.60',
  reliefUntil: '2025-10-08',
  schedule: '2025-08-08=4115.20 2025-09-08=4115.20 2025-10-08=4115.20',
} as const;

/** Every field that is handed in, in the form in which it is handed in. */
export const exampleData: Readonly<Record<Language, Values>> = {
  'zh-CN': {
    ...shared,
    letterNumber: '催字〔2025〕000123号',
    lenderName: '示例银行',
    lenderAddress: '示例市示例路1号',
    lenderPhone: '400-555-0100',
    paymentAccount: '示例银行 6200 0000 0000 0100',
    recipientName: '王示例',
    recipientAddress: '示例市样本路12号501室',
    borrowerName: '王示例',
    guarantorName: '李样本',
    partnerName: '示例律师事务所',
    officerName: '贷后管理部',
    currency: 'CNY',
    ground: '连续三期或累计六期未按约还款',
    optOut: '拒收请回复R',
  },
  en: {
    ...shared,
    letterNumber: 'CL-2025-000123',
    lenderName: 'Example Bank',
    lenderAddress: '1 Example Road',
    lenderPhone: '+1 202 555 0100',
    paymentAccount: 'Example Bank 6200 0000 0000 0100',
    recipientName: 'Ann Example',
    recipientAddress: '12 Sample Street',
    borrowerName: 'Ann Example',
    guarantorName: 'Ben Sample',
    partnerName: 'Example Law Firm',
    officerName: 'Collections desk',
    currency: 'USD',
    ground: 'instalments missed',
    optOut: 'Reply STOP to opt out',
  },
};

/** Its loans; amounts are decimals in the currency of the example. */
export const exampleLoans = [
  {
    ...{ loanId: 'L000123', instalments: [4, 5, 6], dueOn: '2025-04-05', overdueDays: 94 },
    ...{ amountDue: '10260.60', outstanding: '88310.00' },
  },
  {
    ...{ loanId: 'L000777', instalments: [11], dueOn: '2025-07-01', overdueDays: 7 },
    ...{ amountDue: '2085.00', outstanding: '10425.55' },
  },
] as const;

const derivedExamples: Readonly<Record<DerivedField, string>> = {
  loans: 'L000123, L000777',
  loanId: 'L000123, L000777',
  dueOn: '2025-04-05',
  overdueDays: '94',
  totalDue: '12345.60',
  totalOutstanding: '98735.55',
};

const isData = (name: FieldName): name is DataField => Object.hasOwn(dataFields, name);

/** A field of the example, in the form in which it is handed in or worked out. */
export function exampleOf(name: FieldName, language: Language): string {
  return isData(name) ? exampleData[language][name] : derivedExamples[name];
}
