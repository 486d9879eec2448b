/**
 * The life that is counted: a car loan of 36 instalments on the full policy as shipped, taken over on the day of its
 * 35th instalment. It was late three times, so that it is reminded of everything: six notices, two payments, and the close
 * after the charge-back window.
 */
import { startLoans } from '../db/imported.ts';
import { tell } from '../db/inbox.ts';
import { savePersons } from '../db/person.ts';
import type { Db } from '../db/pool.ts';
import type { Sealer } from '../db/seal.ts';
import type { Instant } from '../domain/instant.ts';
import { localDate } from '../domain/instant.ts';
import { addDays } from '../domain/date.ts';
import { scheduleOf } from '../domain/schedule.ts';
import { shippedPolicies } from '../policies/index.ts';

const ZONE = 'Asia/Shanghai';
/** After the hour of contact of that day: what is due is taken by the first decide. */
export const LIFE_START: Instant = '2025-07-15T08:00:00.000Z';
/** In the afternoon of the days on which the last two instalments fall due, after their reminders. */
export const LIFE_PAYMENTS: readonly Instant[] = ['2025-07-15T09:00:00.000Z', '2025-08-15T08:00:00.000Z'];
export const LIFE_NOTICES = ['dueToday', 'maturityNotice', 'preDue', 'preDueNear', 'preDueEve', 'dueToday'] as const;

const disbursedOn = '2022-08-15';
const instalments = scheduleOf({
  ...{ kind: 'equalInstalment', principalMinor: 12_000_000, annualRate: '0.0625', months: 36, disbursedOn },
});
const owedMinor = (at: number): number => (instalments[at]?.principal ?? 0) + (instalments[at]?.interest ?? 0);
const PAID = 34;
/** So many of the first ones a day after they were due: under watch (累3), who is not spared a reminder. */
const LATE = 3;

export const lifeCase = (loanId: string): string => `loan/${loanId}`;

/** Opens the loans with a debtor each; nobody is told of them yet. */
export async function openLives(db: Db, sealer: Sealer, loanIds: readonly string[]): Promise<void> {
  const shipped = shippedPolicies().get('cn-car-loan');
  if (shipped === undefined) throw new Error('POLICY_MISSING cn-car-loan');
  const { policy, hash } = shipped;
  await db.tx(async (q) => {
    await savePersons(
      q,
      sealer,
      loanIds.map((loanId) => ({
        ...{ id: `D-${loanId}`, kind: 'person' as const, language: 'zh-CN', timeZone: ZONE },
        ...{ name: `Name of ${loanId}`, phone: '+8613800000000', email: 'debtor@example.com', address: '1 Street' },
      })),
    );
    await startLoans(
      q,
      loanIds.map((loanId) => ({
        ...{ caseId: lifeCase(loanId), loanId, debtorId: `D-${loanId}`, policyHash: hash, hash: '' },
        opened: {
          ...{ loanId, product: 'auto', branch: 'North', debtorId: `D-${loanId}`, guarantorId: null, dealerId: null },
          ...{ insurerId: null, policy: { id: policy.id, version: policy.version, hash } },
          ...{ takenOverOn: localDate(LIFE_START, ZONE), contract: { currency: 'CNY', disbursedOn, instalments } },
          postings: instalments.slice(0, PAID).map(({ dueOn }, at) => {
            const on = at < LATE ? addDays(dueOn, 1) : dueOn;
            const id = `${loanId}-${at + 1}`;
            return { id, type: 'payment', valueDate: on, bookedOn: on, amountMinor: owedMinor(at) };
          }),
        },
      })),
      LIFE_START,
    );
  });
}

/** Books the payment of that instant as the core banking system reports it: one whole instalment. */
export async function payLife(db: Db, caseId: string, at: Instant): Promise<void> {
  const number = PAID + LIFE_PAYMENTS.indexOf(at);
  const on = localDate(at, ZONE);
  const id = `${caseId}/payment/${number + 1}`;
  const content = { id, type: 'payment', valueDate: on, bookedOn: on, amountMinor: owedMinor(number) };
  await tell(db, [{ caseId, eventId: id, type: 'posting', content, quiet: false }], at);
}
