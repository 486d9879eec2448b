/** What is stopped by a circumstance: steps and tracks towards the person whom it befell. */
import { CODE_OF } from './circumstanceState.ts';
import type { Circumstance } from './circumstanceState.ts';
import { everythingStops, stopsContactWith } from './circumstanceRules.ts';
import { decisionFacts, partyId } from './day.ts';
import type { Day } from './day.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import type { Action, Policy } from './policy.ts';
import type { DueStep } from './reminders.ts';

/** Whom a step is about; null for what is about nobody. */
function addresseeOf({ terms }: LoanState, action: Action): string | null {
  switch (action.do) {
    case 'notify':
    case 'call':
      return partyId(terms, action.to);
    case 'claim':
      return partyId(terms, action.on);
    case 'legal':
      return terms.debtorId;
    case 'writeOff':
    case 'collateral':
      return null;
  }
}

/** What is reported or known of the person whom a step is about, and stops it. */
export function stoppedBy(state: LoanState, action: Action): Circumstance | undefined {
  if (state.circumstances === undefined) return undefined;
  return stopsContactWith(state, addresseeOf(state, action));
}

/**
 * A step towards somebody of whom something is reported waits until that is verified or refuted; of whom it is known, it is
 * passed over, and what rests on it goes on: claims on others do not wait for the dead.
 */
export function waitsForWord(state: LoanState, { step, personId }: Pick<DueStep, 'step' | 'personId'>): boolean {
  return personId === undefined && stoppedBy(state, step.action)?.status === 'reported';
}

/** The step is passed over for what is known of its addressee. */
export function passedOver(state: LoanState, due: DueStep, day: Day): LoanOutcome[] {
  const known = due.personId === undefined ? stoppedBy(state, due.step.action) : undefined;
  if (known === undefined) return [];
  const { step, occurrence, oldestDueOn } = due;
  const facts = decisionFacts(day);
  return [
    {
      ...{ type: 'stepRefused', step: step.id, occurrence, code: CODE_OF[known.kind], rule: ruleOf(known) },
      ...{ on: day.on, oldestDueOn, facts },
    },
  ];
}

/** The rule that is named where something is stopped. */
export const ruleOf = ({ kind }: Circumstance): string => `circumstances.${kind}`;

/** What is known of the borrower, or of another owner of the thing: neither is taken from past a stay. */
function stopsDisposal(state: LoanState, itemId: string | undefined): Circumstance | undefined {
  const owner = (state.collateral ?? []).find(({ item }) => item.id === itemId)?.item.ownerId ?? null;
  const known = [state.terms.debtorId, owner].flatMap((id) => stopsContactWith(state, id) ?? []);
  return known.find(({ status }) => status !== 'reported') ?? known[0];
}

/** Tracks against somebody of whom something is known stand still, and go on when it was not so or is over. */
export function tracksStopped(state: LoanState, policy: Policy): LoanOutcome[] {
  if (state.circumstances === undefined) return [];
  const all = everythingStops(state);
  return Object.entries(state.tracks).flatMap(([trackId, { kind, step, ended, told, itemId }]): LoanOutcome[] => {
    const action = [...policy.ladder, ...policy.recovery].find(({ id }) => id === step)?.action;
    const isDisposal = kind === 'collateral';
    if (ended || (action === undefined && !isDisposal)) return [];
    const known = isDisposal
      ? stopsDisposal(state, itemId)
      : action === undefined
        ? undefined
        : stoppedBy(state, action);
    const stopped = all || (known !== undefined && known.status !== 'reported');
    const because = known === undefined ? 'circumstances.identityFraud' : ruleOf(known);
    if (stopped && !told.includes('suspended')) return [{ type: 'trackTold', trackId, what: 'suspended', because }];
    if (!stopped && told.includes('suspended'))
      return [{ type: 'trackTold', trackId, what: 'resumed', because: 'nothing stands against it any more' }];
    return [];
  });
}
