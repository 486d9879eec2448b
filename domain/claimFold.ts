import type { ClaimLetter } from './claimRules.ts';
import type { ClaimMail, ClaimState, ClaimTask } from './claimState.ts';
import { CLAIM_TASKS } from './claimState.ts';
import { withDocuments } from './evidence.ts';
import type { TrackOutcome, TrackState, TrackStatus } from './trackState.ts';

/** One journal row added to what only a claim has. Consults neither rule nor clock; what is not the claim's changes nothing. */
export function foldClaim(state: TrackState, outcome: TrackOutcome): TrackState {
  const { claim = {} } = state;
  const having = (more: ClaimState): TrackState => ({ ...state, claim: { ...claim, ...more } });
  switch (outcome.type) {
    case 'documentsAttached':
      return having({ documents: withDocuments(claim.documents ?? [], outcome.documents) });
    case 'taskOpened': {
      const { task } = outcome;
      if (!isClaimTask(task)) return state;
      const asked = { ...claim.asked, [task]: (claim.asked?.[task] ?? 0) + 1 };
      return having({ asked, ...(task === 'claimContest' ? { wasContested: true as const } : {}) });
    }
    case 'noticeReported':
      return mailReported(dueBy(state, state.status === 'demanded' ? state.deadlineOn : null), outcome);
    case 'told':
      // What was suspended has been given its days back.
      return dueBy(state, outcome.what === 'resumed' ? state.deadlineOn : null);
    case 'answered':
      return dueBy(state, outcome.deadlineOn);
    case 'contestResolved': {
      const { result, deadlineOn, concededMinor, on } = outcome;
      const next = having({ ...(concededMinor === 0 ? {} : { concededMinor }) });
      if (result === 'upheld') return next;
      const went = { ...next, status: 'demanded' as const, statusOn: on, deadlineOn };
      return withMail(dueBy(went, deadlineOn), 'contestRejected');
    }
    case 'partnerPaid': {
      const { receivedMinor, completedOn, deadlineOn, on } = outcome;
      const { completedOn: _before, ...rest } = claim;
      const paid = { ...rest, receivedMinor, ...(completedOn === null ? {} : { completedOn }) };
      const isTakenBack = receivedMinor <= 0 && state.status === 'partPerformed';
      const next = { ...state, claim: paid, ...(isTakenBack ? { status: 'demanded' as const, statusOn: on } : {}) };
      if (deadlineOn === null) return next;
      return withMail(dueBy({ ...next, status: 'partPerformed', statusOn: on, deadlineOn }, deadlineOn), 'remainder');
    }
    case 'claimReopened': {
      const { deadlineOn, on } = outcome;
      const { byMoney: _byMoney, ...rest } = claim;
      const status: TrackStatus = (claim.receivedMinor ?? 0) > 0 ? 'partPerformed' : 'demanded';
      // The money that ended the arrears was taken back: the loan tells anew when they end.
      const again = { ...state, claim: rest, ended: null, arrearsEnded: null, status, statusOn: on, deadlineOn };
      return dueBy(again, deadlineOn);
    }
    case 'endCorrected': {
      const { as, on, because } = outcome;
      return { ...having({ byMoney: true }), status: as, statusOn: on, ended: { as, on, because } };
    }
    case 'ended':
      if (outcome.as !== 'performed' && outcome.as !== 'cured') return state;
      return outcome.by === 'loan' ? having({ byMoney: true }) : state;
    case 'refundOwed': {
      const { owedMinor, wasMinor } = outcome;
      return owedMinor > wasMinor ? withMail(having({ owedMinor }), 'refund') : having({ owedMinor });
    }
    case 'refundBooked':
      return having({ refundedMinor: (claim.refundedMinor ?? 0) + outcome.amountMinor });
    case 'subrogated':
      return withMail(state, 'subrogation');
    case 'noticeDecided': {
      const { about, key, channelAt, attempt } = outcome;
      if (about === undefined) return state;
      return mapMail(state, about, (mail) => ({ ...mail, key, channelAt, attempt }));
    }
    case 'letterDropped':
      return mapMail(state, outcome.about, (mail) => ({ ...mail, key: '' }));
    default:
      return state;
  }
}

function isClaimTask(task: string): task is ClaimTask {
  return (CLAIM_TASKS as readonly string[]).includes(task);
}

function dueBy(state: TrackState, deadlineOn: string | null | undefined): TrackState {
  if (deadlineOn === null || deadlineOn === undefined) return state;
  return { ...state, claim: { ...state.claim, dueBy: deadlineOn } };
}

/** One more letter of a sort; one that has not left yet is the same letter. */
function withMail(state: TrackState, about: ClaimLetter): TrackState {
  const mail = state.claim?.mail ?? [];
  const known = mail.find((one) => one.about === about);
  if (known !== undefined && known.key === null) return state;
  const fresh: ClaimMail = { about, number: (known?.number ?? 0) + 1, channelAt: 0, attempt: 0, key: null };
  return { ...state, claim: { ...state.claim, mail: [...mail.filter((one) => one !== known), fresh] } };
}

function mapMail(state: TrackState, about: ClaimLetter, change: (mail: ClaimMail) => ClaimMail): TrackState {
  const mail = (state.claim?.mail ?? []).map((one) => (one.about === about ? change(one) : one));
  return { ...state, claim: { ...state.claim, mail } };
}

/** A letter that failed on its channel goes on to the next. */
function mailReported(state: TrackState, report: Extract<TrackOutcome, { type: 'noticeReported' }>): TrackState {
  if (report.status !== 'failed' && report.status !== 'optedOut') return state;
  const failed = state.claim?.mail?.find(({ key }) => key === report.key);
  if (failed === undefined) return state;
  const next = { key: null, channelAt: failed.channelAt + 1, attempt: failed.attempt + 1 };
  return mapMail(state, failed.about, (mail) => ({ ...mail, ...next }));
}
