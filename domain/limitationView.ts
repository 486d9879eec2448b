import type { Assessment } from './assess.ts';
import type { PlainDate } from './date.ts';
import { rightsOf } from './limitation.ts';
import type { LapseCause } from './limitation.ts';
import type { RightName } from './limitationState.ts';
import type { LoanState } from './loanState.ts';
import type { Policy } from './policy.ts';

/** One right for lists: until when it stands, because of what, and who was alarmed. */
export interface RightView {
  readonly kind: RightName;
  readonly personId: string;
  readonly cause: LapseCause;
  readonly ref: string;
  readonly startsOn: PlainDate;
  readonly lapsesOn: PlainDate | null;
  readonly alarmedDays: number | null;
  readonly taskId: string | null;
  readonly lapsed: boolean;
}

/** The rights of a loan that is open; a function of the case file and its policy. */
export function rightViews(state: LoanState, policy: Policy, assessment: Assessment): RightView[] {
  if (state.closed !== null) return [];
  const { alarms, lapsed } = state.limitation ?? {};
  return rightsOf(state, policy, assessment).map(({ right, personId, cause, ref, startsOn, lapsesOn }) => ({
    ...{ kind: right, personId, cause, ref, startsOn, lapsesOn },
    alarmedDays: alarms?.[right]?.daysBefore ?? null,
    taskId: alarms?.[right]?.taskId ?? null,
    lapsed: lapsed?.[right] !== undefined,
  }));
}
