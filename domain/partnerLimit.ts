import { formatAmount } from './money.ts';
import type { Minor } from './money.ts';
import { openPartnerTask } from './partnerTask.ts';
import { partnerRulesOf } from './partnerRules.ts';
import type { PartnerLimit, PartnerRules } from './partnerRules.ts';
import type { LimitKind, PartnerExposure, PartnerOutcome, PartnerState } from './partnerState.ts';
import type { PlainDate } from './date.ts';
import type { ApprovalRule } from './approvalRules.ts';
import type { World } from './world.ts';

/** What a claim that is being opened sees of the limit of its partner; absent where there is none in its currency. */
export interface ClaimLimit {
  readonly partnerId: string;
  readonly currency: string;
  readonly mostClaimedMinor: Minor;
  /** Open claims on the partner without this one: demanded, or about to be, and not received. */
  readonly claimedMinor: Minor;
  readonly beyond: PartnerLimit['beyond'];
  readonly approval: PartnerRules['approval'];
}

/** Would the claim go beyond the limit of its partner? */
export function isBeyond(limit: ClaimLimit | undefined, amountMinor: Minor): limit is ClaimLimit {
  return limit !== undefined && limit.claimedMinor + amountMinor > limit.mostClaimedMinor;
}

export function beyondInWords({ partnerId, currency, mostClaimedMinor, claimedMinor }: ClaimLimit): string {
  const [claimed, most] = [claimedMinor, mostClaimedMinor].map((minor) => formatAmount(minor, currency));
  return `${claimed ?? ''} of at most ${most ?? ''} ${currency} is claimed of ${partnerId} already`;
}

/** The approval that a claim beyond the limit takes: of those who decide about the partner, whatever the step asks itself. */
export function approvalBeyond(asked: ApprovalRule | undefined, { approval }: ClaimLimit): ApprovalRule {
  const { roles, workDays, escalateTo } = approval;
  return { approvers: asked?.approvers ?? 1, roles, answerDays: asked?.answerDays ?? workDays, escalateTo };
}

const keyOf = (currency: string, what: LimitKind): string => `${currency} ${what}`;

interface Passed {
  readonly currency: string;
  readonly what: LimitKind;
  readonly amountMinor: Minor;
  readonly mostMinor: Minor;
}

function passedNow({ limits }: PartnerRules, exposure: readonly PartnerExposure[]): Passed[] {
  return limits.flatMap(({ currency, mostOutstandingMinor, mostClaimedMinor }): Passed[] => {
    const lies = exposure.find((one) => one.currency === currency);
    const over = (what: LimitKind, amountMinor: Minor, mostMinor: Minor | undefined): Passed[] =>
      mostMinor === undefined || amountMinor <= mostMinor ? [] : [{ currency, what, amountMinor, mostMinor }];
    return [
      ...over('outstanding', lies?.outstandingMinor ?? 0, mostOutstandingMinor),
      ...over('claimed', lies?.claimedMinor ?? 0, mostClaimedMinor),
    ];
  });
}

/** A limit that is passed is written down once, with a task; so is that it holds again. */
export function limitsFollowed(state: PartnerState, world: World, on: PlainDate): PartnerOutcome[] {
  const { over = {} } = state;
  const rules = partnerRulesOf(state);
  const now = passedNow(rules, world.partner?.exposure ?? []);
  const kept = Object.entries(over).flatMap(([key, taskId]): PartnerOutcome[] => {
    if (now.some(({ currency, what }) => keyOf(currency, what) === key)) return [];
    const [currency = '', what = ''] = key.split(' ');
    const row: PartnerOutcome = { type: 'partnerLimitKept', currency, what: what as LimitKind, on };
    const isOpen = state.tasks[taskId] !== undefined;
    return [
      row,
      ...(isOpen ? [{ type: 'taskClosed', taskId, result: 'noLongerNeeded', by: 'clock', on } as const] : []),
    ];
  });
  let { asked } = state;
  const passed = now.flatMap((one): PartnerOutcome[] => {
    if (over[keyOf(one.currency, one.what)] !== undefined) return [];
    const task = openPartnerTask({ terms: state.terms, asked }, 'partnerLimit', rules.review, world.calendar, on);
    asked += 1;
    return [{ type: 'partnerLimitPassed', ...one, taskId: task.taskId, on }, task];
  });
  return [...kept, ...passed];
}

/** One row about limits added to the case file. */
export function foldLimit(
  { over = {}, ...state }: PartnerState,
  row: Extract<PartnerOutcome, { type: 'partnerLimitPassed' | 'partnerLimitKept' }>,
): PartnerState {
  const key = keyOf(row.currency, row.what);
  if (row.type === 'partnerLimitPassed') return { ...state, over: { ...over, [key]: row.taskId } };
  const left = Object.fromEntries(Object.entries(over).filter(([one]) => one !== key));
  return Object.keys(left).length === 0 ? state : { ...state, over: left };
}
