import { admit } from './admission.ts';
import { isPlainDate } from './date.ts';
import type { PlainDate } from './date.ts';
import type { Pause } from './posting.ts';
import type { RequestFault, RequestKind, RequestSite } from './requestKinds.ts';

/** Deferment (缓期还款): the days in `[fromOn, toOn)` are not counted; what is due stays due. */
export interface DefermentTerms {
  readonly fromOn: PlainDate;
  /** First day after it. */
  readonly toOn: PlainDate;
}

export const deferment: RequestKind<DefermentTerms> = {
  read({ fromOn, toOn }, { day }) {
    const from = fromOn ?? day.on;
    if (!isPlainDate(from) || !isPlainDate(toOn))
      return fault('DATE_INVALID', 'the days are no dates', 'write fromOn and toOn as YYYY-MM-DD');
    if (from < day.on || toOn <= from)
      return fault(
        'DEFERMENT_EMPTY',
        `from ${from} to ${toOn} no day lies ahead`,
        'give a first day from today on, and a later one',
      );
    return { fromOn: from, toOn };
  },
  effects(terms, site) {
    if (site.day.assessment.settled)
      return fault('NOTHING_OWED', 'nothing is outstanding', 'nothing has to be deferred');
    const posting = pause(terms, site);
    if (posting.to <= site.day.on) return fault('TOO_LATE', `it would have ended on ${terms.toOn}`, 'ask anew');
    const { contract } = site.state.terms;
    const clash = admit(contract, [...site.state.postings, posting]).refused.find(({ id }) => id === posting.id);
    if (clash !== undefined) return fault(clash.code, clash.reason, 'end the other pause first');
    // All that falls due or is past due in that time waits: what is at stake is everything that is open.
    return { atStakeMinor: site.day.assessment.outstandingMinor, postings: [posting] };
  },
};

/** Days before the approval cannot be given back: it begins with the day on which it is carried out. */
function pause({ fromOn, toOn }: DefermentTerms, { id, day }: RequestSite): Pause {
  const from = fromOn > day.on ? fromOn : day.on;
  return { id: `${id}/1`, type: 'pause', from, to: toOn, bookedOn: day.on };
}

const fault = (code: string, reason: string, remedy: string): RequestFault => ({ code, reason, remedy });
