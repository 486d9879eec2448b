import { pays } from './life.ts';
import type { Life } from './life.ts';

export const paysAlways: Life = {
  loanId: 'L-ALWAYS',
  title: 'pays always',
  loan: {
    policy: 'cn-consumer',
    disbursedOn: '2025-01-08',
    instalments: [
      ['2025-02-10', '500.00'],
      ['2025-03-10', '500.00'],
      ['2025-04-10', '500.00'],
      ['2025-05-10', '500.00'],
      ['2025-06-10', '500.00'],
      ['2025-07-10', '500.00'],
      ['2025-08-10', '500.00'],
    ],
  },
  happenings: [
    pays('2025-02-10', '500.00'),
    pays('2025-03-10', '500.00'),
    pays('2025-04-10', '500.00'),
    pays('2025-05-10', '500.00'),
    pays('2025-06-10', '500.00'),
    pays('2025-07-10', '500.00'),
    pays('2025-08-10', '500.00'),
  ],
  table: `
    2025-01-08  opened
    2025-01-27  sms preDue (1, 500.00)
    2025-02-07  sms preDueNear (1, 500.00)
    2025-02-09  sms preDueEve (1, 500.00)
    2025-02-10  borrower paid 500.00
    2025-02-28  sms preDue (2, 500.00)
    2025-03-07  sms preDueNear (2, 500.00)
    2025-03-09  sms preDueEve (2, 500.00)
    2025-03-10  borrower paid 500.00
    2025-03-31  sms preDue (3, 500.00)
    2025-04-07  sms preDueNear (3, 500.00)
    2025-04-09  sms preDueEve (3, 500.00)
    2025-04-10  borrower paid 500.00
    2025-04-30  sms preDue (4, 500.00)
    2025-05-07  sms preDueNear (4, 500.00)
    2025-05-09  sms preDueEve (4, 500.00)
    2025-05-10  borrower paid 500.00
    2025-05-30  sms preDue (5, 500.00)
    2025-06-06  sms preDueNear (5, 500.00)
    2025-06-09  sms preDueEve (5, 500.00)
    2025-06-10  borrower paid 500.00
    2025-06-30  sms preDue (6, 500.00)
    2025-07-07  sms preDueNear (6, 500.00)
    2025-07-09  sms preDueEve (6, 500.00)
    2025-07-10  borrower paid 500.00
    2025-07-12  sms maturityNotice (7, 500.00)
    2025-07-31  sms preDue (7, 500.00)
    2025-08-10  borrower paid 500.00
    2025-08-10  settled
    2025-10-09  closed as settled
  `,
  figures: {
    '2025-05-20': '0 days, overdue 0.00, outstanding 1500.00, 连0 累0, credit 0.00, recovered 0.00',
    '2025-10-09': '0 days, overdue 0.00, outstanding 0.00, 连0 累0, credit 0.00, recovered 0.00',
  },
  stage: 'settled',
};
