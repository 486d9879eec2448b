/** What is said where more lies with a partner than its limit allows. */
import type { BeyondLimit } from '../db/partnerLimit.ts';
import { decimal } from './money.ts';

export interface Warning {
  readonly code: string;
  readonly reason: string;
  readonly remedy: string;
}

export const limitWarning = ({ partnerId, currency, outstandingMinor, mostMinor }: BeyondLimit): Warning => ({
  code: 'PARTNER_LIMIT_PASSED',
  reason: `${decimal(outstandingMinor, currency)} ${currency} is outstanding on loans that name ${partnerId}, at most ${decimal(mostMinor, currency)}`,
  remedy: 'lend no more on this partner, or ask for another limit (recoup partner rules)',
});
