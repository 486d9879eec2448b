import { pays, reverses } from './life.ts';
import type { Life } from './life.ts';

export const paymentReversed: Life = {
  loanId: 'L-REVERSED',
  title: 'reversed payment',
  loan: {
    policy: 'cn-consumer',
    disbursedOn: '2025-04-25',
    instalments: [
      ['2025-05-15', '1000.00'],
      ['2025-06-16', '1000.00'],
    ],
  },
  happenings: [
    pays('2025-05-15', '1000.00'),
    reverses('2025-05-19', '2025-05-15'),
    pays('2025-05-23', '1000.00'),
    pays('2025-06-16', '1000.00'),
  ],
  table: `
    2025-04-25  opened
    2025-04-30  sms preDue (1, 1000.00)
    2025-05-12  sms preDueNear (1, 1000.00)
    2025-05-14  sms preDueEve (1, 1000.00)
    2025-05-15  borrower paid 1000.00
    2025-05-16  sms maturityNotice (2, 1000.00)
    2025-05-19  payment/2025-05-15 reversed
    2025-05-19  sms overdueSms (4 days, 1000.00)
    2025-05-23  borrower paid 1000.00
    2025-06-06  sms preDue (2, 1000.00)
    2025-06-13  sms preDueNear (2, 1000.00)
    2025-06-15  sms preDueEve (2, 1000.00)
    2025-06-16  borrower paid 1000.00
    2025-06-16  settled
    2025-08-15  closed as settled
  `,
  figures: {
    '2025-05-18': '0 days, overdue 0.00, outstanding 1000.00, 连0 累0, credit 0.00, recovered 0.00',
    '2025-05-19': '4 days, overdue 1000.00, outstanding 2000.00, 连1 累1, credit 0.00, recovered 0.00',
    '2025-08-15': '0 days, overdue 0.00, outstanding 0.00, 连0 累1, credit 0.00, recovered 0.00',
  },
  stage: 'settled',
};
