import { commands, pays } from './life.ts';
import type { Life } from './life.ts';

const asked = { kind: 'dispute', about: 'amount', ownerId: 'olga' };

/** Nobody answers within the service level; then it is rejected, told, and the ladder goes on without the days between. */
export const disputesUnanswered: Life = {
  loanId: 'L-DSP',
  title: 'disputes, and is answered late',
  loan: { policy: 'cn-consumer', disbursedOn: '2025-05-09', instalments: [['2025-06-09', '1000.00']] },
  happenings: [
    commands('2025-06-12', ['li', 'collector'], 'dispute', asked),
    commands('2025-07-10', ['olga', 'supervisor'], 'resolveDispute', {
      dispute: 'L-DSP/dispute/1',
      outcome: 'rejected',
    }),
    pays('2025-07-30', '1000.00'),
  ],
  table: `
    2025-05-09  opened
    2025-05-09  sms maturityNotice (1, 1000.00)
    2025-05-30  sms preDue (1, 1000.00)
    2025-06-06  sms preDueNear (1, 1000.00)
    2025-06-08  sms preDueEve (1, 1000.00)
    2025-06-09  sms dueToday (1, 1000.00)
    2025-06-10  sms overdueSms (1 days, 1000.00)
    2025-06-12  dispute about amount, answer by 2025-07-03
    2025-06-12  supervisor asked: dispute dispute by 2025-07-03
    2025-06-12  pause
    2025-06-12  contact with debtor-L-DSP changed: held
    2025-07-04  dispute/1 escalated to creditHead
    2025-07-10  dispute/1 rejected
    2025-07-10  dispute/1: rejected (olga)
    2025-07-10  resume
    2025-07-10  contact with debtor-L-DSP changed: released
    2025-07-10  letter disputeAnswer (1, 0.00)
    2025-07-17  collector asked: call overdueCall by 2025-07-20
    2025-07-20  overdueCall/2025-06-10 escalated to supervisor
    2025-07-28  sms overdueDemand (49 days, 1000.00)
    2025-07-30  borrower paid 1000.00
    2025-07-30  settled
    2025-07-30  overdueCall/2025-06-10: noLongerNeeded (clock)
    2025-09-28  closed as settled
  `,
  figures: {
    '2025-07-10': '31 days, overdue 1000.00, outstanding 1000.00, 连1 累1, credit 0.00, recovered 0.00',
  },
  stage: 'settled',
};
