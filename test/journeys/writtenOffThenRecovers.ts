import { commands, pays } from './life.ts';
import type { Life } from './life.ts';

const contract = { id: 'evidence/L-LOSS/contract/1', kind: 'contract', sha256: 'a'.repeat(64) };
const record = { id: 'evidence/L-LOSS/collectionRecord/1', kind: 'collectionRecord', sha256: 'b'.repeat(64) };

export const writtenOffThenRecovers: Life = {
  loanId: 'L-LOSS',
  title: 'written off, then recovers',
  loan: {
    policy: 'cn-consumer',
    disbursedOn: '2025-01-02',
    instalments: [['2025-01-20', '2000.00']],
  },
  happenings: [
    // Without the record of what was tried it is not even asked.
    commands(
      '2026-01-19',
      ['wu', 'accountManager'],
      'submit',
      { recovererId: 'zheng', documents: [contract] },
      'writeOff/1',
    ),
    commands(
      '2026-01-19',
      ['zhao', 'accountManager'],
      'submit',
      { recovererId: 'zheng', documents: [contract, record] },
      'writeOff/1',
    ),
    commands('2026-01-19', ['qian', 'creditHead'], 'approve', {}, 'writeOff/1'),
    commands('2026-01-19', ['sun', 'riskHead'], 'approve', {}, 'writeOff/1'),
    pays('2026-03-02', '1200.00'),
    pays('2026-08-03', '800.00'),
  ],
  table: `
    2025-01-02  opened
    2025-01-10  sms preDue (1, 2000.00)
    2025-01-17  sms preDueNear (1, 2000.00)
    2025-01-19  sms preDueEve (1, 2000.00)
    2025-01-20  sms dueToday (1, 2000.00)
    2025-01-21  sms overdueSms (1 days, 2000.00)
    2025-02-05  collector asked: call overdueCall by 2025-02-08
    2025-02-08  overdueCall/2025-01-21 escalated to supervisor
    2025-02-17  sms overdueDemand (28 days, 2000.00)
    2025-02-24  letter collectionLetter (35 days, 2000.00)
    2025-03-11  overdueCall/2025-01-21: noLongerNeeded (clock)
    2025-03-11  collector asked: call secondCall by 2025-03-14
    2025-03-14  secondCall/2025-01-21 escalated to supervisor
    2025-04-21  letter finalLetter (91 days, 2000.00)
    2025-05-01  finalLetter/2025-01-21 NOT_DELIVERED
    2025-05-06  email finalLetter (106 days, 2000.00)
    2025-05-16  finalLetter/2025-01-21~1 NOT_DELIVERED
    2025-05-16  finalLetter not possible: NOT_DELIVERED
    2026-01-16  writeOff 1 opened: writeOff (361 days, 2000.00, 连1 累1)
    2026-01-16  writeOff 1: evidence asked (smallAndOld)
    2026-01-16  writeOff 1: accountManager asked: evidence writeOff by 2026-02-15
    2026-01-16  writeOff 1 is gathering, due by 2026-02-15
    2026-01-19  writeOff 1: submit refused: PACK_INCOMPLETE
    2026-01-19  writeOff 1: evidence: contract, collectionRecord
    2026-01-19  writeOff 1: writeOff 1/evidence: submitted (zhao)
    2026-01-19  writeOff 1: handed in by zhao (smallAndOld)
    2026-01-19  writeOff 1: creditHead asked: approval writeOff by 2026-02-03
    2026-01-19  writeOff 1 is awaitingApproval, due by 2026-02-03
    2026-01-19  writeOff 1: approved by qian
    2026-01-19  writeOff 1: approved by sun, complete
    2026-01-19  writeOff 1: writeOff 1/approval: approved (sun)
    2026-01-19  writeOff 1: ended writtenOff: approved
    2026-01-19  writeOff 1 is writtenOff
    2026-01-19  off the books: 2000.00 (smallAndOld)
    2026-01-19  recovered by zheng
    2026-01-19  written off
    2026-02-24  letter recovery1 (2026-01-19, 2000.00)
    2026-03-02  borrower paid 1200.00
    2026-07-20  sms recovery2 (2026-01-19, 800.00)
    2026-08-03  borrower paid 800.00
    2026-08-03  settled
    2026-08-03  secondCall/2025-01-21: noLongerNeeded (clock)
    2026-10-02  closed as settled
  `,
  figures: {
    '2026-01-16': '361 days, overdue 2000.00, outstanding 2000.00, 连1 累1, credit 0.00, recovered 0.00',
    '2026-03-05': '0 days, overdue 0.00, outstanding 2000.00, 连1 累1, credit 0.00, recovered 1200.00',
    '2026-08-03': '0 days, overdue 0.00, outstanding 2000.00, 连1 累1, credit 0.00, recovered 2000.00',
  },
  stage: 'settled',
};
