import { commands, pays, reverses } from './life.ts';
import type { Life } from './life.ts';

const COLLECTOR = ['li', 'collector'] as const;
const promised = (dueOn: string, amount: string): Record<string, unknown> => ({ instalments: [{ dueOn, amount }] });

/** The first promise is broken and raises the ladder, the second is kept, and its debit comes back. */
export const promisesToPay: Life = {
  loanId: 'L-PTP',
  title: 'promises to pay',
  loan: { policy: 'cn-consumer', disbursedOn: '2025-05-09', instalments: [['2025-06-09', '1000.00']] },
  happenings: [
    commands('2025-06-11', COLLECTOR, 'promise', promised('2025-06-13', '1000.00')),
    commands('2025-06-18', COLLECTOR, 'promise', promised('2025-06-23', '500.00')),
    pays('2025-06-22', '500.00'),
    reverses('2025-06-27', '2025-06-22'),
    pays('2025-07-01', '1000.00'),
  ],
  table: `
    2025-05-09  opened
    2025-05-09  sms maturityNotice (1, 1000.00)
    2025-05-30  sms preDue (1, 1000.00)
    2025-06-06  sms preDueNear (1, 1000.00)
    2025-06-08  sms preDueEve (1, 1000.00)
    2025-06-09  sms dueToday (1, 1000.00)
    2025-06-10  sms overdueSms (1 days, 1000.00)
    2025-06-11  promised 1000.00 by 2025-06-13
    2025-06-12  sms promiseReminder (1.2025-06-13, 0.00)
    2025-06-15  promiseBroken: 0.00 of 1000.00 by 2025-06-13
    2025-06-16  collector asked: call overdueCall by 2025-06-19
    2025-06-18  promised 500.00 by 2025-06-23
    2025-06-18  overdueCall/2025-06-10: noLongerNeeded (clock)
    2025-06-22  borrower paid 500.00
    2025-06-25  promiseKept: 500.00 of 500.00 by 2025-06-23
    2025-06-25  collector asked: call overdueCall by 2025-06-28
    2025-06-27  payment/2025-06-22 reversed
    2025-06-27  promiseBroken: 0.00 of 500.00 by 2025-06-23, was kept
    2025-06-27  overdueCall/2025-06-10~1: noLongerNeeded (clock)
    2025-06-30  collector asked: call overdueCall by 2025-07-03
    2025-07-01  borrower paid 1000.00
    2025-07-01  settled
    2025-07-01  overdueCall/2025-06-10~2: noLongerNeeded (clock)
    2025-08-30  closed as settled
  `,
  figures: {
    '2025-06-24': '15 days, overdue 500.00, outstanding 500.00, 连1 累1, credit 0.00, recovered 0.00',
  },
  stage: 'settled',
};
