import { asks, commands, paper, pays, proves } from '../life.ts';
import type { Life } from '../life.ts';
import { rob, wang, zhao } from './people.ts';
import { remindedAndToBeCalled, toBeCalledAgain } from './unheeded.ts';

const loanId = 'L-CALLED';

/** 宣布提前到期 */
export const calledIn: Life = {
  loanId,
  title: '宣布提前到期: cured in time; then nobody is reached, served by hand, all falls due; and it is reinstated',
  loan: {
    ...{ policy: 'cn-consumer', disbursedOn: '2024-12-20' },
    instalments: [
      ['2025-01-20', '1000.00'],
      ['2025-02-20', '1000.00'],
      ['2025-03-20', '1000.00'],
      ['2025-07-21', '1000.00'],
      ['2025-08-20', '1000.00'],
    ],
  },
  happenings: [
    ...asks(loanId, '2025-03-24', 'acceleration', { terms: { ground: 'missedInstalments' } }, [wang, rob]),
    proves('2025-03-27', 'accelerationNotice'),
    pays('2025-03-28', '3000.00'),
    ...asks(
      loanId,
      '2025-04-01',
      'acceleration',
      { terms: { ground: 'fundsFlowedBack' }, papers: ['accountCheck'] },
      [wang, rob],
      2,
    ),
    commands('2025-05-12', zhao, 'recordNotice', {
      ...{
        acceleration: `${loanId}/acceleration/2`,
        party: 'debtor',
        on: '2025-05-12',
        documents: [paper(loanId, 'receipt')],
      },
    }),
    ...asks(
      loanId,
      '2025-06-03',
      'reinstatement',
      { terms: {}, papers: ['reinstatementAgreement'], maker: zhao },
      [wang, rob],
      3,
    ),
    pays('2025-07-21', '1000.00'),
    pays('2025-08-20', '1000.00'),
  ],
  table: `
    2024-12-20  opened
    ${remindedAndToBeCalled('1000.00')}
    2025-02-10  sms preDue (2, 1000.00)
    2025-02-17  sms preDueNear (2, 1000.00) + sms overdueDemand (28 days, 1000.00)
    2025-02-24  letter collectionLetter (35 days, 2000.00)
    ${toBeCalledAgain}
    2025-03-21  letter finalLetter (60 days, 3000.00)
    2025-03-24  li asks for acceleration
    2025-03-24  creditHead asked: request acceleration by 2025-03-31
    2025-03-24  request approved by wang
    2025-03-24  request approved by rob
    2025-03-24  acceleration carried out
    2025-03-24  called in: missedInstalments
    2025-03-24  request/1: approved (rob)
    2025-03-24  letter accelerationNotice (1, 1000.00)
    2025-03-27  accelerationNotice/1 delivered
    2025-03-27  debtor has the notice
    2025-03-27  all due on 2025-04-07
    2025-03-28  borrower paid 3000.00
    2025-03-28  calling in cured
    2025-03-28  secondCall/2025-01-21: noLongerNeeded (clock)
    2025-03-28  letter accelerationLifted (1, 1000.00)
    2025-04-01  li asks for acceleration
    2025-04-01  creditHead asked: request acceleration by 2025-04-08
    2025-04-01  request approved by wang
    2025-04-01  request approved by rob
    2025-04-01  acceleration carried out
    2025-04-01  called in: fundsFlowedBack
    2025-04-01  request/2: approved (rob)
    2025-04-01  letter accelerationNotice (2, 1000.00)
    2025-04-11  accelerationNotice/2 NOT_DELIVERED
    2025-04-11  email accelerationNotice (2, 1000.00)
    2025-04-21  accelerationNotice/2~1 NOT_DELIVERED
    2025-04-21  accelerationNotice not possible: NOT_DELIVERED
    2025-04-21  debtor is not reached
    2025-04-21  legalCounsel asked: serveNotice serveNotice by 2025-04-28
    2025-04-28  acceleration/2/serve/debtor escalated to supervisor
    2025-05-12  debtor has the notice
    2025-05-12  acceleration/2/serve/debtor: served (zhao)
    2025-05-12  all due on 2025-05-22
    2025-05-22  the whole rest is due
    2025-05-22  reschedule
    2025-05-23  sms overdueSms (1 days, 2000.00)
    2025-06-03  zhao asks for reinstatement
    2025-06-03  creditHead asked: request reinstatement by 2025-06-10
    2025-06-03  request approved by wang
    2025-06-03  request approved by rob
    2025-06-03  reinstatement carried out
    2025-06-03  reschedule
    2025-06-03  calling in reinstated
    2025-06-03  request/3: approved (rob)
    2025-06-03  letter accelerationLifted (2, 1000.00)
    2025-07-11  sms preDue (7, 1000.00)
    2025-07-18  sms preDueNear (7, 1000.00)
    2025-07-20  sms preDueEve (7, 1000.00)
    2025-07-21  borrower paid 1000.00
    2025-07-21  sms maturityNotice (8, 1000.00)
    2025-08-08  sms preDue (8, 1000.00)
    2025-08-15  sms preDueNear (8, 1000.00)
    2025-08-19  sms preDueEve (8, 1000.00)
    2025-08-20  borrower paid 1000.00
    2025-08-20  settled
    2025-10-19  closed as settled
  `,
  figures: {
    '2025-05-22': '0 days, overdue 0.00, outstanding 2000.00, 连0 累3, credit 0.00, recovered 0.00',
    '2025-06-03': '0 days, overdue 0.00, outstanding 2000.00, 连0 累3, credit 0.00, recovered 0.00',
  },
  stage: 'settled',
};

/** 补充担保 */
export const securityMissed: Life = {
  loanId: 'L-SECURE',
  title: '补充担保 is not given: calling the loan in is asked by nobody, and lapses when nobody decides',
  loan: {
    ...{ policy: 'cn-consumer', disbursedOn: '2025-01-02' },
    instalments: [
      ['2025-05-20', '1000.00'],
      ['2025-06-20', '1000.00'],
    ],
  },
  happenings: [
    commands('2025-02-10', wang, 'askSecurity', {
      wanted: 'collateral',
      dueOn: '2025-03-10',
      reason: 'the value fell',
    }),
    pays('2025-05-20', '2000.00'),
  ],
  table: `
    2025-01-02  opened
    2025-02-10  securityAsked
    2025-02-10  letter securityRequest (1, 1000.00)
    2025-03-03  letter securityReminder (1.7, 1000.00)
    2025-03-08  letter securityReminder (1.2, 1000.00)
    2025-03-11  securityEnded
    2025-03-11  recoup asks for acceleration
    2025-03-11  creditHead asked: request acceleration by 2025-03-18
    2025-03-18  request/1 escalated to president
    2025-04-10  request expired: nobody decided before 2025-04-10
    2025-04-10  request/1: expired (clock)
    2025-05-09  sms preDue (1, 1000.00)
    2025-05-16  sms preDueNear (1, 1000.00)
    2025-05-19  sms preDueEve (1, 1000.00)
    2025-05-20  borrower paid 2000.00
    2025-05-20  settled
    2025-07-19  closed as settled
  `,
  figures: {},
  stage: 'settled',
};
