import type { ApprovalRule } from '../../domain/approvalRules.ts';
import type { Path } from '../position.ts';
import type { Finding } from './finding.ts';
import { repeated } from './settings.ts';

/** An approval of the right shape that still cannot work: amounts out of order, a role twice, an end before its time. */
export function checkApproval(rule: ApprovalRule, path: Path): readonly Finding[] {
  const { levels = [], answerDays, expireDays } = rule;
  const found: Finding[] = [];
  const roles = (names: readonly string[], at: Path): void => {
    for (const index of repeated(names))
      found.push({
        path: [...at, 'roles', index],
        rule: 'APPROVAL_ROLES',
        remedy: 'name each role once; two people may hold the same role',
      });
  };
  roles(rule.roles, path);
  for (const [at, level] of levels.entries()) {
    roles(level.roles, [...path, 'levels', at]);
    const before = levels[at - 1];
    if (before !== undefined && level.uptoMinor <= before.uptoMinor)
      found.push({
        path: [...path, 'levels', at, 'uptoMinor'],
        rule: 'APPROVAL_LEVELS',
        remedy: `levels rise: write more than ${before.uptoMinor}, or remove the level`,
      });
  }
  if (expireDays !== undefined && expireDays <= answerDays)
    found.push({
      path: [...path, 'expireDays'],
      rule: 'APPROVAL_EXPIRES',
      remedy: `it would be over before it escalates; write more than answerDays (${answerDays})`,
    });
  return found;
}
