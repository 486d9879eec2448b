import type { PlainDate } from '../domain/date.ts';
import type { Policy } from '../domain/policy.ts';
import type { Finding } from './check/finding.ts';
import { checkLegal } from './check/legal.ts';
import { checkMessages } from './check/messages.ts';
import { checkAgreements } from './check/agreements.ts';
import { checkMeasures } from './check/measures.ts';
import { checkClaims } from './check/claims.ts';
import { checkOrder } from './check/order.ts';
import { checkReach } from './check/reach.ts';
import { checkSegments } from './check/segments.ts';
import { checkSettings } from './check/settings.ts';
import { checkSteps } from './check/steps.ts';
import { checkStrategies } from './check/strategy.ts';
import { checkCollateral } from './check/collateral.ts';
import { checkRequests } from './check/request.ts';
import { checkWriteOff } from './check/writeOff.ts';
import type { References } from './references.ts';

export type { Finding, PolicyRule } from './check/finding.ts';

/**
 * What a policy of the right shape can still get wrong. Whether every rung is reached and every loan ends is asked only
 * of a policy that has no other fault, for one fault makes many rungs unreachable.
 * @param on the day on which the calendar must have data; not asked when absent
 */
export function checkPolicy(policy: Policy, references: References, on?: PlainDate): readonly Finding[] {
  const steps = checkSteps(policy);
  const found = [
    ...checkSettings(policy, references, on),
    ...checkSegments(policy),
    ...(steps.length > 0 ? steps : [...checkOrder(policy), ...checkStrategies(policy)]),
    ...checkMessages(policy, references),
    ...checkAgreements(policy, references),
    ...checkMeasures(policy, references),
    ...checkLegal(policy, references),
    ...checkClaims(policy, references),
    ...checkCollateral(policy, references),
    ...checkWriteOff(policy),
    ...checkRequests(policy, references),
  ];
  return found.length > 0 ? found : checkReach(policy);
}
