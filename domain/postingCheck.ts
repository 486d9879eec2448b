import { validateInstalments } from './contract.ts';
import type { Contract } from './contract.ts';
import { movesMoney } from './ledger.ts';
import { effectiveOn } from './posting.ts';
import type { Posting } from './posting.ts';
import type { Refusal, RefusalCode } from './refusal.ts';

export function refusal(posting: Posting, code: RefusalCode, reason: string): Refusal {
  return { id: posting.id, code, reason: `${posting.type} ${posting.id}: ${reason}` };
}

/**
 * What is wrong with a posting whatever else is posted; null if it is well-formed. Whether a well-formed one counts is
 * decided by `admission` from all of them.
 */
export function checkAlone(contract: Contract, posting: Posting): Refusal | null {
  if ('amountMinor' in posting && !(Number.isSafeInteger(posting.amountMinor) && posting.amountMinor > 0))
    return refusal(posting, 'AMOUNT_NOT_POSITIVE', 'an amount is a whole number of minor units above zero');
  switch (posting.type) {
    case 'payment':
      if (posting.valueDate >= contract.disbursedOn) return null;
      return refusal(posting, 'BEFORE_DISBURSEMENT', `the loan was disbursed on ${contract.disbursedOn}`);
    case 'pause':
      return posting.to > posting.from ? null : refusal(posting, 'PAUSE_EMPTY', 'a pause ends after it begins');
    case 'reschedule': {
      const [problem] = validateInstalments(posting.instalments, posting.on);
      if (problem === undefined) return null;
      return refusal(posting, 'SCHEDULE_INVALID', `${problem.field}: ${problem.rule}; ${problem.remedy}`);
    }
    default:
      return null;
  }
}

/** As `checkAlone`, for a posting that is to be kept: it also takes effect by its booking date, pauses apart. */
export function checkArrival(contract: Contract, posting: Posting): Refusal | null {
  if (movesMoney(posting) && effectiveOn(posting) > posting.bookedOn)
    return refusal(posting, 'VALUE_AFTER_BOOKING', 'its value date is after its booking date; post it on its day');
  return checkAlone(contract, posting);
}
