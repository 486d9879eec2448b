import { foldAcceleration } from './accelerationFold.ts';
import { expiryAsked, foldPledged } from './collateralFold.ts';
import { foldCall } from './callFold.ts';
import { foldSecurity } from './securityFold.ts';
import { foldPlacement } from './placementFold.ts';
import type { PlainDate } from './date.ts';
import { isDeskTask } from './deskTask.ts';
import { disputeEscalated, foldDispute } from './disputeFold.ts';
import {
  circumstanceTaskClosed,
  circumstanceTaskEscalated,
  circumstanceTaskOpened,
  foldCircumstance,
  isCircumstanceTask,
  taskOfCircumstance,
} from './circumstanceFold.ts';
import { foldLimitation } from './limitationFold.ts';
import type { Hold, LoanOutcome, LoanState, StepRecord, TrackOfLoan } from './loanState.ts';
import { LOAN_SCHEMA_VERSION } from './loanState.ts';
import { foldPromise } from './promiseFold.ts';
import { foldWriteOff, undoEscalated } from './writeOffFold.ts';
import { foldRelief, foldRequest, requestEscalated } from './requestFold.ts';
import { withReport } from './noticeReport.ts';
import { byBooking } from './posting.ts';
import type { Posting } from './posting.ts';
import { inOrder, withoutPostings, withStanding } from './postingSet.ts';

/** Ends that come before a demand, too. */
const WITHOUT_DEMAND: readonly string[] = ['rejected', 'withdrawn', 'notDeliverable', 'expired'];

function withRecord(state: LoanState, record: StepRecord): LoanState {
  const others = state.steps.filter((other) => other.step !== record.step || other.occurrence !== record.occurrence);
  return { ...state, steps: [...others, record] };
}

function mapKey(state: LoanState, key: string, change: (record: StepRecord) => StepRecord): LoanState {
  return { ...state, steps: state.steps.map((record) => (record.key === key && key !== '' ? change(record) : record)) };
}

function previous(state: LoanState, step: string, occurrence: string): StepRecord | undefined {
  return state.steps.find((record) => record.step === step && record.occurrence === occurrence);
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

function withoutDeskTask({ deskTasks = {}, ...state }: LoanState, taskId: string): LoanState {
  const left = without(deskTasks, taskId);
  return Object.keys(left).length === 0 ? state : { ...state, deskTasks: left };
}

/** One journal row added to the case file. Consults neither rule nor clock: old rows stand for ever. */
export function foldLoan(state: LoanState | null, outcome: LoanOutcome): LoanState {
  if (outcome.type === 'opened')
    return withStanding(
      {
        schemaVersion: LOAN_SCHEMA_VERSION,
        terms: outcome.terms,
        postings: [...outcome.postings].sort(byBooking),
        steps: [],
        tasks: {},
        tracks: {},
        hold: null,
        maturity: { taskId: null, decision: null, escalated: false },
        settledOn: null,
        writtenOffOn: null,
        closed: null,
      },
      {},
    );
  if (state === null) throw new Error('JOURNAL_WITHOUT_OPENING');
  switch (outcome.type) {
    case 'posted':
      return withStanding({ ...state, postings: inOrder(state.postings, outcome.posting) }, state.aside ?? {});
    case 'postingSetAside': {
      const { postingId, code, reason } = outcome;
      return withStanding(state, { ...state.aside, [postingId]: { code, reason } });
    }
    case 'postingCounts':
      return withStanding(state, without(state.aside ?? {}, outcome.postingId));
    case 'countedBeforeTakeOver': {
      const { step, occurrence, on, oldestDueOn } = outcome;
      const status = 'beforeTakeOver';
      return withRecord(state, {
        step,
        occurrence,
        key: '',
        status,
        on,
        doneOn: on,
        oldestDueOn,
        channelAt: 0,
        attempt: 0,
      });
    }
    case 'noticeDecided': {
      const { step, occurrence, key, on, oldestDueOn, channelAt, attempt, raisedBy, channels } = outcome;
      return withRecord(state, {
        ...(channels === undefined ? {} : { channels }),
        step,
        occurrence,
        key,
        status: 'open',
        on,
        doneOn: null,
        oldestDueOn,
        channelAt,
        attempt,
        ...(raisedBy === undefined ? {} : { raisedBy }),
      });
    }
    case 'noticeHeld': {
      const { step, occurrence, until, on, oldestDueOn, channelAt, channels } = outcome;
      const left = leftBefore(previous(state, step, occurrence));
      const held = { ...left, step, occurrence, until, on, oldestDueOn, channelAt };
      return withRecord(state, {
        ...held,
        ...(channels === undefined ? {} : { channels }),
        status: 'held',
        doneOn: null,
      });
    }
    case 'stepRefused': {
      const { step, occurrence, code, on, oldestDueOn } = outcome;
      const before = previous(state, step, occurrence);
      return withRecord(state, {
        ...leftBefore(before),
        step,
        occurrence,
        channelAt: before?.channelAt ?? 0,
        oldestDueOn,
        code,
        on,
        doneOn: on,
        status: 'refused',
      });
    }
    case 'noticeCancelled':
      return mapKey(state, outcome.key, (record) =>
        record.status === 'delivered' ? record : { ...record, status: 'cancelled' },
      );
    case 'noticeReported':
      return withReport(state, outcome);
    case 'corrected':
      return mapKey(state, outcome.key, (record) => ({ ...record, corrected: true }));
    case 'correctionWithdrawn':
      return mapKey(state, outcome.key, ({ corrected: _corrected, ...record }) => record);
    case 'taskOpened': {
      const { taskId, task, step, occurrence, on, dueOn, oldestDueOn, raisedBy } = outcome;
      // Disputes, requests and the question of undoing a write-off keep their own days.
      if (task === 'dispute' || task === 'request' || task === 'undoWriteOff') return state;
      if (isDeskTask(task)) {
        const { personId } = outcome;
        const [itemId = '', ...what] = occurrence.split(' ');
        const asked = task === 'collateralExpiry' ? expiryAsked(state, itemId, what.join(' ')) : state;
        return { ...asked, deskTasks: { ...state.deskTasks, [taskId]: { kind: task, personId } } };
      }
      if (isCircumstanceTask(task)) return circumstanceTaskOpened(state, occurrence, taskId, task, dueOn);
      const tasks = { ...state.tasks, [taskId]: { kind: task, step, dueOn } };
      if (task === 'maturityDecision') return { ...state, tasks, maturity: { ...state.maturity, taskId } };
      const attempt = (previous(state, step, occurrence)?.attempt ?? -1) + 1;
      const record = { step, occurrence, key: taskId, on, doneOn: null, oldestDueOn, channelAt: 0, attempt };
      const raised = raisedBy === undefined ? {} : { raisedBy };
      return withRecord({ ...state, tasks }, { ...record, ...raised, status: 'open' });
    }
    case 'taskClosed': {
      const circumstance = taskOfCircumstance(state, outcome.taskId);
      if (circumstance !== undefined) return circumstanceTaskClosed(state, circumstance);
      if (state.deskTasks?.[outcome.taskId] !== undefined) return withoutDeskTask(state, outcome.taskId);
      return mapKey({ ...state, tasks: without(state.tasks, outcome.taskId) }, outcome.taskId, (record) => ({
        ...record,
        // A call that went to a supervisor has counted as carried out since then, and still does.
        status: outcome.result === 'noLongerNeeded' && record.status === 'open' ? 'cancelled' : 'done',
        doneOn: record.doneOn ?? outcome.on,
      }));
    }
    case 'taskEscalated': {
      const { taskId, on, dueOn } = outcome;
      if (state.disputes?.some(({ id }) => id === taskId) === true) return disputeEscalated(state, taskId);
      if (state.writeOffs?.some(({ undo }) => undo?.taskId === taskId) === true) return undoEscalated(state, taskId);
      const circumstance = taskOfCircumstance(state, taskId);
      if (circumstance !== undefined) return circumstanceTaskEscalated(state, circumstance, on);
      // Whose list it stands in is written beside it.
      if (state.deskTasks?.[taskId] !== undefined) return state;
      if (state.requests?.some(({ id }) => id === taskId) === true) return requestEscalated(state, taskId);
      const task = state.tasks[taskId];
      if (task?.kind !== 'call') return { ...state, maturity: { ...state.maturity, escalated: true } };
      const { claim: _claim, ...rest } = task;
      const escalated = { ...rest, escalatedOn: on, dueOn: dueOn ?? task.dueOn };
      return mapKey({ ...state, tasks: { ...state.tasks, [taskId]: escalated } }, taskId, (record) =>
        record.status === 'open' ? { ...record, status: 'done', doneOn: on } : record,
      );
    }
    case 'taskClaimed':
    case 'taskReleased':
    case 'callDialled':
    case 'callEnded':
    case 'callPlanned':
      return foldCall(state, outcome);
    case 'trackOpened': {
      const { trackId, track, step, occurrence, on, oldestDueOn, claim } = outcome;
      const early = outcome.early === undefined ? {} : { early: outcome.early };
      const opened = {
        ...{ kind: track, step, status: 'opened', ended: false, told: [], deadlineOn: null, ...early },
        ...(claim === undefined ? {} : { claim }),
      };
      // What a person opened is no rung of the ladder.
      if (outcome.asked !== undefined) return { ...state, tracks: { ...state.tracks, [trackId]: opened } };
      const record = { step, occurrence, key: trackId, on, doneOn: null, oldestDueOn, channelAt: 0, attempt: 0 };
      return withRecord({ ...state, tracks: { ...state.tracks, [trackId]: opened } }, { ...record, status: 'open' });
    }
    case 'trackTold': {
      const track = state.tracks[outcome.trackId];
      if (track === undefined) return state;
      const next = { ...state, tracks: { ...state.tracks, [outcome.trackId]: toldTrack(track, outcome) } };
      if (outcome.what !== 'notCalledFor') return next;
      return mapKey(next, outcome.trackId, (record) => ({ ...record, status: 'cancelled' }));
    }
    case 'claimNotAwaited': {
      const track = state.tracks[outcome.trackId];
      if (track === undefined) return state;
      return { ...state, tracks: { ...state.tracks, [outcome.trackId]: { ...track, notAwaited: outcome.on } } };
    }
    case 'trackReported': {
      const track = state.tracks[outcome.trackId];
      const { status, ended, deadlineOn, on, seq } = outcome;
      // An older word that comes late says nothing that the newer one did not know.
      if (track === undefined || (seq !== undefined && seq < (track.seq ?? 0))) return state;
      // A claim that goes on again is told anew when the arrears end.
      const known = track.ended && !ended ? track.told.filter((what) => what !== 'arrearsEnded') : track.told;
      const told = deadlineOn === track.deadlineOn ? known : known.filter((what) => what !== 'deadlinePassed');
      // The first word that a claim was carried out names the day of its demand, unless it ended without one.
      const isFirst = track.claim !== undefined && track.demandedOn === undefined && outcome.carriedOut;
      const isDemanded = isFirst && (!ended || !WITHOUT_DEMAND.includes(status));
      const reported = { ...track, status, ended, deadlineOn, told, ...(isDemanded ? { demandedOn: on } : {}) };
      const next = {
        ...state,
        tracks: { ...state.tracks, [outcome.trackId]: { ...reported, ...(seq === undefined ? {} : { seq }) } },
      };
      if (!outcome.carriedOut) return next;
      // Withdrawn because it would not have been opened: it was never carried out, and may be due again.
      return mapKey(next, outcome.trackId, (record) =>
        record.status === 'cancelled' && status === 'withdrawn'
          ? record
          : { ...record, status: 'done', doneOn: record.doneOn ?? on },
      );
    }
    case 'contactChanged':
      // What waits for permission is asked about again, at once.
      return {
        ...state,
        steps: state.steps.map((record) =>
          record.status === 'held' && record.until !== undefined && record.until > outcome.at
            ? { ...record, until: outcome.at }
            : record,
        ),
      };
    case 'holdPlaced':
      return { ...state, hold: outcome.hold };
    case 'holdEnded':
      return withoutEmptyPause({ ...state, hold: null }, state.hold, outcome.on);
    case 'maturityDecided':
      return { ...state, maturity: { ...state.maturity, decision: outcome.decision } };
    case 'policyMoved':
      return {
        ...state,
        terms: { ...state.terms, policy: outcome.policy },
        steps: state.steps.map((record) => (record.key === '' ? record : { ...record, earlierPolicy: true })),
      };
    case 'armAssigned':
      return { ...state, arms: { ...state.arms, [outcome.experiment]: outcome.arm } };
    case 'settled':
      return { ...state, settledOn: outcome.on };
    case 'reopened':
      return { ...state, settledOn: null, closed: null };
    case 'closed':
      return { ...state, closed: { on: outcome.on, as: outcome.as } };
    case 'promiseMade':
    case 'promiseKept':
    case 'promisePartKept':
    case 'promiseBroken':
    case 'promiseWithdrawn':
      return foldPromise(state, outcome);
    case 'disputeOpened':
    case 'disputeResolved':
      return foldDispute(state, outcome);
    case 'collateralAdded':
    case 'collateralUpdated':
    case 'collateralMoved':
      return foldPledged(state, outcome);
    case 'writtenOff':
    case 'recovererNamed':
    case 'undoAsked':
    case 'undoApproved':
    case 'undoRejected':
    case 'writeOffUndone':
      return foldWriteOff(state, outcome);
    case 'circumstanceReported':
    case 'circumstanceVerified':
    case 'circumstanceRefuted':
    case 'circumstanceEnded':
    case 'representativeNamed':
    case 'circumstanceTold':
    case 'claimRegistered':
    case 'claimNotRegistered':
    case 'recallAsked':
      return foldCircumstance(state, outcome);
    case 'rightKept':
    case 'suitOver':
    case 'keepingWithdrawn':
    case 'lapseAlarm':
    case 'lapseMoved':
    case 'rightLapsed':
    case 'rightStands':
      return foldLimitation(state, outcome);
    case 'requestMade':
    case 'requestApproved':
    case 'requestRejected':
    case 'requestExecuted':
    case 'requestEnded':
      return foldRequest(state, outcome);
    case 'securityAsked':
    case 'securityProvided':
    case 'securityEnded':
      return foldSecurity(state, outcome);
    case 'placed':
    case 'placementExtended':
    case 'placementEnded':
    case 'agencyContacted':
    case 'placementHandedOver':
      return foldPlacement(state, outcome);
    case 'accelerationDecided':
    case 'accelerationReceived':
    case 'accelerationUnserved':
    case 'accelerationSet':
    case 'accelerationInEffect':
    case 'accelerationEnded':
    case 'accelerationCorrected':
    case 'accelerationStands':
      return foldAcceleration(state, outcome);
    case 'reliefJudged':
      return foldRelief(state, outcome);
    case 'refused':
    case 'campaignAnswered':
    case 'optedOut':
    case 'noticeDeferred':
      return state;
  }
}

/** That the arrears ended and that they are back take each other's place. */
function toldTrack(track: TrackOfLoan, outcome: Extract<LoanOutcome, { type: 'trackTold' }>): TrackOfLoan {
  const { what, on, moneyMark = 0 } = outcome;
  if (what === 'moneyMoved') return { ...track, moneyMark };
  if (what === 'resumed') return { ...track, told: track.told.filter((word) => word !== 'suspended') };
  const other = { arrearsEnded: 'arrearsBack', arrearsBack: 'arrearsEnded' }[what as string];
  const told = [...track.told.filter((word) => word !== other), what];
  return { ...track, told, ...(what === 'arrearsEnded' && on !== undefined ? { arrearsEndedOn: on } : {}) };
}

/** A pause that ended on the day on which it began holds no day; kept, it would run for ever. */
function withoutEmptyPause(state: LoanState, hold: Hold | null, endedOn: PlainDate): LoanState {
  const pause = hold === null || hold.from !== endedOn ? undefined : pauseOfHold(state, hold);
  return pause === undefined ? state : withoutPostings(state, (posting) => posting === pause);
}

/** The pause that a hold brought with it. */
export function pauseOfHold({ postings }: LoanState, hold: Hold): Posting | undefined {
  return postings.findLast(
    (posting) => posting.type === 'pause' && posting.from === hold.from && posting.id.startsWith('hold/'),
  );
}

/** What a rung keeps of the message or task that was handed out before. */
function leftBefore(
  record: StepRecord | undefined,
): Pick<StepRecord, 'key' | 'attempt' | 'decidedOn' | 'corrected' | 'earlierPolicy' | 'raisedBy'> {
  if (record === undefined) return { key: '', attempt: 0 };
  const { key, attempt, corrected, earlierPolicy, raisedBy } = record;
  if (key === '') return { key, attempt };
  return {
    key,
    attempt,
    decidedOn: record.decidedOn ?? record.on,
    ...(corrected === undefined ? {} : { corrected }),
    ...(earlierPolicy === undefined ? {} : { earlierPolicy }),
    ...(raisedBy === undefined ? {} : { raisedBy }),
  };
}
