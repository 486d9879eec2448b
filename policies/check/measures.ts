import { ACCELERATION_LIFTED, ACCELERATION_NOTICE } from '../../domain/accelerationNotices.ts';
import type { AccelerationRules } from '../../domain/accelerationRules.ts';
import { accelerationRulesOf } from '../../domain/accelerationRules.ts';
import { SECURITY_NOTICE } from '../../domain/securityPlan.ts';
import { securityRulesOf } from '../../domain/securityRules.ts';
import { PLACEMENT_NOTICE } from '../../domain/placementPlan.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Condition } from '../../domain/condition.ts';
import type { Path } from '../position.ts';
import type { References } from '../references.ts';
import { missing } from './agreements.ts';
import { satisfiable } from './facts.ts';
import type { Finding } from './finding.ts';
import { repeated } from './settings.ts';

/** Calling a loan in: what a policy of the right shape can still get wrong about it. */
export function checkMeasures(policy: Policy, references: References): readonly Finding[] {
  const { acceleration, circumstances, placement, security } = policy;
  const placed = [
    ...(placement === undefined
      ? []
      : [
          ...missing(policy, references, [PLACEMENT_NOTICE], placement.channels, ['placement', 'channels']),
          ...impossible(placement.when, ['placement', 'when']),
        ]),
    ...(security === undefined
      ? []
      : missing(policy, references, Object.values(SECURITY_NOTICE), security.channels, ['security', 'channels'])),
    // Also where one of the two sections says nothing, and what holds without a word names the ground.
    ...unknownGround(
      policy,
      securityRulesOf(policy).onMissed,
      security === undefined ? ['acceleration', 'grounds'] : ['security', 'onMissed'],
    ),
    ...unknownGround(policy, circumstances?.borrowerFraud.callsIn, ['circumstances', 'borrowerFraud', 'callsIn']),
  ];
  if (acceleration === undefined) return placed;
  const templates = [...Object.values(ACCELERATION_NOTICE), ...Object.values(ACCELERATION_LIFTED)];
  return [
    ...placed,
    ...checkGrounds(acceleration),
    ...checkServing(policy),
    ...missing(policy, references, templates, acceleration.channels, ['acceleration', 'channels']),
  ];
}

function checkGrounds({ grounds }: AccelerationRules): readonly Finding[] {
  const twice = repeated(grounds.map(({ id }) => id)).map((at): Finding => {
    const remedy = 'a ground is named by its id; give each its own';
    return { path: ['acceleration', 'grounds', at, 'id'], rule: 'GROUND_TWICE', remedy };
  });
  const never = grounds.flatMap(({ when }, at) => impossible(when, ['acceleration', 'grounds', at, 'when']));
  return [...twice, ...never];
}

function checkServing(policy: Policy): readonly Finding[] {
  const { role, escalateTo } = accelerationRulesOf(policy);
  if (role !== escalateTo) return [];
  const remedy = `a notice that nobody has served goes to somebody else than ${role}`;
  return [
    {
      path: ['acceleration', policy.acceleration?.escalateTo === undefined ? 'role' : 'escalateTo'],
      rule: 'SERVE_ROLE',
      remedy,
    },
  ];
}

function impossible(when: Condition | undefined, path: Path): readonly Finding[] {
  if (when === undefined || satisfiable(when)) return [];
  const remedy = 'no loan can fulfil it: its members contradict each other';
  return [{ path, rule: 'CONDITION_CONTRADICTION', remedy }];
}

function unknownGround(policy: Policy, ground: string | undefined, path: Path): readonly Finding[] {
  const grounds = accelerationRulesOf(policy).grounds.map(({ id }) => id);
  if (ground === undefined || grounds.includes(ground)) return [];
  const remedy = `there is no ground ${ground}; the policy has ${grounds.join(', ')}`;
  return [{ path, rule: 'UNKNOWN_GROUND', remedy }];
}
