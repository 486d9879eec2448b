import { admit } from './admission.ts';
import { corrections } from './correction.ts';
import type { PlainDate } from './date.ts';
import { foldLoan } from './loanFold.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import type { Policy } from './policy.ts';
import { effectiveOn } from './posting.ts';
import type { Posting } from './posting.ts';

/**
 * Which postings begin or cease to count now that the set of postings has changed (docs/decisions/0004): a row for each
 * whose standing is another than the case file has it.
 */
export function standingChanges(state: LoanState, because: string): LoanOutcome[] {
  const { refused } = admit(state.terms.contract, state.postings);
  const before = state.aside ?? {};
  const outcomes: LoanOutcome[] = [];
  for (const { id, code, reason } of refused) {
    const known = before[id];
    if (known?.code !== code || known.reason !== reason)
      outcomes.push({ type: 'postingSetAside', postingId: id, code, reason });
  }
  const now = new Set(refused.map(({ id }) => id));
  for (const posting of state.postings)
    if (posting.id in before && !now.has(posting.id))
      outcomes.push({ type: 'postingCounts', postingId: posting.id, because });
  return outcomes;
}

/** What is written when a posting comes, and the loan after it. */
export interface Booked {
  readonly outcomes: readonly LoanOutcome[];
  readonly after: LoanState;
}

/** A posting is added to the set: its row, and what follows for other postings and for steps taken before. */
export function booked(state: LoanState, eventId: string, posting: Posting, policy: Policy): Booked {
  const posted: LoanOutcome = { type: 'posted', eventId, posting };
  const { outcomes, after } = consequences(foldLoan(state, posted), posting, policy);
  return { outcomes: [posted, ...outcomes], after };
}

/** What follows from a posting that was just added to the set, or taken from it. */
export function consequences(state: LoanState, occasion: Posting, policy: Policy): Booked {
  const changes = standingChanges(state, `${occasion.type} ${occasion.id}`);
  const standing = changes.reduce<LoanState>(foldLoan, state);
  const changed = changes.flatMap((change) =>
    state.postings.filter(({ id }) => 'postingId' in change && id === change.postingId),
  );
  const touched = [occasion, ...changed].map((posting) => firstDayOf(state, posting)).sort();
  const since = touched[0] ?? occasion.bookedOn;
  const outcomes = [...changes, ...corrections(standing, policy, since, occasion)];
  return { outcomes, after: outcomes.slice(changes.length).reduce<LoanState>(foldLoan, standing) };
}

// What is undone never was, from its own first day, nor was what had been charged back of it.
function firstDayOf(state: LoanState, posting: Posting): PlainDate {
  if (posting.type !== 'reversal') return effectiveOn(posting);
  const undone = state.postings.filter(
    (other) => other.id === posting.of || ('of' in other && other.of === posting.of),
  );
  return undone.map(effectiveOn).reduce((first, on) => (on < first ? on : first), effectiveOn(posting));
}
