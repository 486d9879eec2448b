import { asks, pays } from '../life.ts';
import type { Life } from '../life.ts';
import { rob, wang } from './people.ts';

/** 短期还款计划 */
export const planned: Life = {
  loanId: 'L-PLAN',
  title: '短期还款计划: one is kept; the next is broken, and the old schedule holds',
  loan: {
    ...{ policy: 'cn-consumer', disbursedOn: '2025-01-02' },
    instalments: [
      ['2025-01-20', '2000.00'],
      ['2025-02-20', '2000.00'],
    ],
  },
  happenings: [
    ...asks(
      'L-PLAN',
      '2025-02-05',
      'plan',
      {
        terms: {
          covers: 'pastDue',
          dates: [
            { dueOn: '2025-02-13', amount: '1000.00' },
            { dueOn: '2025-02-18', amount: '1000.00' },
          ],
        },
      },
      [wang],
    ),
    pays('2025-02-13', '1000.00'),
    pays('2025-02-18', '1000.00'),
    ...asks(
      'L-PLAN',
      '2025-03-05',
      'plan',
      { terms: { covers: 'pastDue', dates: [{ dueOn: '2025-03-14', amount: '2000.00' }] } },
      [wang],
      2,
    ),
    pays('2025-04-10', '2000.00'),
  ],
  table: `
    2025-01-02  opened
    2025-01-10  sms preDue (1, 2000.00)
    2025-01-17  sms preDueNear (1, 2000.00)
    2025-01-19  sms preDueEve (1, 2000.00)
    2025-01-20  sms dueToday (1, 2000.00)
    2025-01-21  sms maturityNotice (2, 2000.00) + sms overdueSms (1 days, 2000.00)
    2025-02-05  li asks for plan
    2025-02-05  supervisor asked: request plan by 2025-02-08
    2025-02-05  request approved by wang
    2025-02-05  plan carried out
    2025-02-05  request/1: approved (wang)
    2025-02-05  letter requestAnswer (1, 2000.00)
    2025-02-10  sms preDue (2, 2000.00)
    2025-02-13  borrower paid 1000.00
    2025-02-17  sms preDueNear (2, 2000.00)
    2025-02-18  borrower paid 1000.00
    2025-02-18  plan kept
    2025-02-19  sms preDueEve (2, 2000.00)
    2025-02-20  sms dueToday (2, 2000.00)
    2025-02-21  sms overdueSms (1 days, 2000.00)
    2025-03-03  collector asked: call overdueCall by 2025-03-06
    2025-03-05  li asks for plan
    2025-03-05  supervisor asked: request plan by 2025-03-08
    2025-03-05  request approved by wang
    2025-03-05  plan carried out
    2025-03-05  request/2: approved (wang)
    2025-03-05  overdueCall/2025-02-21: noLongerNeeded (clock)
    2025-03-05  letter requestAnswer (2, 0.00)
    2025-03-16  plan broken
    2025-03-17  collector asked: call overdueCall by 2025-03-20
    2025-03-20  overdueCall/2025-02-21~1 escalated to supervisor
    2025-03-27  sms overdueDemand (35 days, 2000.00)
    2025-04-03  letter collectionLetter (42 days, 2000.00)
    2025-04-10  borrower paid 2000.00
    2025-04-10  settled
    2025-04-10  overdueCall/2025-02-21~1: noLongerNeeded (clock)
    2025-06-09  closed as settled
  `,
  figures: {
    '2025-03-20': '28 days, overdue 2000.00, outstanding 2000.00, 连1 累2, credit 0.00, recovered 0.00',
    '2025-04-10': '0 days, overdue 0.00, outstanding 0.00, 连0 累2, credit 0.00, recovered 0.00',
  },
  stage: 'settled',
};

/** 减免, 调整还款计划 */
export const restructured: Life = {
  loanId: 'L-RESTRUCT',
  title: '减免 on a condition that is not met is void; 调整还款计划 replaces what is open, counts carry',
  loan: {
    ...{ policy: 'cn-consumer', disbursedOn: '2025-01-02' },
    instalments: [
      ['2025-01-20', '1000.00', '50.00'],
      ['2025-02-20', '1000.00', '50.00'],
    ],
  },
  happenings: [
    ...asks(
      'L-RESTRUCT',
      '2025-02-10',
      'waiver',
      {
        terms: {
          items: [{ instalment: 1, component: 'interest', amount: '50.00' }],
          condition: { pay: '1000.00', by: '2025-02-17' },
        },
      },
      [wang, rob],
    ),
    ...asks(
      'L-RESTRUCT',
      '2025-03-05',
      'restructure',
      {
        terms: {
          schedule: {
            kind: 'given',
            instalments: [
              { dueOn: '2025-04-21', principal: '1000.00', interest: '100.00' },
              { dueOn: '2025-05-20', principal: '1000.00', interest: '10.00' },
            ],
          },
        },
        papers: ['restructureAgreement'],
      },
      [wang, rob],
      2,
    ),
    pays('2025-04-21', '1100.00'),
    pays('2025-05-20', '1010.00'),
  ],
  table: `
    2025-01-02  opened
    2025-01-10  sms preDue (1, 1050.00)
    2025-01-17  sms preDueNear (1, 1050.00)
    2025-01-19  sms preDueEve (1, 1050.00)
    2025-01-20  sms dueToday (1, 1050.00)
    2025-01-21  sms maturityNotice (2, 1050.00) + sms overdueSms (1 days, 1050.00)
    2025-02-05  collector asked: call overdueCall by 2025-02-08
    2025-02-08  overdueCall/2025-01-21 escalated to supervisor
    2025-02-10  li asks for waiver
    2025-02-10  supervisor asked: request waiver by 2025-02-15
    2025-02-10  request approved by wang
    2025-02-10  waiver carried out
    2025-02-10  request/1: approved (wang)
    2025-02-10  overdueCall/2025-01-21: noLongerNeeded (clock)
    2025-02-10  approveRequest refused: REQUEST_OVER
    2025-02-10  sms preDue (2, 1050.00)
    2025-02-10  letter requestAnswer (1, 1050.00)
    2025-02-17  sms preDueNear (2, 1050.00)
    2025-02-19  condition void
    2025-02-19  sms overdueDemand (30 days, 1050.00)
    2025-02-26  letter collectionLetter (37 days, 2100.00)
    2025-03-05  li asks for restructure
    2025-03-05  creditHead asked: request restructure by 2025-03-12
    2025-03-05  request approved by wang
    2025-03-05  request approved by rob
    2025-03-05  restructure carried out
    2025-03-05  reschedule
    2025-03-05  request/2: approved (rob)
    2025-03-05  letter requestAnswer (2, 1100.00)
    2025-04-11  sms preDue (3, 1100.00)
    2025-04-18  sms maturityNotice (4, 1010.00) + sms preDueNear (3, 1100.00)
    2025-04-20  sms preDueEve (3, 1100.00)
    2025-04-21  borrower paid 1100.00
    2025-05-09  sms preDue (4, 1010.00)
    2025-05-16  sms preDueNear (4, 1010.00)
    2025-05-19  sms preDueEve (4, 1010.00)
    2025-05-20  borrower paid 1010.00
    2025-05-20  settled
    2025-07-19  closed as settled
  `,
  figures: {
    '2025-03-05': '0 days, overdue 0.00, outstanding 2110.00, 连2 累2, credit 0.00, recovered 0.00',
    '2025-05-20': '0 days, overdue 0.00, outstanding 0.00, 连0 累2, credit 0.00, recovered 0.00',
  },
  stage: 'settled',
};
