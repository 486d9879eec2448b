import { AUTOMATIC_MAKER } from './approval.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { decisionFacts } from './day.ts';
import type { Day } from './day.ts';
import { foldLoan } from './loanFold.ts';
import type { LoanOutcome, LoanState, StepRecord } from './loanState.ts';
import type { Policy, Step } from './policy.ts';
import { recordOf, taken } from './reminders.ts';
import type { DueStep } from './reminders.ts';
import { drafted, madeRows } from './request.ts';
import { isFault } from './requestKinds.ts';
import { isOpenRequest } from './requestRules.ts';
import { isAskedFor, securityRulesOf } from './securityRules.ts';
import type { SecurityAsk } from './securityState.ts';
import type { World } from './world.ts';

/** The steps that ask for it, and that remind of it. */
export const SECURITY_NOTICE = { ask: 'securityRequest', remind: 'securityReminder' } as const;

const numberOf = ({ id }: SecurityAsk): string => id.slice(id.lastIndexOf('/') + 1);

/** The day after the last one on which it was in time. */
export function securityDeadlines({ securities = [] }: LoanState): PlainDate[] {
  return securities.filter(isAskedFor).map(({ dueOn }) => addDays(dueOn, 1));
}

/** At the hour of steps: the day has passed unused, and calling the loan in is asked where the policy says so. */
export function securityDue(state: LoanState, world: World, day: Day): LoanOutcome[] {
  const one = state.securities?.find(isAskedFor);
  if (one === undefined) return [];
  if (day.assessment.settled || state.closed !== null)
    return [
      {
        type: 'securityEnded',
        id: one.id,
        as: 'withdrawn',
        because: 'nothing is outstanding',
        by: 'clock',
        on: day.on,
      },
    ];
  if (day.on <= one.dueOn) return [];
  const missed: LoanOutcome = {
    ...{
      type: 'securityEnded',
      id: one.id,
      as: 'missed',
      because: `nothing came by ${one.dueOn}`,
      by: 'clock',
      on: day.on,
    },
  };
  return [missed, ...recallAsked(foldLoan(state, missed), world, one, day)];
}

function recallAsked(state: LoanState, world: World, one: SecurityAsk, day: Day): LoanOutcome[] {
  const { onMissed } = securityRulesOf(world.policy);
  if (onMissed === undefined) return [];
  const asked = { kind: 'acceleration', terms: { ground: onMissed }, reason: `${one.id}: ${one.reason}` };
  const draft = drafted(state, asked, world, day.on, AUTOMATIC_MAKER);
  const same = state.requests?.some((request) => isOpenRequest(request) && request.kind === 'acceleration');
  // Nothing falls due later, or it is asked already: the ladder goes on as it is.
  return isFault(draft) || same === true
    ? []
    : madeRows(state, draft, world, day.on, AUTOMATIC_MAKER, decisionFacts(day));
}

/** The letter that asks, and the reminders before the day. */
export function dueSecurityNotices(state: LoanState, policy: Policy, day: Day): DueStep[] {
  const one = state.securities?.find(isAskedFor);
  if (one === undefined || day.onHold || day.on > one.dueOn) return [];
  const { channels, remindDaysBefore } = securityRulesOf(policy);
  const step = (id: string, title: Step['title']): Step => ({
    ...{ id, title, anchor: 'trigger', offsetDays: 0, onNonWorkingDay: 'same', mustReach: { withinDays: 30 } },
    action: { do: 'notify', to: 'debtor', channels, template: id },
  });
  const due = (id: string, title: Step['title'], occurrence: string): DueStep[] =>
    taken(recordOf(state, id, occurrence))
      ? []
      : [
          {
            step: step(id, title),
            group: 'service',
            occurrence,
            oldestDueOn: '',
            alone: true,
            fields: { respondBy: one.dueOn },
          },
        ];
  // Only the latest reminder whose day has come: those before it are past.
  const latest = remindDaysBefore
    .filter((days) => day.on >= addDays(one.dueOn, -days) && addDays(one.dueOn, -days) > one.askedOn)
    .at(-1);
  return [
    ...due(SECURITY_NOTICE.ask, { 'zh-CN': '补充担保通知', en: 'the request for more security' }, numberOf(one)),
    ...(latest === undefined
      ? []
      : due(
          SECURITY_NOTICE.remind,
          { 'zh-CN': '补充担保提醒', en: 'the reminder of the security asked for' },
          `${numberOf(one)}.${latest}`,
        )),
  ];
}

/** Why a queued notice is not wanted any more; null while it is; undefined when the step is none of these. */
export function securityDropped(state: LoanState, { step, occurrence }: StepRecord): string | null | undefined {
  if (step !== SECURITY_NOTICE.ask && step !== SECURITY_NOTICE.remind) return undefined;
  const open = state.securities?.find(isAskedFor);
  return open !== undefined && occurrence.split('.')[0] === numberOf(open) ? null : 'it is not asked for any more';
}
