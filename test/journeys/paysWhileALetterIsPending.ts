import { pays } from './life.ts';
import type { Life } from './life.ts';

export const paysWhileALetterIsPending: Life = {
  loanId: 'L-PENDING',
  title: 'pays everything while a letter is pending',
  loan: {
    policy: 'cn-consumer',
    disbursedOn: '2025-05-20',
    instalments: [['2025-06-05', '3000.00']],
  },
  happenings: [pays('2025-07-07', '3000.00', { moment: 'justDecided' })],
  table: `
    2025-05-20  opened
    2025-05-26  sms preDue (1, 3000.00)
    2025-05-30  sms preDueNear (1, 3000.00)
    2025-06-04  sms preDueEve (1, 3000.00)
    2025-06-05  sms dueToday (1, 3000.00)
    2025-06-06  sms overdueSms (1 days, 3000.00)
    2025-06-16  collector asked: call overdueCall by 2025-06-19
    2025-06-19  overdueCall/2025-06-06 escalated to supervisor
    2025-06-26  sms overdueDemand (21 days, 3000.00)
    2025-07-07  letter collectionLetter (32 days, 3000.00) decided
    2025-07-07  borrower paid 3000.00
    2025-07-07  settled
    2025-07-07  collectionLetter/2025-06-06 cancelled: nothing is outstanding any more
    2025-07-07  overdueCall/2025-06-06: noLongerNeeded (clock)
    2025-09-05  closed as settled
  `,
  figures: {
    '2025-07-06': '31 days, overdue 3000.00, outstanding 3000.00, 连1 累1, credit 0.00, recovered 0.00',
    '2025-07-07': '0 days, overdue 0.00, outstanding 0.00, 连0 累1, credit 0.00, recovered 0.00',
  },
  stage: 'settled',
};
