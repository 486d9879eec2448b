import { callResultOf } from './callResult.ts';
import type { CallCode } from './callResult.ts';
import type { CallFact } from './callState.ts';
import type { Applied, CaseEvent } from './case.ts';
import { report } from './circumstanceReport.ts';
import type { CircumstanceKind } from './circumstanceState.ts';
import type { LocalTimes } from './contact/types.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { disputeOpened } from './dispute.ts';
import { addMilliseconds, isInstant, localDate } from './instant.ts';
import type { Instant } from './instant.ts';
import { refused } from './loanRefusal.ts';
import { promiseMade } from './promise.ts';
import { isOpenPromise } from './promiseRules.ts';
import type { LoanOutcome, LoanState, OpenTask } from './loanState.ts';
import { SKEW_ALLOWANCE_MS, mayContact } from './world.ts';
import type { World } from './world.ts';

/** A result code given for a task, with everything that its consequences rest on. */
export interface EndedCall {
  readonly state: LoanState;
  readonly event: CaseEvent;
  readonly world: World;
  readonly task: OpenTask;
  readonly taskId: string;
  readonly code: CallCode;
  readonly personId: string;
  readonly by: string;
  readonly now: Instant;
  readonly on: PlainDate;
}

type Refused = Applied<LoanOutcome>;

/** A number that is not the person's, or reaches nobody, serves neither calls nor texts. */
const deadNumber: readonly CallFact[] = [
  { kind: 'failed', channel: 'call' },
  { kind: 'failed', channel: 'sms' },
];

/** What the call showed about contact with the person. */
export function facts({ event, code }: EndedCall): { readonly facts: readonly CallFact[] } | Refused {
  const { consequence, group } = callResultOf(code);
  const found: CallFact[] = [];
  if (consequence?.do === 'hold') found.push({ kind: 'held', hold: consequence.hold });
  if (consequence?.do === 'markNumber' || consequence?.do === 'markLost') found.push(...deadNumber);
  if (consequence?.do === 'markLost') found.push({ kind: 'reachable', reachable: false });
  if (event.content['refusesContact'] !== true) return { facts: found };
  switch (group) {
    case 'rightParty':
      return { facts: [...found, { kind: 'consented', channels: ['call'], given: false }] };
    case 'thirdParty':
      // Stop at once when they refuse (domain.md §5): who answers there wants no call, so the line is not rung again.
      return { facts: [...found, { kind: 'failed', channel: 'call' }] };
    case 'noContact':
    case 'unusable':
      return refused(event, 'NOBODY_REFUSED', `with ${code} nobody was spoken to`, 'leave refusesContact out');
  }
}

/** So long around the agreed instant the agreement holds. */
const AGREED_BEFORE_MS = 2 * SKEW_ALLOWANCE_MS;
const AGREED_FOR_MS = 60 * 60_000;
/** A call back is planned at most so far ahead. */
const MOST_DAYS_AHEAD = 30;

/** An hour from the named instant, whatever the time of the day. */
const agreedTimes = (callAt: Instant): LocalTimes => ({
  from: '00:00',
  to: '24:00',
  channels: ['call'],
  validFrom: addMilliseconds(callAt, -AGREED_BEFORE_MS),
  validUntil: addMilliseconds(callAt, AGREED_FOR_MS),
});

interface FollowUp {
  readonly outcomes: readonly LoanOutcome[];
  readonly facts: readonly CallFact[];
  readonly answered: Readonly<Record<string, unknown>>;
}

/** What becomes of the task: it is done, waits for the call back, or goes to a supervisor. */
export function followUp(call: EndedCall): FollowUp | Refused {
  const { event, code, task, taskId, by, on } = call;
  const { consequence } = callResultOf(code);
  const { promise, callBackAt } = event.content;
  const before = consequence?.do === 'promise' && promise === undefined && hasPromised(call);
  if (!before && (consequence?.do === 'promise' || promise !== undefined)) return promised(call, promise);
  if (callBackAt !== undefined) return callBack(call, callBackAt);
  if (consequence?.do === 'dispute') return disputed(call);
  if (consequence?.do === 'circumstance') return befallen(call, consequence.kind);
  if (consequence?.do === 'escalate' && task.escalatedOn === undefined) {
    const escalated = { type: 'taskEscalated', taskId, to: 'supervisor', on } as const;
    return { outcomes: [escalated], facts: [], answered: { escalatedTo: 'supervisor' } };
  }
  return { outcomes: [{ type: 'taskClosed', taskId, result: code, by, on }], facts: [], answered: {} };
}

/** Opens the dispute for the caller, unless an owner is named. One that is open about the same goes on. */
function disputed({ state, event, world, taskId, code, by, on }: EndedCall): FollowUp | Refused {
  const { actor } = event;
  const closed: LoanOutcome = { type: 'taskClosed', taskId, result: code, by, on };
  if (actor === undefined || actor === null) return { outcomes: [closed], facts: [], answered: {} };
  const { about = 'other', ownerId = by } = event.content;
  const content = { kind: 'dispute', about, ownerId };
  const { outcomes, answer } = disputeOpened(state, { ...event, content }, world, on, actor);
  if (answer.ok) {
    const { ok: _ok, ...answered } = answer;
    return { outcomes: [...outcomes, closed], facts: [], answered };
  }
  return answer.code === 'DISPUTE_OPEN' ? { outcomes: [closed], facts: [], answered: {} } : { outcomes, answer };
}

/** What somebody said on the telephone is reported, to be verified by another person. What is known already stays. */
function befallen(
  { state, event, taskId, code, personId, by, on }: EndedCall,
  kind: CircumstanceKind,
): FollowUp | Refused {
  const closed: LoanOutcome = { type: 'taskClosed', taskId, result: code, by, on };
  const { outcomes, answer } = report(state, event, kind, personId, 'call', on, by);
  if (answer.ok) {
    const { ok: _ok, ...answered } = answer;
    return { outcomes: [...outcomes, closed], facts: [], answered };
  }
  return answer.code === 'CIRCUMSTANCE_OPEN' ? { outcomes: [closed], facts: [], answered: {} } : { outcomes, answer };
}

/** The promise was taken by a command of its own on this day, and the result says so. */
const hasPromised = ({ state, on }: EndedCall): boolean =>
  (state.promises ?? []).some((promise) => promise.madeOn === on && isOpenPromise(promise));

/** The promise that comes with the result: `{ instalments: [{ dueOn, amount }] }` (docs/promises.md). */
function promised({ state, event, world, taskId, code, by, on }: EndedCall, promise: unknown): FollowUp | Refused {
  const { actor } = event;
  if (code !== 'PTP' && code !== 'TPP')
    return refused(event, 'PROMISE_NOT_TAKEN', `${code} comes without a promise`, 'give PTP, or leave the promise out');
  if (typeof promise !== 'object' || promise === null || actor === undefined || actor === null)
    return refused(event, 'PROMISE_EMPTY', 'no date is promised', 'give promise: { instalments: [{ dueOn, amount }] }');
  if (event.content['callBackAt'] !== undefined)
    return refused(event, 'CALL_BACK_INVALID', 'a promise is waited for', 'leave callBackAt out');
  const content = { ...promise, by: code === 'PTP' ? 'debtor' : 'thirdParty', taskId };
  const { outcomes, answer } = promiseMade(state, { ...event, content }, world, on, actor);
  if (!answer.ok) return { outcomes, answer };
  const { ok: _ok, ...answered } = answer;
  return { outcomes: [...outcomes, { type: 'taskClosed', taskId, result: code, by, on }], facts: [], answered };
}

function callBack(call: EndedCall, callAt: unknown): FollowUp | Refused {
  const { state, event, world, task, taskId, code, personId, by, now, on } = call;
  const refuse = (reason: string, remedy: string): Refused => refused(event, 'CALL_BACK_INVALID', reason, remedy);
  const { group, consequence } = callResultOf(code);
  if (
    group === 'unusable' ||
    consequence?.do === 'hold' ||
    consequence?.do === 'circumstance' ||
    consequence?.do === 'dispute'
  )
    return refuse(`after ${code} nobody is called back`, 'leave callBackAt out');
  if (!isInstant(callAt)) return refuse('callBackAt is no instant', 'write 2025-04-05T01:00:00.000Z');
  const day = localDate(callAt, world.policy.timeZone);
  if (callAt <= now) return refuse(`${callAt} has passed`, 'name a later instant');
  if (day > addDays(on, MOST_DAYS_AHEAD))
    return refuse(`${callAt} is more than ${MOST_DAYS_AHEAD} days ahead`, 'name an earlier instant');
  // The person named the time; who only did not answer has agreed to nothing.
  const agreed = group === 'rightParty' && event.content['refusesContact'] !== true;
  const times = agreedTimes(callAt);
  const person = world.people[personId];
  if (person !== undefined) {
    const { subject } = person;
    const asked = agreed
      ? { ...person, subject: { ...subject, agreedTimes: [...(subject.agreedTimes ?? []), times] } }
      : person;
    const permission = mayContact(world, asked, 'call', state.terms.loanId, callAt);
    if (permission.answer !== 'allowed') {
      const until = permission.answer === 'never' ? '' : `, permitted from ${permission.at} on`;
      return refused(
        event,
        'NOT_PERMITTED',
        `rule ${permission.rule} does not permit a call then${until}`,
        permission.answer === 'never' ? 'leave callBackAt out' : `name an instant from ${permission.at} on`,
      );
    }
  }
  const after = addDays(day, 1);
  const dueOn = after > task.dueOn ? after : task.dueOn;
  return {
    outcomes: [{ type: 'callPlanned', taskId, callAt, agreed, dueOn, by, on }],
    facts: agreed ? [{ kind: 'agreed', times }] : [],
    answered: { callAt, dueOn },
  };
}
