import { commands, pays } from './life.ts';
import type { Life } from './life.ts';

export const dealerAdvances: Life = {
  loanId: 'L-ADVANCE',
  title: 'dealer advances, borrower pays later',
  loan: {
    policy: 'cn-car-loan',
    disbursedOn: '2025-06-20',
    instalments: [['2025-07-10', '3000.00']],
    parties: ['dealer'],
  },
  happenings: [
    commands('2025-09-10', ['song', 'supervisor'], 'answer', { answer: 'accepted' }, 'claim/1'),
    pays('2025-09-12', '3000.00', { payer: 'dealer' }),
    pays('2025-09-20', '3000.00'),
    commands('2025-09-23', ['wu', 'accounting'], 'bookRefund', { reference: 'FT-2025-0923' }, 'claim/1'),
  ],
  table: `
    2025-06-20  opened
    2025-06-30  sms preDue (1, 3000.00)
    2025-07-07  sms preDueNear (1, 3000.00)
    2025-07-09  sms preDueEve (1, 3000.00)
    2025-07-10  sms dueToday (1, 3000.00)
    2025-07-11  sms overdueSms (1 days, 3000.00)
    2025-07-21  collector asked: call overdueCall by 2025-07-24
    2025-07-24  overdueCall/2025-07-11 escalated to supervisor
    2025-07-31  sms overdueDemand (21 days, 3000.00)
    2025-08-11  letter collectionLetter (32 days, 3000.00)
    2025-08-29  overdueCall/2025-07-11: noLongerNeeded (clock)
    2025-08-29  collector asked: call secondCall by 2025-09-01
    2025-09-01  secondCall/2025-07-11 escalated to supervisor
    2025-09-08  claim 1 opened: dealerAdvance (60 days, 3000.00, 连1 累1)
    2025-09-08  claim 1 is demanding
    2025-09-08  claim 1: email to the dealer dealerAdvance (60 days, 3000.00)
    2025-09-09  claim 1 is demanded, due by 2025-09-18
    2025-09-10  claim 1: accepted, due by 2025-09-22
    2025-09-10  claim 1 is accepted, due by 2025-09-22
    2025-09-12  dealer paid 3000.00
    2025-09-12  settled
    2025-09-12  secondCall/2025-07-11: noLongerNeeded (clock)
    2025-09-12  claim 1 told: nothing is past due any more
    2025-09-12  claim 1 told: money that the claim counts has moved
    2025-09-12  claim 1: 3000.00 of 3000.00 came
    2025-09-12  claim 1: ended performed: 3000.00 CNY of 3000.00 CNY came
    2025-09-12  claim 1 is performed
    2025-09-20  borrower paid 3000.00
    2025-09-20  claim 1 told: money that the claim counts has moved
    2025-09-20  claim 1: refund owed: 3000.00
    2025-09-20  claim 1: accounting asked: claimRefund dealerAdvance by 2025-09-25
    2025-09-20  claim 1 is performed, due by 2025-09-25
    2025-09-20  claim 1: email to the dealer refund (0 days, 0.00)
    2025-09-23  claim 1: refunded 3000.00: FT-2025-0923
    2025-09-23  claim 1: claim 1/claimRefund/1: booked (wu)
    2025-09-23  claim 1 is performed
    2025-11-11  closed as settled
  `,
  figures: {
    '2025-09-11': '63 days, overdue 3000.00, outstanding 3000.00, 连1 累1, credit 0.00, recovered 0.00',
    '2025-09-12': '0 days, overdue 0.00, outstanding 0.00, 连0 累1, credit 0.00, recovered 0.00',
    '2025-09-20': '0 days, overdue 0.00, outstanding 0.00, 连0 累1, credit 3000.00, recovered 0.00',
  },
  stage: 'settled',
};
