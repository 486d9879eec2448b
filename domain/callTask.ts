import { facts, followUp } from './callConsequence.ts';
import { CALL_CODES, callResultOf, isCallCode } from './callResult.ts';
import type { CallOutcome } from './callState.ts';
import type { Applied, CaseEvent } from './case.ts';
import { partyId } from './day.ts';
import { addMilliseconds, isInstant, localDate } from './instant.ts';
import type { Instant } from './instant.ts';
import { refused } from './loanRefusal.ts';
import type { LoanOutcome, LoanState, OpenTask } from './loanState.ts';
import type { World } from './world.ts';

/** So long a claim holds unless the claimer says otherwise, in minutes. */
export const CLAIM_MINUTES = 30;
const LEAST_CLAIM_MINUTES = 5;
const MOST_CLAIM_MINUTES = 480;
const MINUTE_MS = 60_000;

/** The one who holds the task at the instant; null when nobody does, or not any more. */
export function holderOf(task: OpenTask, now: Instant): string | null {
  return task.claim !== undefined && task.claim.until > now ? task.claim.by : null;
}

/** The person whom the task asks to call. */
export function calleeOf(state: LoanState, { policy }: Pick<World, 'policy'>, task: OpenTask): string {
  const steps = [...policy.reminders, ...policy.ladder, ...policy.recovery];
  const action = steps.find(({ id }) => id === task.step)?.action;
  const to = action?.do === 'call' ? action.to : 'debtor';
  return partyId(state.terms, to) ?? state.terms.debtorId;
}

interface Asked {
  readonly taskId: string;
  readonly task: OpenTask;
}

/** The open call that a command speaks of. */
function callOf(state: LoanState, event: CaseEvent): Asked | null {
  const { taskId } = event.content;
  const task = typeof taskId === 'string' ? state.tasks[taskId] : undefined;
  return typeof taskId === 'string' && task?.kind === 'call' ? { taskId, task } : null;
}

const notOpen = (event: CaseEvent): Applied<LoanOutcome> =>
  refused(event, 'TASK_NOT_OPEN', 'no such call is waiting', 'look at the work list again');

const claimed = (event: CaseEvent, { claim }: OpenTask): Applied<LoanOutcome> =>
  refused(
    event,
    'TASK_CLAIMED',
    `${claim?.by ?? ''} works on it until ${claim?.until ?? ''}`,
    'take another task, or wait until it is released',
  );

/** Takes a call for one person, so that no two work on it. Taking it again renews the claim. */
export function claimTask(state: LoanState, event: CaseEvent, by: string, now: Instant): Applied<LoanOutcome> {
  const asked = callOf(state, event);
  if (asked === null) return notOpen(event);
  const holder = holderOf(asked.task, now);
  if (holder !== null && holder !== by) return claimed(event, asked.task);
  const minutes = event.content['minutes'] ?? CLAIM_MINUTES;
  if (!Number.isInteger(minutes) || Number(minutes) < LEAST_CLAIM_MINUTES || Number(minutes) > MOST_CLAIM_MINUTES)
    return refused(
      event,
      'MINUTES_INVALID',
      `a claim holds ${LEAST_CLAIM_MINUTES} to ${MOST_CLAIM_MINUTES} minutes`,
      'give whole minutes in that range, or none',
    );
  const until = addMilliseconds(now, Number(minutes) * MINUTE_MS);
  const { taskId } = asked;
  return { outcomes: [{ type: 'taskClaimed', taskId, by, at: now, until }], answer: { ok: true, until } };
}

/** Gives a call back: by who holds it, or by a supervisor. */
export function releaseTask(state: LoanState, event: CaseEvent, world: World, now: Instant): Applied<LoanOutcome> {
  const asked = callOf(state, event);
  if (asked === null) return notOpen(event);
  const holder = holderOf(asked.task, now);
  if (holder === null) return refused(event, 'NOT_CLAIMED', 'nobody works on it', 'nothing needs to be released');
  const by = event.actor?.id ?? '';
  if (holder !== by && event.actor?.role !== 'supervisor') return claimed(event, asked.task);
  const on = localDate(now, world.policy.timeZone);
  return { outcomes: [{ type: 'taskReleased', taskId: asked.taskId, by, on }], answer: { ok: true } };
}

/** The desk rang: the claim of the attempt stands in the contact log already, this is its line in the journal. */
export function recordDial(event: CaseEvent, world: World, by: string): Applied<LoanOutcome> {
  const { taskId, dialId, personId, how, at } = event.content;
  if (typeof taskId !== 'string' || typeof dialId !== 'string' || typeof personId !== 'string' || !isInstant(at))
    return refused(event, 'DIAL_INVALID', 'that is no attempt of this desk', 'dial through the work list');
  const voice = how === 'voice' ? 'voice' : 'manual';
  if (!(personId in world.people))
    return refused(event, 'PERSON_UNKNOWN', 'the person is no party of the loan', 'dial through the work list');
  return { outcomes: [{ type: 'callDialled', taskId, dialId, personId, how: voice, by, at }], answer: { ok: true } };
}

/** The desk was not permitted to ring: a refusal is written down too. */
export function recordRefusedDial(event: CaseEvent): Applied<LoanOutcome> {
  const { rule, until } = event.content;
  const then = typeof until === 'string' ? `call from ${until} on` : 'do not call this person about this debt';
  const why = typeof rule === 'string' ? rule : 'unknown';
  return refused(event, 'NOT_PERMITTED', `rule ${why} does not permit the call`, then);
}

/** What came of a call, by result code; consequences follow from the code (docs/calls.md). */
export function callOutcome(
  state: LoanState,
  event: CaseEvent,
  world: World,
  by: string,
  now: Instant,
): Applied<LoanOutcome> {
  const asked = callOf(state, event);
  if (asked === null) return notOpen(event);
  const { taskId, task } = asked;
  const holder = holderOf(task, now);
  if (holder !== null && holder !== by) return claimed(event, task);
  const { result: code, dialId } = event.content;
  if (code === undefined || code === '')
    return refused(event, 'RESULT_MISSING', 'a call ends with a result', `give one of ${CALL_CODES.join(', ')}`);
  if (!isCallCode(code))
    return refused(event, 'RESULT_UNKNOWN', 'that is no result code', `give one of ${CALL_CODES.join(', ')}`);
  const { group, contact, effective } = callResultOf(code);
  const personId = calleeOf(state, world, task);
  const on = localDate(now, world.policy.timeZone);
  const call = { state, event, world, task, taskId, code, personId, by, now, on };
  const said = facts(call);
  if ('answer' in said) return said;
  const next = followUp(call);
  if ('answer' in next) return next;
  const ended: CallOutcome = {
    type: 'callEnded',
    taskId,
    dialId: typeof dialId === 'string' ? dialId : null,
    personId,
    ...{ code, group, contact, effective },
    contactFacts: [...said.facts, ...next.facts],
    ...{ by, at: now, on },
  };
  return { outcomes: [ended, ...next.outcomes], answer: { ok: true, result: code, ...next.answered } };
}
