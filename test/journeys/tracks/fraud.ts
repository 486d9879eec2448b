import { commands, paper, pays } from '../life.ts';
import type { Life } from '../life.ts';
import { li, olga, wang, zhao } from './people.ts';
import { dueInJanuary, remindedAndToBeCalled } from './unheeded.ts';

const loanId = 'L-FRAUD';
const report = [paper(loanId, 'policeReport')];

export const fraud: Life = {
  loanId,
  title: 'fraud: a stolen identity is refuted and the ladder goes on; deceit opens the suit at once',
  loan: dueInJanuary('9000.00'),
  happenings: [
    commands('2025-02-10', li, 'reportCircumstance', { kind: 'identityFraud', source: 'person', party: 'debtor' }),
    commands('2025-02-24', olga, 'refuteCircumstance', {
      circumstance: `${loanId}/circumstance/1`,
      reason: 'it was him',
    }),
    commands('2025-03-03', li, 'reportCircumstance', { kind: 'borrowerFraud', source: 'staff', party: 'debtor' }),
    commands('2025-03-04', olga, 'verifyCircumstance', { circumstance: `${loanId}/circumstance/2`, documents: report }),
    commands('2025-03-10', wang, 'approve', {}, 'legalAction/1'),
    commands('2025-03-10', zhao, 'approve', {}, 'legalAction/1'),
    commands('2025-04-15', li, 'endCircumstance', {
      circumstance: `${loanId}/circumstance/2`,
      ending: 'handedOver',
      documents: report,
    }),
    pays('2025-05-06', '9000.00'),
  ],
  table: `
    2025-01-02  opened
    ${remindedAndToBeCalled('9000.00')}
    2025-02-10  identityFraud of debtor-L-FRAUD reported
    2025-02-10  overdueCall/2025-01-21: noLongerNeeded (clock)
    2025-02-10  supervisor asked: circumstanceVerify circumstanceVerify by 2025-02-17
    2025-02-10  contact with debtor-L-FRAUD changed: held
    2025-02-18  L-FRAUD.circumstance.1/1 escalated to creditHead
    2025-02-24  identityFraud refuted
    2025-02-24  L-FRAUD.circumstance.1/1: refuted (clock)
    2025-02-24  contact with debtor-L-FRAUD changed: released
    2025-02-24  sms overdueDemand (35 days, 9000.00)
    2025-03-03  borrowerFraud of debtor-L-FRAUD reported
    2025-03-03  supervisor asked: circumstanceVerify circumstanceVerify by 2025-03-10
    2025-03-03  letter collectionLetter (42 days, 9000.00)
    2025-03-04  borrowerFraud verified, 2025-03-04
    2025-03-04  L-FRAUD.circumstance.2/1: verified (clock)
    2025-03-04  calling in on fraud: EVIDENCE_MISSING
    2025-03-04  fraudDesk asked: fraudCase fraudCase by 2025-03-25
    2025-03-04  legalAction 1 opened: legal (43 days, 9000.00, 连1 累1)
    2025-03-04  legalAction 1: legalCounsel asked: approval legal by 2025-03-11
    2025-03-04  legalAction 1 is awaitingApproval, due by 2025-03-11
    2025-03-10  legalAction 1: approved by wang
    2025-03-10  legalAction 1: approved by zhao, complete
    2025-03-10  legalAction 1: legalAction 1/approval: approved (zhao)
    2025-03-10  legalAction 1 is approved
    2025-03-10  legalAction 1 is demanding
    2025-03-10  legalAction 1: letter legal (49 days, 9000.00)
    2025-03-11  collector asked: call secondCall by 2025-03-14
    2025-03-11  legalAction 1 is demanded, due by 2025-03-25
    2025-03-14  secondCall/2025-01-21 escalated to supervisor
    2025-03-26  legalAction 1 is readyToFile, due by 2025-04-10
    2025-03-26  L-FRAUD.circumstance.2/2 escalated to riskHead
    2025-03-26  legalAction 1: no answer by 2025-03-25
    2025-03-26  legalAction 1: legal asked: filing legal by 2025-04-10
    2025-04-10  legalAction 1: legalAction 1/filing escalated to president
    2025-04-10  legalAction 1 is readyToFile
    2025-04-15  borrowerFraud ended handedOver
    2025-04-15  L-FRAUD.circumstance.2/2: ended (clock)
    2025-04-21  letter finalLetter (91 days, 9000.00)
    2025-05-01  finalLetter/2025-01-21 NOT_DELIVERED
    2025-05-06  borrower paid 9000.00
    2025-05-06  settled
    2025-05-06  secondCall/2025-01-21: noLongerNeeded (clock)
    2025-05-06  legalAction 1 told: nothing is past due any more
    2025-05-06  legalAction 1: legalAction 1/filing: noLongerNeeded (loan)
    2025-05-06  legalAction 1: ended cured: nothing is past due any more
    2025-05-06  legalAction 1 is cured
    2025-07-05  closed as settled
  `,
  figures: { '2025-05-06': '0 days, overdue 0.00, outstanding 0.00, 连0 累1, credit 0.00, recovered 0.00' },
  stage: 'settled',
};
