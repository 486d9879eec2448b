import type { Posting } from '../../domain/posting.ts';
import { whoEn } from './approval.ts';
import type { PassedOver } from '../../domain/wording.ts';
import { accelerationEn } from './acceleration.ts';
import { securityEn } from './security.ts';
import { placementEn } from './placement.ts';
import { callEn } from './call.ts';
import { claimEn, claimLettersEn, claimTasksEn } from './claim.ts';
import { campaignEn, campaignLoanEn } from './campaign.ts';
import { collateralWords, disposalEn, pledgeEn } from './collateral.ts';
import { listed } from './listed.ts';
import { partnerEn, partnerTasksEn } from './partner.ts';
import { disputeEn } from './dispute.ts';
import { circumstanceEn } from './circumstance.ts';
import { limitationEn } from './limitation.ts';
import { reliefEn } from './relief.ts';
import { requestEn } from './request.ts';
import { legalEn, legalWordsEn, stageTold } from './legal.ts';
import { promiseEn } from './promise.ts';
import type { PostingTellers, Telling, Words } from './words.ts';
import { packEn, writeOffEn } from './writeOff.ts';

const channel: Words['channel'] = {
  sms: 'text message',
  email: 'e-mail',
  letter: 'letter',
  call: 'call',
  visit: 'visit',
};
const party: Words['party'] = {
  debtor: 'the borrower',
  guarantor: 'the guarantor',
  dealer: 'the dealer',
  insurer: 'the insurer',
};
const task: Words['task'] = {
  ...collateralWords['en'].task,
  collateralExpiry: 'renewing insurance or registration of collateral',
  call: 'a call',
  dispute: 'the answer to a complaint or dispute',
  campaign: 'the decision on a campaign',
  request: 'the decision on a request',
  maturityDecision: 'the decision about maturity',
  approval: 'an approval',
  filing: 'the filing of the suit',
  evidence: 'the evidence pack of a write-off',
  undoWriteOff: 'the approval to undo a write-off',
  preservationApproval: 'an approval of preservation',
  legalDeadline: 'a deadline of a suit',
  ...claimTasksEn,
  ...partnerTasksEn,
  inboundText: 'the answer to a text',
  newAddress: 'a new address',
  serveNotice: 'a notice to be served by hand',
  accelerationReview: 'the review of a loan that was called in',
  limitation: 'a right that is about to lapse',
  circumstanceVerify: 'a report to verify or refute',
  circumstanceClaim: 'a claim to register',
  fraudCase: 'a case of fraud',
};
const trackKind: Words['trackKind'] = {
  claim: 'claim',
  legalAction: 'legal action',
  writeOff: 'write-off',
  collateral: 'disposal of collateral',
};
const trackEnd: Words['trackEnd'] = {
  performed: 'performed',
  refused: 'refused',
  notPerformed: 'not performed',
  notDeliverable: 'not deliverable',
  rejected: 'rejected in approval',
  expired: 'not approved in time',
  withdrawn: 'withdrawn',
  cured: 'arrears paid',
  writtenOff: 'written off',
  settled: 'settled',
  closed: 'closed',
  conceded: 'contest upheld',
};
const legalStages = {
  filed: 'filed',
  served: 'served on the debtor',
  judged: 'judged',
  judgmentServed: 'judgment served',
  appealed: 'appealed',
  effective: 'judgment effective',
  enforcement: 'in enforcement',
  terminated: 'enforcement terminated for now',
};
const trackStatus: Words['trackStatus'] = {
  ...collateralWords['en'].status,
  ...trackEnd,
  opened: 'opened',
  gathering: 'evidence is gathered',
  awaitingApproval: 'waiting for approval',
  approved: 'approved',
  demanding: 'demand on its way',
  demanded: 'demanded',
  accepted: 'accepted',
  contested: 'contested',
  partPerformed: 'performed in part',
  unanswered: 'unanswered',
  readyToFile: 'ready to file',
  preserving: 'preservation alone',
  settling: 'agreement being performed',
  ...legalStages,
};
const answers = { accepted: 'accepts', contested: 'contests' } as const;
const decisions = { settle: 'settle', relend: 'recover and re-lend', renew: 'renew' } as const;
const closedAs = {
  settled: 'settled',
  renewed: 'renewed',
  relent: 'recovered and lent again',
  recoveryEnded: 'end of the recovery',
  boughtBack: 'bought back',
} as const;
const told = {
  arrearsEnded: 'the arrears have ended',
  deadlinePassed: 'the deadline has passed',
  notCalledFor: 'the step would not have been taken',
  arrearsBack: 'money was taken back',
  suspended: 'it stands still',
  resumed: 'it goes on',
  moneyMoved: 'money has moved',
} as const;
const payers = {
  borrower: 'the borrower',
  dealer: 'the dealer',
  insurer: 'the insurer',
  guarantor: 'the guarantor',
  agency: 'the agency',
  collateral: 'the sale of collateral',
};
const reported = {
  accepted: 'was taken by the provider',
  delivered: 'was delivered',
  failed: 'failed',
  optedOut: 'was refused: the recipient opted out',
  parked: 'may or may not have left; a person asks the provider',
} as const;

const posting: PostingTellers = {
  payment: ({ amountMinor, valueDate, payer }, { money }) =>
    `Received ${money(amountMinor)} from ${payers[payer ?? 'borrower']}, value date ${valueDate}`,
  reversal: ({ of }) => `${of} was reversed`,
  chargeback: ({ of, amountMinor, valueDate }, { money }) =>
    `Debit ${of} was returned on ${valueDate}: ${money(amountMinor)} owed again`,
  pause: ({ from, to }) =>
    to === '9999-12-31' ? `Days are not counted from ${from} on` : `Days are not counted from ${from} to ${to}`,
  resume: ({ on }) => `Days are counted again from ${on}`,
  charge: ({ instalment, amountMinor }, { money }) => `${money(amountMinor)} charged to instalment ${instalment}`,
  waiver: ({ instalment, amountMinor }, { money }) => `${money(amountMinor)} waived on instalment ${instalment}`,
  writeOff: ({ on }) => `Written off on ${on}; the debt stays on file`,
  writeBack: ({ on }) => `The write-off of ${on} is undone`,
  reschedule: ({ on }) => `A new schedule from ${on}`,
};
const postedText = (one: Posting, telling: Telling): string =>
  (posting[one.type] as (value: Posting, how: Telling) => string)(one, telling);
const contact: Readonly<Record<string, string>> = {
  held: 'contact is held',
  released: 'a hold on contact ended',
  consented: 'agrees to be contacted again',
  agreed: 'a time was agreed',
  inconvenient: 'a time was named as inconvenient',
  placeRefused: 'a place was named as inconvenient',
  withdrawn: 'a time or place does not count any more',
  moved: 'another time zone',
  reachable: 'whether the person can be reached',
  related: 'whether the person answers for the debt',
  failed: 'an address does not work any more',
  corrected: 'an address was corrected',
};
const contactText = (personId: string, what: string): string =>
  `Contact with ${personId} changed: ${contact[what] ?? what}`;
const byRule = (rule: string | undefined): string => (rule === undefined ? '' : ` (rule ${rule})`);
const code = (given: string | undefined): string => (given === undefined ? '' : ` (${given})`);
const passedText = (passed: readonly PassedOver[] = []): string =>
  passed.map(({ channel: by, code: why }) => `; not by ${channel[by] ?? by} (${why})`).join('');

export const en: Words = {
  channel,
  party,
  task,
  call: callEn,
  trackKind,
  trackEnd,
  trackStatus,
  classification: {
    normal: 'normal',
    specialMention: 'special mention',
    substandard: 'substandard',
    doubtful: 'doubtful',
    loss: 'loss',
  },
  legal: legalWordsEn,
  posting,
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
    opened: ({ terms, postings }) =>
      `Loan ${terms.loanId} taken over: ${terms.product}, branch ${terms.branch}, ${terms.contract.instalments.length} instalments, ${postings.length} postings before`,
    countedBeforeTakeOver: ({ step, on }, { step: title }) =>
      `"${title(step)}" fell on ${on}, before the take-over: counts as carried out, nothing is sent`,
    posted: (outcome, telling) => postedText(outcome.posting, telling),
    refused: ({ what, reason, code: why }) => `Refused ${what}: ${reason} (${why})`,
    postingSetAside: ({ reason, code: why }) => `Does not count: ${reason} (${why})`,
    postingCounts: ({ postingId, because }) => `${postingId} counts now, since ${because} came`,
    correctionWithdrawn: ({ step, because }, { step: title }) => `Correction taken back: "${title(step)}" (${because})`,
    corrected: ({ step, because }, { step: title }) =>
      `Correction: "${title(step)}" would not have been taken (${because})`,
    noticeDecided: ({ step, channel: by, party: to, attach, passed }, { step: title }) =>
      `Decided: ${channel[by] ?? by} to ${party[to]}, "${title(step)}"${attach === undefined ? '' : ', with its letter as a PDF'}${passedText(passed)}`,
    noticeHeld: ({ step, until, rule, passed }, { step: title, local }) =>
      `"${title(step)}" is held back: no contact before ${local(until)} (rule ${rule})${passedText(passed)}`,
    stepRefused: ({ step, code: why }, { step: title }) =>
      `"${title(step)}" cannot be carried out and counts as done for that reason (${why})`,
    noticeDeferred: ({ until, rule }, { local }) =>
      `Asked again before sending: no contact before ${local(until)} (rule ${rule})`,
    noticeCancelled: ({ because, rule }) => `A waiting message was cancelled: ${because}${byRule(rule)}`,
    noticeReported: ({ status, code: why }) => `The message ${reported[status]}${code(why)}`,
    taskOpened: ({ task: kind, step, dueOn, role }, { step: title }) =>
      `${role} is asked for ${task[kind] ?? kind} by ${dueOn}: "${title(step)}"`,
    taskClosed: ({ result, by }) => `Task done: ${result} (${by})`,
    taskEscalated: ({ to }) => `Task overdue, goes to ${to}`,
    trackOpened: ({ track, step }, { step: title }) => `Opened: ${trackKind[track]}, "${title(step)}"`,
    trackTold: ({ what, because }) => `Told the track: ${told[what]} (${because})`,
    claimNotAwaited: ({ trackId, partner }) =>
      `${trackId} is not waited for: ${partner.partnerId} counts as not performing since ${partner.since}`,
    trackReported: ({ trackId, status }) => `${trackId} reports: ${trackStatus[status] ?? status}`,
    holdPlaced: ({ hold, by }) =>
      `On hold: ${hold.reason}, from ${hold.from} ${hold.to === null ? 'until resumed' : `to ${hold.to}`} (${by})`,
    holdEnded: ({ on, by }) => `Resumed on ${on} (${by})`,
    maturityDecided: ({ decision, by }) => `At maturity: ${decisions[decision]} (${by})`,
    policyMoved: ({ policy, by }) => `Moved to policy ${policy.id} version ${policy.version} (${by})`,
    armAssigned: ({ experiment, arm }) => `Experiment ${experiment}: ${arm}`,
    optedOut: ({ channel: by }) => `The customer opted out of ${channel[by] ?? by}`,
    contactChanged: ({ personId, what }) => contactText(personId, what),
    settled: ({ on }) => `Nothing is outstanding since ${on}`,
    reopened: ({ because }) => `Open again: ${because}`,
    closed: ({ on, as }) => `Closed on ${on}: ${closedAs[as]}`,
  },
  partner: partnerEn,
  collateral: disposalEn,
  campaign: campaignEn,
  track: {
    ...packEn,
    ...claimEn,
    opened: ({ track, step, maker }, { step: title }) => `Opened: ${trackKind[track]}, "${title(step)}" (by ${maker})`,
    taskOpened: ({ task: kind, role, dueOn }) => `${role} is asked for ${task[kind] ?? kind} by ${dueOn}`,
    taskClosed: ({ result, by }) => `Task done: ${result} (${by})`,
    taskEscalated: ({ to }) => `Task overdue, goes to ${to}`,
    approvalGiven: ({ row, complete }) =>
      `${whoEn(row)} approves${complete ? '; approval is complete' : '; another person has to approve'}`,
    approvalRefused: ({ row, reason }) => `${whoEn(row)} rejects: ${reason}`,
    approvalLapsed: ({ because }) => `The approval does not count any more: ${because}`,
    noticeDecided: ({ step, channel: by, party: to, passed, about }, { step: title }) =>
      `Decided: ${channel[by] ?? by} to ${party[to]}, "${about === undefined ? title(step) : claimLettersEn[about]}"${passedText(passed)}`,
    noticeHeld: ({ step, until, rule, passed }, { step: title, local }) =>
      `"${title(step)}" is held back: no contact before ${local(until)} (rule ${rule})${passedText(passed)}`,
    noticeDeferred: ({ until, rule }, { local }) =>
      `Asked again before sending: no contact before ${local(until)} (rule ${rule})`,
    noticeCancelled: ({ because, rule }) => `A waiting message was cancelled: ${because}${byRule(rule)}`,
    noticeReported: ({ status, code: why }) => `The message ${reported[status]}${code(why)}`,
    answered: ({ answer, reason, deadlineOn, by }) =>
      `The other side ${answers[answer]}${reason === null ? '' : `: ${reason}`}${deadlineOn === null ? '' : `; next deadline ${deadlineOn}`} (${by})`,
    deadlinePassed: ({ deadlineOn }) => `No answer by ${deadlineOn}`,
    demandRefused: ({ reason, by }) => `The other side refuses: ${reason} (${by})`,
    ...legalEn,
    stageRecorded: (row, telling) => stageTold(row, telling, legalStages, 'en'),
    told: ({ what, because }) => `The loan says: ${told[what]} (${because})`,
    ended: ({ as, because, by }) => `Ended: ${trackEnd[as]}, ${because} (${by})`,
    optedOut: ({ channel: by }) => `The customer opted out of ${channel[by] ?? by}`,
    contactChanged: ({ personId, what }) => contactText(personId, what),
    refused: ({ what, reason, code: why }) => `Refused ${what}: ${reason} (${why})`,
    reported: ({ status }) => `Reported to the loan: ${trackStatus[status] ?? status}`,
  },
};
