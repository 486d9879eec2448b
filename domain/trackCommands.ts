import type { Applied, CaseEvent } from './case.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { decideApproval } from './trackApproval.ts';
import { answerDaysOf, ending, readyToFile, reasonMissing, reasonOf } from './trackEvents.ts';
import { refusedTrack } from './trackRefusal.ts';
import { beforeDemand, isDemanded } from './trackRules.ts';
import type { TrackAsked, TrackRules } from './trackRules.ts';
import type { TrackEnd, TrackOutcome, TrackState } from './trackState.ts';
import type { World } from './world.ts';

type TrackApplied = Applied<TrackOutcome>;

const done = (outcomes: readonly TrackOutcome[]): TrackApplied => ({ outcomes, answer: { ok: true } });

/** Commands that a person gives to a track, by type; each is refused with code, reason and remedy when it does not fit. */
export function trackCommand(
  rules: TrackRules,
  state: TrackState,
  event: CaseEvent,
  world: World,
  today: PlainDate,
): TrackApplied {
  const { actor } = event;
  if (actor === undefined || actor === null)
    return refusedTrack(
      event,
      'SIGNATURE_INVALID',
      'the command is not signed by this deployment',
      'send it through the API',
    );
  if (state.ended !== null && rules.afterEnd?.includes(event.type) !== true)
    return refusedTrack(
      event,
      'TRACK_ENDED',
      `it ended on ${state.ended.on} as ${state.ended.as}`,
      'what follows belongs to the loan',
    );
  const asked: TrackAsked = { rules, state, event, actor, world, today };
  const notYet = rules.notYet?.(asked) ?? null;
  if (notYet !== null) return notYet;
  switch (event.type) {
    case 'approve':
    case 'reject':
      return decideApproval(asked, event.type);
    case 'answer':
      return answer(asked);
    case 'withdraw':
      return withdraw(asked);
    case 'close':
      return close(asked);
    default:
      return (
        rules.command?.(asked) ??
        refusedTrack(event, 'COMMAND_UNKNOWN', `a track knows no command ${event.type}`, 'see the list of commands')
      );
  }
}

/** What the partner or the debtor said to the demand, or did. */
function answer(asked: TrackAsked): TrackApplied {
  const { rules, state, event, actor, world, today } = asked;
  const said = event.content['answer'];
  if (said !== 'accepted' && said !== 'contested' && said !== 'refused' && said !== 'performed')
    return refusedTrack(
      event,
      'ANSWER_UNKNOWN',
      'that is none of the answers',
      'choose accepted, contested, refused or performed',
    );
  // Performing ends the matter at any time after the demand, before a judge as well.
  const fits = said === 'performed' ? !beforeDemand(state) : isDemanded(state) && said !== state.status;
  if (!fits) return refusedTrack(event, 'ANSWER_NOT_DUE', `it is ${state.status}`, 'look at where the track stands');
  const reason = reasonOf(event);
  switch (said) {
    case 'performed':
      return done(ended(asked, 'performed', reason ?? 'what was demanded was done'));
    case 'accepted':
    case 'contested': {
      if (said === 'contested' && reason === null) return reasonMissing(event);
      const own = rules.answered?.(state, world, { answer: said, reason, by: actor.id }, today) ?? [];
      if (own.length > 0) return done(own);
      // The policy knows one length of time: so long for the answer, and so long again for what was answered.
      const deadlineOn = addDays(today, answerDaysOf(state));
      return done([{ type: 'answered', answer: said, reason, deadlineOn, by: actor.id, on: today }]);
    }
    case 'refused': {
      if (reason === null) return reasonMissing(event);
      if (rules.unheard === 'end') return done(ended(asked, 'refused', reason));
      return done([{ type: 'demandRefused', reason, by: actor.id, on: today }, readyToFile(state, today)]);
    }
  }
}

/** The lender takes it back. A demand that a sender holds already cannot be stopped any more. */
function withdraw(asked: TrackAsked): TrackApplied {
  const { state, event, world } = asked;
  const reason = reasonOf(event);
  if (reason === null) return reasonMissing(event);
  if (state.status === 'demanding' && !world.queuedKeys.includes(state.demand.key))
    return refusedTrack(
      event,
      'DEMAND_LEAVING',
      'the demand is leaving at this moment',
      'withdraw it when it has left',
    );
  return done(ended(asked, 'withdrawn', reason));
}

/** A person ends it; a demand that is still queued, on a further channel perhaps, does not leave any more. */
function ended({ state, world, today, actor }: TrackAsked, as: TrackEnd, because: string): TrackOutcome[] {
  const { key } = state.demand;
  const queued = state.status === 'demanding' && world.queuedKeys.includes(key);
  return [
    ...(queued ? [{ type: 'noticeCancelled', key, because } as const] : []),
    ...ending(state, as, today, because, actor.id),
  ];
}

/** Nothing more is to be had this way. */
function close(asked: TrackAsked): TrackApplied {
  const { state, event } = asked;
  const reason = reasonOf(event);
  if (reason === null) return reasonMissing(event);
  if (beforeDemand(state)) return refusedTrack(event, 'NOT_DEMANDED', `it is ${state.status}`, 'withdraw it instead');
  return done(ended(asked, 'closed', reason));
}
