import type { Words } from './words.ts';
import { claimWordsEn } from './claims.ts';

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);
const beforeThe = (what: string) => (count: number) => (count === 0 ? `On ${what}` : `${days(count)} before ${what}`);
const range = (from: number | undefined, to: number | undefined): string =>
  to === undefined ? `at least ${from ?? 0}` : from === undefined ? `at most ${to}` : `${from} to ${to}`;

export const en: Words = {
  party: { debtor: 'the borrower', guarantor: 'the guarantor', dealer: 'the dealer', insurer: 'the insurer' },
  channel: { sms: 'text message', email: 'e-mail', letter: 'letter' },
  demand: { advance: 'to pay in advance', buyBack: 'to buy the loan back', perform: 'to perform its guarantee' },
  classification: {
    normal: 'normal',
    specialMention: 'special mention',
    substandard: 'substandard',
    doubtful: 'doubtful',
    loss: 'loss',
  },
  option: { settle: 'settle', relend: 'recover and re-lend', renew: 'renew' },
  partPayment: {
    continue: 'After a part payment the ladder goes on with the rung that follows.',
    restart: 'After a part payment the ladder begins again for the instalment that is now the oldest.',
  },
  dayOff: {
    same: 'on any day',
    next: 'on working days only, else the next one',
    previous: 'moved to the working day before if it falls on a day off',
  },
  stage: {
    policy: 'The policy',
    segments: 'Who is who: the first that fits',
    strategy: 'How each is spoken to',
    reminders: 'Before the due date',
    ladder: 'In arrears',
    writeOff: 'Writing off',
    collateral: 'Collateral',
    recovery: 'After the write-off',
    agreements: 'Promises to pay, complaints and disputes',
    circumstances: 'Bankruptcy, death, fraud',
    limitation: 'Until when rights stand',
    maturity: 'Before maturity',
    end: 'The end',
  },
  before: {
    due: beforeThe('each due date'),
    maturity: beforeThe('the last due date'),
    settlement: beforeThe('the interest settlement day'),
    monthEnd: beforeThe('the last day of the month'),
  },
  everyone: 'everybody else',
  all: (parts) => parts.join(' and '),
  either: (parts) => `either ${parts.join(', or ')}`,
  then: (channels) => channels.join(', failing that '),
  list: (items) => items.join(', '),
  pastDue: (yes) => (yes ? 'something is past due' : 'nothing is past due'),
  overdueDays: (from, to) => `${range(from, to)} days overdue`,
  consecutive: (from) => `at least ${from} instalments missed in a row`,
  cumulative: (from, to) => `${range(from, to)} instalments missed altogether`,
  paid: (from) => `at least ${from} instalments paid in full`,
  outstanding: (from, to) =>
    `${to === undefined ? `at least ${from ?? ''}` : from === undefined ? `at most ${to}` : `${from} to ${to}`} outstanding`,
  bounded: {
    lateInstalments: (from, to) => `${range(from, to)} instalments paid late so far`,
    longestLateDays12m: (from, to) => `an instalment late by ${range(from, to)} days at the longest within 12 months`,
    longestLateDays24m: (from, to) => `an instalment late by ${range(from, to)} days at the longest within 24 months`,
    averageLateDays: (from, to) => `${range(from, to)} days late on average`,
    earlyCuredPercent: (from, to) => `${range(from, to)} % of late instalments paid within three days`,
    daysSincePayment: (from, to) => `${range(from, to)} days since the latest payment`,
    keptPromises: (from, to) => `${range(from, to)} promises kept`,
    brokenPromises: (from, to) => `${range(from, to)} promises broken`,
    refusals12m: (from, to) => `payment refused in ${range(from, to)} calls within 12 months`,
    callsReachedPercent: (from, to) => `${range(from, to)} % of the latest calls reached the person`,
    unansweredCalls: (from, to) => `the latest ${range(from, to)} calls reached nobody`,
    instalmentToIncomePercent: (from, to) => `the instalment takes ${range(from, to)} % of the income`,
    collateralCoverPercent: (from, to) => `the collateral covers ${range(from, to)} % of what is outstanding`,
  },
  tone: { friendly: 'friendly', reminder: 'a reminder', demand: 'a demand', legal: 'legal' },
  style: {
    tone: (tone) => `on days of arrears nothing sharper than ${tone}`,
    templates: (changes) => `other words: ${changes}`,
    change: (from, to) => `${to} instead of ${from}`,
    channels: (channels) => `by ${channels} first, where the step allows it`,
    minDaysBetween: (count) => `at least ${days(count)} from one contact to the next`,
    maxPerMonth: (count) => `at most ${count} contacts in 30 days`,
    skip: (titles) => `left out: ${titles}`,
    handOver: (count) => `people take over on day ${count} of arrears`,
  },
  strategyLine: (segment, notes) => `${segment}: ${notes.join('; ')}.`,
  experimentLine: (title, id, percent, line) =>
    `Experiment "${title}" (${id}), ${percent} % of the borrowers — ${line}`,
  classified: (classification) => `classified ${classification} or worse`,
  accelerated: (yes) => (yes ? 'the whole loan is called in' : 'the loan is not called in'),
  has: (party) => `the loan has ${party.replace('the ', 'a ').replace('a insurer', 'an insurer')}`,
  firstMissed: (count, graceDays) =>
    `Day ${count} of arrears${graceDays > 0 ? `, after ${days(graceDays)} of grace` : ''}`,
  trigger: (condition) => `As soon as ${condition}`,
  afterStep: (count, title) => `${days(count)} after "${title}"`,
  afterWriteOff: (count) => `${days(count)} after the write-off`,
  notify: (party, channels, withLetter) =>
    `tell ${party} by ${channels}${withLetter ? '; an e-mail brings the letter as a PDF' : ''}`,
  call: (party, workDays) => `call ${party}; a person has ${days(workDays)} for it`,
  claim: (party, demand, channels, answerDays) =>
    `ask ${party} ${demand}, by ${channels}; answer within ${days(answerDays)}`,
  legal: (channels, answerDays) => `legal action, opened by ${channels}; answer within ${days(answerDays)}`,
  collateral: 'open the disposal of the most valuable collateral; a loan without any goes on',
  writeOff: 'write off; the debt stays on file and is still recovered',
  mustReach: (count) => `delivery must be proven within ${days(count)}, else the next channel is used`,
  onlyFor: (segments) => `only for: ${segments}`,
  onlyIf: (condition) => `only if ${condition}`,
  restsOn: (title, gapDays) => `not before "${title}" was carried out and ${days(gapDays)} have passed`,
  restsOnNothing: 'rests on no other step',
  gap: (count) =>
    `A step in arrears waits until the one above it was really carried out and ${days(count)} have passed.`,
  serves: (products, country, currency) => `Serves ${products} in ${country}, in ${currency}.`,
  hours: (at, minutes, zone, rules, calendar) =>
    `Steps are taken from ${at} on, spread over ${minutes} minutes, in ${zone} time; ` +
    `contact rules ${rules}, working days of calendar ${calendar}.`,
  missed: (cutoff, graceDays) =>
    ({
      due: 'An instalment is missed when it is open after its due day.',
      'due+grace': `An instalment is missed when it is open ${days(graceDays)} after its due day.`,
      nextDue: 'An instalment is missed when it is open after the next due day.',
    })[cutoff],
  segmentLine: (title, condition) => `${title}: ${condition}`,
  stepLine: (when, title, what, notes) => `${[`${when} — ${title}: ${what}`, ...notes].join('; ')}.`,
  decision: (ask, answer, options, role, escalateTo) =>
    `${days(ask)} before the last due date ${role} is asked to choose: ${options}. ` +
    `Unanswered ${days(answer)} before it, ${escalateTo} is asked.`,
  promiseKept: (percent, graceDays, tolerance) =>
    `A promise to pay is kept when ${percent} % of it${tolerance === '' ? '' : ` (less ${tolerance})`} has come with a value date from the day on which it was made to the promised day${graceDays > 0 ? ` and ${graceDays} days after it` : ''}; the ladder waits meanwhile.`,
  promiseBroken: (days) => `Broken: the ladder goes on one rung higher, ${days} day(s) after that is known.`,
  promiseLimits: (open, dates, daysAhead, least) =>
    `At most ${open} open at a time, ${dates} dates each, ${daysAhead} days ahead, at least ${least} in all.`,
  promiseRefused: (count, withinDays, roles) =>
    `None is taken when ${count} were broken within ${withinDays} days; taken by ${roles}.`,
  promiseReminder: (days, channels) => `${days} day(s) before a promised day the borrower is reminded by ${channels}.`,
  dispute: (workDays, role, escalateTo) =>
    `A complaint or dispute has an owner, stands in the work list of ${role}, and is answered within ${workDays} working days, or goes to ${escalateTo}.`,
  disputeKind: { complaint: 'complaint', dispute: 'dispute' },
  disputeStops: (contact, days) =>
    `While it is open, contact stops for: ${contact}; days are not counted for: ${days}.`,
  disputeAnswer: (channels) => `The borrower is told the outcome by ${channels}.`,
  circumstances: {
    verify: (workDays, role, escalateTo) =>
      `Bankruptcy, death or fraud that is reported stops contact with the person at once; ${role} verifies or refutes it within ${workDays} working days, or ${escalateTo} is asked.`,
    bankruptcy: (leastDays, mostMonths, role, channels) =>
      `Bankruptcy: the claim is stated as of the day of acceptance and registered by ${role} by the day that the court sets, ${leastDays} days to ${mostMonths} months after its announcement; only the administrator is written to, by ${channels}.`,
    death: (bereavementDays, claimDays, role, channels) =>
      `Death: nobody is written to for ${bereavementDays} days; then only executor or heirs, by ${channels}, and for the estate alone; ${role} registers the claim within ${claimDays} days where no court sets a day.`,
    alarms: (alarms, opened) =>
      `Before the last day of the claim others are asked: ${alarms}. Opened at once: ${opened}.`,
    identityFraud: (role, workDays, escalateTo, opened) =>
      `Stolen identity: everything stops; a case for ${role}, after ${workDays} working days for ${escalateTo}. Opened at once: ${opened}.`,
    borrowerFraud: (role, workDays, escalateTo, opened) =>
      `Fraud by the borrower: a case for ${role}, after ${workDays} working days for ${escalateTo}. Opened at once: ${opened}.`,
    callsIn: (ground) =>
      `Once it is verified, calling the loan in is asked on the ground ${ground}; two people decide.`,
  },
  limitation: {
    period: (months, startsFrom) =>
      `The claim on the borrower lapses ${months} months after ${
        startsFrom === 'lastInstalment'
          ? 'the last due date of the schedule'
          : 'the due date of the oldest open instalment'
      }.`,
    cause: {
      demand: 'a demand that was received',
      payment: 'a payment',
      promise: 'a promise to pay',
      acknowledgement: 'a signed acknowledgement',
      suit: 'a suit',
    },
    restarts: (causes, channels) =>
      `The period begins again with: ${causes}. Proof of delivery shows that a demand was received, by: ${channels}.`,
    guarantee: (months) =>
      `The guarantor is claimed on within the period that the contract names, else within ${months} months of maturity; nothing lengthens it.`,
    alarm: (daysBefore, role) => `${daysBefore} days before to ${role}`,
    alarms: (list) => `Alarms before a right lapses: ${list}. A lapse is recorded with who was alarmed.`,
  },
  claims: claimWordsEn,
  none: 'none',
  settled: (count) => `A settled loan stays open ${days(count)} for returned debits and is then closed.`,
  closed: (count) => `A written-off loan is closed ${days(count)} after the write-off.`,
};
