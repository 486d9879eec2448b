import type { PlainDate } from './date.ts';
import { hashOf32 } from './hash.ts';
import { addMilliseconds, instantAt } from './instant.ts';
import type { Instant } from './instant.ts';
import type { Policy } from './policy.ts';

const SLOT_MINUTES = 10;

/**
 * The moment of a day at which steps are taken: the policy's hour plus the debtor's share of the spread, so that all
 * loans of a debtor come together and not all debtors do (design.md, "Cost is events").
 */
export function slotOn(policy: Policy, debtorId: string, on: PlainDate): Instant {
  const slots = Math.max(1, Math.floor(policy.contactTime.spreadMinutes / SLOT_MINUTES));
  const minutes = (hashOf32(debtorId) % slots) * SLOT_MINUTES;
  return addMilliseconds(instantAt(on, policy.contactTime.at, policy.timeZone), minutes * 60_000);
}

/**
 * When a demand on a guarantor leaves: once the slots of all debtors have passed, for several of them may have the same
 * guarantor, who is written to once (domain.md §4). Later than that: now.
 */
export function leavesAt(policy: Policy, isTogether: boolean, on: PlainDate, now: Instant): Instant {
  if (!isTogether) return now;
  const { at, spreadMinutes } = policy.contactTime;
  const last = addMilliseconds(instantAt(on, at, policy.timeZone), spreadMinutes * 60_000);
  return last > now ? last : now;
}
