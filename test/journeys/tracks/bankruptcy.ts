import { commands, paper, pays } from '../life.ts';
import type { Life } from '../life.ts';
import { he, li, olga, rob, wang, zhao } from './people.ts';

const loanId = 'L-BANKRUPT';
const circumstance = `${loanId}/circumstance/1`;
const order = [paper(loanId, 'courtOrder')];

export const bankruptcy: Life = {
  loanId,
  title: 'a bankruptcy: verified late, the claim registered after its last day, a dividend, the rest written off',
  loan: {
    policy: 'cn-consumer',
    disbursedOn: '2025-01-02',
    instalments: [
      ['2025-01-20', '1500.00'],
      ['2025-02-20', '1500.00'],
    ],
    others: ['administrator'],
  },
  happenings: [
    commands('2025-02-10', li, 'reportCircumstance', { kind: 'bankruptcy', source: 'court', party: 'debtor' }),
    commands('2025-02-24', li, 'verifyCircumstance', {
      circumstance,
      happenedOn: '2025-02-05',
      claimBy: '2025-03-31',
      documents: order,
    }),
    commands('2025-02-24', olga, 'verifyCircumstance', {
      circumstance,
      happenedOn: '2025-02-05',
      claimBy: '2025-03-31',
      documents: order,
    }),
    commands('2025-02-25', olga, 'nameRepresentative', {
      ...{ circumstance, capacity: 'administrator', personId: `administrator-${loanId}`, documents: order },
    }),
    commands('2025-04-10', zhao, 'registerClaim', { circumstance, documents: [paper(loanId, 'receipt')] }),
    pays('2025-07-01', '600.00'),
    commands('2025-09-01', li, 'endCircumstance', { circumstance, ending: 'distributed', documents: order }),
    commands('2026-02-02', he, 'nameGround', { ground: 'deathOrBankruptcy' }, 'writeOff/1'),
    commands(
      '2026-02-02',
      he,
      'submit',
      {
        recovererId: 'zheng',
        documents: ['contract', 'deathOrBankruptcyProof', 'estateDistribution'].map((kind) => paper(loanId, kind)),
      },
      'writeOff/1',
    ),
    commands('2026-02-03', wang, 'approve', {}, 'writeOff/1'),
    commands('2026-02-03', rob, 'approve', {}, 'writeOff/1'),
  ],
  table: `
    2025-01-02  opened
    2025-01-10  sms preDue (1, 1500.00)
    2025-01-17  sms preDueNear (1, 1500.00)
    2025-01-19  sms preDueEve (1, 1500.00)
    2025-01-20  sms dueToday (1, 1500.00)
    2025-01-21  sms maturityNotice (2, 1500.00) + sms overdueSms (1 days, 1500.00)
    2025-02-05  collector asked: call overdueCall by 2025-02-08
    2025-02-08  overdueCall/2025-01-21 escalated to supervisor
    2025-02-10  bankruptcy of debtor-L-BANKRUPT reported
    2025-02-10  overdueCall/2025-01-21: noLongerNeeded (clock)
    2025-02-10  supervisor asked: circumstanceVerify circumstanceVerify by 2025-02-17
    2025-02-10  contact with debtor-L-BANKRUPT changed: held
    2025-02-18  L-BANKRUPT.circumstance.1/1 escalated to creditHead
    2025-02-24  verifyCircumstance refused: SAME_PERSON
    2025-02-24  bankruptcy verified, 2025-02-05, claims until 2025-03-31
    2025-02-24  L-BANKRUPT.circumstance.1/1: verified (clock)
    2025-02-24  legalCounsel asked: circumstanceClaim circumstanceClaim by 2025-03-31
    2025-02-24  overdueDemand not possible: IN_BANKRUPTCY
    2025-02-25  administrator administrator-L-BANKRUPT
    2025-02-25  email estateClaim (L-BANKRUPT.circumstance.1.administrator-L-BANKRUPT, 0.00)
    2025-03-03  collectionLetter not possible: IN_BANKRUPTCY
    2025-03-11  secondCall not possible: IN_BANKRUPTCY
    2025-03-16  L-BANKRUPT.circumstance.1/2 escalated to creditHead
    2025-03-26  L-BANKRUPT.circumstance.1/2 escalated to riskHead
    2025-04-01  no claim by 2025-03-31
    2025-04-10  claim of 300000 as of 2025-02-05 registered late
    2025-04-10  L-BANKRUPT.circumstance.1/2: claimed (clock)
    2025-04-21  finalLetter not possible: IN_BANKRUPTCY
    2025-07-01  borrower paid 600.00
    2025-09-01  bankruptcy ended distributed
    2025-09-01  suitOver
    2026-01-16  writeOff 1 opened: writeOff (361 days, 2400.00, 连2 累2)
    2026-01-16  writeOff 1: evidence asked (smallAndOld)
    2026-01-16  writeOff 1: accountManager asked: evidence writeOff by 2026-02-15
    2026-01-16  writeOff 1 is gathering, due by 2026-02-15
    2026-02-02  writeOff 1: ground deathOrBankruptcy
    2026-02-02  writeOff 1: evidence: contract, deathOrBankruptcyProof, estateDistribution
    2026-02-02  writeOff 1: writeOff 1/evidence: submitted (he)
    2026-02-02  writeOff 1: handed in by he (deathOrBankruptcy)
    2026-02-02  writeOff 1: creditHead asked: approval writeOff by 2026-02-17
    2026-02-02  writeOff 1 is awaitingApproval, due by 2026-02-17
    2026-02-03  writeOff 1: approved by wang
    2026-02-03  writeOff 1: approved by rob, complete
    2026-02-03  writeOff 1: writeOff 1/approval: approved (rob)
    2026-02-03  writeOff 1: ended writtenOff: approved
    2026-02-03  writeOff 1 is writtenOff
    2026-02-03  off the books: 2400.00 (deathOrBankruptcy)
    2026-02-03  recovered by zheng
    2026-02-03  written off
    2026-03-05  recovery1 not possible: IN_BANKRUPTCY
    2026-08-03  recovery2 not possible: IN_BANKRUPTCY
  `,
  figures: {
    '2025-07-01': '162 days, overdue 2400.00, outstanding 2400.00, 连2 累2, credit 0.00, recovered 0.00',
    '2026-02-03': '0 days, overdue 0.00, outstanding 2400.00, 连2 累2, credit 0.00, recovered 0.00',
  },
  stage: 'recovery',
};
