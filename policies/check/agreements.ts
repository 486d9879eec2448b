import { DISPUTE_TEMPLATES, disputeRulesOf } from '../../domain/disputeRules.ts';
import type { CircumstanceRules } from '../../domain/circumstanceRules.ts';
import { CIRCUMSTANCE_KINDS } from '../../domain/circumstanceState.ts';
import type { LimitationRules } from '../../domain/limitationRules.ts';
import type { NoticeChannel, Policy } from '../../domain/policy.ts';
import { PROMISE_REMINDER } from '../../domain/promisePlan.ts';
import type { Path } from '../position.ts';
import type { References } from '../references.ts';
import type { Finding } from './finding.ts';

/** Promises to pay, complaints and disputes, the limitation clock: what a policy of the right shape can still get wrong about them. */
export function checkAgreements(policy: Policy, references: References): readonly Finding[] {
  const { promises, disputes } = policy;
  const found: Finding[] = [];
  if (promises !== undefined) {
    const { toleranceMinor, leastMinor, reminder, mostDaysAhead } = promises;
    if (toleranceMinor > 0 && toleranceMinor >= leastMinor)
      found.push({
        path: ['promises', 'toleranceMinor'],
        rule: 'PROMISE_TOLERANCE',
        remedy: `nothing would have to come: write less than leastMinor (${leastMinor})`,
      });
    if (reminder !== undefined && reminder.daysBefore > mostDaysAhead)
      found.push({
        path: ['promises', 'reminder', 'daysBefore'],
        rule: 'PROMISE_NEVER_DUE',
        remedy: `a promise is at most ${mostDaysAhead} days ahead; remind later`,
      });
    if (reminder !== undefined)
      found.push(
        ...missing(policy, references, [PROMISE_REMINDER], reminder.channels, ['promises', 'reminder', 'channels']),
      );
  }
  if (disputes !== undefined) {
    if (disputes.role === disputes.escalateTo)
      found.push({
        path: ['disputes', 'escalateTo'],
        rule: 'DISPUTE_ROLE',
        remedy: `an answer that is late goes to somebody else than ${disputes.role}`,
      });
    const templates = Object.values(DISPUTE_TEMPLATES);
    found.push(...missing(policy, references, templates, disputeRulesOf(policy).channels, ['disputes', 'channels']));
  }
  if (policy.circumstances !== undefined) found.push(...checkCircumstances(policy, policy.circumstances, references));
  if (policy.limitation !== undefined) found.push(...checkLimitation(policy.limitation));
  return found;
}

/** Steps that are opened exist and open a track; whoever is written to can be written to. */
function checkCircumstances(policy: Policy, rules: CircumstanceRules, references: References): readonly Finding[] {
  const found: Finding[] = [];
  const tracks = policy.ladder.filter(({ action }) => action.do === 'claim' || action.do === 'legal');
  for (const kind of CIRCUMSTANCE_KINDS)
    for (const [at, step] of rules[kind].opens.entries())
      if (!tracks.some(({ id }) => id === step))
        found.push({
          path: ['circumstances', kind, 'opens', at],
          rule: 'OPENS_NO_TRACK',
          remedy: `name a claim or legal action of the ladder: ${tracks.map(({ id }) => id).join(', ')}`,
        });
  if (rules.verify.role === rules.verify.escalateTo)
    found.push({
      path: ['circumstances', 'verify', 'escalateTo'],
      rule: 'VERIFY_ROLE',
      remedy: `a report that nobody verified goes to somebody else than ${rules.verify.role}`,
    });
  const letters = { bankruptcy: 'bankruptcyClaim', death: 'estateClaim' } as const;
  for (const kind of ['bankruptcy', 'death'] as const)
    found.push(
      ...missing(policy, references, [letters[kind]], rules[kind].channels, ['circumstances', kind, 'channels']),
    );
  return found;
}

/** Alarms come closer and closer, each to somebody else: one that nobody acts on goes up. */
function checkLimitation({ alarms }: LimitationRules): readonly Finding[] {
  return alarms.flatMap((alarm, at): readonly Finding[] => {
    const before = alarms[at - 1];
    const path = ['limitation', 'alarms', at];
    if (before === undefined) return [];
    if (alarm.daysBefore >= before.daysBefore) {
      const remedy = `list alarms from the earliest to the latest: fewer than ${before.daysBefore} days before`;
      return [{ path: [...path, 'daysBefore'], rule: 'ALARM_ORDER', remedy }];
    }
    if (alarm.role !== before.role) return [];
    const remedy = `an alarm that nobody acted on goes to somebody else than ${before.role}`;
    return [{ path: [...path, 'role'], rule: 'ALARM_ROLE', remedy }];
  });
}

/** Templates that have no text for a channel in the language of the policy. */
export function missing(
  { language }: Policy,
  references: References,
  templates: readonly string[],
  channels: readonly NoticeChannel[],
  path: Path,
): readonly Finding[] {
  return channels.flatMap((channel, at) =>
    templates
      .filter((template) => references.template(template, language, channel) === undefined)
      .slice(0, 1)
      .map((template): Finding => {
        const remedy = `template ${template} has no text for ${channel} in ${language}; add it or drop the channel`;
        return { path: [...path, at], rule: 'TEMPLATE_CHANNEL', remedy };
      }),
  );
}
