import { commands, paper, pays } from '../life.ts';
import type { Life } from '../life.ts';
import { li, olga, zhao } from './people.ts';

const loanId = 'L-DEATH';
const circumstance = `${loanId}/circumstance/1`;
const certificate = [paper(loanId, 'certificate')];

export const death: Life = {
  loanId,
  title: 'a death: nobody is written to in the days of bereavement, then the executor, and the guarantor is claimed on',
  loan: {
    policy: 'cn-consumer',
    disbursedOn: '2025-01-02',
    instalments: [['2025-01-20', '3000.00']],
    ...{ parties: ['guarantor'], others: ['executor'] },
  },
  happenings: [
    commands('2025-02-10', li, 'reportCircumstance', { kind: 'death', source: 'family', party: 'debtor' }),
    commands('2025-02-11', olga, 'verifyCircumstance', {
      circumstance,
      happenedOn: '2025-02-08',
      documents: certificate,
    }),
    commands('2025-02-12', olga, 'nameRepresentative', {
      ...{ circumstance, capacity: 'executor', personId: `executor-${loanId}`, documents: certificate },
    }),
    commands('2025-02-24', olga, 'approve', {}, 'claim/1'),
    commands('2025-03-03', li, 'answer', { answer: 'contested', reason: 'he never signed' }, 'claim/1'),
    commands('2025-03-20', zhao, 'registerClaim', { circumstance, documents: [paper(loanId, 'receipt')] }),
    pays('2025-04-15', '3000.00'),
    commands('2025-05-06', li, 'endCircumstance', { circumstance, ending: 'estateSettled', documents: certificate }),
  ],
  table: `
    2025-01-02  opened
    2025-01-10  sms preDue (1, 3000.00)
    2025-01-17  sms preDueNear (1, 3000.00)
    2025-01-19  sms preDueEve (1, 3000.00)
    2025-01-20  sms dueToday (1, 3000.00)
    2025-01-21  guarantee lapses on 2025-07-20: collector
    2025-01-21  collector asked: limitation limitation by 2025-07-20
    2025-01-21  sms overdueSms (1 days, 3000.00)
    2025-02-05  collector asked: call overdueCall by 2025-02-08
    2025-02-08  overdueCall/2025-01-21 escalated to supervisor
    2025-02-10  death of debtor-L-DEATH reported
    2025-02-10  overdueCall/2025-01-21: noLongerNeeded (clock)
    2025-02-10  supervisor asked: circumstanceVerify circumstanceVerify by 2025-02-17
    2025-02-10  contact with debtor-L-DEATH changed: held
    2025-02-11  death verified, 2025-02-08, claims until 2025-08-10
    2025-02-11  L-DEATH.circumstance.1/1: verified (clock)
    2025-02-11  legalCounsel asked: circumstanceClaim circumstanceClaim by 2025-08-10
    2025-02-11  claim 1 opened: guarantorClaim (22 days, 3000.00, 连1 累1)
    2025-02-11  claim 1: supervisor asked: approval guarantorClaim by 2025-02-16
    2025-02-11  claim 1 is awaitingApproval, due by 2025-02-16
    2025-02-12  executor executor-L-DEATH
    2025-02-16  claim 1: claim 1/approval escalated to creditHead
    2025-02-16  claim 1 is awaitingApproval
    2025-02-17  overdueDemand not possible: DECEASED
    2025-02-24  claim 1: approved by olga, complete
    2025-02-24  claim 1: claim 1/approval: approved (olga)
    2025-02-24  claim 1 is approved
    2025-02-24  collectionLetter not possible: DECEASED
    2025-02-24  claim 1 is demanding
    2025-02-24  claim 1: letter to the guarantor guarantorClaim (35 days, 3000.00)
    2025-02-25  claim 1 is demanded, due by 2025-03-11
    2025-03-03  claim 1: contested
    2025-03-03  claim 1: partnerManager asked: claimContest guarantorClaim by 2025-03-13
    2025-03-03  claim 1 is contested, due by 2025-03-13
    2025-03-03  letter to the guarantor guarantorNotice (42 days, 3000.00)
    2025-03-10  letter estateClaim (L-DEATH.circumstance.1.executor-L-DEATH, 0.00)
    2025-03-11  secondCall not possible: DECEASED
    2025-03-13  claim 1: claim 1/claimContest/1 escalated to creditHead
    2025-03-13  claim 1 is contested
    2025-03-20  claim of 300000 as of 2025-02-08 registered
    2025-03-20  L-DEATH.circumstance.1/2: claimed (clock)
    2025-04-15  borrower paid 3000.00
    2025-04-15  settled
    2025-04-15  claim 1 told: nothing is past due any more
    2025-04-15  claim 1: claim 1/claimContest/1: noLongerNeeded (loan)
    2025-04-15  claim 1: ended cured: nothing is past due any more
    2025-04-15  claim 1 is cured
    2025-04-15  limitation/1: noLongerNeeded (clock)
    2025-04-15  guarantee lapses on no day
    2025-05-06  death ended estateSettled
    2025-05-06  suitOver
    2025-06-14  closed as settled
  `,
  figures: { '2025-04-15': '0 days, overdue 0.00, outstanding 0.00, 连0 累1, credit 0.00, recovered 0.00' },
  stage: 'settled',
};
