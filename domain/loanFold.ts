import { foldAcceleration } from './accelerationFold.ts';
import { foldCall } from './callFold.ts';
import { foldCircumstance } from './circumstanceFold.ts';
import { foldPledged } from './collateralFold.ts';
import type { PlainDate } from './date.ts';
import { foldDispute } from './disputeFold.ts';
import { foldLimitation } from './limitationFold.ts';
import { LOAN_SCHEMA_VERSION } from './loanState.ts';
import type { Hold, LoanOutcome, LoanState } from './loanState.ts';
import { foldPlacement } from './placementFold.ts';
import { byBooking } from './posting.ts';
import type { Posting } from './posting.ts';
import { inOrder, withoutPostings, withStanding } from './postingSet.ts';
import { foldPromise } from './promiseFold.ts';
import { foldRelief, foldRequest } from './requestFold.ts';
import { foldSecurity } from './securityFold.ts';
import { foldStep } from './stepFold.ts';
import { without } from './stepRecords.ts';
import { foldTask } from './taskFold.ts';
import { foldTrackOfLoan } from './trackOfLoanFold.ts';
import { foldWriteOff } from './writeOffFold.ts';

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
    case 'countedBeforeTakeOver':
    case 'noticeDecided':
    case 'noticeHeld':
    case 'stepRefused':
    case 'noticeCancelled':
    case 'noticeReported':
    case 'corrected':
    case 'correctionWithdrawn':
    case 'contactChanged':
      return foldStep(state, outcome);
    case 'taskOpened':
    case 'taskClosed':
    case 'taskEscalated':
      return foldTask(state, outcome);
    case 'taskClaimed':
    case 'taskReleased':
    case 'callDialled':
    case 'callEnded':
    case 'callPlanned':
      return foldCall(state, outcome);
    case 'trackOpened':
    case 'trackTold':
    case 'claimNotAwaited':
    case 'trackReported':
      return foldTrackOfLoan(state, outcome);
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
