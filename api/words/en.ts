import { accelerationEn } from './acceleration.ts';
import { securityEn } from './security.ts';
import { placementEn } from './placement.ts';
import { callEn } from './call.ts';
import { campaignEn, campaignLoanEn } from './campaign.ts';
import { disposalEn, pledgeEn } from './collateral.ts';
import { listed } from './listed.ts';
import { partnerEn } from './partner.ts';
import { disputeEn } from './dispute.ts';
import { circumstanceEn } from './circumstance.ts';
import { limitationEn } from './limitation.ts';
import { reliefEn } from './relief.ts';
import { requestEn } from './request.ts';
import { legalWordsEn } from './legal.ts';
import { promiseEn } from './promise.ts';
import { caseEn } from './case.ts';
import { channelEn, partyEn, passedTextEn } from './notice.ts';
import { postedTextEn, postingEn } from './posting.ts';
import { taskEn } from './task.ts';
import { toldEn, trackEn, trackEndEn, trackKindEn, trackStatusEn } from './track.ts';
import type { Words } from './words.ts';
import { writeOffEn } from './writeOff.ts';

const decisions = { settle: 'settle', relend: 'recover and re-lend', renew: 'renew' } as const;
const closedAs = {
  settled: 'settled',
  renewed: 'renewed',
  relent: 'recovered and lent again',
  recoveryEnded: 'end of the recovery',
  boughtBack: 'bought back',
} as const;

export const en: Words = {
  channel: channelEn,
  party: partyEn,
  task: taskEn,
  call: callEn,
  trackKind: trackKindEn,
  trackEnd: trackEndEn,
  trackStatus: trackStatusEn,
  classification: {
    normal: 'normal',
    specialMention: 'special mention',
    substandard: 'substandard',
    doubtful: 'doubtful',
    loss: 'loss',
  },
  legal: legalWordsEn,
  posting: postingEn,
  stage: {
    current: 'current',
    dunning: 'in arrears',
    held: 'on hold',
    claim: 'claim open',
    legalAction: 'legal action',
    writeOff: 'write-off open',
    collateral: 'disposal of collateral',
    recovery: 'recovery after write-off',
    settled: 'settled',
    renewed: 'renewed',
    relent: 'recovered and lent again',
    recoveryEnded: 'recovery ended',
    boughtBack: 'bought back by the partner',
  },
  messageStatus: {
    queued: 'waiting',
    claimed: 'leaving',
    accepted: 'taken by the provider',
    delivered: 'delivered',
    failed: 'failed',
    optedOut: 'opted out',
    cancelled: 'cancelled',
    ambiguous: 'unknown, being asked after',
    parked: 'unknown, waits for a person',
  },
  facts: ({ overdueDays, overdueMinor, consecutiveMissed, cumulativeMissed, segment, arms = {} }, telling) =>
    listed(
      [
        overdueDays === 0 ? 'not overdue' : `${overdueDays} days overdue`,
        overdueMinor === 0 ? null : `${telling.money(overdueMinor)} overdue`,
        `${consecutiveMissed} missed in a row`,
        `${cumulativeMissed} missed in all`,
        `segment: ${telling.segment(segment)}`,
        ...Object.entries(arms).map(([experiment, arm]) => `${experiment}: ${arm}`),
      ],
      ', ',
    ),
  next: ({ what }, when, language) => {
    switch (what.do) {
      case 'step':
        return `${when} ${what.title[language]}`;
      case 'held':
        return `${when} contact is permitted again, and what waits goes on`;
      case 'deadline':
        return `${when} a deadline falls`;
      case 'look':
        return `${when} the loan is looked at again`;
    }
  },
  loan: {
    ...promiseEn,
    ...disputeEn,
    ...pledgeEn,
    ...campaignLoanEn,
    ...writeOffEn,
    ...limitationEn,
    ...requestEn,
    ...accelerationEn,
    ...circumstanceEn,
    ...reliefEn,
    ...placementEn,
    ...securityEn,
    ...callEn.tellers,
    ...caseEn,
    opened: ({ terms, postings }) =>
      `Loan ${terms.loanId} taken over: ${terms.product}, branch ${terms.branch}, ${terms.contract.instalments.length} instalments, ${postings.length} postings before`,
    countedBeforeTakeOver: ({ step, on }, { step: title }) =>
      `"${title(step)}" fell on ${on}, before the take-over: counts as carried out, nothing is sent`,
    posted: (outcome, telling) => postedTextEn(outcome.posting, telling),
    postingSetAside: ({ reason, code: why }) => `Does not count: ${reason} (${why})`,
    postingCounts: ({ postingId, because }) => `${postingId} counts now, since ${because} came`,
    correctionWithdrawn: ({ step, because }, { step: title }) => `Correction taken back: "${title(step)}" (${because})`,
    corrected: ({ step, because }, { step: title }) =>
      `Correction: "${title(step)}" would not have been taken (${because})`,
    noticeDecided: ({ step, channel: by, party: to, attach, passed }, { step: title }) =>
      `Decided: ${channelEn[by] ?? by} to ${partyEn[to]}, "${title(step)}"${attach === undefined ? '' : ', with its letter as a PDF'}${passedTextEn(passed)}`,
    stepRefused: ({ step, code: why }, { step: title }) =>
      `"${title(step)}" cannot be carried out and counts as done for that reason (${why})`,
    taskOpened: ({ task: kind, step, dueOn, role }, { step: title }) =>
      `${role} is asked for ${taskEn[kind] ?? kind} by ${dueOn}: "${title(step)}"`,
    trackOpened: ({ track, step }, { step: title }) => `Opened: ${trackKindEn[track]}, "${title(step)}"`,
    trackTold: ({ what, because }) => `Told the track: ${toldEn[what]} (${because})`,
    claimNotAwaited: ({ trackId, partner }) =>
      `${trackId} is not waited for: ${partner.partnerId} counts as not performing since ${partner.since}`,
    trackReported: ({ trackId, status }) => `${trackId} reports: ${trackStatusEn[status] ?? status}`,
    holdPlaced: ({ hold, by }) =>
      `On hold: ${hold.reason}, from ${hold.from} ${hold.to === null ? 'until resumed' : `to ${hold.to}`} (${by})`,
    holdEnded: ({ on, by }) => `Resumed on ${on} (${by})`,
    maturityDecided: ({ decision, by }) => `At maturity: ${decisions[decision]} (${by})`,
    policyMoved: ({ policy, by }) => `Moved to policy ${policy.id} version ${policy.version} (${by})`,
    armAssigned: ({ experiment, arm }) => `Experiment ${experiment}: ${arm}`,
    settled: ({ on }) => `Nothing is outstanding since ${on}`,
    reopened: ({ because }) => `Open again: ${because}`,
    closed: ({ on, as }) => `Closed on ${on}: ${closedAs[as]}`,
  },
  partner: partnerEn,
  collateral: disposalEn,
  campaign: campaignEn,
  track: trackEn,
};
