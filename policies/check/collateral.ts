import { COLLATERAL_TEMPLATES } from '../../domain/collateralRules.ts';
import type { Policy } from '../../domain/policy.ts';
import type { References } from '../references.ts';
import { checkApproval } from './approval.ts';
import type { Finding } from './finding.ts';

/** Disposal of collateral: what a policy of the right shape can still get wrong about it. */
export function checkCollateral({ collateral, language }: Policy, references: References): readonly Finding[] {
  if (collateral === undefined) return [];
  const found: Finding[] = [...checkApproval(collateral.approval, ['collateral', 'approval'])];
  if (
    collateral.approval.approvers !== 2 ||
    collateral.approval.levels?.some(({ approvers }) => approvers !== 2) === true
  )
    found.push({
      path: ['collateral', 'approval', 'approvers'],
      rule: 'APPROVAL_TWO',
      remedy: 'a disposal needs two people (domain.md §7); write 2, at every level',
    });
  if (collateral.rounds[0]?.of === 'before')
    found.push({
      path: ['collateral', 'rounds', 0, 'of'],
      rule: 'ROUND_FIRST',
      remedy: 'there is no round before the first: write of: value',
    });
  if (collateral.seizureDays < collateral.seizureNoticeDays)
    found.push({
      path: ['collateral', 'seizureDays'],
      rule: 'SEIZURE_DAYS',
      remedy: `it would be late before it may be taken; write ${collateral.seizureNoticeDays} or more`,
    });
  for (const [at, channel] of collateral.channels.entries())
    for (const template of Object.values(COLLATERAL_TEMPLATES))
      if (references.template(template, language, channel) === undefined)
        found.push({
          path: ['collateral', 'channels', at],
          rule: 'TEMPLATE_CHANNEL',
          remedy: `template ${template} has no text for ${channel} in ${language}; add it or drop the channel`,
        });
  return found;
}
