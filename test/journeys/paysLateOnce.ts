import { pays } from './life.ts';
import type { Life } from './life.ts';

export const paysLateOnce: Life = {
  loanId: 'L-LATE',
  title: 'pays late once',
  loan: {
    policy: 'cn-consumer',
    disbursedOn: '2025-03-20',
    instalments: [
      ['2025-04-22', '1000.00'],
      ['2025-05-22', '1000.00'],
    ],
  },
  happenings: [pays('2025-04-28', '1000.00'), pays('2025-05-22', '1000.00')],
  table: `
    2025-03-20  opened
    2025-04-11  sms preDue (1, 1000.00)
    2025-04-18  sms preDueNear (1, 1000.00)
    2025-04-21  sms preDueEve (1, 1000.00)
    2025-04-22  sms maturityNotice (2, 1000.00) + sms dueToday (1, 1000.00)
    2025-04-23  sms overdueSms (1 days, 1000.00)
    2025-04-28  borrower paid 1000.00
    2025-05-12  sms preDue (2, 1000.00)
    2025-05-19  sms preDueNear (2, 1000.00)
    2025-05-21  sms preDueEve (2, 1000.00)
    2025-05-22  borrower paid 1000.00
    2025-05-22  settled
    2025-07-21  closed as settled
  `,
  figures: {
    '2025-04-27': '5 days, overdue 1000.00, outstanding 2000.00, 连1 累1, credit 0.00, recovered 0.00',
    '2025-07-21': '0 days, overdue 0.00, outstanding 0.00, 连0 累1, credit 0.00, recovered 0.00',
  },
  stage: 'settled',
};
