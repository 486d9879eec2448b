/** Promises, complaints and disputes in words. */
import { disputeRulesOf } from '../../domain/disputeRules.ts';
import type { DisputeKind } from '../../domain/disputeState.ts';
import type { NoticeChannel, Policy } from '../../domain/policy.ts';
import { promiseRulesOf } from '../../domain/promiseRules.ts';
import { amount } from './amount.ts';
import { wordsOf } from './dictionary.ts';
import { roleIn, rolesIn } from './role.ts';
import type { Language } from './words.ts';

/** What holds without a word in the file is told too (the defaults). */
export function explainAgreements(policy: Policy, language: Language): readonly string[] {
  const words = wordsOf[language];
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
    words.promiseRefused(mostBroken.count, mostBroken.withinDays, rolesIn(language, promises.roles)),
    ...(reminder === undefined ? [] : [words.promiseReminder(reminder.daysBefore, by(reminder.channels))]),
    words.dispute(disputes.answerWorkDays, roleIn(language, disputes.role), roleIn(language, disputes.escalateTo)),
    words.disputeStops(kinds(disputes.stopsContact), kinds(disputes.pausesDays)),
    words.disputeAnswer(by(disputes.channels)),
  ];
}
