// Loans for the tests of races: opened directly in the database, paid and commanded as the API does it.
import { startLoans } from '../../db/imported.ts';
import type { LoanToStore } from '../../db/imported.ts';
import { tell } from '../../db/inbox.ts';
import { savePersons } from '../../db/person.ts';
import type { Db } from '../../db/pool.ts';
import type { Sealer } from '../../db/seal.ts';
import { addDays } from '../../domain/date.ts';
import { localDate } from '../../domain/instant.ts';
import type { Instant } from '../../domain/instant.ts';
import { policyForProduct } from '../../policies/index.ts';

export const caseOf = (loanId: string): string => `loan/${loanId}`;

/** The first track of a kind that a loan opened. */
export const trackOf = (track: SampleTrack, loanId: string): string => `${track}/${loanId}/1`;

const wall = (): Instant => new Date().toISOString();

/** Today where the lender is; by the wall clock, unless a test has another. */
export const today = (now: Instant = wall()): string => localDate(now, 'Asia/Shanghai');

/** A loan that is taken over on the day on which a track is due opens it at once: nothing below it is due any more. */
const OPENS = {
  // The third instalment was missed 35 days ago: the dealer is asked to buy back, approved by one person.
  claim: { product: 'car-loan', dueDaysAgo: 95, instalmentMinor: 100_000, dealer: true },
  // Nobody to claim on, and not a small sum: approved by two people.
  legalAction: { product: 'consumer', dueDaysAgo: 100, instalmentMinor: 100_000, dealer: false },
  // A loss, and too small for a suit: approved by two people.
  writeOff: { product: 'consumer', dueDaysAgo: 380, instalmentMinor: 10_000, dealer: false },
} as const;

export type SampleTrack = keyof typeof OPENS;

export interface LoanWish {
  readonly loanId: string;
  /** Several loans may share one. */
  readonly debtorId?: string;
  /** The first instalment fell due so many days ago. */
  readonly dueDaysAgo?: number;
  /** Opens this track with its first decision, on a working day after the policy's hour. */
  readonly track?: SampleTrack;
}

const DEALER = 'DEALER';

/** Opens loans of twelve instalments, consumer loans of 100.00 each unless a track is wished; nobody is told of them yet. */
export async function openLoans(
  db: Db,
  sealer: Sealer,
  wishes: readonly LoanWish[],
  at: Instant = wall(),
): Promise<void> {
  const debtors = new Set(wishes.map(({ loanId, debtorId = `D-${loanId}` }) => debtorId));
  if (wishes.some(({ track }) => track === 'claim')) debtors.add(DEALER);
  await db.tx(async (q) => {
    await savePersons(
      q,
      sealer,
      [...debtors].map((debtorId) => ({
        ...{
          id: debtorId,
          kind: debtorId === DEALER ? ('partner' as const) : ('person' as const),
          language: 'zh-CN',
          timeZone: 'Asia/Shanghai',
        },
        ...{ name: `Name of ${debtorId}`, phone: '+8613800000000', email: 'debtor@example.com', address: '1 Street' },
      })),
    );
    await startLoans(
      q,
      wishes.map((wish) => loanOf(wish, at)),
      at,
    );
  });
}

function loanOf({ loanId, debtorId = `D-${loanId}`, dueDaysAgo = -20, track }: LoanWish, at: Instant): LoanToStore {
  const made =
    track === undefined ? { product: 'consumer', dueDaysAgo, instalmentMinor: 10_000, dealer: false } : OPENS[track];
  const shipped = policyForProduct(made.product);
  if (shipped === undefined) throw new Error(`no policy for ${made.product}`);
  const { id, version } = shipped.policy;
  return {
    ...{ caseId: caseOf(loanId), loanId, debtorId, policyHash: shipped.hash, hash: '' },
    opened: {
      ...{ loanId, product: made.product, branch: 'North', debtorId, guarantorId: null },
      ...{ dealerId: made.dealer ? DEALER : null, insurerId: null },
      ...{ policy: { id, version, hash: shipped.hash }, takenOverOn: today(at), postings: [] },
      contract: contract(addDays(today(at), -made.dueDaysAgo), made.instalmentMinor),
    },
  };
}

function contract(firstDueOn: string, instalmentMinor: number) {
  const instalments = Array.from({ length: 12 }, (_, index) => ({
    ...{ number: index + 1, dueOn: addDays(firstDueOn, 30 * index) },
    ...{ penalty: 0, fee: 0, interest: 0, principal: instalmentMinor },
  }));
  return { currency: 'CNY', disbursedOn: addDays(firstDueOn, -30), instalments };
}

/** A payment as the core banking system reports it: the inbox row alone, without the hint after it. */
export async function post(
  db: Db,
  loanId: string,
  paymentId: string,
  amountMinor = 100,
  at: Instant = wall(),
): Promise<void> {
  const content = { id: paymentId, type: 'payment', valueDate: today(at), bookedOn: today(at), amountMinor };
  await tell(db, [{ caseId: caseOf(loanId), eventId: paymentId, type: 'posting', content, quiet: false }], at);
}

/** What a sender tells a track of its demand: it was delivered. The inbox row alone, without the hint after it. */
export async function delivered(db: Db, trackId: string, at: Instant): Promise<void> {
  const content = { key: `${trackId}/demand`, status: 'delivered', at };
  await tell(db, [{ caseId: trackId, eventId: 'delivered', type: 'noticeReported', content, quiet: false }], at);
}
