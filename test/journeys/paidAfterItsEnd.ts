import { pays } from './life.ts';
import type { Life } from './life.ts';

export const paidAfterItsEnd: Life = {
  loanId: 'L-AFTER',
  title: 'closed loan gets a payment',
  loan: {
    policy: 'cn-consumer',
    disbursedOn: '2025-03-28',
    instalments: [['2025-04-16', '900.00']],
  },
  happenings: [pays('2025-04-16', '900.00'), pays('2025-07-01', '300.00')],
  table: `
    2025-03-28  opened
    2025-04-03  sms preDue (1, 900.00)
    2025-04-11  sms preDueNear (1, 900.00)
    2025-04-15  sms preDueEve (1, 900.00)
    2025-04-16  borrower paid 900.00
    2025-04-16  settled
    2025-06-15  closed as settled
    2025-07-01  borrower paid 300.00
  `,
  figures: {
    '2025-06-15': '0 days, overdue 0.00, outstanding 0.00, 连0 累0, credit 0.00, recovered 0.00',
    '2025-07-01': '0 days, overdue 0.00, outstanding 0.00, 连0 累0, credit 300.00, recovered 0.00',
  },
  stage: 'settled',
};
