import { AUTOMATIC_MAKER, ruleFor } from './approval.ts';
import { refuse } from './case.ts';
import type { Applied, CaseEvent } from './case.ts';
import type { PlainDate } from './date.ts';
import { localDate } from './instant.ts';
import type { Instant } from './instant.ts';
import { handOpened, OPEN_LEGAL } from './legalRules.ts';
import type { NoticeLine } from './notice.ts';
import { countsAsReceived } from './limitationCommand.ts';
import type { RightParty } from './limitationState.ts';
import type { LoansWord } from './loanState.ts';
import { addresseeOf } from './trackDemand.ts';
import { contactChanged } from './permitted.ts';
import { trackCommand } from './trackCommands.ts';
import { approvalBeyond, beyondInWords, isBeyond } from './partnerLimit.ts';
import type { Policy } from './policy.ts';
import type { ApprovalRule } from './approvalRules.ts';
import { amountOf, answerBy, ending, openTask } from './trackEvents.ts';
import { foldTrack } from './trackFold.ts';
import { refusedTrack } from './trackRefusal.ts';
import type { TrackRules } from './trackRules.ts';
import type { TrackAction, TrackOpening, TrackOutcome, TrackState } from './trackState.ts';
import type { World } from './world.ts';

type TrackApplied = Applied<TrackOutcome>;

/** What a fact or command makes of a track. Total: what does not fit is refused with a reason, and that is written down. */
export function applyTrack(
  rules: TrackRules,
  state: TrackState | null,
  event: CaseEvent,
  world: World,
  now: Instant,
): TrackApplied {
  const today = localDate(now, world.policy.timeZone);
  if (event.kind === 'fact' && event.type === 'opened') return open(rules, state, event, world, now);
  if (state === null)
    return { outcomes: [], answer: refuse('TRACK_UNKNOWN', 'no such track has been opened', 'check the id') };
  if (event.kind === 'command') return trackCommand(rules, state, event, world, today);
  switch (event.type) {
    case 'told':
      return told(rules, state, event, today);
    case 'noticeReported':
      return report(state, event, world);
    case 'noticeHeld':
      return deferred(event);
    case 'optedOut': {
      const { channel } = event.content as { readonly channel?: string };
      return { outcomes: [{ type: 'optedOut', channel: channel ?? '', on: today }], answer: { ok: true } };
    }
    case 'contactChanged':
      return { outcomes: [contactChanged(event, now)], answer: { ok: true } };
    default:
      return refusedTrack(
        event,
        'EVENT_UNKNOWN',
        `a track knows no event ${event.type}`,
        'send one of the documented events',
      );
  }
}

/** The loan's word that a step is due becomes a case of its own; what the policy asks is kept with it. */
function open(rules: TrackRules, state: TrackState | null, event: CaseEvent, world: World, now: Instant): TrackApplied {
  if (state !== null)
    return refusedTrack(event, 'ALREADY_OPEN', 'the track was opened before', 'nothing has to be done');
  const opening = event.content as unknown as TrackOpening;
  const { trackId, track, loanCaseId, step, occurrence, oldestDueOn, partnerId, on, line, facts, asked } = opening;
  const { early, only } = opening;
  const planned = actionOf(world, step, line);
  const beyond = planned?.do === 'claim' ? limitOf(world, planned, line, on) : null;
  const action = planned === null || beyond?.asked === undefined ? planned : { ...planned, approval: beyond.asked };
  if (action?.do !== rules.opensBy)
    return {
      outcomes: [],
      answer: refuse('STEP_UNKNOWN', `the policy has no step ${step} that opens this track`, 'check the policy'),
    };
  const { loan } = world;
  if (loan === null)
    return { outcomes: [], answer: refuse('LOAN_UNKNOWN', 'the track belongs to no loan', 'start the loan first') };
  const { loanId, debtorId, policy } = loan.terms;
  const opened: TrackOutcome = {
    type: 'opened',
    trackId,
    track,
    loanCaseId,
    step,
    occurrence,
    oldestDueOn,
    terms: { loanId, debtorId, partnerId, policy },
    action,
    line,
    facts,
    maker: asked?.by ?? AUTOMATIC_MAKER,
    ...(asked?.ground === undefined ? {} : { ground: asked.ground }),
    on,
    at: now,
    ...(early === undefined ? {} : { early }),
    ...(only === undefined ? {} : { only }),
    ...(early === undefined || asked === undefined ? {} : { reason: asked.reason }),
  };
  const { approval } = action;
  if (beyond !== null) {
    if (beyond.asked === undefined) {
      const ended = ending(foldTrack(null, opened), 'withdrawn', on, beyond.because, 'clock');
      return { outcomes: [opened, beyond.row, ...ended], answer: { ok: true } };
    }
    const { roles, escalateTo, answerDays } = beyond.asked;
    const asked = openTask(foldTrack(null, opened), 'approval', roles[0] ?? escalateTo, on, answerDays);
    return { outcomes: [opened, beyond.row, asked], answer: { ok: true } };
  }
  if (approval === undefined || only !== undefined) return { outcomes: [opened], answer: { ok: true } };
  const first = rules.opening?.(foldTrack(null, opened), world, on) ?? [];
  if (first.length > 0) return { outcomes: [opened, ...first], answer: { ok: true } };
  const question = openTask(
    foldTrack(null, opened),
    'approval',
    approval.roles[0] ?? approval.escalateTo,
    on,
    approval.answerDays,
  );
  return { outcomes: [opened, question], answer: { ok: true } };
}

interface Beyond {
  readonly row: Extract<TrackOutcome, { type: 'limitExceeded' }>;
  readonly because: string;
  /** Who is asked; undefined: the claim is not made. */
  readonly asked: ApprovalRule | undefined;
}

/** A claim beyond the limit of its partner: approved by those who decide about the partner, or not made (docs/partners.md). */
function limitOf(
  { limit }: World,
  action: Extract<TrackAction, { do: 'claim' }>,
  line: NoticeLine,
  on: PlainDate,
): Beyond | null {
  const amountMinor = amountOf(action, line);
  if (!isBeyond(limit, amountMinor)) return null;
  const { partnerId, currency, claimedMinor, mostClaimedMinor: mostMinor, beyond } = limit;
  return {
    row: { type: 'limitExceeded', partnerId, currency, amountMinor, claimedMinor, mostMinor, beyond, on },
    because: beyondInWords(limit),
    asked: beyond === 'ask' ? approvalBeyond(action.approval, limit) : undefined,
  };
}

/** What the policy asks of the track, with the approval that the amount at stake takes; null: the step opens none. */
function actionOf({ policy }: World, stepId: string, line: NoticeLine): TrackAction | null {
  const steps = [...policy.ladder, ...policy.recovery];
  // What a person opens is told by its own part of the policy.
  const action = stepId === OPEN_LEGAL ? handOpened(policy) : steps.find((step) => step.id === stepId)?.action;
  if (action?.do !== 'claim' && action?.do !== 'legal' && action?.do !== 'writeOff') return null;
  const { approval } = action;
  if (approval === undefined) return action;
  return { ...action, approval: ruleFor(approval, amountOf(action, line), line.currency) };
}

const LOANS_WORDS: readonly LoansWord[] = [
  'arrearsEnded',
  'deadlinePassed',
  'notCalledFor',
  'arrearsBack',
  'moneyMoved',
  'suspended',
  'resumed',
];

/** What the loan says is written down; the plan, which follows in the same decision, draws the conclusion. */
function told(rules: TrackRules, state: TrackState, event: CaseEvent, on: PlainDate): TrackApplied {
  const { what, because } = event.content as { readonly what?: unknown; readonly because?: unknown };
  const known = LOANS_WORDS.find((word) => word === what);
  if (known === undefined)
    return refusedTrack(
      event,
      'WORD_UNKNOWN',
      'the loan said something that a track does not know',
      'tell one of the documented words',
    );
  const why = typeof because === 'string' ? because : '';
  const said: TrackOutcome = { type: 'told', what: known, because: why, on };
  return { outcomes: [said, ...(rules.told?.(state, known, why, on) ?? [])], answer: { ok: true } };
}

/** What became of the demand; its day is the lender's, and the answer is due so many days after it left. */
function report(state: TrackState, event: CaseEvent, world: World): TrackApplied {
  const { policy } = world;
  const { key, status, code, at } = event.content as {
    readonly key: string;
    readonly status: Extract<TrackOutcome, { type: 'noticeReported' }>['status'];
    readonly code?: string;
    readonly at: Instant;
  };
  const on = localDate(at, policy.timeZone);
  const left = key === state.demand.key && (status === 'accepted' || status === 'delivered');
  return {
    outcomes: [
      {
        type: 'noticeReported',
        key,
        status,
        on,
        ...(code === undefined ? {} : { code }),
        ...(left ? { deadlineOn: answerBy(state, world, on) } : {}),
        ...receipt(state, event, policy),
      },
    ],
    answer: { ok: true },
  };
}

/** Proof that the demand arrived with somebody against whom a right may lapse. */
function receipt(state: TrackState, { content }: CaseEvent, policy: Policy): { readonly receivedBy?: RightParty } {
  if (content['status'] !== 'delivered' || !countsAsReceived(policy, content['channel'])) return {};
  const party = addresseeOf(state)?.party;
  return party === 'debtor' || party === 'guarantor' ? { receivedBy: party } : {};
}

/** The sender asked for permission once more and was told to wait. */
function deferred(event: CaseEvent): TrackApplied {
  const { key, until, rule } = event.content as {
    readonly key: string;
    readonly until: Instant;
    readonly rule: string;
  };
  return { outcomes: [{ type: 'noticeDeferred', key, until, rule }], answer: { ok: true } };
}
