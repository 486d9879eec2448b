/** What money makes a loan tell its tracks. */
import type { Day } from './day.ts';
import type { LoanOutcome, LoanState, TrackOfLoan } from './loanState.ts';
import type { Policy } from './policy.ts';

/** Arrears that ended, each track once; and a legal action is told when the money that ended them was taken back. */
export function wordsToTracks(state: LoanState, policy: Policy, day: Day): LoanOutcome[] {
  return Object.entries(state.tracks).flatMap(([trackId, track]): LoanOutcome[] => {
    const legal = track.kind === 'legalAction';
    const back = legal ? moneyTakenBack(track, day) : null;
    if (back !== null) return [{ type: 'trackTold', trackId, what: 'arrearsBack', because: back, on: day.on }];
    const because = endedArrears(state, trackId, track, policy, day);
    if (because === null || track.ended || track.told.includes('arrearsEnded')) return [];
    return [{ type: 'trackTold', trackId, what: 'arrearsEnded', because, ...(legal ? { on: day.on } : {}) }];
  });
}

/** Why the arrears that a track was opened for are over; null while they last (docs/policy.md, "Counts as carried out"). */
function endedArrears(
  { steps }: LoanState,
  trackId: string,
  { early }: TrackOfLoan,
  policy: Policy,
  day: Day,
): string | null {
  // What a person opened because of a risk rests on no arrears: it is over when nothing is owed.
  if (early === true) return day.assessment.settled ? 'nothing is outstanding any more' : null;
  if (day.collectionEnded) return 'the partner has bought the loan back';
  if (!day.pastDue) return 'nothing is past due any more';
  if (policy.partPayment !== 'restart') return null;
  const dueOn = steps.find(({ key }) => key === trackId)?.oldestDueOn;
  if (dueOn === undefined || dueOn === day.assessment.oldestDueOn) return null;
  return `the instalment due ${dueOn} is not the oldest open one any more`;
}

/**
 * What was due before the arrears ended is open again, so money was taken back: by a reversal, by a back-dated posting,
 * or by a returned debit, which is a debt of its own. An instalment that fell due since is another matter.
 */
function moneyTakenBack({ told, arrearsEndedOn, early }: TrackOfLoan, { assessment, pastDue }: Day): string | null {
  if (arrearsEndedOn === undefined || !told.includes('arrearsEnded')) return null;
  if (early === true ? assessment.settled : !pastDue) return null;
  if (assessment.chargebacks.some(({ openMinor }) => openMinor > 0)) return 'a payment was returned';
  const { oldestDueOn } = assessment;
  if (early === true) return 'something is outstanding again';
  return oldestDueOn !== null && oldestDueOn < arrearsEndedOn
    ? `the instalment due ${oldestDueOn} is open again`
    : null;
}

/** The legal action that is open; null when there is none. One at a time: two would claim the same debt. */
export function openLegalAction({ tracks }: LoanState): string | null {
  const found = Object.entries(tracks).find(([, { kind, ended }]) => kind === 'legalAction' && !ended);
  return found?.[0] ?? null;
}
