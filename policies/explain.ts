import { boundedFacts } from '../domain/condition.ts';
import { circumstanceRulesOf } from '../domain/circumstanceRules.ts';
import { disputeRulesOf } from '../domain/disputeRules.ts';
import type { DisputeKind } from '../domain/disputeState.ts';
import { limitationRulesOf } from '../domain/limitationRules.ts';
import type { LimitationAlarm } from '../domain/limitationRules.ts';
import type { Action, Condition, NoticeChannel, Policy, Step, Strategy } from '../domain/policy.ts';
import { claimTerms, explainClaims } from './explain/claims.ts';
import { promiseRulesOf } from '../domain/promiseRules.ts';
import { belowOf } from './check/order.ts';
import { explainApproval } from './explain/approval.ts';
import { explainLegal } from './explain/legal.ts';
import { en } from './explain/en.ts';
import { explainRequests } from './explain/request.ts';
import { explainMeasures } from './explain/measures.ts';
import { explainCollateral } from './explain/collateral.ts';
import { explainWriteOff } from './explain/writeOff.ts';
import type { Language, Words } from './explain/words.ts';
import { zhCN } from './explain/zhCN.ts';

/** Both dictionaries; a test compares their keys. */
export const wordsOf: Readonly<Record<Language, Words>> = { 'zh-CN': zhCN, en };

/** One part of the life of a loan and what happens in it, in order. */
export interface Stage {
  readonly title: string;
  readonly lines: readonly string[];
}

/** The policy in plain words, stage by stage; stages in which nothing happens are left out. */
export function explainStages(policy: Policy, language: Language = policy.language): readonly Stage[] {
  const words = wordsOf[language];
  const tell = (step: Step): string => explainStep(step, policy, language);
  const reminders = policy.reminders.toSorted(
    (a, b) => reminderAnchors.indexOf(a.anchor) - reminderAnchors.indexOf(b.anchor) || a.offsetDays - b.offsetDays,
  );
  const decision = policy.maturityDecision;
  const stages: readonly Stage[] = [
    { title: words.stage.policy, lines: explainSettings(policy, words) },
    {
      title: words.stage.segments,
      lines: policy.segments.map(({ title, when }) =>
        words.segmentLine(title[language], when === undefined ? words.everyone : explainCondition(when, policy, words)),
      ),
    },
    { title: words.stage.strategy, lines: explainStrategies(policy, language) },
    { title: words.stage.reminders, lines: reminders.map(tell) },
    {
      title: words.stage.maturity,
      lines:
        decision === undefined
          ? []
          : [
              words.decision(
                decision.askDaysBefore,
                decision.answerDaysBefore,
                words.list(decision.options.map((option) => words.option[option])),
                decision.role,
                decision.escalateTo,
              ),
            ],
    },
    { title: words.stage.ladder, lines: policy.ladder.map(tell) },
    { title: words.stage.collateral, lines: explainCollateral(policy, language) },
    {
      title: words.stage.writeOff,
      lines: explainWriteOff(policy, language, (when) => explainCondition(when, policy, words)),
    },
    { title: words.stage.recovery, lines: policy.recovery.map(tell) },
    { title: words.stage.agreements, lines: explainAgreements(policy, words) },
    { title: words.stage.circumstances, lines: explainCircumstances(policy, language) },
    explainLegal(policy, language),
    { title: words.stage.limitation, lines: explainLimitation(policy, words) },
    explainRequests(policy, language),
    ...explainMeasures(policy, language, (condition) => explainCondition(condition, policy, words)),
    ...(policy.ladder.some(({ action }) => action.do === 'claim')
      ? [{ title: words.claims.title, lines: explainClaims(policy, words) }]
      : []),
    { title: words.stage.end, lines: [words.settled(policy.chargebackWindowDays), words.closed(policy.recoveryDays)] },
  ];
  return stages.filter(({ lines }) => lines.length > 0);
}

/** The same as one text: the title, then each stage with a numbered list. */
export function explainPolicy(policy: Policy, language: Language = policy.language): string {
  const parts = explainStages(policy, language).map(
    ({ title, lines }) => `${title}\n${lines.map((line, index) => `  ${index + 1}. ${line}`).join('\n')}`,
  );
  return [`${policy.title[language]} (${policy.id}, v${policy.version})`, ...parts].join('\n\n');
}

const reminderAnchors: readonly unknown[] = ['maturity', 'due', 'settlement', 'monthEnd'];

function explainSettings(policy: Policy, words: Words): readonly string[] {
  const { at, spreadMinutes } = policy.contactTime;
  return [
    words.serves(words.list(policy.products), policy.country, policy.currency),
    words.hours(at, spreadMinutes, policy.timeZone, policy.contactRules, policy.calendar),
    words.missed(policy.assess.missed.cutoff, policy.assess.graceDays),
    words.gap(policy.minGapDays),
    words.partPayment[policy.partPayment],
  ];
}

/** What holds without a word in the file is told too (the defaults). */
function explainAgreements(policy: Policy, words: Words): readonly string[] {
  const promises = promiseRulesOf(policy);
  const disputes = disputeRulesOf(policy);
  const by = (channels: readonly NoticeChannel[]): string => words.then(channels.map((one) => words.channel[one]));
  const kinds = (list: readonly DisputeKind[]): string =>
    list.length === 0 ? words.none : words.list(list.map((kind) => words.disputeKind[kind]));
  const { thresholdPercent, graceDays, toleranceMinor, reminder, mostBroken } = promises;
  const tolerance = toleranceMinor === 0 ? '' : amount(toleranceMinor, policy.currency);
  return [
    words.promiseKept(thresholdPercent, graceDays, tolerance),
    words.promiseBroken(promises.resumeDays),
    words.promiseLimits(
      promises.mostOpen,
      promises.mostDates,
      promises.mostDaysAhead,
      amount(promises.leastMinor, policy.currency),
    ),
    words.promiseRefused(mostBroken.count, mostBroken.withinDays, words.list(promises.roles)),
    ...(reminder === undefined ? [] : [words.promiseReminder(reminder.daysBefore, by(reminder.channels))]),
    words.dispute(disputes.answerWorkDays, disputes.role, disputes.escalateTo),
    words.disputeStops(kinds(disputes.stopsContact), kinds(disputes.pausesDays)),
    words.disputeAnswer(by(disputes.channels)),
  ];
}

function explainCircumstances(policy: Policy, language: Language): readonly string[] {
  const words = wordsOf[language];
  const { circumstances } = words;
  const rules = circumstanceRulesOf(policy);
  const { verify, bankruptcy, death } = rules;
  const opened = (ids: readonly string[]): string =>
    ids.length === 0 ? words.none : words.list(ids.map((id) => titleOf(id, policy, language)));
  const alarms = (list: readonly LimitationAlarm[]): string =>
    words.list(list.map(({ daysBefore, role }) => words.limitation.alarm(daysBefore, role)));
  const by = (channels: readonly NoticeChannel[]): string => words.then(channels.map((one) => words.channel[one]));
  return [
    circumstances.verify(verify.workDays, verify.role, verify.escalateTo),
    circumstances.bankruptcy(bankruptcy.leastDays, bankruptcy.mostMonths, bankruptcy.role, by(bankruptcy.channels)),
    circumstances.alarms(alarms(bankruptcy.alarms), opened(bankruptcy.opens)),
    circumstances.death(death.bereavementDays, death.claimDays, death.role, by(death.channels)),
    circumstances.alarms(alarms(death.alarms), opened(death.opens)),
    ...(['identityFraud', 'borrowerFraud'] as const).map((kind) => {
      const { role, answerWorkDays, escalateTo, opens } = rules[kind];
      return circumstances[kind](role, answerWorkDays, escalateTo, opened(opens));
    }),
    ...(rules.borrowerFraud.callsIn === undefined ? [] : [circumstances.callsIn(rules.borrowerFraud.callsIn)]),
  ];
}

function explainLimitation(policy: Policy, words: Words): readonly string[] {
  const { limitation } = words;
  const rules = limitationRulesOf(policy);
  const by = (channels: readonly NoticeChannel[]): string => words.list(channels.map((one) => words.channel[one]));
  return [
    limitation.period(rules.periodMonths, rules.startsFrom),
    limitation.restarts(
      rules.restartedBy.length === 0 ? words.none : words.list(rules.restartedBy.map((one) => limitation.cause[one])),
      rules.demandChannels.length === 0 ? words.none : by(rules.demandChannels),
    ),
    limitation.guarantee(rules.guaranteeMonths),
    limitation.alarms(words.list(rules.alarms.map(({ daysBefore, role }) => limitation.alarm(daysBefore, role)))),
  ];
}

function explainStrategies(policy: Policy, language: Language): readonly string[] {
  const words = wordsOf[language];
  const line = (entry: Strategy): string => explainStrategy(entry, policy, language);
  return [
    ...(policy.strategy ?? []).map(line),
    ...(policy.experiments ?? []).flatMap(({ id, title, sharePercent, challenger }) =>
      challenger.map((entry) => words.experimentLine(title[language], id, sharePercent, line(entry))),
    ),
  ];
}

function explainStrategy(entry: Strategy, policy: Policy, language: Language): string {
  const words = wordsOf[language];
  const { style } = words;
  const steps = [...policy.reminders, ...policy.ladder, ...policy.recovery];
  const named = (id: string): string => steps.find((step) => step.id === id)?.title[language] ?? id;
  const given = <T>(value: T | undefined, tell: (value: T) => string): readonly string[] =>
    value === undefined ? [] : [tell(value)];
  const notes = [
    ...given(entry.tone, (tone) => style.tone(words.tone[tone])),
    ...given(entry.templates, (changes) =>
      style.templates(words.list(Object.entries(changes).map(([from, to]) => style.change(named(from), to)))),
    ),
    ...given(entry.channels, (channels) => style.channels(words.then(channels.map((one) => words.channel[one])))),
    ...given(entry.minDaysBetween, style.minDaysBetween),
    ...given(entry.maxPerMonth, style.maxPerMonth),
    ...given(entry.skip, (ids) => style.skip(words.list(ids.map(named)))),
    ...given(entry.handOverAtDays, style.handOver),
  ];
  const segment = policy.segments.find(({ id }) => id === entry.segment)?.title[language] ?? entry.segment;
  return words.strategyLine(segment, notes);
}

function explainStep(step: Step, policy: Policy, language: Language): string {
  const words = wordsOf[language];
  const condition = step.when === undefined ? undefined : explainCondition(step.when, policy, words);
  const notes = [
    words.dayOff[step.onNonWorkingDay],
    step.segments === undefined
      ? undefined
      : words.onlyFor(
          words.list(
            policy.segments.filter(({ id }) => step.segments?.includes(id)).map(({ title }) => title[language]),
          ),
        ),
    condition === undefined || step.anchor === 'trigger' ? undefined : words.onlyIf(condition),
    explainBelow(step, policy, language),
    step.mustReach === undefined ? undefined : words.mustReach(step.mustReach.withinDays),
    'approval' in step.action ? explainApproval(step.action.approval, policy.currency, language) : undefined,
    ...(step.action.do === 'claim' ? claimTerms(step.action, words.claims, words.list, policy) : []),
  ].filter((note) => note !== undefined);
  const what = explainAction(step.action, words);
  return words.stepLine(explainDay(step, condition ?? '', policy, language), step.title[language], what, notes);
}

function explainDay(step: Step, condition: string, policy: Policy, language: Language): string {
  const words = wordsOf[language];
  const { anchor, offsetDays } = step;
  if (typeof anchor !== 'string') return words.afterStep(offsetDays, titleOf(anchor.step, policy, language));
  switch (anchor) {
    case 'due':
    case 'maturity':
    case 'settlement':
    case 'monthEnd':
      return words.before[anchor](-offsetDays);
    case 'firstMissed':
      return words.firstMissed(offsetDays, policy.assess.graceDays);
    case 'trigger':
      return words.trigger(condition);
    case 'writeOff':
      return words.afterWriteOff(offsetDays);
  }
}

function titleOf(id: string, policy: Policy, language: Language): string {
  return policy.ladder.find((step) => step.id === id)?.title[language] ?? id;
}

/** The rung below is told only where the file names it; else it is the line above. */
function explainBelow(step: Step, policy: Policy, language: Language): string | undefined {
  if (step.after === undefined) return undefined;
  const below = belowOf(policy.ladder, policy.ladder.indexOf(step));
  return below === undefined
    ? wordsOf[language].restsOnNothing
    : wordsOf[language].restsOn(titleOf(below, policy, language), policy.minGapDays);
}

function explainAction(action: Action, words: Words): string {
  const by = 'channels' in action ? words.then(action.channels.map((channel) => words.channel[channel])) : '';
  switch (action.do) {
    case 'notify':
      return words.notify(words.party[action.to], by, action.attach !== undefined);
    case 'call':
      return words.call(words.party[action.to], action.workDays);
    case 'claim':
      return words.claim(words.party[action.on], words.demand[action.demand], by, action.answerDays);
    case 'legal':
      return words.legal(by, action.answerDays);
    case 'writeOff':
      return words.writeOff;
    case 'collateral':
      return words.collateral;
  }
}

/** A condition in words; an empty one is "everybody else". */
export function explainCondition(condition: Condition, policy: Pick<Policy, 'currency'>, words: Words): string {
  const { overdueDaysAtLeast, overdueDaysAtMost, cumulativeMissedAtLeast, cumulativeMissedAtMost } = condition;
  const given = <T>(value: T | undefined, tell: (value: T) => string): readonly string[] =>
    value === undefined ? [] : [tell(value)];
  const parts = [
    ...given(condition.pastDue, words.pastDue),
    ...given(overdueDaysAtLeast ?? overdueDaysAtMost, () => words.overdueDays(overdueDaysAtLeast, overdueDaysAtMost)),
    ...given(condition.consecutiveMissedAtLeast, words.consecutive),
    ...given(cumulativeMissedAtLeast ?? cumulativeMissedAtMost, () =>
      words.cumulative(cumulativeMissedAtLeast, cumulativeMissedAtMost),
    ),
    ...given(condition.paidInstalmentsAtLeast, words.paid),
    ...given(condition.outstandingAtLeastMinor ?? condition.outstandingAtMostMinor, () =>
      words.outstanding(
        money(condition.outstandingAtLeastMinor, policy.currency),
        money(condition.outstandingAtMostMinor, policy.currency),
      ),
    ),
    ...boundedFacts.flatMap((fact): readonly string[] => {
      const from = condition[`${fact}AtLeast`];
      const to = condition[`${fact}AtMost`];
      return from === undefined && to === undefined ? [] : [words.bounded[fact](from, to)];
    }),
    ...given(condition.classificationAtLeast, (one) => words.classified(words.classification[one])),
    ...given(condition.accelerated, words.accelerated),
    ...given(condition.has, (party) => words.has(words.party[party])),
    ...given(condition.any, (members) =>
      words.either(members.map((member) => explainCondition(member, policy, words))),
    ),
  ];
  return parts.length === 0 ? words.everyone : words.all(parts);
}

function money(minor: number | undefined, currency: string): string | undefined {
  return minor === undefined ? undefined : amount(minor, currency);
}

function amount(minor: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits).replace(/\s/gu, ' ');
}
