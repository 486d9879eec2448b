// Loans for the tests of races: opened directly in the database, paid and commanded as the API does it.
import { startLoans } from '../../db/imported.ts';
import { tell } from '../../db/inbox.ts';
import { savePersons } from '../../db/person.ts';
import type { Db } from '../../db/pool.ts';
import type { Sealer } from '../../db/seal.ts';
import { addDays } from '../../domain/date.ts';
import { localDate } from '../../domain/instant.ts';
import { policyForProduct } from '../../policies/index.ts';

export const caseOf = (loanId: string): string => `loan/${loanId}`;

/** Today where the lender is; the tests run on the wall clock. */
export const today = (): string => localDate(new Date().toISOString(), 'Asia/Shanghai');

export interface LoanWish {
  readonly loanId: string;
  /** Several loans may share one. */
  readonly debtorId?: string;
  /** The first instalment fell due so many days ago. */
  readonly dueDaysAgo?: number;
}

/** Opens consumer loans of twelve instalments of 100.00; nobody is told of them yet. */
export async function openLoans(db: Db, sealer: Sealer, wishes: readonly LoanWish[]): Promise<void> {
  const shipped = policyForProduct('consumer');
  if (shipped === undefined) throw new Error('no policy for consumer loans');
  const { id, version } = shipped.policy;
  const at = new Date().toISOString();
  const debtors = new Set(wishes.map(({ loanId, debtorId = `D-${loanId}` }) => debtorId));
  await db.tx(async (q) => {
    await savePersons(
      q,
      sealer,
      [...debtors].map((debtorId) => ({
        ...{ id: debtorId, kind: 'person' as const, language: 'zh-CN', timeZone: 'Asia/Shanghai' },
        ...{ name: `Name of ${debtorId}`, phone: '+8613800000000', email: 'debtor@example.com', address: '1 Street' },
      })),
    );
    await startLoans(
      q,
      wishes.map(({ loanId, debtorId = `D-${loanId}`, dueDaysAgo = -20 }) => ({
        ...{ caseId: caseOf(loanId), loanId, debtorId, policyHash: shipped.hash, hash: '' },
        opened: {
          ...{ loanId, product: 'consumer', branch: 'North', debtorId, guarantorId: null, dealerId: null },
          ...{ insurerId: null, policy: { id, version, hash: shipped.hash }, takenOverOn: today(), postings: [] },
          contract: contract(addDays(today(), -dueDaysAgo)),
        },
      })),
      at,
    );
  });
}

function contract(firstDueOn: string) {
  const instalments = Array.from({ length: 12 }, (_, index) => ({
    ...{ number: index + 1, dueOn: addDays(firstDueOn, 30 * index) },
    ...{ penalty: 0, fee: 0, interest: 0, principal: 10_000 },
  }));
  return { currency: 'CNY', disbursedOn: addDays(firstDueOn, -30), instalments };
}

/** A payment as the core banking system reports it: the inbox row alone, without the hint after it. */
export async function post(db: Db, loanId: string, paymentId: string, amountMinor = 100): Promise<void> {
  const content = { id: paymentId, type: 'payment', valueDate: today(), bookedOn: today(), amountMinor };
  await tell(
    db,
    [{ caseId: caseOf(loanId), eventId: paymentId, type: 'posting', content, quiet: false }],
    new Date().toISOString(),
  );
}
