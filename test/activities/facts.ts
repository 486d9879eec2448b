import type { MessageData } from '../../activities/render.ts';

/** A borrower with two overdue loans; every field is given. */
export const chinese: MessageData = {
  reference: 'N-7F3K2Q9A',
  letterNumber: '催字〔2025〕000123号',
  date: '2025-07-08',
  respondBy: '2025-07-18',
  lenderName: '远航消费金融有限公司',
  lenderAddress: '上海市浦东新区示例大道100号',
  lenderPhone: '021-5555 0100',
  paymentAccount: '远航消费金融有限公司 示例银行 6222 0000 1111 2222',
  recipientName: '张伟 先生',
  recipientAddress: '上海市徐汇区示例路12弄3号501室',
  borrowerName: '张伟',
  guarantorName: '李娜',
  partnerName: '明德律师事务所',
  officerName: '王芳',
  currency: 'CNY',
  claimAmount: '12345.60',
  promisedAmount: '2000.00',
  promisedOn: '2025-07-05',
  optOut: '退订回T',
  loans: [
    {
      loanId: 'L2024000123',
      instalments: [6, 4, 5],
      dueOn: '2025-04-05',
      overdueDays: 94,
      amountDue: '10260.60',
      outstanding: '88310.00',
    },
    {
      loanId: 'L2024000777',
      instalments: [11],
      dueOn: '2025-07-01',
      overdueDays: 7,
      amountDue: '2085.00',
      outstanding: '10425.55',
    },
  ],
};

export const english: MessageData = {
  ...chinese,
  letterNumber: 'CL-2025-000123',
  lenderName: 'Harbour Consumer Finance',
  lenderAddress: '100 Example Avenue, Springfield',
  lenderPhone: '+1 202 555 0100',
  paymentAccount: 'Harbour Consumer Finance, Example Bank, 0000 1111 2222',
  recipientName: 'Ms Ada Example',
  recipientAddress: '12 Sample Street, Springfield',
  borrowerName: 'Ada Example',
  guarantorName: 'Ben Sample',
  partnerName: 'Example & Partners LLP',
  officerName: 'Grace Sample',
  currency: 'USD',
  optOut: 'Reply STOP to opt out',
};
