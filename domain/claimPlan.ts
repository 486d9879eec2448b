import { amountDemanded } from './claimAmount.ts';
import { wantedKinds } from './claimCommands.ts';
import { receivedFrom, refundOwed } from './claimMoney.ts';
import type { Received } from './claimMoney.ts';
import { windowOf } from './claimOfLoan.ts';
import { claimDeadline, claimRulesOf } from './claimRules.ts';
import type { ClaimTaskRule } from './claimRules.ts';
import type { ClaimTask } from './claimState.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { dayOf } from './day.ts';
import { missingKinds } from './evidence.ts';
import { formatAmount } from './money.ts';
import type { Minor } from './money.ts';
import { closeTask, ending, openTask } from './trackEvents.ts';
import { foldTrack } from './trackFold.ts';
import { beforeDemand, isDemanded } from './trackRules.ts';
import type { TrackOutcome, TrackState } from './trackState.ts';
import type { World } from './world.ts';

type Claim = TrackState & { readonly action: Extract<TrackState['action'], { do: 'claim' }> };

function isClaim(state: TrackState): state is Claim {
  return state.action.do === 'claim';
}

/** What the money of the other side and of the borrower makes of a claim, at every look and also after its end. */
export function claimMoney(state: TrackState, world: World, on: PlainDate): TrackOutcome[] {
  const { loan } = world;
  // The day of the first demand: what came before it was no answer to it.
  const since = state.demandedOn === null ? null : state.carriedOutOn;
  if (!isClaim(state) || loan === null || since === null) return [];
  const window = windowOf(loan, state.trackId, since);
  const received = receivedFrom(loan, state.action.on, window, amountDemanded(state));
  const paid = partnerPaid(state, world, received, on);
  const after = paid.reduce<TrackState>(foldTrack, state);
  return [...paid, ...refund(after, world, received, on)];
}

function partnerPaid(state: Claim, world: World, received: Received, on: PlainDate): TrackOutcome[] {
  const { claim = {}, ended, line } = state;
  const demandedMinor = amountDemanded(state);
  const isFull = received.completedOn !== null && demandedMinor > 0;
  const wasMinor = claim.receivedMinor ?? 0;
  const amount = (minor: Minor): string => `${formatAmount(minor, line.currency)} ${line.currency}`;
  const said = `${amount(received.amountMinor)} of ${amount(demandedMinor)} came`;
  const moved = received.amountMinor !== wasMinor || (received.completedOn ?? undefined) !== claim.completedOn;
  // A contest is with a person: part of the money is written down, and asked for no further.
  const isPart = received.amountMinor > 0 && !isFull && isDemanded(state) && state.status !== 'contested';
  const paid: TrackOutcome[] = moved
    ? [
        {
          type: 'partnerPaid',
          receivedMinor: received.amountMinor,
          wasMinor,
          demandedMinor,
          completedOn: isFull ? received.completedOn : null,
          deadlineOn: isPart && received.amountMinor > wasMinor ? remainderBy(state, world, on) : null,
          on,
        },
      ]
    : [];
  if (ended === null)
    return isFull
      ? [...paid, ...ending(state, 'performed', on, said, 'loan'), ...subrogation(state, received, on)]
      : paid;
  return [...paid, ...endFollowsMoney(state, world, { isFull, said, received }, on)];
}

/** The partner that bought the loan back steps into the lender's rights, and the borrower is told (代位追偿). */
function subrogation({ action, terms }: Claim, received: Received, on: PlainDate): TrackOutcome[] {
  if (action.demand !== 'buyBack' || terms.partnerId === null) return [];
  return [{ type: 'subrogated', partnerId: terms.partnerId, paidMinor: received.amountMinor, on }];
}

/** An end that rests on money follows it, in whatever order postings arrive; a person's word stands. */
function endFollowsMoney(
  state: Claim,
  world: World,
  { isFull, said, received }: { isFull: boolean; said: string; received: Received },
  on: PlainDate,
): TrackOutcome[] {
  const { ended, claim = {} } = state;
  if (ended === null) return [];
  const was = ended.as;
  if (isFull) {
    if (was !== 'cured' && was !== 'notPerformed' && was !== 'refused') return [];
    return [{ type: 'endCorrected', was, as: 'performed', because: said, on }, ...subrogation(state, received, on)];
  }
  if (was !== 'performed' || claim.byMoney !== true) return [];
  if (!isAnythingDue(world, on))
    return [{ type: 'endCorrected', was, as: 'cured', because: `${said}, and nothing is due`, on }];
  return [{ type: 'claimReopened', was, because: said, deadlineOn: remainderBy(state, world, on), on }];
}

/** Something that has fallen due is open, today's included: what comes back on its own day is past due tomorrow. */
function isAnythingDue({ loan, policy }: World, on: PlainDate): boolean {
  if (loan === null) return false;
  const { assessment } = dayOf(loan, policy, on);
  if (assessment.settled) return false;
  const items = [...assessment.instalments, ...assessment.chargebacks];
  return assessment.writtenOff || items.some(({ dueOn, openMinor }) => dueOn <= on && openMinor > 0);
}

function remainderBy({ action }: Claim, { policy, calendar }: World, on: PlainDate): PlainDate {
  return claimDeadline(policy, calendar, on, action.remainderDays ?? action.performDays ?? action.answerDays);
}

/** What the borrower has paid of what the partner had paid goes back to the partner: computed anew at every look. */
function refund(state: TrackState, world: World, received: Received, on: PlainDate): TrackOutcome[] {
  const { loan, policy } = world;
  if (!isClaim(state) || loan === null) return [];
  const { owedMinor: wasMinor = 0, refundedMinor = 0 } = state.claim ?? {};
  const owedMinor = refundOwed(loan, policy, received, state.action.demand === 'buyBack');
  if (owedMinor === wasMinor) return [];
  const owed: TrackOutcome = { type: 'refundOwed', owedMinor, wasMinor, refundedMinor, on };
  return [owed, ...refundTasks(foldTrack(state, owed), world, on)];
}

/** One question at a time: to book what is owed, or to get back what was refunded and is not owed any more. */
function refundTasks(state: TrackState, world: World, on: PlainDate): TrackOutcome[] {
  const { owedMinor = 0, refundedMinor = 0 } = state.claim ?? {};
  const wanted: ClaimTask | null =
    owedMinor > refundedMinor ? 'claimRefund' : owedMinor < refundedMinor ? 'claimRefundBack' : null;
  const outcomes: TrackOutcome[] = [];
  for (const kind of ['claimRefund', 'claimRefundBack'] as const)
    if (kind !== wanted) outcomes.push(...closeTask(state, kind, 'noLongerNeeded', on, 'clock'));
  if (wanted !== null && !isAsked(state, wanted))
    outcomes.push(ask(state, wanted, claimRulesOf(world.policy).refundTask, on));
  return outcomes;
}

/** What is due at the policy's hour: documents that are missing are asked for. */
export function claimDue(state: TrackState, world: World, on: PlainDate): TrackOutcome[] {
  if (!isClaim(state) || !beforeDemand(state)) return [];
  const { documentTask } = claimRulesOf(world.policy);
  const isMissing = missingKinds(wantedKinds(state), state.claim?.documents ?? []).length > 0;
  const documents =
    isMissing && state.claim?.asked?.claimDocuments === undefined
      ? [ask(state, 'claimDocuments', documentTask, on)]
      : [];
  return documents;
}

/** The demand does not leave while documents are missing. */
export function claimWaits(state: TrackState): boolean {
  const { documents = [] } = state.claim ?? {};
  return missingKinds(wantedKinds(state), documents).length > 0;
}

/** What an answer to a claim comes to: the policy's days for performing, or a person who decides the contest. */
export function claimAnswered(
  state: TrackState,
  world: World,
  said: { readonly answer: 'accepted' | 'contested'; readonly reason: string | null; readonly by: string },
  on: PlainDate,
): TrackOutcome[] {
  if (!isClaim(state)) return [];
  const { performDays, answerDays, contestDays } = state.action;
  if (said.answer === 'accepted') {
    const deadlineOn = claimDeadline(world.policy, world.calendar, on, performDays ?? answerDays);
    return [
      ...closeTask(state, 'claimContest', 'accepted', on, said.by),
      { type: 'answered', ...said, deadlineOn, on },
    ];
  }
  const rule = claimRulesOf(world.policy).contestTask;
  return [
    { type: 'answered', ...said, deadlineOn: null, on },
    ask(state, 'claimContest', { ...rule, days: contestDays ?? rule.days }, on),
  ];
}

function isAsked({ tasks }: TrackState, kind: ClaimTask): boolean {
  return Object.values(tasks).some(({ task }) => task === kind);
}

export function ask(state: TrackState, task: ClaimTask, rule: ClaimTaskRule, on: PlainDate): TrackOutcome {
  const number = (state.claim?.asked?.[task] ?? 0) + 1;
  const taskId = `${state.trackId}/${task}/${number}`;
  const dueOn = addDays(on, rule.days);
  return { ...openTask(state, task, rule.role, on, rule.days), taskId, dueOn, escalateTo: rule.escalateTo };
}
