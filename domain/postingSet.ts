import type { LoanState } from './loanState.ts';
import { byBooking, effectiveOn } from './posting.ts';
import type { Posting } from './posting.ts';

/** The postings with one more, in canonical order. */
export function inOrder(postings: readonly Posting[], posting: Posting): Posting[] {
  const at = postings.findLastIndex((other) => byBooking(other, posting) <= 0) + 1;
  return postings.toSpliced(at, 0, posting);
}

/** The state with these postings set aside, and written off on the day of the write-off that counts. */
export function withStanding(state: LoanState, aside: NonNullable<LoanState['aside']>): LoanState {
  const { aside: _before, ...rest } = state;
  const undone = new Set(
    state.postings.flatMap((one) => (one.type === 'writeBack' && !(one.id in aside) ? [one.writeOff] : [])),
  );
  const writeOff = state.postings.find(({ type, id }) => type === 'writeOff' && !(id in aside) && !undone.has(id));
  return {
    ...rest,
    writtenOffOn: writeOff === undefined ? null : effectiveOn(writeOff),
    ...(Object.keys(aside).length === 0 ? {} : { aside }),
  };
}

/** The state without some postings, and without what was said about them. */
export function withoutPostings(state: LoanState, isGone: (posting: Posting) => boolean): LoanState {
  const gone = new Set(state.postings.filter(isGone).map(({ id }) => id));
  const aside = Object.fromEntries(Object.entries(state.aside ?? {}).filter(([id]) => !gone.has(id)));
  return withStanding({ ...state, postings: state.postings.filter(({ id }) => !gone.has(id)) }, aside);
}
