/** What a provider's words and codes mean for a message and for the address it went to. */
import type { Report } from './report.ts';

/** Twilio error codes about the text or the account, not about the number. */
const notTheNumber = new Set(['21602', '21605', '21617', '21619', '21620', '21623', 'NOT_A_PDF']);
/** Error codes of a status callback that say the number will never work (Twilio, "Error and Warning Dictionary"). */
const numberIsBad = new Set(['21211', '21214', '21217', '21614', '30005', '30006']);

/** Was it the address that failed for good, when a provider refused a message outright? */
export const refusedAddress = (code: string): boolean => !notTheNumber.has(code);

/** What a provider's status says of a message that it has; null for words that we do not know. */
export function reportOf(status: string, providerId: string, errorCode?: string): Report | null {
  switch (status) {
    case 'accepted':
    case 'scheduled':
    case 'queued':
    case 'sending':
    case 'sent':
      return { kind: 'accepted', providerId };
    case 'delivered':
    case 'read':
      return { kind: 'delivered', providerId };
    case 'failed':
    case 'undelivered':
    case 'canceled': {
      const code = errorCode ?? status;
      if (code === '21610') return { kind: 'optedOut', code };
      return { kind: 'failed', code, badAddress: numberIsBad.has(code) };
    }
    default:
      return null;
  }
}
