import { commands, paper, pays } from '../life.ts';
import type { Life } from '../life.ts';
import { FILING, li, wang, zhao } from './people.ts';
import { dueInJanuary, remindedAndToBeCalled } from './unheeded.ts';

const loanId = 'L-SETTLE';
const suit = 'legalAction/1';

export const suitSettled: Life = {
  loanId,
  title: 'a settlement before the suit is broken and goes back, one that the court confirmed is kept',
  loan: dueInJanuary('6000.00'),
  happenings: [
    commands('2025-02-10', li, 'openLegal', { reason: 'he is leaving' }),
    commands('2025-02-11', wang, 'approve', {}, suit),
    commands('2025-02-11', zhao, 'approve', {}, suit),
    commands(
      '2025-02-20',
      zhao,
      'settle',
      {
        ...{ dates: [{ dueOn: '2025-03-10', amount: '2000.00' }], documents: [paper(loanId, 'agreement')] },
      },
      suit,
    ),
    commands(
      '2025-04-10',
      zhao,
      'recordStage',
      {
        ...{ stage: 'filed', court: '天河区人民法院', caseNumber: '（2025）粤0106民初2号' },
        documents: FILING.map((kind) => paper(loanId, kind)),
      },
      suit,
    ),
    commands(
      '2025-05-12',
      zhao,
      'settle',
      {
        dates: [
          { dueOn: '2025-06-10', amount: '3000.00' },
          { dueOn: '2025-07-10', amount: '3000.00' },
        ],
        ...{ confirmed: true, documents: [paper(loanId, 'mediation')] },
      },
      suit,
    ),
    pays('2025-06-10', '3000.00'),
    pays('2025-07-10', '3000.00'),
  ],
  table: `
    2025-01-02  opened
    ${remindedAndToBeCalled('6000.00')}
    2025-02-10  legalAction 1 opened: openLegal (21 days, 6000.00, 连1 累1)
    2025-02-10  legalAction 1: legalCounsel asked: approval openLegal by 2025-02-13
    2025-02-10  legalAction 1 is awaitingApproval, due by 2025-02-13
    2025-02-11  legalAction 1: approved by wang
    2025-02-11  legalAction 1: approved by zhao, complete
    2025-02-11  legalAction 1: legalAction 1/approval: approved (zhao)
    2025-02-11  legalAction 1 is approved
    2025-02-11  legalAction 1 is demanding
    2025-02-11  legalAction 1: letter openLegal (2025-02-10, 0.00)
    2025-02-12  legalAction 1 is demanded, due by 2025-02-21
    2025-02-17  sms overdueDemand (28 days, 6000.00)
    2025-02-20  legalAction 1: settlement until 2025-03-10
    2025-02-20  legalAction 1: settlementPayment/1 by 2025-03-10
    2025-02-20  legalAction 1 is settling, due by 2025-03-10
    2025-02-24  letter collectionLetter (35 days, 6000.00)
    2025-03-07  legalAction 1: legalCounsel asked: legalDeadline openLegal by 2025-03-10
    2025-03-07  legalAction 1: settlementPayment/1 in 3 days
    2025-03-10  legalAction 1: legalAction 1/settlementPayment/1 escalated to creditHead
    2025-03-11  overdueCall/2025-01-21: noLongerNeeded (clock)
    2025-03-11  collector asked: call secondCall by 2025-03-14
    2025-03-12  legalAction 1 told: no word by 2025-03-10
    2025-03-14  legalAction 1: settlement broken: 0 of 200000
    2025-03-14  legalAction 1: settlementPayment/1 lapsed
    2025-03-14  legalAction 1: legalAction 1/settlementPayment/1: lapsed (clock)
    2025-03-14  legalAction 1: legal asked: filing openLegal by 2025-03-24
    2025-03-14  legalAction 1 is readyToFile, due by 2025-03-24
    2025-03-14  secondCall/2025-01-21 escalated to supervisor
    2025-03-24  legalAction 1: legalAction 1/filing escalated to president
    2025-03-24  legalAction 1 is readyToFile
    2025-04-10  legalAction 1: legalAction 1/filing: filed (zhao)
    2025-04-10  legalAction 1: filed
    2025-04-10  legalAction 1: courtFee/1 by 2025-04-17
    2025-04-10  legalAction 1 is filed, due by 2025-04-17
    2025-04-12  legalAction 1: legalCounsel asked: legalDeadline openLegal by 2025-04-17
    2025-04-12  legalAction 1: courtFee/1 in 5 days
    2025-04-15  legalAction 1: courtFee/1 in 2 days
    2025-04-15  legalAction 1: legalAction 1/courtFee/1 escalated to creditHead
    2025-04-18  legalAction 1: courtFee/1 lapsed
    2025-04-18  legalAction 1 is filed
    2025-04-21  letter finalLetter (91 days, 6000.00)
    2025-05-01  finalLetter/2025-01-21 NOT_DELIVERED
    2025-05-06  email finalLetter (106 days, 6000.00)
    2025-05-12  legalAction 1: settlement until 2025-07-10
    2025-05-12  legalAction 1: settlementPayment/2 by 2025-06-10
    2025-05-12  legalAction 1: settlementPayment/3 by 2025-07-10
    2025-05-12  legalAction 1 is settling, due by 2025-06-10
    2025-05-16  finalLetter/2025-01-21~1 NOT_DELIVERED
    2025-05-16  finalLetter not possible: NOT_DELIVERED
    2025-06-07  legalAction 1: legalCounsel asked: legalDeadline openLegal by 2025-06-10
    2025-06-07  legalAction 1: settlementPayment/2 in 3 days
    2025-06-10  borrower paid 3000.00
    2025-06-10  legalAction 1: settlementPayment/2 met
    2025-06-10  legalAction 1: legalAction 1/settlementPayment/2: met (clock)
    2025-06-10  legalAction 1 is settling, due by 2025-07-10
    2025-07-07  legalAction 1: legalCounsel asked: legalDeadline openLegal by 2025-07-10
    2025-07-07  legalAction 1: settlementPayment/3 in 3 days
    2025-07-10  borrower paid 3000.00
    2025-07-10  settled
    2025-07-10  secondCall/2025-01-21: noLongerNeeded (clock)
    2025-07-10  legalAction 1 told: nothing is outstanding any more
    2025-07-10  legalAction 1: settlementPayment/3 met
    2025-07-10  legalAction 1: legalAction 1/settlementPayment/3: met (clock)
    2025-07-10  legalAction 1: legalAction 1/courtFee/1: noLongerNeeded (clock)
    2025-07-10  legalAction 1: legalAction 1/settlementPayment/3: noLongerNeeded (clock)
    2025-07-10  legalAction 1: ended settled: the agreement was performed
    2025-07-10  legalAction 1 is settled
    2025-07-10  suitOver
    2025-09-08  closed as settled
  `,
  figures: { '2025-07-10': '0 days, overdue 0.00, outstanding 0.00, 连0 累1, credit 0.00, recovered 0.00' },
  stage: 'settled',
};
