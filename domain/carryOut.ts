import { passedOver } from './circumstanceStops.ts';
import { addDays } from './date.ts';
import { decisionFacts, partyId } from './day.ts';
import type { Day } from './day.ts';
import type { Instant } from './instant.ts';
import type { LoanOutcome, LoanState, StepRecord, TrackKind } from './loanState.ts';
import { demandLine, lineFor, noticeLine } from './notice.ts';
import type { NoticeLine } from './notice.ts';
import { partnerPassedOver } from './partnerOfLoan.ts';
import { waitsFor } from './permitted.ts';
import type { Action, Party, Policy } from './policy.ts';
import { recordOf } from './reminders.ts';
import type { DueStep } from './reminders.ts';
import { leavesAt } from './slot.ts';
import { attachFor, channelsFor, templateFor } from './strategy.ts';
import { cannotBeMade } from './wording.ts';
import type { PassedOver } from './wording.ts';
import { openLegalAction } from './trackWords.ts';
import { disposalDue } from './pledge.ts';
import { mayContact } from './world.ts';
import type { World } from './world.ts';

/** Rank of a step: of messages that are joined, the highest chooses the template. */
export function rankOf(policy: Policy, due: Pick<DueStep, 'group' | 'step'>): number {
  switch (due.group) {
    case 'reminder':
      return policy.reminders.indexOf(due.step);
    case 'ladder':
      return 100 + policy.ladder.indexOf(due.step);
    case 'service':
      return 50;
    case 'recovery':
      return 300 + policy.recovery.indexOf(due.step);
  }
}

/** What a due step comes to now: a message, a task, a track, or a recorded reason why not. */
export function carryOut(state: LoanState, world: World, due: DueStep, day: Day, now: Instant): LoanOutcome[] {
  const { action } = due.step;
  const passed = passedOver(state, due, day);
  if (passed.length > 0) return passed;
  const notCountedOn = partnerPassedOver(state, world, due, day);
  if (notCountedOn.length > 0) return notCountedOn;
  switch (action.do) {
    case 'notify':
      return notify(state, world, due, action, day, now);
    case 'call':
      return [...supersededCalls(state, day), openCall(state, due, action, day)];
    case 'claim':
      return [openClaim(state, due, action, day)];
    case 'legal':
      if (openLegalAction(state) !== null) return [alreadyOpen(due, day)];
      return [openTrack(state, due, 'legalAction', null, day)];
    case 'writeOff':
      return [openTrack(state, due, 'writeOff', null, day)];
    case 'collateral':
      return [disposalDue(state, due.step, due.occurrence, day) ?? nothingPledged(due, day)];
  }
}

/** Nothing secures the loan any more: carried out for that reason, and the ladder goes on. */
function nothingPledged({ step, occurrence, oldestDueOn }: DueStep, day: Day): LoanOutcome {
  const facts = decisionFacts(day);
  return {
    ...{ type: 'stepRefused', step: step.id, occurrence, code: 'NO_COLLATERAL', rule: null },
    ...{ on: day.on, oldestDueOn, facts },
  };
}

/** The next key for an occurrence: a key is used once in the life of a loan (domain.md §6). */
function nextKey(state: LoanState, due: DueStep, record: StepRecord | undefined): { key: string; attempt: number } {
  const attempt = record === undefined || record.key === '' ? (record?.attempt ?? 0) : record.attempt + 1;
  const key = `${state.terms.loanId}/${due.step.id}/${due.occurrence}`;
  return { key: attempt === 0 ? key : `${key}~${attempt}`, attempt };
}

function notify(
  state: LoanState,
  world: World,
  due: DueStep,
  action: Extract<Action, { do: 'notify' }>,
  day: Day,
  now: Instant,
): LoanOutcome[] {
  const { step, occurrence, oldestDueOn } = due;
  const record = recordOf(state, step.id, occurrence);
  const waiting = record?.status === 'held' ? record : undefined;
  const personId = due.personId ?? partyId(state.terms, action.to);
  const person = personId === null ? undefined : world.people[personId];
  const first = waiting?.channelAt ?? 0;
  let code = waiting?.code ?? 'NO_ADDRESS';
  let rule: string | null = null;
  // What was begun in one order of channels goes on in it, whatever segment the loan is in by now.
  const channels =
    waiting?.channels ?? (waiting === undefined ? channelsFor(step, action, day.strategy) : action.channels);
  const order = channels.join() === action.channels.join() ? {} : { channels };
  const template = templateFor(step, action, day.strategy);
  const letter = attachFor(step, action, day.strategy);
  const passed: PassedOver[] = [];
  for (const [channelAt, channel] of channels.entries()) {
    if (channelAt < first || person?.channels.includes(channel) !== true) continue;
    const attach = channel === 'email' ? letter : undefined;
    const line = lineOf(state, due, action.to, person.id, day);
    const reason = cannotBeMade(world.wording, { channel, template, attach, line }, person, world.people);
    if (reason !== null) {
      passed.push({ channel, code: reason });
      code = reason;
      continue;
    }
    const wentPast = passed.length === 0 ? {} : { passed: [...passed] };
    const permission = mayContact(world, person, channel, state.terms.loanId, now);
    const waits = waitsFor(world, permission);
    if (waits !== null) {
      if (waiting?.until === waits.until && waiting.channelAt === channelAt) return [];
      return [
        {
          type: 'noticeHeld',
          step: step.id,
          occurrence,
          ...waits,
          on: day.on,
          oldestDueOn,
          channelAt,
          ...order,
          ...wentPast,
        },
      ];
    }
    if (permission.answer === 'never') {
      code = 'NEVER_PERMITTED';
      rule = permission.rule;
      continue;
    }
    return [
      {
        type: 'noticeDecided',
        step: step.id,
        occurrence,
        ...nextKey(state, due, record),
        party: action.to,
        personId: person.id,
        channel,
        template,
        ...(attach === undefined ? {} : { attach }),
        rank: rankOf(world.policy, due),
        mustReach: step.mustReach !== undefined,
        notBefore: leavesAt(world.policy, line.together === true, day.on, now),
        line,
        facts: decisionFacts(day),
        on: day.on,
        oldestDueOn,
        channelAt,
        ...raised(due),
        ...order,
        ...wentPast,
      },
    ];
  }
  const facts = decisionFacts(day);
  return [{ type: 'stepRefused', step: step.id, occurrence, code, rule, on: day.on, oldestDueOn, facts }];
}

function lineOf(state: LoanState, due: DueStep, to: Party, personId: string, day: Day): NoticeLine {
  const { debtorId } = state.terms;
  const line = lineFor(to, personId, debtorId, noticeLine(state.terms, day.assessment, due.instalment), due.fields);
  // A message that names people is never joined, but for demands on a guarantor.
  return due.alone === true
    ? { ...line, people: { ...line.people, ...due.people, borrowerName: due.aboutId ?? debtorId } }
    : demandLine(to, line);
}

/** A call that lies with a supervisor is not needed any more once the next one is asked for. */
function supersededCalls(state: LoanState, { on }: Day): LoanOutcome[] {
  return Object.entries(state.tasks).flatMap(([taskId, { escalatedOn }]): LoanOutcome[] =>
    escalatedOn === undefined ? [] : [{ type: 'taskClosed', taskId, result: 'noLongerNeeded', by: 'clock', on }],
  );
}

function openCall(state: LoanState, due: DueStep, action: Extract<Action, { do: 'call' }>, day: Day): LoanOutcome {
  const { step, occurrence, oldestDueOn } = due;
  return {
    type: 'taskOpened',
    taskId: nextKey(state, due, recordOf(state, step.id, occurrence)).key,
    task: 'call',
    step: step.id,
    occurrence,
    personId: partyId(state.terms, action.to) ?? state.terms.debtorId,
    role: 'collector',
    on: day.on,
    dueOn: addDays(day.on, action.workDays),
    oldestDueOn,
    facts: decisionFacts(day),
    ...raised(due),
  };
}

function raised({ raisedBy }: DueStep): Pick<DueStep, 'raisedBy'> {
  return raisedBy === undefined ? {} : { raisedBy };
}

/** The id of the next track of a kind: `claim/L1/2`. */
export function nextTrackId({ tracks, terms }: LoanState, track: TrackKind): string {
  const number = Object.keys(tracks).filter((id) => id.startsWith(`${track}/`)).length + 1;
  return `${track}/${terms.loanId}/${number}`;
}

/** A legal action about the same debt is open, perhaps by a person who did not wait: the rung asks for no second one. */
function alreadyOpen({ step, occurrence, oldestDueOn }: DueStep, day: Day): LoanOutcome {
  const facts = decisionFacts(day);
  return {
    type: 'stepRefused',
    ...{ step: step.id, occurrence, code: 'LEGAL_OPEN', rule: null, on: day.on, oldestDueOn, facts },
  };
}

function openClaim(state: LoanState, due: DueStep, action: Extract<Action, { do: 'claim' }>, day: Day): LoanOutcome {
  const { on, demand } = action;
  const opened = openTrack(state, due, 'claim', partyId(state.terms, on), day);
  return { ...opened, claim: { on, demand } };
}

function openTrack(
  state: LoanState,
  due: DueStep,
  track: TrackKind,
  partnerId: string | null,
  day: Day,
): Extract<LoanOutcome, { type: 'trackOpened' }> {
  return {
    type: 'trackOpened',
    trackId: nextTrackId(state, track),
    track,
    step: due.step.id,
    occurrence: due.occurrence,
    partnerId,
    on: day.on,
    oldestDueOn: due.oldestDueOn,
    line: noticeLine(state.terms, day.assessment),
    facts: decisionFacts(day),
    ...(due.atOnce === undefined ? {} : { atOnce: due.atOnce }),
  };
}
