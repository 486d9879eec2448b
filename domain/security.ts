/** More security (补充担保, 弥补担保): asked of the borrower by a day, given, or taken back. */
import type { Actor, Applied, CaseEvent } from './case.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { documentsIn, missingKinds } from './evidence.ts';
import { dateOf, refused } from './loanRefusal.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import { positiveAmount } from './money.ts';
import { isAskedFor, securityRulesOf } from './securityRules.ts';
import type { SecurityRules } from './securityRules.ts';
import { SECURITY_WANTED } from './securityState.ts';
import type { SecurityAsk, SecurityGiven } from './securityState.ts';
import type { World } from './world.ts';

type Result = Applied<LoanOutcome>;

const mayNot = (event: CaseEvent, { roles }: SecurityRules, { role }: Actor): Result | null =>
  roles.includes(role)
    ? null
    : refused(event, 'ROLE_NOT_ALLOWED', `${role} may not do this`, `ask one of ${roles.join(', ')}`);

/** Command `askSecurity`: `{ wanted, dueOn, reason }`. The borrower is told, and reminded before the day. */
export function securityAsked(
  state: LoanState,
  event: CaseEvent,
  { policy }: World,
  today: PlainDate,
  actor: Actor,
): Result {
  const rules = securityRulesOf(policy);
  const no = mayNot(event, rules, actor);
  if (no !== null) return no;
  if (state.closed !== null || state.settledOn !== null)
    return refused(event, 'NOTHING_OWED', 'nothing is outstanding', 'nothing has to be secured');
  const open = state.securities?.find(isAskedFor);
  if (open !== undefined)
    return refused(event, 'SECURITY_OPEN', `${open.id} asks for it by ${open.dueOn}`, 'wait for it, or take it back');
  const { wanted, reason } = event.content;
  const what = SECURITY_WANTED.find((one) => one === wanted);
  if (what === undefined)
    return refused(
      event,
      'WANTED_UNKNOWN',
      'it is not said what is wanted',
      `write wanted: ${SECURITY_WANTED.join(', ')}`,
    );
  if (typeof reason !== 'string' || reason.trim() === '')
    return refused(event, 'REASON_MISSING', 'it needs a reason', 'say why, in a sentence');
  const dueOn = dateOf(event, 'dueOn');
  const earliest = addDays(today, rules.leastDays);
  if (dueOn === null || dueOn < earliest)
    return refused(
      event,
      'TOO_SOON',
      `the policy gives at least ${rules.leastDays} days`,
      `name a day from ${earliest} on`,
    );
  const security: SecurityAsk = {
    ...{ id: `${state.terms.loanId}/security/${(state.securities ?? []).length + 1}`, wanted: what, reason },
    ...{ askedOn: today, dueOn },
  };
  return {
    outcomes: [{ type: 'securityAsked', security, by: actor.id }],
    answer: { ok: true, security: security.id, dueOn },
  };
}

/**
 * Command `provideSecurity`: `{ security?, guarantorId | collateral: { kind, value }, replaces?, documents }`. Asked for or
 * not; a new guarantor is a party of the loan from then on.
 */
export function securityProvided(
  state: LoanState,
  event: CaseEvent,
  world: World,
  today: PlainDate,
  actor: Actor,
): Result {
  const rules = securityRulesOf(world.policy);
  const no = mayNot(event, rules, actor);
  if (no !== null) return no;
  if (state.closed !== null) return refused(event, 'LOAN_CLOSED', 'the loan is closed', 'nothing has to be secured');
  const { security: id } = event.content;
  const one = id === undefined ? undefined : state.securities?.find((each) => each.id === id);
  if (id !== undefined && one === undefined) return unknown(event);
  if (one?.ended !== undefined && one.ended.as !== 'missed')
    return refused(
      event,
      'SECURITY_OVER',
      `it ended on ${one.ended.on} as ${one.ended.as}`,
      'record it without naming it',
    );
  const given = givenIn(state, event);
  if ('code' in given) return refused(event, given.code, given.reason, given.remedy);
  if (one !== undefined && one.wanted !== 'either' && one.wanted !== given.what)
    return refused(
      event,
      'OTHER_WANTED',
      `a ${one.wanted} is asked for`,
      'record it without naming what was asked for',
    );
  const documents = documentsIn(event.content) ?? [];
  const needed =
    given.what === 'collateral' ? [rules.proof] : [rules.consent, ...(given.replaces === null ? [] : [rules.release])];
  const missing = missingKinds(needed, documents);
  if (missing.length > 0)
    return refused(
      event,
      'EVIDENCE_MISSING',
      `it needs ${missing.join(', ')}`,
      'hand the documents in (recoup document add) and name them',
    );
  return {
    outcomes: [
      { type: 'securityProvided', id: one?.id ?? null, given, documents, by: actor.id, on: today },
      ...(given.what === 'guarantor' ? released(state, world) : []),
    ],
    answer: { ok: true, ...(one === undefined ? {} : { security: one.id }), given: given.what },
  };
}

/** Who was released is asked for nothing any more: what waits for them is taken back, and asked of who guarantees now. */
function released({ steps, tracks }: LoanState, { policy, queuedKeys }: World): LoanOutcome[] {
  const because = 'another person guarantees the loan now';
  const all = [...policy.reminders, ...policy.ladder, ...policy.recovery];
  const messages = steps.flatMap(({ key, step, status }): LoanOutcome[] => {
    const action = all.find(({ id }) => id === step)?.action;
    const isTheirs = action?.do === 'notify' && action.to === 'guarantor';
    return isTheirs && status === 'open' && queuedKeys.includes(key) ? [{ type: 'noticeCancelled', key, because }] : [];
  });
  const claims = Object.entries(tracks).flatMap(([trackId, { ended, claim, told }]): LoanOutcome[] =>
    ended || claim?.on !== 'guarantor' || told.includes('notCalledFor')
      ? []
      : [{ type: 'trackTold', trackId, what: 'notCalledFor', because }],
  );
  return [...messages, ...claims];
}

interface Fault {
  readonly code: string;
  readonly reason: string;
  readonly remedy: string;
}

function givenIn({ terms }: LoanState, { content }: CaseEvent): SecurityGiven | Fault {
  const { guarantorId, replaces, collateral } = content;
  if (typeof guarantorId === 'string') {
    if (guarantorId === terms.debtorId || guarantorId === terms.guarantorId)
      return {
        code: 'PERSON_TWICE',
        reason: `${guarantorId} answers for the loan already`,
        remedy: 'name somebody else',
      };
    if (terms.guarantorId !== null && replaces !== terms.guarantorId)
      return {
        code: 'GUARANTOR_STANDS',
        reason: `${terms.guarantorId} guarantees the loan; it has one guarantor`,
        remedy: 'name who is released (replaces), with the release, or record collateral',
      };
    return { what: 'guarantor', guarantorId, replaces: terms.guarantorId };
  }
  const { kind, value } =
    typeof collateral === 'object' && collateral !== null ? (collateral as Record<string, unknown>) : {};
  if (typeof kind !== 'string' || !/^[A-Za-z][A-Za-z0-9-]{0,39}$/.test(kind))
    return {
      code: 'GIVEN_UNKNOWN',
      reason: 'it is not said what was given',
      remedy: 'name a guarantor, or collateral with kind and value',
    };
  const valueMinor = positiveAmount(value, terms.contract.currency);
  return typeof valueMinor === 'number' ? { what: 'collateral', kind, valueMinor } : valueMinor;
}

/** Command `withdrawSecurity`: `{ security, reason }`. It is not asked for any more. */
export function securityWithdrawn(
  state: LoanState,
  event: CaseEvent,
  { policy }: World,
  today: PlainDate,
  actor: Actor,
): Result {
  const no = mayNot(event, securityRulesOf(policy), actor);
  if (no !== null) return no;
  const one = state.securities?.find(({ id }) => id === event.content['security']);
  if (one === undefined) return unknown(event);
  if (one.ended !== undefined)
    return refused(event, 'SECURITY_OVER', `it ended on ${one.ended.on} as ${one.ended.as}`, 'nothing has to be done');
  const { reason } = event.content;
  if (typeof reason !== 'string' || reason.trim() === '')
    return refused(event, 'REASON_MISSING', 'it needs a reason', 'say why, in a sentence');
  return {
    outcomes: [{ type: 'securityEnded', id: one.id, as: 'withdrawn', because: reason, by: actor.id, on: today }],
    answer: { ok: true, security: one.id, ended: 'withdrawn' },
  };
}

const unknown = (event: CaseEvent): Result =>
  refused(event, 'SECURITY_UNKNOWN', 'nothing is asked for under this id', 'look at the loan');
