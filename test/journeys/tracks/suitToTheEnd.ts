import { commands, paper, pays } from '../life.ts';
import type { Life } from '../life.ts';
import { FILING, li, wang, zhao } from './people.ts';
import { dueInJanuary, remindedAndToBeCalled, toBeCalledAgain } from './unheeded.ts';

const loanId = 'L-SUIT';
const suit = 'legalAction/1';

export const suitToTheEnd: Life = {
  loanId,
  title: 'a suit from the lawyer’s letter to enforcement, what was preserved lifted when it is paid',
  loan: dueInJanuary('9000.00'),
  happenings: [
    commands('2025-02-10', li, 'openLegal', { reason: 'assets are leaving' }),
    commands(
      '2025-02-10',
      li,
      'requestPreservation',
      {
        ...{ asset: 'bankDeposit', amount: '9000.00', reason: 'he empties his accounts' },
        documents: [paper(loanId, 'lead')],
      },
      suit,
    ),
    commands('2025-02-11', wang, 'approvePreservation', { preservation: 'P1' }, suit),
    commands('2025-02-11', zhao, 'approvePreservation', { preservation: 'P1' }, suit),
    commands('2025-02-11', wang, 'approve', {}, suit),
    commands('2025-02-11', zhao, 'approve', {}, suit),
    commands('2025-02-12', zhao, 'recordPreservation', { preservation: 'P1', what: 'ordered' }, suit),
    commands('2025-03-05', zhao, 'recordStage', { stage: 'filed', court: '天河区人民法院' }, suit),
    commands(
      '2025-03-06',
      zhao,
      'recordStage',
      {
        ...{ stage: 'filed', court: '天河区人民法院', caseNumber: '（2025）粤0106民初1号' },
        documents: FILING.map((kind) => paper(loanId, kind)),
      },
      suit,
    ),
    commands('2025-03-07', zhao, 'recordCost', { kind: 'courtFee', amount: '150.00' }, suit),
    commands('2025-03-07', zhao, 'meetDeadline', { deadline: 'courtFee/1', reason: 'receipt 12' }, suit),
    commands('2025-03-20', zhao, 'recordStage', { stage: 'served' }, suit),
    commands('2025-03-20', zhao, 'setHearing', { on: '2025-04-15' }, suit),
    commands('2025-04-15', zhao, 'meetDeadline', { deadline: 'hearing/1', reason: 'heard' }, suit),
    commands(
      '2025-04-28',
      zhao,
      'recordStage',
      { stage: 'judged', result: 'for', amount: '9000.00', costs: '150.00' },
      suit,
    ),
    commands('2025-05-06', zhao, 'recordStage', { stage: 'judgmentServed' }, suit),
    commands('2025-05-20', zhao, 'recordStage', { stage: 'effective' }, suit),
    commands('2025-05-23', zhao, 'recordStage', { stage: 'effective' }, suit),
    commands('2025-05-26', zhao, 'chargeCosts', {}, suit),
    commands('2025-06-10', zhao, 'recordStage', { stage: 'enforcement' }, suit),
    commands('2025-09-10', zhao, 'recordStage', { stage: 'terminated', reason: 'nothing was found' }, suit),
    commands('2025-11-03', zhao, 'recordStage', { stage: 'enforcement' }, suit),
    pays('2025-12-01', '9150.00'),
    commands('2025-12-02', zhao, 'close', { reason: 'all is paid' }, suit),
    commands('2025-12-03', zhao, 'recordPreservation', { preservation: 'P1', what: 'lifted', reason: 'paid' }, suit),
    commands('2025-12-04', zhao, 'close', { reason: 'all is paid' }, suit),
  ],
  table: `
    2025-01-02  opened
    ${remindedAndToBeCalled('9000.00')}
    2025-02-10  legalAction 1 opened: openLegal (21 days, 9000.00, 连1 累1)
    2025-02-10  legalAction 1: legalCounsel asked: approval openLegal by 2025-02-13
    2025-02-10  legalAction 1 is awaitingApproval, due by 2025-02-13
    2025-02-10  legalAction 1: P1 requested: bankDeposit 900000
    2025-02-10  legalAction 1: legalCounsel asked: preservationApproval openLegal by 2025-02-12
    2025-02-10  legalAction 1 is awaitingApproval, due by 2025-02-12
    2025-02-11  legalAction 1: P1 approved by wang
    2025-02-11  legalAction 1: P1 approved by zhao, complete
    2025-02-11  legalAction 1: legalAction 1/preservation/P1: approved (zhao)
    2025-02-11  legalAction 1 is awaitingApproval, due by 2025-02-13
    2025-02-11  legalAction 1: approved by wang
    2025-02-11  legalAction 1: approved by zhao, complete
    2025-02-11  legalAction 1: legalAction 1/approval: approved (zhao)
    2025-02-11  legalAction 1 is approved
    2025-02-11  legalAction 1 is demanding
    2025-02-11  legalAction 1: letter openLegal (2025-02-10, 0.00)
    2025-02-12  legalAction 1: P1 ordered 2025-02-12 until 2026-02-12
    2025-02-12  legalAction 1: renewPreservation/1 by 2026-02-05
    2025-02-12  legalAction 1: sueAfterPreservation/1 by 2025-03-14
    2025-02-12  legalAction 1 is demanded, due by 2025-02-21
    2025-02-17  sms overdueDemand (28 days, 9000.00)
    2025-02-22  legalAction 1: no answer by 2025-02-21
    2025-02-22  legalAction 1: legal asked: filing openLegal by 2025-03-04
    2025-02-22  legalAction 1: legalCounsel asked: legalDeadline openLegal by 2025-03-14
    2025-02-22  legalAction 1: sueAfterPreservation/1 in 20 days
    2025-02-22  legalAction 1 is readyToFile, due by 2025-03-04
    2025-02-24  letter collectionLetter (35 days, 9000.00)
    2025-03-04  legalAction 1: legalAction 1/filing escalated to president
    2025-03-04  legalAction 1: sueAfterPreservation/1 in 10 days
    2025-03-04  legalAction 1 is readyToFile, due by 2025-03-14
    2025-03-05  legalAction 1: recordStage refused: DOCUMENTS_MISSING
    2025-03-06  legalAction 1: legalAction 1/filing: filed (zhao)
    2025-03-06  legalAction 1: filed
    2025-03-06  legalAction 1: sueAfterPreservation/1 met
    2025-03-06  legalAction 1: legalAction 1/sueAfterPreservation/1: met (zhao)
    2025-03-06  legalAction 1: courtFee/1 by 2025-03-13
    2025-03-06  legalAction 1 is filed, due by 2025-03-13
    2025-03-07  legalAction 1: courtFee 15000 by lender
    2025-03-07  legalAction 1: courtFee/1 met
    2025-03-07  legalAction 1 is filed, due by 2026-02-05
    ${toBeCalledAgain}
    2025-03-20  legalAction 1: served
    2025-03-20  legalAction 1 is served, due by 2026-02-05
    2025-03-20  legalAction 1: hearing/1 by 2025-04-15
    2025-03-20  legalAction 1 is served, due by 2025-04-15
    2025-04-05  legalAction 1: legalCounsel asked: legalDeadline openLegal by 2025-04-15
    2025-04-05  legalAction 1: hearing/1 in 10 days
    2025-04-12  legalAction 1: hearing/1 in 3 days
    2025-04-14  legalAction 1: hearing/1 in 1 days
    2025-04-14  legalAction 1: legalAction 1/hearing/1 escalated to creditHead
    2025-04-15  legalAction 1: hearing/1 met
    2025-04-15  legalAction 1: legalAction 1/hearing/1: met (zhao)
    2025-04-15  legalAction 1 is served, due by 2026-02-05
    2025-04-21  letter finalLetter (91 days, 9000.00)
    2025-04-28  legalAction 1: judged
    2025-04-28  legalAction 1 is judged, due by 2026-02-05
    2025-05-01  finalLetter/2025-01-21 NOT_DELIVERED
    2025-05-06  legalAction 1: judgmentServed
    2025-05-06  legalAction 1: appeal/1 by 2025-05-21
    2025-05-06  legalAction 1 is judgmentServed, due by 2025-05-21
    2025-05-06  email finalLetter (106 days, 9000.00)
    2025-05-11  legalAction 1: legalCounsel asked: legalDeadline openLegal by 2025-05-21
    2025-05-11  legalAction 1: appeal/1 in 10 days
    2025-05-16  legalAction 1: appeal/1 in 5 days
    2025-05-16  finalLetter/2025-01-21~1 NOT_DELIVERED
    2025-05-16  finalLetter not possible: NOT_DELIVERED
    2025-05-18  legalAction 1: appeal/1 in 3 days
    2025-05-18  legalAction 1: legalAction 1/appeal/1 escalated to creditHead
    2025-05-20  legalAction 1: recordStage refused: APPEAL_OPEN
    2025-05-22  legalAction 1: appeal/1 lapsed
    2025-05-22  legalAction 1: confirmEffect/1 by 2025-06-03
    2025-05-22  legalAction 1 is judgmentServed, due by 2025-06-03
    2025-05-23  legalAction 1: effective
    2025-05-23  legalAction 1: legalAction 1/appeal/1: met (zhao)
    2025-05-23  legalAction 1: confirmEffect/1 met
    2025-05-23  legalAction 1: performance/1 by 2025-06-03
    2025-05-23  legalAction 1: applyEnforcement/1 by 2027-06-02
    2025-05-23  legalAction 1 is effective, due by 2025-06-03
    2025-05-26  legalAction 1: costs charged 15000
    2025-05-26  charge
    2025-05-31  legalAction 1: legalCounsel asked: legalDeadline openLegal by 2025-06-03
    2025-05-31  legalAction 1: performance/1 in 3 days
    2025-06-03  legalAction 1: legalAction 1/performance/1 escalated to creditHead
    2025-06-04  legalAction 1: performance/1 lapsed
    2025-06-04  legalAction 1 is effective, due by 2026-02-05
    2025-06-10  legalAction 1: enforcement
    2025-06-10  legalAction 1: legalAction 1/performance/1: met (zhao)
    2025-06-10  legalAction 1: applyEnforcement/1 met
    2025-06-10  legalAction 1: reviewEnforcement/1 by 2025-12-10
    2025-06-10  legalAction 1 is enforcement, due by 2025-12-10
    2025-06-16  legal not possible: LEGAL_OPEN
    2025-09-10  legalAction 1: terminated
    2025-09-10  legalAction 1: reviewEnforcement/1 met
    2025-09-10  legalAction 1: resumeEnforcement/1 by 2026-03-10
    2025-09-10  legalAction 1 is terminated, due by 2026-02-05
    2025-11-03  legalAction 1: enforcement
    2025-11-03  legalAction 1: resumeEnforcement/1 met
    2025-11-03  legalAction 1: reviewEnforcement/2 by 2026-05-06
    2025-11-03  legalAction 1 is enforcement, due by 2026-02-05
    2025-11-07  legalAction 1: legalCounsel asked: legalDeadline openLegal by 2026-02-05
    2025-11-07  legalAction 1: renewPreservation/1 in 90 days
    2025-12-01  borrower paid 9150.00
    2025-12-01  settled
    2025-12-01  secondCall/2025-01-21: noLongerNeeded (clock)
    2025-12-01  legalAction 1 told: nothing is outstanding any more
    2025-12-01  legalAction 1: liftPreservation/1 by 2025-12-06
    2025-12-01  legalAction 1: afterPayment/1 by 2025-12-11
    2025-12-01  legalAction 1 is enforcement, due by 2025-12-06
    2025-12-02  legalAction 1: close refused: PRESERVATION_IN_FORCE
    2025-12-03  legalAction 1: P1 lifted
    2025-12-03  legalAction 1: liftPreservation/1 met
    2025-12-03  legalAction 1: renewPreservation/1 dropped
    2025-12-03  legalAction 1: legalAction 1/renewPreservation/1: dropped (zhao)
    2025-12-03  legalAction 1 is enforcement, due by 2025-12-11
    2025-12-04  legalAction 1: ended closed: all is paid
    2025-12-04  legalAction 1 is closed
    2025-12-04  suitOver
    2026-01-30  closed as settled
  `,
  figures: { '2025-12-01': '0 days, overdue 0.00, outstanding 0.00, 连0 累1, credit 0.00, recovered 0.00' },
  stage: 'settled',
};
