import type { Outcome } from './case.ts';
import type { CallCode, CallGroup } from './callResult.ts';
import type { ContactResult } from './contact/types.ts';
import type { ContactFactContent } from './contactState.ts';
import type { PlainDate } from './date.ts';
import type { Instant } from './instant.ts';

/** Who works on a task, until when; after that anybody may take it. */
export interface TaskClaim {
  readonly by: string;
  readonly until: Instant;
}

/** What a call task has beside other tasks; every field is absent while it is not used. */
export interface CallTaskState {
  readonly claim?: TaskClaim;
  /** The person is called back at this instant. */
  readonly callAt?: Instant;
  /** The person named that time: it counts as permission (docs/calls.md). */
  readonly agreed?: true;
  /** The service level was missed, or a supervisor was asked for: the step goes on, the task waits for the supervisor. */
  readonly escalatedOn?: PlainDate;
}

/** Results of calls, newest last, as far back as segments look. */
export interface CallMade {
  readonly code: CallCode;
  readonly on: PlainDate;
}

/** What a call showed about contact with the person. */
export type CallFact = Extract<
  ContactFactContent,
  { readonly kind: 'held' | 'failed' | 'consented' | 'reachable' | 'agreed' }
>;

export type CallOutcome =
  | (Outcome & { readonly type: 'taskClaimed'; readonly taskId: string; readonly at: Instant } & TaskClaim)
  | (Outcome & { readonly type: 'taskReleased'; readonly taskId: string; readonly by: string; readonly on: PlainDate })
  | (Outcome & {
      readonly type: 'callDialled';
      readonly taskId: string;
      readonly dialId: string;
      readonly personId: string;
      readonly how: 'voice' | 'manual';
      readonly by: string;
      readonly at: Instant;
    })
  | (Outcome & {
      readonly type: 'callEnded';
      readonly taskId: string;
      /** The attempt that it ends; null when the call was made without one. */
      readonly dialId: string | null;
      readonly personId: string;
      readonly code: CallCode;
      readonly group: CallGroup;
      readonly contact: ContactResult;
      readonly effective: boolean;
      readonly contactFacts: readonly CallFact[];
      readonly by: string;
      readonly at: Instant;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'callPlanned';
      readonly taskId: string;
      readonly callAt: Instant;
      readonly agreed: boolean;
      readonly dueOn: PlainDate;
      readonly by: string;
      readonly on: PlainDate;
    });
