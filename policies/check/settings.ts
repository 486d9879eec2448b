import { covers } from '../../domain/calendar.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { Policy } from '../../domain/policy.ts';
import type { References } from '../references.ts';
import type { Finding } from './finding.ts';

/** Everything outside segments and steps: zone, calendar, contact hours, buckets, allocation, deadlines. */
export function checkSettings(policy: Policy, references: References, on: PlainDate | undefined): readonly Finding[] {
  return [
    ...checkPlace(policy, references, on),
    ...checkContactTime(policy, references),
    ...checkBuckets(policy),
    ...checkLists(policy),
    ...checkEnd(policy),
  ];
}

function checkPlace(policy: Policy, references: References, on: PlainDate | undefined): readonly Finding[] {
  const found: Finding[] = [];
  if (!isZone(policy.timeZone))
    found.push({
      path: ['timeZone'],
      rule: 'UNKNOWN_TIME_ZONE',
      remedy: `${policy.timeZone} is not an IANA zone; write one such as Asia/Shanghai`,
    });
  const calendar = references.calendar(policy.calendar);
  if (calendar === undefined)
    found.push({
      path: ['calendar'],
      rule: 'UNKNOWN_CALENDAR',
      remedy: `there is no calendar ${policy.calendar}; choose one of ${references.calendarIds.join(', ')}`,
    });
  else if (on !== undefined && !covers(calendar, on))
    found.push({
      path: ['calendar'],
      rule: 'CALENDAR_ENDED',
      remedy: `calendar ${calendar.id} covers ${calendar.from} to ${calendar.to}, not ${on}; add the missing years`,
    });
  return found;
}

function isZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

function checkContactTime(policy: Policy, references: References): readonly Finding[] {
  const set = references.contactRules(policy.contactRules);
  if (set === undefined)
    return [
      {
        path: ['contactRules'],
        rule: 'UNKNOWN_CONTACT_RULES',
        remedy: `there is no rule set ${policy.contactRules}; choose one of ${references.contactRuleIds.join(', ')}`,
      },
    ];
  const from = minuteOf(policy.contactTime.at);
  const to = from + policy.contactTime.spreadMinutes;
  // Only hours that open before they close within the day; a set that closes at midnight writes 00:00.
  const closed = set.rules
    .filter((rule) => rule.kind === 'hours')
    .find((rule) => from < minuteOf(rule.opensAt) || to > (minuteOf(rule.closesAt) || 24 * 60));
  if (closed === undefined) return [];
  const remedy = `with its spread it must lie between ${closed.opensAt} and ${closed.closesAt} (${closed.id})`;
  return [{ path: ['contactTime'], rule: 'CONTACT_TIME', remedy }];
}

function checkBuckets(policy: Policy): readonly Finding[] {
  const buckets = policy.assess.buckets;
  return buckets.flatMap((bucket, index): readonly Finding[] => {
    const path = ['assess', 'buckets', index];
    const to = bucket.to ?? Infinity;
    const before = buckets.slice(0, index);
    if (to < bucket.from)
      return [{ path, rule: 'BUCKET_EMPTY', remedy: `${bucket.name} ends before it begins; swap from and to` }];
    const other = before.find((one) => one.from <= to && bucket.from <= (one.to ?? Infinity));
    if (other !== undefined)
      return [{ path, rule: 'BUCKET_OVERLAP', remedy: `${bucket.name} shares days with ${other.name}; part them` }];
    return before.some((one) => one.name === bucket.name)
      ? [{ path, rule: 'BUCKET_NAME', remedy: `there are two buckets ${bucket.name}; rename one` }]
      : [];
  });
}

function checkLists(policy: Policy): readonly Finding[] {
  const order = policy.assess.allocation.order;
  return [
    ...repeated(order).map((index): Finding => {
      const remedy = `${order[index] ?? ''} stands here twice; each of the twelve stands once`;
      return { path: ['assess', 'allocation', 'order', index], rule: 'ALLOCATION_TWICE', remedy };
    }),
    ...repeated(policy.products).map((index): Finding => {
      return { path: ['products', index], rule: 'PRODUCT_TWICE', remedy: 'name each product once' };
    }),
  ];
}

/** Indexes of what stands earlier in the list already. */
export function repeated(list: readonly string[]): readonly number[] {
  return list.flatMap((item, index) => (list.indexOf(item) < index ? [index] : []));
}

function checkEnd(policy: Policy): readonly Finding[] {
  const found: Finding[] = [];
  if (policy.recoveryDays === 0)
    found.push({
      path: ['recoveryDays'],
      rule: 'RECOVERY_DAYS',
      remedy: 'a written-off debt stays on file and is recovered (账销案存); write at least 1',
    });
  const decision = policy.maturityDecision;
  if (decision !== undefined && decision.askDaysBefore <= decision.answerDaysBefore)
    found.push({
      path: ['maturityDecision', 'askDaysBefore'],
      rule: 'MATURITY_ORDER',
      remedy: `ask earlier than the answer is due: more than ${decision.answerDaysBefore} days before`,
    });
  return found;
}
