import { commands, pays } from './life.ts';
import type { Life } from './life.ts';

/** The dealer contests the advance, pays a part once that is decided, and the rest after it was asked for again. */
export const dealerContests: Life = {
  loanId: 'L-CONTEST',
  title: 'dealer contests, pays in two parts',
  loan: {
    policy: 'cn-car-loan',
    disbursedOn: '2025-06-20',
    instalments: [['2025-07-10', '3000.00']],
    parties: ['dealer'],
  },
  happenings: [
    commands(
      '2025-09-10',
      ['song', 'supervisor'],
      'answer',
      { answer: 'contested', reason: 'car returned' },
      'claim/1',
    ),
    commands(
      '2025-09-15',
      ['mo', 'partnerManager'],
      'resolveContest',
      { result: 'partlyUpheld', amount: '2400.00', reason: 'fees were not agreed' },
      'claim/1',
    ),
    pays('2025-09-18', '1000.00', { payer: 'dealer' }),
    pays('2025-09-24', '1400.00', { payer: 'dealer' }),
    pays('2025-10-13', '600.00'),
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
    2025-09-10  claim 1: contested
    2025-09-10  claim 1: partnerManager asked: claimContest dealerAdvance by 2025-09-20
    2025-09-10  claim 1 is contested, due by 2025-09-20
    2025-09-15  claim 1: claim 1/claimContest/1: partlyUpheld (mo)
    2025-09-15  claim 1: contest partlyUpheld, 2400.00 by 2025-09-25
    2025-09-15  claim 1 is demanded, due by 2025-09-25
    2025-09-15  claim 1: email to the dealer contestRejected (67 days, 3000.00)
    2025-09-18  dealer paid 1000.00
    2025-09-18  claim 1 told: money that the claim counts has moved
    2025-09-18  claim 1: 1000.00 of 2400.00 came, the rest by 2025-09-28
    2025-09-18  claim 1 is partPerformed, due by 2025-09-28
    2025-09-18  claim 1: email to the dealer remainder (70 days, 2000.00)
    2025-09-24  dealer paid 1400.00
    2025-09-24  claim 1 told: money that the claim counts has moved
    2025-09-24  claim 1: 2400.00 of 2400.00 came
    2025-09-24  claim 1: ended performed: 2400.00 CNY of 2400.00 CNY came
    2025-09-24  claim 1 is performed
    2025-10-09  letter finalLetter (91 days, 600.00)
    2025-10-13  borrower paid 600.00
    2025-10-13  settled
    2025-10-13  secondCall/2025-07-11: noLongerNeeded (clock)
    2025-10-13  claim 1 told: money that the claim counts has moved
    2025-12-12  closed as settled
  `,
  figures: {
    '2025-09-24': '76 days, overdue 600.00, outstanding 600.00, 连1 累1, credit 0.00, recovered 0.00',
  },
  stage: 'settled',
};
