/** A command about a circumstance, and what is asked of each of them. */
import type { Actor, Applied, CaseEvent } from './case.ts';
import type { Circumstance } from './circumstanceState.ts';
import type { PlainDate } from './date.ts';
import type { Instant } from './instant.ts';
import { refused } from './loanRefusal.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import type { World } from './world.ts';

export type Result = Applied<LoanOutcome>;

/** A command about a circumstance, with everything that it is judged by. */
export interface CircumstanceAsked {
  readonly state: LoanState;
  readonly event: CaseEvent;
  readonly world: World;
  readonly today: PlainDate;
  readonly now: Instant;
  readonly actor: Actor;
}

/** The circumstance that a command names, on the loan that it is named after; or why not. */
export function named({ state, event }: CircumstanceAsked, status: Circumstance['status'][]): Circumstance | Result {
  const { circumstance: id } = event.content;
  const one = state.circumstances?.find((known) => known.id === id);
  if (one === undefined)
    return refused(event, 'CIRCUMSTANCE_UNKNOWN', 'the loan knows no such circumstance', 'report it, or list them');
  if (!one.id.startsWith(`${state.terms.loanId}/circumstance/`))
    return refused(
      event,
      'NOT_REPORTED_HERE',
      'it was reported on another loan',
      `say it to ${one.id.split('/')[0] ?? ''}`,
    );
  if (!status.includes(one.status))
    return refused(event, 'CIRCUMSTANCE_NOT_THERE', `it is ${one.status}`, `it has to be ${status.join(' or ')}`);
  return one;
}

/** Two pairs of eyes: who said the word before does not say the next. */
export function secondPerson({ event, actor }: CircumstanceAsked, first: string): Result | null {
  if (actor.id !== first) return null;
  return refused(event, 'SAME_PERSON', `${first} said the word before this one`, 'let somebody else say it');
}

export function evidenceMissing({ event }: CircumstanceAsked, what: string): Result {
  return refused(event, 'EVIDENCE_MISSING', 'nothing shows it', `hand in ${what}, and name it`);
}
