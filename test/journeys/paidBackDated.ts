import { pays, proves } from './life.ts';
import type { Life } from './life.ts';

export const paidBackDated: Life = {
  loanId: 'L-BACK',
  title: 'back-dated payment that would have prevented the last step',
  loan: {
    policy: 'cn-consumer',
    disbursedOn: '2025-05-20',
    instalments: [['2025-06-11', '4000.00']],
    parties: ['guarantor'],
  },
  happenings: [proves('2025-09-12', 'finalLetter'), pays('2025-09-30', '4000.00', { valueDate: '2025-09-05' })],
  table: `
    2025-05-20  opened
    2025-05-30  sms preDue (1, 4000.00)
    2025-06-06  sms preDueNear (1, 4000.00)
    2025-06-10  sms preDueEve (1, 4000.00)
    2025-06-11  sms dueToday (1, 4000.00)
    2025-06-12  sms overdueSms (1 days, 4000.00)
    2025-06-14  guarantee lapses on 2025-12-11: collector
    2025-06-14  collector asked: limitation limitation by 2025-12-11
    2025-06-23  collector asked: call overdueCall by 2025-06-26
    2025-06-26  overdueCall/2025-06-12 escalated to supervisor
    2025-07-03  sms overdueDemand (22 days, 4000.00)
    2025-07-14  letter collectionLetter (33 days, 4000.00)
    2025-07-21  letter to the guarantor guarantorNotice (40 days, 4000.00)
    2025-07-31  overdueCall/2025-06-12: noLongerNeeded (clock)
    2025-07-31  collector asked: call secondCall by 2025-08-03
    2025-08-03  secondCall/2025-06-12 escalated to supervisor
    2025-09-09  letter finalLetter (90 days, 4000.00)
    2025-09-12  finalLetter/2025-06-12 delivered
    2025-09-12  guarantee lapses on 2025-12-11: supervisor
    2025-09-12  limitation/1 escalated to supervisor
    2025-09-28  claim 1 opened: guarantorClaim (109 days, 4000.00, 连1 累1)
    2025-09-28  claim 1: supervisor asked: approval guarantorClaim by 2025-10-03
    2025-09-28  claim 1 is awaitingApproval, due by 2025-10-03
    2025-09-30  borrower paid 4000.00, value date 2025-09-05
    2025-09-30  finalLetter corrected: payment payment/2025-09-30 of 2025-09-05: nothing was past due on 2025-09-09
    2025-09-30  guarantorClaim corrected: payment payment/2025-09-30 of 2025-09-05: nothing was past due on 2025-09-28
    2025-09-30  claim 1 told: by what is known now guarantorClaim would not have been taken
    2025-09-30  settled
    2025-09-30  secondCall/2025-06-12: noLongerNeeded (clock)
    2025-09-30  claim 1 told: nothing is past due any more
    2025-09-30  claim 1: claim 1/approval: noLongerNeeded (loan)
    2025-09-30  claim 1: ended withdrawn: nothing is past due any more
    2025-09-30  claim 1 is withdrawn
    2025-09-30  limitation/1: noLongerNeeded (clock)
    2025-09-30  guarantee lapses on no day
    2025-11-29  closed as settled
  `,
  figures: {
    '2025-09-29': '110 days, overdue 4000.00, outstanding 4000.00, 连1 累1, credit 0.00, recovered 0.00',
    '2025-09-30': '0 days, overdue 0.00, outstanding 0.00, 连0 累1, credit 0.00, recovered 0.00',
  },
  stage: 'settled',
};
