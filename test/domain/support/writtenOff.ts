import type { DocumentRef } from '../../../domain/evidence.ts';
import type { Policy } from '../../../domain/policy.ts';
import { contractOf, due, pay } from '../sampleLoan.ts';
import { actor, BookLife } from './bookLife.ts';
import { policyOf, termsOf, text, trigger } from './loanWorld.ts';

export const LOAN = 'loan/L1';
export const TRACK = 'writeOff/L1/1';
export const ANN = actor('ann', 'collector');
export const CLERK = actor('cy', 'accountManager');
export const HEAD = actor('hal', 'creditHead');
export const RISK = actor('rob', 'riskHead');

export const document = (kind: string): DocumentRef => ({ id: `evidence/L1/${kind}/1`, kind, sha256: 'a'.repeat(64) });

/** Written off from the 29th day of arrears, approved by two within 7 days, with a pack within 10. */
export function packPolicy(more: Partial<Policy> = {}): Policy {
  const approval = { approvers: 2, roles: ['creditHead', 'riskHead'], answerDays: 7, escalateTo: 'president' } as const;
  return policyOf({
    ladder: [trigger('off', { overdueDaysAtLeast: 29 }, { action: { do: 'writeOff', approval } })],
    writeOff: {
      grounds: [
        {
          id: 'loss',
          title: text,
          when: { overdueDaysAtLeast: 29 },
          documents: ['contract', 'collectionRecord'],
          facts: ['noPromise'],
        },
        { id: 'old', title: text, when: { overdueDaysAtLeast: 1000 }, documents: [], facts: [] },
        { id: 'any', title: text, documents: ['contract'], facts: [] },
      ],
      role: 'accountManager',
      evidenceDays: 10,
      recoveryOrder: ['principal', 'interest', 'fee', 'penalty'],
    },
    ...more,
  });
}

export type WriteOffStage = 'gathering' | 'awaitingApproval' | 'approved' | 'writtenOff' | 'recovered' | 'undone';

/**
 * 1,000.00 and 100.00 interest due on 5 February, the same on 5 March, 500.00 of it paid on 4 February: 1,700.00 on file. The
 * write-off is opened on 6 March; approved and held by a dispute on the 10th, or written off on the 10th.
 */
export function inState(stage: WriteOffStage): BookLife {
  const contract = contractOf(
    due(1, '2025-02-05', { principal: 100_000, interest: 10_000 }),
    due(2, '2025-03-05', { principal: 100_000, interest: 10_000 }),
  );
  const life = new BookLife({ policy: packPolicy(), terms: termsOf(contract) }).at('2025-02-04');
  life.post(pay('a', '2025-02-04', 50_000));
  life.at('2025-03-06', '10:30');
  if (stage === 'gathering') return life;
  const documents = [document('contract'), document('collectionRecord')];
  life.at('2025-03-08').command(TRACK, 'submit', { recovererId: 'rita', documents }, CLERK);
  if (stage === 'awaitingApproval') return life.at('2025-03-10');
  if (stage === 'approved') life.command(LOAN, 'hold', { reason: 'dispute', to: '2025-03-15' }, ANN);
  life.at('2025-03-10').command(TRACK, 'approve', {}, HEAD);
  life.command(TRACK, 'approve', {}, RISK);
  if (stage === 'approved') return life.at('2025-03-11');
  if (stage === 'writtenOff') return life.at('2025-03-12');
  if (stage === 'recovered') {
    life.at('2025-03-12').post(pay('rec', '2025-03-12', 30_000));
    return life.at('2025-03-14');
  }
  life.at('2025-03-12').command(LOAN, 'undoWriteOff', { reason: 'wrong loan' }, CLERK);
  life.command(LOAN, 'approveUndo', {}, HEAD);
  life.command(LOAN, 'approveUndo', {}, RISK);
  return life.at('2025-03-14');
}
