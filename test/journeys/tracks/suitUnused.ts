import { commands, paper } from '../life.ts';
import type { Life } from '../life.ts';
import { FILING, li, wang, zhao } from './people.ts';
import { dueInJanuary, remindedAndToBeCalled, toBeCalledAgain } from './unheeded.ts';

const loanId = 'L-UNUSED';
const suit = 'legalAction/1';

export const suitUnused: Life = {
  loanId,
  title: 'every deadline of a suit passes unused, and each is told before to its owner and to somebody above',
  loan: dueInJanuary('6000.00'),
  happenings: [
    commands('2025-02-10', li, 'openLegal', { reason: 'assets are leaving', only: 'preservation' }),
    commands(
      '2025-02-10',
      li,
      'requestPreservation',
      {
        ...{ asset: 'bankDeposit', amount: '6000.00', reason: 'he empties his accounts' },
        documents: [paper(loanId, 'lead')],
      },
      suit,
    ),
    commands('2025-02-17', wang, 'approvePreservation', { preservation: 'P1' }, suit),
    commands('2025-02-17', zhao, 'approvePreservation', { preservation: 'P1' }, suit),
    commands('2025-02-18', zhao, 'recordPreservation', { preservation: 'P1', what: 'ordered' }, suit),
    commands('2025-03-25', li, 'proposeSuit', { reason: 'no word from him' }, suit),
    commands('2025-04-01', wang, 'approve', {}, suit),
    commands('2025-04-01', zhao, 'approve', {}, suit),
    commands(
      '2025-05-06',
      zhao,
      'recordStage',
      {
        ...{ stage: 'filed', court: '天河区人民法院', caseNumber: '（2025）粤0106民初3号' },
        documents: FILING.map((kind) => paper(loanId, kind)),
      },
      suit,
    ),
    commands('2025-05-06', zhao, 'setHearing', { on: '2025-05-20' }, suit),
    commands('2025-05-26', zhao, 'recordStage', { stage: 'judged', result: 'part', amount: '5000.00' }, suit),
    commands('2025-05-27', zhao, 'recordStage', { stage: 'judgmentServed' }, suit),
    commands('2025-07-01', zhao, 'recordStage', { stage: 'effective' }, suit),
  ],
  table: `
    2025-01-02  opened
    ${remindedAndToBeCalled('6000.00')}
    2025-02-10  legalAction 1 opened: openLegal (21 days, 6000.00, 连1 累1)
    2025-02-10  legalAction 1 is preserving
    2025-02-10  legalAction 1: P1 requested: bankDeposit 600000
    2025-02-10  legalAction 1: legalCounsel asked: preservationApproval openLegal by 2025-02-12
    2025-02-10  legalAction 1 is preserving, due by 2025-02-12
    2025-02-12  legalAction 1: legalAction 1/preservation/P1 escalated to president
    2025-02-12  legalAction 1 is preserving
    2025-02-17  legalAction 1: P1 approved by wang
    2025-02-17  legalAction 1: P1 approved by zhao, complete
    2025-02-17  legalAction 1: legalAction 1/preservation/P1: approved (zhao)
    2025-02-17  sms overdueDemand (28 days, 6000.00)
    2025-02-18  legalAction 1: P1 ordered 2025-02-18 until 2026-02-18
    2025-02-18  legalAction 1: renewPreservation/1 by 2026-02-11
    2025-02-18  legalAction 1: sueAfterPreservation/1 by 2025-03-20
    2025-02-18  legalAction 1 is preserving, due by 2025-03-20
    2025-02-24  letter collectionLetter (35 days, 6000.00)
    2025-02-28  legalAction 1: legalCounsel asked: legalDeadline openLegal by 2025-03-20
    2025-02-28  legalAction 1: sueAfterPreservation/1 in 20 days
    2025-03-10  legalAction 1: sueAfterPreservation/1 in 10 days
    ${toBeCalledAgain}
    2025-03-15  legalAction 1: sueAfterPreservation/1 in 5 days
    2025-03-15  legalAction 1: legalAction 1/sueAfterPreservation/1 escalated to creditHead
    2025-03-21  legalAction 1: sueAfterPreservation/1 lapsed
    2025-03-21  legalAction 1: P1 lapsed
    2025-03-21  legalAction 1: renewPreservation/1 dropped
    2025-03-21  legalAction 1 is preserving
    2025-03-25  legalAction 1: suit proposed by li
    2025-03-25  legalAction 1: legalCounsel asked: approval openLegal by 2025-03-28
    2025-03-25  legalAction 1 is awaitingApproval, due by 2025-03-28
    2025-03-28  legalAction 1: legalAction 1/approval escalated to president
    2025-03-28  legalAction 1 is awaitingApproval
    2025-04-01  legalAction 1: approved by wang
    2025-04-01  legalAction 1: approved by zhao, complete
    2025-04-01  legalAction 1: legalAction 1/approval: approved (zhao)
    2025-04-01  legalAction 1 is approved
    2025-04-01  legalAction 1 is demanding
    2025-04-01  legalAction 1: letter openLegal (2025-02-10, 0.00)
    2025-04-02  legalAction 1 is demanded, due by 2025-04-11
    2025-04-12  legalAction 1: no answer by 2025-04-11
    2025-04-12  legalAction 1: legal asked: filing openLegal by 2025-04-22
    2025-04-12  legalAction 1 is readyToFile, due by 2025-04-22
    2025-04-21  letter finalLetter (91 days, 6000.00)
    2025-04-22  legalAction 1: legalAction 1/filing escalated to president
    2025-04-22  legalAction 1 is readyToFile
    2025-05-01  finalLetter/2025-01-21 NOT_DELIVERED
    2025-05-06  legalAction 1: legalAction 1/filing: filed (zhao)
    2025-05-06  legalAction 1: filed
    2025-05-06  legalAction 1: legalAction 1/sueAfterPreservation/1: met (zhao)
    2025-05-06  legalAction 1: courtFee/1 by 2025-05-13
    2025-05-06  legalAction 1 is filed, due by 2025-05-13
    2025-05-06  legalAction 1: hearing/1 by 2025-05-20
    2025-05-06  email finalLetter (106 days, 6000.00)
    2025-05-08  legalAction 1: legalCounsel asked: legalDeadline openLegal by 2025-05-13
    2025-05-08  legalAction 1: courtFee/1 in 5 days
    2025-05-10  legalAction 1: legalCounsel asked: legalDeadline openLegal by 2025-05-20
    2025-05-10  legalAction 1: hearing/1 in 10 days
    2025-05-11  legalAction 1: courtFee/1 in 2 days
    2025-05-11  legalAction 1: legalAction 1/courtFee/1 escalated to creditHead
    2025-05-14  legalAction 1: courtFee/1 lapsed
    2025-05-14  legalAction 1 is filed, due by 2025-05-20
    2025-05-16  finalLetter/2025-01-21~1 NOT_DELIVERED
    2025-05-16  finalLetter not possible: NOT_DELIVERED
    2025-05-17  legalAction 1: hearing/1 in 3 days
    2025-05-19  legalAction 1: hearing/1 in 1 days
    2025-05-19  legalAction 1: legalAction 1/hearing/1 escalated to creditHead
    2025-05-21  legalAction 1: hearing/1 lapsed
    2025-05-21  legalAction 1 is filed
    2025-05-26  legalAction 1: judged
    2025-05-26  legalAction 1: legalAction 1/hearing/1: met (zhao)
    2025-05-26  legalAction 1 is judged
    2025-05-27  legalAction 1: judgmentServed
    2025-05-27  legalAction 1: appeal/1 by 2025-06-11
    2025-05-27  legalAction 1 is judgmentServed, due by 2025-06-11
    2025-06-01  legalAction 1: legalCounsel asked: legalDeadline openLegal by 2025-06-11
    2025-06-01  legalAction 1: appeal/1 in 10 days
    2025-06-06  legalAction 1: appeal/1 in 5 days
    2025-06-08  legalAction 1: appeal/1 in 3 days
    2025-06-08  legalAction 1: legalAction 1/appeal/1 escalated to creditHead
    2025-06-12  legalAction 1: appeal/1 lapsed
    2025-06-12  legalAction 1: confirmEffect/1 by 2025-06-23
    2025-06-12  legalAction 1 is judgmentServed, due by 2025-06-23
    2025-06-16  legal not possible: LEGAL_OPEN
    2025-06-18  legalAction 1: legalCounsel asked: legalDeadline openLegal by 2025-06-23
    2025-06-18  legalAction 1: confirmEffect/1 in 5 days
    2025-06-20  legalAction 1: legalAction 1/confirmEffect/1 escalated to creditHead
    2025-06-24  legalAction 1: confirmEffect/1 lapsed
    2025-06-24  legalAction 1 is judgmentServed
    2025-07-01  legalAction 1: effective
    2025-07-01  legalAction 1: legalAction 1/appeal/1: met (zhao)
    2025-07-01  legalAction 1: legalAction 1/confirmEffect/1: met (zhao)
    2025-07-01  legalAction 1: performance/1 by 2025-07-11
    2025-07-01  legalAction 1: applyEnforcement/1 by 2027-07-11
    2025-07-01  legalAction 1 is effective, due by 2025-07-11
    2025-07-08  legalAction 1: legalCounsel asked: legalDeadline openLegal by 2025-07-11
    2025-07-08  legalAction 1: performance/1 in 3 days
    2025-07-11  legalAction 1: legalAction 1/performance/1 escalated to creditHead
    2025-07-12  legalAction 1: performance/1 lapsed
    2025-07-12  legalAction 1 is effective, due by 2027-07-11
    2025-07-21  legalAction 1: legalCounsel asked: legalDeadline openLegal by 2027-07-11
    2025-07-21  legalAction 1: applyEnforcement/1 in 720 days
    2026-01-16  writeOff 1 opened: writeOff (361 days, 6000.00, 连1 累1)
    2026-01-16  writeOff 1: evidence asked (lossByDays)
    2026-01-16  writeOff 1: accountManager asked: evidence writeOff by 2026-02-15
    2026-01-16  writeOff 1 is gathering, due by 2026-02-15
    2026-02-15  writeOff 1: writeOff 1/evidence escalated to president
    2026-02-15  writeOff 1 is gathering
    2026-07-11  legalAction 1: applyEnforcement/1 in 365 days
  `,
  figures: { '2026-11-29': '678 days, overdue 6000.00, outstanding 6000.00, 连1 累1, credit 0.00, recovered 0.00' },
  stage: 'writeOff',
};
