import { CLAIM_TEMPLATES, SUBROGATION_TEMPLATE } from '../../domain/claimRules.ts';
import type { ClaimTaskRule } from '../../domain/claimRules.ts';
import type { Policy } from '../../domain/policy.ts';
import type { References } from '../references.ts';
import { missing } from './agreements.ts';
import type { Finding } from './finding.ts';

/** Claims on dealer, insurer and guarantor: what a policy of the right shape can still get wrong about them. */
export function checkClaims(policy: Policy, references: References): readonly Finding[] {
  const { claims } = policy;
  const found: Finding[] = [];
  for (const [at, { action }] of policy.ladder.entries()) {
    if (action.do !== 'claim') continue;
    const channels = action.channels.filter((channel) => channel !== 'sms');
    const whom = action.on === 'guarantor' ? 'guarantor' : 'partner';
    const templates = Object.values(CLAIM_TEMPLATES).map((template) => template[whom]);
    found.push(...missing(policy, references, templates, channels, ['ladder', at, 'action', 'channels']));
    for (const [which, kind] of (action.documents ?? []).entries())
      if (action.documents?.indexOf(kind) !== which)
        found.push({
          path: ['ladder', at, 'action', 'documents', which],
          rule: 'DOCUMENT_TWICE',
          remedy: `${kind} is wanted once; take it out`,
        });
  }
  if (claims === undefined) return found;
  const tasks = { documentTask: claims.documentTask, contestTask: claims.contestTask, refundTask: claims.refundTask };
  for (const [name, { role, escalateTo }] of Object.entries<ClaimTaskRule>(tasks))
    if (role === escalateTo)
      found.push({
        path: ['claims', name, 'escalateTo'],
        rule: 'CLAIM_ROLE',
        remedy: `what is late goes to somebody else than ${role}`,
      });
  const buysBack = policy.ladder.some(({ action }) => action.do === 'claim' && action.demand === 'buyBack');
  if (buysBack)
    found.push(
      ...missing(policy, references, [SUBROGATION_TEMPLATE], claims.subrogationChannels, [
        'claims',
        'subrogationChannels',
      ]),
    );
  return found;
}
