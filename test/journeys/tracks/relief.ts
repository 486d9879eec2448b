import { asks, pays } from '../life.ts';
import type { Life } from '../life.ts';
import { olga, rob, wang } from './people.ts';
import { dueInJanuary, reminded, toBeCalledAgain } from './unheeded.ts';

/** 缓期还款 */
export const deferred: Life = {
  loanId: 'L-DEFER',
  title: '缓期还款: what falls due meanwhile moves behind it, nothing is sent, then it is paid',
  loan: {
    ...{ policy: 'cn-consumer', disbursedOn: '2025-01-02' },
    instalments: [
      ['2025-01-20', '1000.00'],
      ['2025-02-20', '1000.00'],
      ['2025-03-20', '1000.00'],
    ],
  },
  happenings: [
    ...asks('L-DEFER', '2025-02-05', 'deferment', { terms: { toOn: '2025-04-01' }, papers: ['hardshipProof'] }, [
      olga,
      wang,
    ]),
    pays('2025-04-03', '1000.00'),
    pays('2025-05-06', '2000.00'),
  ],
  table: `
    2025-01-02  opened
    ${reminded('1000.00')}
    2025-02-05  li asks for deferment
    2025-02-05  supervisor asked: request deferment by 2025-02-10
    2025-02-05  request approved by olga
    2025-02-05  request approved by wang
    2025-02-05  deferment carried out
    2025-02-05  pause
    2025-02-05  reschedule
    2025-02-05  request/1: approved (wang)
    2025-02-05  letter requestAnswer (1, 1000.00)
    2025-04-01  deferment over
    2025-04-01  collector asked: call overdueCall by 2025-04-04
    2025-04-03  borrower paid 1000.00
    2025-04-03  overdueCall/2025-01-21: noLongerNeeded (clock)
    2025-04-10  sms preDue (4, 1000.00)
    2025-04-17  sms preDueNear (4, 1000.00)
    2025-04-18  sms maturityNotice (5, 1000.00)
    2025-04-19  sms preDueEve (4, 1000.00)
    2025-04-20  sms dueToday (4, 1000.00)
    2025-04-21  sms overdueSms (1 days, 1000.00)
    2025-04-30  collector asked: call overdueCall by 2025-05-03
    2025-05-03  overdueCall/2025-04-21 escalated to supervisor
    2025-05-06  borrower paid 2000.00
    2025-05-06  settled
    2025-05-06  overdueCall/2025-04-21: noLongerNeeded (clock)
    2025-07-05  closed as settled
  `,
  figures: {
    '2025-03-31': '70 days, overdue 1000.00, outstanding 3000.00, 连1 累1, credit 0.00, recovered 0.00',
    '2025-05-06': '0 days, overdue 0.00, outstanding 0.00, 连0 累2, credit 0.00, recovered 0.00',
  },
  stage: 'settled',
};

/** 展期 */
export const extended: Life = {
  loanId: 'L-EXTEND',
  title: '展期: the last instalment falls due three months later, and is paid on the day',
  loan: { policy: 'cn-consumer', disbursedOn: '2025-01-02', instalments: [['2025-03-20', '2000.00']] },
  happenings: [
    ...asks(
      'L-EXTEND',
      '2025-02-10',
      'extension',
      { terms: { newMaturityOn: '2025-06-20' }, papers: ['extensionRequest'] },
      [wang, rob],
    ),
    pays('2025-06-20', '2000.00'),
  ],
  table: `
    2025-01-02  opened
    2025-02-10  li asks for extension
    2025-02-10  creditHead asked: request extension by 2025-02-17
    2025-02-10  request approved by wang
    2025-02-10  request approved by rob
    2025-02-10  extension carried out
    2025-02-10  reschedule
    2025-02-10  request/1: approved (rob)
    2025-02-10  letter requestAnswer (1, 2000.00)
    2025-05-21  sms maturityNotice (2, 2000.00)
    2025-06-10  sms preDue (2, 2000.00)
    2025-06-17  sms preDueNear (2, 2000.00)
    2025-06-19  sms preDueEve (2, 2000.00)
    2025-06-20  borrower paid 2000.00
    2025-06-20  settled
    2025-08-19  closed as settled
  `,
  figures: {
    '2025-03-21': '0 days, overdue 0.00, outstanding 2000.00, 连0 累0, credit 0.00, recovered 0.00',
    '2025-06-20': '0 days, overdue 0.00, outstanding 0.00, 连0 累0, credit 0.00, recovered 0.00',
  },
  stage: 'settled',
};

/** 临时贷款 */
export const bridged: Life = {
  loanId: 'L-TEMP',
  title: '临时贷款 after a disaster: the loan waits meanwhile, then goes on',
  loan: dueInJanuary('1000.00'),
  happenings: [
    ...asks(
      'L-TEMP',
      '2025-02-05',
      'temporaryLoan',
      {
        terms: { newLoanId: 'L-TEMP-2', amount: '500.00', dueOn: '2025-06-20', deferUntil: '2025-04-01' },
        papers: ['disasterProof'],
      },
      [wang, rob],
    ),
    pays('2025-04-28', '1000.00'),
  ],
  table: `
    2025-01-02  opened
    ${reminded('1000.00')}
    2025-02-05  li asks for temporaryLoan
    2025-02-05  creditHead asked: request temporaryLoan by 2025-02-10
    2025-02-05  request approved by wang
    2025-02-05  request approved by rob
    2025-02-05  temporaryLoan carried out
    2025-02-05  pause
    2025-02-05  request/1: approved (rob)
    2025-02-05  letter requestAnswer (1, 0.00)
    2025-04-01  deferment over
    2025-04-01  collector asked: call overdueCall by 2025-04-04
    2025-04-04  overdueCall/2025-01-21 escalated to supervisor
    2025-04-11  sms overdueDemand (81 days, 1000.00)
    2025-04-18  letter collectionLetter (88 days, 1000.00)
    2025-04-28  borrower paid 1000.00
    2025-04-28  settled
    2025-04-28  overdueCall/2025-01-21: noLongerNeeded (clock)
    2025-06-27  closed as settled
  `,
  figures: { '2025-04-01': '71 days, overdue 1000.00, outstanding 1000.00, 连1 累1, credit 0.00, recovered 0.00' },
  stage: 'settled',
};

export const neverDecided: Life = {
  loanId: 'L-ASKED',
  title: 'a request that nobody decides escalates and lapses; one whose reason is paid lapses at once',
  loan: dueInJanuary('1000.00'),
  happenings: [
    ...asks('L-ASKED', '2025-02-05', 'deferment', { terms: { toOn: '2025-04-01' }, papers: ['hardshipProof'] }),
    ...asks('L-ASKED', '2025-03-20', 'plan', {
      terms: { covers: 'pastDue', dates: [{ dueOn: '2025-04-10', amount: '1000.00' }] },
    }),
    pays('2025-03-21', '1000.00'),
  ],
  table: `
    2025-01-02  opened
    ${reminded('1000.00')}
    2025-02-05  li asks for deferment
    2025-02-05  supervisor asked: request deferment by 2025-02-10
    2025-02-05  collector asked: call overdueCall by 2025-02-08
    2025-02-08  overdueCall/2025-01-21 escalated to supervisor
    2025-02-10  request/1 escalated to president
    2025-02-17  sms overdueDemand (28 days, 1000.00)
    2025-02-24  letter collectionLetter (35 days, 1000.00)
    2025-03-07  request expired: nobody decided before 2025-03-07
    2025-03-07  request/1: expired (clock)
    2025-03-07  letter requestAnswer (1, 0.00)
    ${toBeCalledAgain}
    2025-03-20  li asks for plan
    2025-03-20  supervisor asked: request plan by 2025-03-23
    2025-03-21  borrower paid 1000.00
    2025-03-21  request lapsed: nothing is outstanding
    2025-03-21  request/2: lapsed (clock)
    2025-03-21  settled
    2025-03-21  secondCall/2025-01-21: noLongerNeeded (clock)
    2025-05-20  closed as settled
  `,
  figures: {},
  stage: 'settled',
};
