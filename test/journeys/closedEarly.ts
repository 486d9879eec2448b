import { pays } from './life.ts';
import type { Life } from './life.ts';

export const closedEarly: Life = {
  loanId: 'L-EARLY',
  title: 'loan closed early',
  loan: {
    policy: 'cn-consumer',
    disbursedOn: '2025-03-12',
    instalments: [
      ['2025-04-10', '600.00'],
      ['2025-05-10', '600.00'],
      ['2025-06-10', '600.00'],
      ['2025-07-10', '600.00'],
    ],
  },
  happenings: [pays('2025-04-10', '600.00'), pays('2025-05-06', '1800.00')],
  table: `
    2025-03-12  opened
    2025-03-31  sms preDue (1, 600.00)
    2025-04-07  sms preDueNear (1, 600.00)
    2025-04-09  sms preDueEve (1, 600.00)
    2025-04-10  borrower paid 600.00
    2025-04-30  sms preDue (2, 600.00)
    2025-05-06  borrower paid 1800.00
    2025-05-06  settled
    2025-07-05  closed as settled
  `,
  figures: {
    '2025-05-05': '0 days, overdue 0.00, outstanding 1800.00, 连0 累0, credit 0.00, recovered 0.00',
    '2025-05-06': '0 days, overdue 0.00, outstanding 0.00, 连0 累0, credit 0.00, recovered 0.00',
  },
  stage: 'settled',
};
