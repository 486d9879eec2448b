import type { CaseEvent } from './case.ts';
import type { Permission } from './contact.ts';
import { partyId } from './day.ts';
import type { Instant } from './instant.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import { mayContact } from './world.ts';
import type { World } from './world.ts';

/** Until somebody changes it: later than any plan looks. */
export const OPEN_END: Instant = '9999-12-31T00:00:00.000Z';

export const NOT_PERMITTED = 'contact is not permitted any more';

/**
 * What a refused contact waits for, null when it waits for nothing. A hold without an end stops contact, it does not
 * carry anything out: the step waits until the hold is released (a change of contact asks again).
 */
export function waitsFor(
  { contactRules }: Pick<World, 'contactRules'>,
  permission: Permission,
): { readonly until: Instant; readonly rule: string } | null {
  if (permission.answer === 'allowed') return null;
  const { rule } = permission;
  if (permission.answer === 'notBefore') return { until: permission.at, rule };
  return isHold({ contactRules }, rule) ? { until: OPEN_END, rule } : null;
}

const isHold = ({ contactRules }: Pick<World, 'contactRules'>, rule: string): boolean =>
  contactRules.rules.some(({ id, kind }) => id === rule && kind === 'holds');

/** The rule for which a queued message is taken back: refused for good, or held. Hours alone let it wait where it is. */
export function takenBackBy(world: Pick<World, 'contactRules'>, permission: Permission): string | null {
  if (permission.answer === 'allowed') return null;
  return permission.answer === 'never' || isHold(world, permission.rule) ? permission.rule : null;
}

/** The word that something about contact with a party changed. */
export function contactChanged({ content }: CaseEvent, now: Instant): Extract<LoanOutcome, { type: 'contactChanged' }> {
  const text = (field: string): string => {
    const value = content[field];
    return typeof value === 'string' ? value : '';
  };
  // Said a moment ago by a clock that may be ahead: what waits is asked about again now at the latest.
  const at = text('at') !== '' && text('at') < now ? text('at') : now;
  return { type: 'contactChanged', personId: text('personId'), factId: text('factId'), what: text('what'), at };
}

/** Messages that wait in the outbox, and may not reach their person that way any more (domain.md §5: asked again). */
export function noLongerPermitted(state: LoanState, world: World, now: Instant): LoanOutcome[] {
  const { policy, queuedKeys } = world;
  const steps = [...policy.reminders, ...policy.ladder, ...policy.recovery];
  return state.steps.flatMap((record): LoanOutcome[] => {
    if (record.status !== 'open' || !queuedKeys.includes(record.key)) return [];
    const action = steps.find(({ id }) => id === record.step)?.action;
    if (action?.do !== 'notify') return [];
    const person = world.people[partyId(state.terms, action.to) ?? ''];
    const channel = action.channels[record.channelAt];
    if (person === undefined || channel === undefined) return [];
    const rule = takenBackBy(world, mayContact(world, person, channel, state.terms.loanId, now));
    return rule === null ? [] : [{ type: 'noticeCancelled', key: record.key, because: NOT_PERMITTED, rule }];
  });
}
