import { CODE_OF } from './circumstanceState.ts';
import type { Circumstance, CircumstanceKind, CircumstanceOutcome, CircumstanceTaskKind } from './circumstanceState.ts';
import { goesOn } from './circumstanceRules.ts';
import type { PlainDate } from './date.ts';
import type { Instant } from './instant.ts';
import type { LoanState } from './loanState.ts';

/** One row about a circumstance added to the case file. Consults neither rule nor clock. */
export function foldCircumstance(state: LoanState, row: CircumstanceOutcome): LoanState {
  switch (row.type) {
    case 'circumstanceReported':
      return { ...state, circumstances: [...(state.circumstances ?? []), row.circumstance] };
    case 'circumstanceVerified': {
      const { id, kind, on, by, happenedOn, claimBy, documents, at } = row;
      const verified = { status: 'verified', verifiedOn: on, verifiedBy: by, happenedOn } as const;
      const known = changed(state, id, (one) => ({
        ...one,
        ...verified,
        ...(claimBy === undefined ? {} : { claimBy }),
        ...(kind === 'borrowerFraud' ? { evidence: documents } : {}),
      }));
      return askedAgain(known, at);
    }
    case 'circumstanceRefuted': {
      const refuted = changed(state, row.id, (one) => ({ ...one, status: 'refuted', endedOn: row.on }));
      return plannedAnew(refuted, row.kind, row.at);
    }
    case 'circumstanceEnded': {
      const { id, on, ending, kind, at } = row;
      const ended = changed(state, id, (one) => ({ ...one, status: 'ended', endedOn: on, ending }));
      return goesOn(ending) ? plannedAnew(ended, kind, at) : ended;
    }
    case 'representativeNamed':
      return changed(state, row.id, (one) => ({ ...one, representative: row.representative }));
    case 'circumstanceTold':
      return told(state, row.circumstance, row.at);
    case 'claimRegistered':
      return changed(state, row.id, (one) => ({ ...one, claimedOn: row.on }));
    case 'recallAsked':
      return changed(state, row.id, (one) => ({ ...one, recall: row.request ?? row.code ?? '' }));
    case 'claimNotRegistered':
      return changed(state, row.id, (one) => ({ ...one, missed: true }));
  }
}

function changed(state: LoanState, id: string, change: (one: Circumstance) => Circumstance): LoanState {
  return { ...state, circumstances: (state.circumstances ?? []).map((one) => (one.id === id ? change(one) : one)) };
}

/** The latest word of the loan that it is named after holds, in whatever order words come; what is this loan's own stays. */
function told(state: LoanState, circumstance: Circumstance, at: Instant): LoanState {
  const known = state.circumstances?.find(({ id }) => id === circumstance.id);
  if (known === undefined)
    return askedAgain({ ...state, circumstances: [...(state.circumstances ?? []), circumstance] }, at);
  if ((known.seq ?? 0) >= (circumstance.seq ?? 0)) return state;
  const { claimedOn, missed, task, tasks, recall } = known;
  const own = {
    ...(claimedOn === undefined ? {} : { claimedOn }),
    ...(missed === undefined ? {} : { missed }),
    ...(task === undefined ? {} : { task }),
    ...(tasks === undefined ? {} : { tasks }),
    ...(recall === undefined ? {} : { recall }),
  };
  const next = changed(state, circumstance.id, () => ({ ...circumstance, ...own }));
  const over = circumstance.status === 'refuted' || (circumstance.status === 'ended' && goesOn(circumstance.ending));
  return over ? plannedAnew(next, circumstance.kind, at) : askedAgain(next, at);
}

/** What waits for permission is asked about again, at once: it may be known now that it never comes. */
function askedAgain(state: LoanState, at: Instant): LoanState {
  return {
    ...state,
    steps: state.steps.map((record) =>
      record.status === 'held' && record.until !== undefined && record.until > at ? { ...record, until: at } : record,
    ),
  };
}

/** It was not so: steps that were passed over for it are open again, under keys of their own. */
function plannedAnew(state: LoanState, kind: CircumstanceKind, at: Instant): LoanState {
  const again = askedAgain(state, at);
  return {
    ...again,
    steps: again.steps.map((record) => {
      if (record.status !== 'refused' || record.code !== CODE_OF[kind]) return record;
      const { code: _code, ...rest } = record;
      return { ...rest, status: 'cancelled', doneOn: null };
    }),
  };
}

export function isCircumstanceTask(kind: string): kind is CircumstanceTaskKind {
  return kind === 'circumstanceVerify' || kind === 'circumstanceClaim' || kind === 'fraudCase';
}

/** The work list got a task about a circumstance. */
export function circumstanceTaskOpened(
  state: LoanState,
  id: string,
  taskId: string,
  kind: CircumstanceTaskKind,
  dueOn: PlainDate,
): LoanState {
  return changed(state, id, (one) => ({ ...one, task: { id: taskId, kind, dueOn }, tasks: (one.tasks ?? 0) + 1 }));
}

export function taskOfCircumstance({ circumstances = [] }: LoanState, taskId: string): Circumstance | undefined {
  return circumstances.find(({ task }) => task?.id === taskId);
}

export function circumstanceTaskClosed(state: LoanState, { id }: Circumstance): LoanState {
  return changed(state, id, ({ task: _task, ...one }) => one);
}

export function circumstanceTaskEscalated(state: LoanState, { id }: Circumstance, on: PlainDate): LoanState {
  return changed(state, id, (one) =>
    one.task === undefined ? one : { ...one, task: { ...one.task, escalatedOn: on } },
  );
}
