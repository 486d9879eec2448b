import { pays } from './life.ts';
import type { Life } from './life.ts';

export const paysPart: Life = {
  loanId: 'L-PART',
  title: 'pays part',
  loan: {
    policy: 'cn-consumer',
    disbursedOn: '2025-05-09',
    instalments: [
      ['2025-06-09', '1000.00'],
      ['2025-07-09', '1000.00'],
    ],
  },
  happenings: [pays('2025-06-12', '400.00'), pays('2025-06-21', '600.00'), pays('2025-07-09', '1000.00')],
  table: `
    2025-05-09  opened
    2025-05-30  sms preDue (1, 1000.00)
    2025-06-06  sms preDueNear (1, 1000.00)
    2025-06-08  sms preDueEve (1, 1000.00)
    2025-06-09  sms maturityNotice (2, 1000.00) + sms dueToday (1, 1000.00)
    2025-06-10  sms overdueSms (1 days, 1000.00)
    2025-06-12  borrower paid 400.00
    2025-06-19  collector asked: call overdueCall by 2025-06-22
    2025-06-21  borrower paid 600.00
    2025-06-21  overdueCall/2025-06-10: noLongerNeeded (clock)
    2025-06-27  sms preDue (2, 1000.00)
    2025-07-04  sms preDueNear (2, 1000.00)
    2025-07-08  sms preDueEve (2, 1000.00)
    2025-07-09  borrower paid 1000.00
    2025-07-09  settled
    2025-09-07  closed as settled
  `,
  figures: {
    '2025-06-20': '11 days, overdue 600.00, outstanding 1600.00, 连1 累1, credit 0.00, recovered 0.00',
    '2025-09-07': '0 days, overdue 0.00, outstanding 0.00, 连0 累1, credit 0.00, recovered 0.00',
  },
  stage: 'settled',
};
