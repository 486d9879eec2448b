import type { PlainDate } from './date.ts';
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
  const minutes = (fnv1a(debtorId) % slots) * SLOT_MINUTES;
  return addMilliseconds(instantAt(on, policy.contactTime.at, policy.timeZone), minutes * 60_000);
}

/** FNV-1a, 32 bit: stable over releases, for an instant must not move because the code did. */
function fnv1a(text: string): number {
  let hash = 2_166_136_261;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return hash;
}
