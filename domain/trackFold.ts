import { addDays, daysBetween } from './date.ts';
import { foldClaim } from './claimFold.ts';
import { foldLegal, foldSharedRow, foldStage, withPlaceBefore } from './legalFold.ts';
import { isLegalRow } from './legalState.ts';
import type { LegalOutcome } from './legalState.ts';
import type { PlainDate } from './date.ts';
import { askedAgain } from './trackApproval.ts';
import type { TrackOutcome, TrackState } from './trackState.ts';
import { TRACK_SCHEMA_VERSION } from './trackState.ts';
import { foldPack } from './writeOffFold.ts';

type Of<T extends TrackOutcome['type']> = Extract<TrackOutcome, { type: T }>;

/** One journal row added to the case file of a track. Consults neither rule nor clock: old rows stand for ever. */
export function foldTrack(state: TrackState | null, outcome: TrackOutcome): TrackState {
  if (outcome.type === 'opened') return opened(outcome);
  if (state === null) throw new Error('JOURNAL_WITHOUT_OPENING');
  if (isLegalRow(outcome)) return foldLegal(state, outcome);
  const next = foldSharedRow(foldShared(state, outcome), outcome);
  return next.kind === 'claim' ? foldClaim(next, outcome) : next;
}

type SharedOutcome = Exclude<TrackOutcome, { type: LegalOutcome['type'] }>;

/** The rows that all kinds of tracks share. */
function foldShared(state: TrackState, outcome: Exclude<SharedOutcome, { type: 'opened' }>): TrackState {
  switch (outcome.type) {
    case 'taskOpened': {
      const { taskId, task, dueOn, on, escalateTo } = outcome;
      const opened = { task, dueOn, escalated: false, ...(escalateTo === undefined ? {} : { escalateTo }) };
      const next = { ...state, tasks: { ...state.tasks, [taskId]: opened } };
      if (task !== 'filing') return next;
      // Without a letter the step is carried out when the suit is about to be filed.
      const carriedOutOn = state.carriedOutOn ?? on;
      return { ...next, status: 'readyToFile', statusOn: on, deadlineOn: null, carriedOutOn };
    }
    case 'taskClosed':
      return {
        ...state,
        tasks: Object.fromEntries(Object.entries(state.tasks).filter(([taskId]) => taskId !== outcome.taskId)),
      };
    case 'taskEscalated': {
      const task = state.tasks[outcome.taskId];
      if (task === undefined) return state;
      const tasks = { ...state.tasks, [outcome.taskId]: { ...task, escalated: true } };
      if (task.task !== 'approval' || state.approval === null) return { ...state, tasks };
      return { ...state, tasks, approval: { ...state.approval, escalated: true } };
    }
    case 'approvalGiven':
    case 'approvalRefused': {
      if (state.approval === null) return state;
      const { row } = outcome;
      const next = { ...state, approval: { ...state.approval, rows: [...state.approval.rows, row] } };
      return outcome.type === 'approvalGiven' && outcome.complete
        ? { ...next, status: 'approved', statusOn: row.on }
        : next;
    }
    case 'approvalLapsed': {
      const { approval } = state;
      if (approval === null) return state;
      const again = askedAgain(approval, outcome.on);
      return { ...state, approval: again, status: 'awaitingApproval', statusOn: outcome.on };
    }
    case 'noticeDecided': {
      const { key, channelAt, attempt, line, facts, on, about } = outcome;
      if (about !== undefined) return state;
      const demand = { key, channelAt, attempt, until: null, code: state.demand.code };
      return { ...state, demand, line, facts, status: 'demanding', statusOn: on };
    }
    case 'noticeHeld':
      return { ...state, demand: { ...state.demand, channelAt: outcome.channelAt, until: outcome.until } };
    case 'noticeReported':
      return reported(withReceipt(state, outcome), outcome);
    case 'answered':
      return { ...state, status: outcome.answer, statusOn: outcome.on, deadlineOn: outcome.deadlineOn };
    case 'deadlinePassed':
      return { ...state, status: 'unanswered', statusOn: outcome.on, deadlineOn: null };
    case 'stageRecorded':
      return foldStage({ ...state, status: outcome.stage, statusOn: outcome.on, deadlineOn: null }, outcome);
    case 'told':
      if (outcome.what === 'suspended') return { ...state, suspended: { because: outcome.because, on: outcome.on } };
      if (outcome.what === 'resumed') return resumed(state, outcome.on);
      if (outcome.what === 'arrearsEnded') return { ...state, arrearsEnded: outcome.because };
      if (outcome.what === 'arrearsBack') return { ...state, arrearsEnded: null };
      return outcome.what === 'notCalledFor' ? { ...state, notCalledFor: outcome.because } : state;
    case 'ended': {
      const { as, on, because } = outcome;
      const carriedOutOn = state.carriedOutOn ?? on;
      const ended = { ...state, status: as, statusOn: on, ended: { as, on, because }, deadlineOn: null, carriedOutOn };
      return withPlaceBefore(ended, state.status);
    }
    case 'reported': {
      const { status, carriedOut, ended, deadlineOn, received } = outcome;
      const told = { status, carriedOut, ended, deadlineOn };
      return { ...state, reported: received === undefined ? told : { ...told, received } };
    }
    case 'noticeCancelled':
      // An ending follows, or contact is not permitted any more: then the demand looks for another way.
      return state.status === 'demanding' && outcome.key === state.demand.key
        ? { ...state, status: 'approved' }
        : state;
    case 'contactChanged': {
      const { until } = state.demand;
      return until !== null && until > outcome.at
        ? { ...state, demand: { ...state.demand, until: outcome.at } }
        : state;
    }
    case 'packAsked':
    case 'groundNamed':
    case 'evidenceAdded':
    case 'evidenceRemoved':
    case 'packSubmitted':
    case 'packTaken':
      return foldPack(state, outcome);
    case 'limitExceeded':
    case 'documentsAttached':
    case 'contestResolved':
    case 'partnerPaid':
    case 'claimReopened':
    case 'endCorrected':
    case 'refundOwed':
    case 'refundBooked':
    case 'subrogated':
    case 'letterDropped':
    case 'noticeDeferred':
    case 'demandRefused':
    case 'optedOut':
    case 'refused':
      return state;
  }
}

function opened(outcome: Of<'opened'>): TrackState {
  const { track, trackId, loanCaseId, step, occurrence, oldestDueOn, terms, action, line, facts, maker, on, at } =
    outcome;
  const { early, only } = outcome;
  // For preservation alone nothing is approved yet: each measure is, and the suit when it is meant.
  const rule = only === undefined ? action.approval : undefined;
  return {
    schemaVersion: TRACK_SCHEMA_VERSION,
    kind: track,
    trackId,
    loanCaseId,
    step,
    occurrence,
    oldestDueOn,
    terms,
    action,
    openedOn: on,
    openedAt: at,
    line,
    facts,
    status: only !== undefined ? 'preserving' : rule === undefined ? 'approved' : 'awaitingApproval',
    statusOn: on,
    approval:
      rule === undefined
        ? null
        : { rule, maker, askedOn: on, dueOn: addDays(on, rule.answerDays), escalated: false, rows: [] },
    tasks: {},
    demand: { key: '', channelAt: 0, attempt: 0, until: null, code: null },
    demandedOn: null,
    deadlineOn: null,
    carriedOutOn: null,
    arrearsEnded: null,
    notCalledFor: null,
    ended: null,
    ...(early === undefined ? {} : { early }),
    reported: null,
    ...(outcome.ground === undefined ? {} : { ground: outcome.ground }),
  };
}

/** The days on which the track stood still are not counted against anybody. */
function resumed({ suspended, ...state }: TrackState, on: PlainDate): TrackState {
  if (suspended === undefined || state.deadlineOn === null) return state;
  return { ...state, deadlineOn: addDays(state.deadlineOn, daysBetween(suspended.on, on)) };
}

/** The first proof that the demand arrived counts, also when it is about an earlier attempt. */
function withReceipt(state: TrackState, { receivedBy, on }: Of<'noticeReported'>): TrackState {
  if (receivedBy === undefined || (state.received !== undefined && state.received.on <= on)) return state;
  return { ...state, received: { party: receivedBy, on } };
}

/** Only the latest attempt moves the track, and only until somebody has answered the demand. */
function reported(state: TrackState, report: Of<'noticeReported'>): TrackState {
  if (report.key !== state.demand.key || state.ended !== null) return state;
  switch (report.status) {
    case 'accepted':
    case 'delivered': {
      if (state.status !== 'demanding') return state;
      const deadlineOn = report.deadlineOn ?? null;
      const carriedOutOn = state.carriedOutOn ?? report.on;
      return { ...state, status: 'demanded', statusOn: report.on, demandedOn: report.on, deadlineOn, carriedOutOn };
    }
    case 'failed':
    case 'optedOut': {
      if (state.status !== 'demanding' && state.status !== 'demanded') return state;
      const channelAt = state.demand.channelAt + 1;
      const demand = { ...state.demand, channelAt, until: null, code: report.code ?? report.status };
      return { ...state, status: 'approved', statusOn: report.on, deadlineOn: null, demand };
    }
    case 'parked':
      // Nobody knows whether it went: a person asks and reports, the track waits (design.md, "Ambiguous").
      return state;
  }
}
