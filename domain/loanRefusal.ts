import { refuse } from './case.ts';
import type { Applied, CaseEvent } from './case.ts';
import { isPlainDate } from './date.ts';
import type { PlainDate } from './date.ts';
import type { LoanOutcome } from './loanState.ts';

/** An event that does not fit a loan: refused with code, reason and remedy, and written down. */
export function refused(event: CaseEvent, code: string, reason: string, remedy: string): Applied<LoanOutcome> {
  const by = event.actor?.id;
  return {
    outcomes: [
      { type: 'refused', eventId: event.id, what: event.type, code, reason, ...(by === undefined ? {} : { by }) },
    ],
    answer: refuse(code, reason, remedy),
  };
}

/** A date of an event's content, or null if it is not one. */
export function dateOf(event: CaseEvent, field: string): PlainDate | null {
  const value = event.content[field];
  return isPlainDate(value) ? value : null;
}
