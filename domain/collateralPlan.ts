import type { Planned } from './case.ts';
import { askFor, endDisposal, standsStill } from './collateralEvents.ts';
import { foldCollateral } from './collateralFold.ts';
import { COLLATERAL_TEMPLATES, collateralRulesOf } from './collateralRules.ts';
import type {
  CollateralNotice,
  CollateralOutcome,
  CollateralReport,
  CollateralState,
  ItemStatus,
} from './collateralState.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { dayOf } from './day.ts';
import { localDate } from './instant.ts';
import type { Instant } from './instant.ts';
import { lineFor, noticeLine } from './notice.ts';
import { waitsFor } from './permitted.ts';
import { slotOn } from './slot.ts';
import { mayContact } from './world.ts';
import type { World } from './world.ts';

/** Messages of a disposal speak after tracks when messages are joined, and each names its own thing. */
const RANK = 280;

/** What is due now and when to look again, computed from scratch: redemption, deadlines, messages, the report to the loan. */
export function planCollateral(state: CollateralState, world: World, now: Instant): Planned<CollateralOutcome> {
  const today = localDate(now, world.policy.timeZone);
  const atHour = now >= slotOn(world.policy, state.terms.debtorId, today);
  const outcomes: CollateralOutcome[] = [];
  let current = state;
  const add = (added: readonly CollateralOutcome[]): void => {
    outcomes.push(...added);
    for (const outcome of added) current = foldCollateral(current, outcome);
  };
  add(redeemed(current, today));
  add(notNeeded(current, world));
  if (standsStill(current)) {
    add(takenBack(current, world));
    add(report(current, world));
    // The loan's word wakes it.
    return { outcomes, wakeAt: null };
  }
  if (atHour && current.ended === null) add(late(current, world, today));
  add(messages(current, world, atHour, now));
  add(report(current, world));
  return { outcomes, wakeAt: nextWake(current, world, today, now) };
}

/** The borrower pays before the sale: stopped and given free; the costs are charged as the rule says. */
function redeemed(state: CollateralState, on: PlainDate): CollateralOutcome[] {
  if (state.arrearsEnded === null || state.ended !== null || state.realised !== null) return [];
  return endDisposal(state, 'redeemed', on, state.arrearsEnded, 'loan');
}

/** Nothing leaves while it stands still. */
function takenBack({ notices, suspended }: CollateralState, { queuedKeys }: World): CollateralOutcome[] {
  return notices.flatMap(({ key, status }): CollateralOutcome[] =>
    status === 'sent' && queuedKeys.includes(key)
      ? [{ type: 'noticeCancelled', key, because: 'the disposal stands still', rule: suspended?.because ?? '' }]
      : [],
  );
}

/** Messages that wait in the outbox for a sale or a seizure that will not be. */
function notNeeded({ ended, realised, notices }: CollateralState, { queuedKeys }: World): CollateralOutcome[] {
  if (ended === null || realised !== null) return [];
  return notices.flatMap(({ key, status }): CollateralOutcome[] =>
    status === 'sent' && queuedKeys.includes(key)
      ? [{ type: 'noticeCancelled', key, because: `it was ${ended.as}` }]
      : [],
  );
}

/** Deadlines that have passed unused: tasks go to somebody else, an approval may be over, a valuation holds no more. */
function late(state: CollateralState, world: World, on: PlainDate): CollateralOutcome[] {
  const { approval, role, valuationDays } = collateralRulesOf(world.policy);
  const expires = expiryOfApproval(state);
  if (expires !== null && on >= expires)
    return endDisposal(state, 'expired', on, `nobody decided before ${expires}`, 'clock');
  const rows = Object.entries(state.tasks).flatMap(([taskId, task]): CollateralOutcome[] =>
    !task.escalated && on >= task.dueOn ? [{ type: 'taskEscalated', taskId, to: approval.escalateTo, on }] : [],
  );
  const validUntil = state.valuations.at(-1)?.validUntil;
  if (validUntil === undefined || state.valueMinor === null || on <= validUntil || !needsValue(state)) return rows;
  return [
    ...rows,
    { type: 'valuationExpired', validUntil, on },
    askFor(state, 'valuation', role, on, addDays(on, valuationDays)),
  ];
}

const needsValue = ({ status }: CollateralState): boolean =>
  status === 'valued' || status === 'approved' || status === 'possessed';

function expiryOfApproval({ approval, status }: CollateralState): PlainDate | null {
  const days = approval?.rule.expireDays;
  return status !== 'awaitingApproval' || approval === null || days === undefined
    ? null
    : addDays(approval.askedOn, days);
}

/** A message leaves at the policy's hour, on the first channel that is allowed; a held one when it is allowed again. */
function messages(state: CollateralState, world: World, atHour: boolean, now: Instant): CollateralOutcome[] {
  return state.notices.flatMap((notice, at) =>
    notice.status === 'wanted' && mayTry(state, notice, atHour, now) ? message(state, notice, at, world, now) : [],
  );
}

function mayTry(
  { ended, realised }: CollateralState,
  { until }: CollateralNotice,
  atHour: boolean,
  now: Instant,
): boolean {
  if (ended !== null && realised === null) return false;
  return until === undefined ? atHour : until <= now;
}

function message(
  state: CollateralState,
  notice: CollateralNotice,
  at: number,
  world: World,
  now: Instant,
): CollateralOutcome[] {
  const { channels } = collateralRulesOf(world.policy);
  const on = localDate(now, world.policy.timeZone);
  const { personId, about, fields } = notice;
  const person = world.people[personId];
  let code = 'NO_ADDRESS';
  for (const [channelAt, channel] of channels.entries()) {
    if (channelAt < notice.channelAt || person?.channels.includes(channel) !== true) continue;
    const permission = mayContact(world, person, channel, state.terms.loanId, now);
    const waits = waitsFor(world, permission);
    if (waits !== null) return notice.until === waits.until ? [] : [{ type: 'noticeWaits', at, ...waits, channelAt }];
    if (permission.answer === 'never') {
      code = 'NEVER_PERMITTED';
      continue;
    }
    const attempt = notice.key === '' ? 0 : notice.attempt + 1;
    const key = `${state.trackId}/${about}/${at}`;
    const party = personId === state.terms.debtorId ? 'debtor' : 'guarantor';
    const { loan, policy } = world;
    const line = loan === null ? state.line : noticeLine(loan.terms, dayOf(loan, policy, on).assessment);
    // It names its people, so that it is joined with nothing else.
    const named = lineFor(party, personId, state.terms.debtorId, line, fields);
    return [
      {
        type: 'noticeDecided',
        at,
        step: state.step,
        occurrence: state.occurrence,
        key: attempt === 0 ? key : `${key}~${attempt}`,
        ...{ party, personId, channel, template: COLLATERAL_TEMPLATES[about], rank: RANK, mustReach: false },
        notBefore: now,
        line: { ...named, people: { ...named.people, borrowerName: state.terms.debtorId } },
        ...{ facts: state.facts, on, channelAt, attempt },
      },
    ];
  }
  return [{ type: 'noticeGivenUp', at, code, on }];
}

/** The loan is told once per decision, and only what it does not know; what it books stands in the last word. */
function report(state: CollateralState, world: World): CollateralOutcome[] {
  const { status, trackId, loanCaseId, reported, statusOn } = state;
  const ended = state.ended !== null;
  const carriedOut = ended || state.realised !== null || state.seizedOn !== null;
  const deadlineOn = disposalDeadline(state);
  const known =
    reported !== null &&
    reported.status === status &&
    reported.ended === ended &&
    reported.carriedOut === carriedOut &&
    reported.deadlineOn === deadlineOn;
  if (known) return [];
  const collateral = reportOf(state, world);
  return [{ type: 'reported', loanCaseId, trackId, status, carriedOut, ended, deadlineOn, on: statusOn, collateral }];
}

function reportOf({ item, realised, costsMinor, ended }: CollateralState, { policy }: World): CollateralReport {
  const itemId = item.id;
  if (realised !== null) {
    const status: ItemStatus = realised.way === 'acceptance' ? 'accepted' : 'sold';
    return { itemId, item: status, ...(realised.appliedMinor > 0 ? { proceedsMinor: realised.appliedMinor } : {}) };
  }
  if (ended === null) return { itemId, item: 'inDisposal' };
  const charged = ended.as === 'redeemed' && costsMinor > 0 && collateralRulesOf(policy).redemptionCosts === 'borrower';
  return {
    itemId,
    item: ended.as === 'released' ? 'released' : 'pledged',
    ...(charged ? { chargeMinor: costsMinor } : {}),
  };
}

/** The day by which somebody has to do something; null when nobody has, or when it has passed and was escalated. */
export function disposalDeadline({ tasks }: CollateralState): PlainDate | null {
  const waiting = Object.values(tasks).filter((task) => !task.escalated);
  return waiting.map((task) => task.dueOn).sort()[0] ?? null;
}

function nextWake(state: CollateralState, world: World, today: PlainDate, now: Instant): Instant | null {
  const slot = (day: PlainDate): Instant => {
    const on = day > today ? day : today;
    const at = slotOn(world.policy, state.terms.debtorId, on);
    return at > now ? at : slotOn(world.policy, state.terms.debtorId, addDays(on, 1));
  };
  const wakes: Instant[] = [];
  for (const notice of state.notices) {
    if (state.ended !== null && state.realised === null) break;
    if (notice.status === 'wanted')
      wakes.push(notice.until !== undefined && notice.until > now ? notice.until : slot(today));
    // That it was taken is a quiet fact: the disposal looks the next day, at the latest.
    else if (notice.status === 'sent' && state.ended === null) wakes.push(slot(addDays(today, 1)));
  }
  if (state.ended === null) {
    const days = [disposalDeadline(state), expiryOfApproval(state)];
    const validUntil = state.valuations.at(-1)?.validUntil;
    if (validUntil !== undefined && state.valueMinor !== null && needsValue(state)) days.push(addDays(validUntil, 1));
    for (const day of days) if (day !== null) wakes.push(slot(day));
  }
  return wakes.sort()[0] ?? null;
}
