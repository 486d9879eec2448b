import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { dayOf, decisionFacts } from './day.ts';
import type { Instant } from './instant.ts';
import { localDate } from './instant.ts';
import { formatAmount } from './money.ts';
import { demandLine, lineFor, noticeLine } from './notice.ts';
import type { Party } from './policy.ts';
import { leavesAt } from './slot.ts';
import { amountOf, answerBy, ending, mustStay, readyToFile } from './trackEvents.ts';
import type { TrackAction, TrackOutcome, TrackState } from './trackState.ts';
import { NOT_PERMITTED, takenBackBy, waitsFor } from './permitted.ts';
import { cannotBeMade } from './wording.ts';
import type { PassedOver } from './wording.ts';
import { mayContact } from './world.ts';
import type { World } from './world.ts';
import { writeOffNow } from './writeOffPlan.ts';

/** Tracks speak after reminders and rungs when messages are joined: rank 200 and above. */
const RANK = 200;

/** Whom the demand is for (a claim: the partner or guarantor; legal action: the debtor); null when it is for nobody. */
export function addresseeOf({ action, terms }: TrackState): { party: Party; personId: string } | null {
  switch (action.do) {
    case 'claim':
      return terms.partnerId === null ? null : { party: action.on, personId: terms.partnerId };
    case 'legal':
      return { party: 'debtor', personId: terms.debtorId };
    case 'writeOff':
      return null;
  }
}

/**
 * An approved track does what it was approved for: the demand on the first channel that does, or the write-off. It asks
 * the loan once more: what is no longer past due is not demanded, whatever was approved.
 */
export function carryOutTrack(state: TrackState, world: World, now: Instant): TrackOutcome[] {
  const { policy, loan } = world;
  const on = localDate(now, policy.timeZone);
  const day = loan === null ? null : dayOf(loan, policy, on);
  // What a person opened because of a risk rests on no arrears: it is over when nothing is owed.
  const over = state.early === true ? day?.assessment.settled === true : day?.pastDue === false;
  if (day !== null && over && !day.assessment.writtenOff && mustStay(state)) return [];
  if (day !== null && over && !day.assessment.writtenOff)
    return ending(state, state.demandedOn === null ? 'withdrawn' : 'cured', on, 'nothing is past due any more', 'loan');
  const { action } = state;
  if (action.do === 'writeOff') return writeOffNow(state, world, day, on);
  const fresh =
    loan === null || day === null
      ? { line: state.line, facts: state.facts }
      : { line: noticeLine(loan.terms, day.assessment), facts: decisionFacts(day) };
  return demand(state, action, world, fresh, now);
}

function demand(
  state: TrackState,
  action: Exclude<TrackAction, { do: 'writeOff' }>,
  world: World,
  fresh: Pick<TrackState, 'line' | 'facts'>,
  now: Instant,
): TrackOutcome[] {
  const { step, occurrence, oldestDueOn } = state;
  const on = localDate(now, world.policy.timeZone);
  const addressee = addresseeOf(state);
  // The demand names its day: the same term from which the deadline is counted once it has left.
  const respondBy = answerBy(state, world, on);
  const claimAmount = formatAmount(amountOf(action, fresh.line), fresh.line.currency);
  const person = addressee === null ? undefined : world.people[addressee.personId];
  let code = state.demand.code ?? 'NO_ADDRESS';
  const passed: PassedOver[] = [];
  for (const [channelAt, channel] of action.channels.entries()) {
    if (channelAt < state.demand.channelAt || addressee === null || person?.channels.includes(channel) !== true)
      continue;
    const { party } = addressee;
    const own = lineFor(party, person.id, state.terms.debtorId, fresh.line, { respondBy, claimAmount });
    const line = demandLine(party, own);
    const reason = cannotBeMade(world.wording, { channel, template: action.template, line }, person, world.people);
    if (reason !== null) {
      passed.push({ channel, code: reason });
      code = reason;
      continue;
    }
    const wentPast = passed.length === 0 ? {} : { passed: [...passed] };
    const permission = mayContact(world, person, channel, state.terms.loanId, now);
    const waits = waitsFor(world, permission);
    if (waits !== null) {
      if (state.demand.until === waits.until && state.demand.channelAt === channelAt) return [];
      return [{ type: 'noticeHeld', step, occurrence, ...waits, on, oldestDueOn, channelAt, ...wentPast }];
    }
    if (permission.answer === 'never') {
      code = 'NEVER_PERMITTED';
      continue;
    }
    const attempt = state.demand.key === '' ? 0 : state.demand.attempt + 1;
    const key = `${state.trackId}/demand`;
    return [
      {
        type: 'noticeDecided',
        step,
        occurrence,
        key: attempt === 0 ? key : `${key}~${attempt}`,
        party: addressee.party,
        personId: person.id,
        channel,
        template: action.template,
        rank:
          RANK +
          Math.max(
            0,
            world.policy.ladder.findIndex((other) => other.id === step),
          ),
        mustReach: false,
        notBefore: leavesAt(world.policy, line.together === true, on, now),
        line,
        facts: fresh.facts,
        on,
        oldestDueOn,
        channelAt,
        attempt,
        ...wentPast,
      },
    ];
  }
  // A lawyer's letter is a courtesy: without an address the suit is filed all the same.
  return action.do === 'legal' ? [readyToFile(state, on)] : ending(state, 'notDeliverable', on, code, 'clock');
}

/** The demand waits in the outbox, and its addressee may not be contacted that way any more. */
export function demandNoLongerPermitted(state: TrackState, world: World, now: Instant): TrackOutcome[] {
  const { action, demand, status, terms } = state;
  if (status !== 'demanding' || action.do === 'writeOff' || !world.queuedKeys.includes(demand.key)) return [];
  const person = world.people[addresseeOf(state)?.personId ?? ''];
  const channel = action.channels[demand.channelAt];
  if (person === undefined || channel === undefined) return [];
  const rule = takenBackBy(world, mayContact(world, person, channel, terms.loanId, now));
  return rule === null ? [] : [{ type: 'noticeCancelled', key: demand.key, because: NOT_PERMITTED, rule }];
}

/** The loan is on hold: nothing leaves. Null when it is not, else the first day on which to look again. */
export function heldUntil(world: World, now: Instant): PlainDate | null {
  const hold = world.loan?.hold ?? null;
  const on = localDate(now, world.policy.timeZone);
  if (hold === null || on < hold.from || (hold.to !== null && hold.to <= on)) return null;
  // An open end is a person's to close, and does not wake the track: it looks every day.
  return hold.to ?? addDays(on, 1);
}
