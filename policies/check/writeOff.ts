import type { Policy } from '../../domain/policy.ts';
import type { Finding } from './finding.ts';
import { repeated } from './settings.ts';

/** Grounds and evidence of write-offs: what a policy of the right shape can still get wrong about them. */
export function checkWriteOff({ writeOff, ladder }: Policy): readonly Finding[] {
  if (writeOff === undefined) return [];
  const found: Finding[] = [];
  const { grounds, recoveryOrder } = writeOff;
  for (const at of repeated(grounds.map(({ id }) => id)))
    found.push({
      path: ['writeOff', 'grounds', at, 'id'],
      rule: 'GROUND_TWICE',
      remedy: 'a ground is named by its id: give each one of its own',
    });
  for (const [at, { documents, facts }] of grounds.entries())
    if (documents.length === 0 && facts.length === 0)
      found.push({
        path: ['writeOff', 'grounds', at, 'documents'],
        rule: 'GROUND_PROVES_NOTHING',
        remedy: 'name a document or a fact that proves it; without any the pack would be empty',
      });
  for (const at of repeated(recoveryOrder))
    found.push({
      path: ['writeOff', 'recoveryOrder', at],
      rule: 'RECOVERY_ORDER',
      remedy: 'name each component once: principal, interest, fee, penalty',
    });
  if (grounds.length > 0 && !ladder.some(({ action }) => action.do === 'writeOff'))
    found.push({
      path: ['writeOff', 'grounds'],
      rule: 'WRITE_OFF_NEVER',
      remedy: 'no step of the ladder writes off: add one, or leave the grounds out',
    });
  return found;
}
