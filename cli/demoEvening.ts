/**
 * The evening scene: a borrower disputes what is asked for, and the loan is held. The officer clears it up late in the
 * evening; the reminder that fell due meanwhile may not leave any more that night (GB/T 45251—2025: nothing between
 * 22:00 and 08:00), and waits for the morning.
 */
import { readLoan } from '../db/loanRecord.ts';
import { adjust } from '../domain/calendar.ts';
import { addDays } from '../domain/date.ts';
import { instantAt } from '../domain/instant.ts';
import type { Instant } from '../domain/instant.ts';
import { command } from './demoPeople.ts';
import type { CastDeps } from './demoPeople.ts';

/** Something that happens at an instant of its own. */
export interface Scene {
  readonly at: Instant;
  readonly act: () => Promise<void>;
}

/** The loan that stops paying plays it: its whole life follows. A portfolio without that loan has no such evening. */
export const EVENING_LOAN = 'S00002';
const HELD_AT = '09:00';
const RESUMED_AT = '22:05';
// The first reminder of each instalment: the one that every segment gets.
const REMINDER_DAYS_BEFORE = 10;

/** The two moments: the hold in the morning two days before, and the end of it five minutes after the quiet hours began. */
export async function eveningScene(deps: CastDeps): Promise<readonly Scene[]> {
  const { db, timeZone, begins, calendar } = deps;
  const loan = await readLoan(db, EVENING_LOAN);
  if (loan === null) return [];
  // Not decided yet: the caller asks again.
  if (loan.state === null) throw new Error('LOAN_STARTING');
  const { caseId } = loan;
  for (const { dueOn } of loan.state.terms.contract.instalments) {
    const remindedOn = adjust(addDays(dueOn, -REMINDER_DAYS_BEFORE), 'previous', calendar);
    const heldAt = instantAt(addDays(remindedOn, -2), HELD_AT, timeZone);
    if (heldAt <= begins) continue;
    const id = (what: string): string => `evening/${what}/${EVENING_LOAN}`;
    const reason = '客户对应还金额有异议，核对中 · the borrower disputes the amount';
    return [
      { at: heldAt, act: () => command(deps, caseId, id('hold'), 'accountManager', 'hold', { reason }) },
      {
        at: instantAt(remindedOn, RESUMED_AT, timeZone),
        act: () => command(deps, caseId, id('resume'), 'accountManager', 'resume', {}),
      },
    ];
  }
  return [];
}
