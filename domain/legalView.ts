import type { PlainDate } from './date.ts';
import type { DeadlineKind, LegalDeadline } from './legalState.ts';
import type { TrackState } from './trackState.ts';

/** One deadline for the legal calendar; a function of the case file alone. */
export interface DeadlineView {
  readonly deadlineId: string;
  readonly kind: DeadlineKind;
  readonly of: string | null;
  readonly from: PlainDate;
  readonly dueOn: PlainDate;
  readonly moved: string | null;
  readonly owner: string;
  readonly ownerId: string | null;
  readonly escalated: boolean;
  readonly remindedOn: PlainDate | null;
  readonly status: LegalDeadline['status'];
}

/** What has ended needs nothing any more, whatever stood open. */
export function deadlinesOf({ legal, ended }: TrackState): DeadlineView[] {
  return (legal?.deadlines ?? []).map(({ id, kind, of, from, dueOn, moved, owner, escalated, remindedOn, status }) => ({
    ...{ deadlineId: id, kind, of: of ?? null, from, dueOn, moved: moved ?? null, owner },
    ownerId: legal?.ownerId ?? null,
    escalated: escalated === true,
    remindedOn: remindedOn ?? null,
    status: ended !== null && status === 'open' ? 'dropped' : status,
  }));
}
