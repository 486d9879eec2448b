import { commands, pays, proves } from './life.ts';
import type { Life } from './life.ts';

export const threeInARow: Life = {
  loanId: 'L-THREE',
  title: '连3: three in a row, the dealer buys back',
  loan: {
    policy: 'cn-car-loan',
    disbursedOn: '2025-02-10',
    instalments: [
      ['2025-03-05', '2500.00'],
      ['2025-04-05', '2500.00'],
      ['2025-05-05', '2500.00'],
      ['2025-06-05', '2500.00'],
    ],
    parties: ['guarantor', 'dealer', 'insurer'],
  },
  happenings: [
    commands('2025-05-14', ['song', 'supervisor'], 'answer', { answer: 'refused', reason: 'no money' }, 'claim/1'),
    proves('2025-05-16', 'finalLetter'),
    commands('2025-05-27', ['song', 'supervisor'], 'approve', {}, 'claim/2'),
    commands('2025-05-29', ['song', 'supervisor'], 'answer', { answer: 'accepted' }, 'claim/2'),
    pays('2025-06-03', '10000.00', { payer: 'dealer' }),
  ],
  table: `
    2025-02-10  opened
    2025-02-21  sms preDue (1, 2500.00)
    2025-02-28  sms preDueNear (1, 2500.00)
    2025-03-04  sms preDueEve (1, 2500.00)
    2025-03-05  sms dueToday (1, 2500.00)
    2025-03-06  sms overdueSms (1 days, 2500.00)
    2025-03-17  collector asked: call overdueCall by 2025-03-20
    2025-03-20  overdueCall/2025-03-06 escalated to supervisor
    2025-03-26  sms preDue (2, 2500.00)
    2025-03-27  sms overdueDemand (22 days, 2500.00)
    2025-04-02  sms preDueNear (2, 2500.00)
    2025-04-07  letter collectionLetter (33 days, 5000.00)
    2025-04-14  letter to the guarantor guarantorNotice (40 days, 5000.00)
    2025-04-24  overdueCall/2025-03-06: noLongerNeeded (clock)
    2025-04-24  collector asked: call secondCall by 2025-04-27
    2025-04-27  secondCall/2025-03-06 escalated to supervisor
    2025-05-06  claim 1 opened: dealerAdvance (62 days, 7500.00, 连3 累3)
    2025-05-06  claim 1 is demanding
    2025-05-06  sms maturityNotice (4, 2500.00)
    2025-05-06  claim 1: email to the dealer dealerAdvance (62 days, 7500.00)
    2025-05-07  claim 1 is demanded, due by 2025-05-16
    2025-05-13  letter finalLetter (69 days, 7500.00)
    2025-05-14  claim 1: ended refused: no money
    2025-05-14  claim 1 is refused
    2025-05-16  finalLetter/2025-03-06 delivered
    2025-05-26  claim 2 opened: dealerBuyBack (82 days, 7500.00, 连3 累3)
    2025-05-26  claim 2: supervisor asked: approval dealerBuyBack by 2025-05-31
    2025-05-26  claim 2 is awaitingApproval, due by 2025-05-31
    2025-05-27  claim 2: approved by song, complete
    2025-05-27  claim 2: claim 2/approval: approved (song)
    2025-05-27  claim 2 is approved
    2025-05-27  claim 2 is demanding
    2025-05-27  claim 2: email to the dealer dealerBuyBack (83 days, 7500.00)
    2025-05-28  claim 2 is demanded, due by 2025-06-11
    2025-05-29  claim 2: accepted, due by 2025-06-13
    2025-05-29  claim 2 is accepted, due by 2025-06-13
    2025-06-03  dealer paid 10000.00
    2025-06-03  settled
    2025-06-03  secondCall/2025-03-06: noLongerNeeded (clock)
    2025-06-03  claim 2 told: nothing is past due any more
    2025-06-03  claim 2 told: money that the claim counts has moved
    2025-06-03  claim 2: 10000.00 of 10000.00 came
    2025-06-03  claim 2: ended performed: 10000.00 CNY of 10000.00 CNY came
    2025-06-03  claim 2: bought back for 10000.00
    2025-06-03  claim 2 is performed
    2025-06-03  claim 2: letter subrogation (0 days, 0.00)
    2025-08-02  closed as boughtBack
  `,
  figures: {
    '2025-05-05': '61 days, overdue 5000.00, outstanding 10000.00, 连2 累2, credit 0.00, recovered 0.00',
    '2025-05-06': '62 days, overdue 7500.00, outstanding 10000.00, 连3 累3, credit 0.00, recovered 0.00',
    '2025-06-03': '0 days, overdue 0.00, outstanding 0.00, 连0 累3, credit 0.00, recovered 0.00',
    '2025-08-02': '0 days, overdue 0.00, outstanding 0.00, 连0 累4, credit 0.00, recovered 0.00',
  },
  stage: 'boughtBack',
};
