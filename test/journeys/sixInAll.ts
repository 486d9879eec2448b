import { pays } from './life.ts';
import type { Life } from './life.ts';

export const sixInAll: Life = {
  loanId: 'L-SIX',
  title: '累6: six in all, each paid ten days late',
  loan: {
    policy: 'cn-consumer',
    disbursedOn: '2025-01-06',
    instalments: [
      ['2025-02-05', '800.00'],
      ['2025-03-05', '800.00'],
      ['2025-04-05', '800.00'],
      ['2025-05-05', '800.00'],
      ['2025-06-05', '800.00'],
      ['2025-07-05', '800.00'],
      ['2025-08-05', '800.00'],
    ],
  },
  happenings: [
    pays('2025-02-15', '800.00'),
    pays('2025-03-15', '800.00'),
    pays('2025-04-15', '800.00'),
    pays('2025-05-15', '800.00'),
    pays('2025-06-15', '800.00'),
    pays('2025-07-15', '800.00'),
    pays('2025-08-15', '800.00'),
  ],
  table: `
    2025-01-06  opened
    2025-01-26  sms preDue (1, 800.00)
    2025-01-27  sms preDueNear (1, 800.00)
    2025-02-04  sms preDueEve (1, 800.00)
    2025-02-05  sms dueToday (1, 800.00)
    2025-02-06  sms overdueSms (1 days, 800.00)
    2025-02-15  borrower paid 800.00
    2025-02-21  sms preDue (2, 800.00)
    2025-02-28  sms preDueNear (2, 800.00)
    2025-03-04  sms preDueEve (2, 800.00)
    2025-03-05  sms dueToday (2, 800.00)
    2025-03-06  sms overdueSms (1 days, 800.00)
    2025-03-15  borrower paid 800.00
    2025-03-26  sms preDue (3, 800.00)
    2025-04-02  sms preDueNear (3, 800.00)
    2025-04-04  sms preDueEve (3, 800.00)
    2025-04-05  sms dueToday (3, 800.00)
    2025-04-06  sms overdueSms (1 days, 800.00)
    2025-04-15  borrower paid 800.00
    2025-04-25  sms preDue (4, 800.00)
    2025-04-30  sms preDueNear (4, 800.00)
    2025-05-04  sms preDueEve (4, 800.00)
    2025-05-05  sms dueToday (4, 800.00)
    2025-05-06  sms overdueSms (1 days, 800.00)
    2025-05-15  borrower paid 800.00
    2025-05-26  sms preDue (5, 800.00)
    2025-05-30  sms preDueNear (5, 800.00)
    2025-06-04  sms preDueEve (5, 800.00)
    2025-06-05  sms dueToday (5, 800.00)
    2025-06-06  sms overdueSms (1 days, 800.00)
    2025-06-15  borrower paid 800.00
    2025-06-25  sms preDue (6, 800.00)
    2025-07-02  sms preDueNear (6, 800.00)
    2025-07-04  sms maturityNotice (7, 800.00) + sms preDueEve (6, 800.00)
    2025-07-05  sms dueToday (6, 800.00)
    2025-07-06  sms overdueSms (1 days, 800.00)
    2025-07-14  letter finalLetter (9 days, 800.00)
    2025-07-15  borrower paid 800.00
    2025-07-25  sms preDue (7, 800.00)
    2025-08-01  sms preDueNear (7, 800.00)
    2025-08-04  sms preDueEve (7, 800.00)
    2025-08-05  sms dueToday (7, 800.00)
    2025-08-06  sms overdueSms (1 days, 800.00)
    2025-08-13  letter finalLetter (8 days, 800.00)
    2025-08-15  borrower paid 800.00
    2025-08-15  settled
    2025-10-14  closed as settled
  `,
  figures: {
    '2025-07-05': '0 days, overdue 0.00, outstanding 1600.00, 连0 累5, credit 0.00, recovered 0.00',
    '2025-07-06': '1 days, overdue 800.00, outstanding 1600.00, 连1 累6, credit 0.00, recovered 0.00',
    '2025-08-15': '0 days, overdue 0.00, outstanding 0.00, 连0 累7, credit 0.00, recovered 0.00',
  },
  stage: 'settled',
};
