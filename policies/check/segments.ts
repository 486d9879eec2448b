import type { Policy } from '../../domain/policy.ts';
import { inhabitedSegments, satisfiable } from './facts.ts';
import type { Finding } from './finding.ts';

/** Every loan is in exactly one segment, and every segment can have a loan. */
export function checkSegments(policy: Policy): readonly Finding[] {
  const ids = policy.segments.map(({ id }) => id);
  const open = policy.segments.findIndex(({ when }) => when === undefined);
  const found = policy.segments.flatMap((segment, index): readonly Finding[] => {
    const path = ['segments', index];
    if (ids.indexOf(segment.id) < index)
      return [
        { path: [...path, 'id'], rule: 'SEGMENT_TWICE', remedy: `there are two segments ${segment.id}; rename one` },
      ];
    if (open !== -1 && index > open) {
      const remedy = `nobody gets past ${ids[open] ?? ''}, which has no condition; move that one to the end`;
      return [{ path, rule: 'SEGMENT_AFTER_LAST', remedy }];
    }
    if (segment.when !== undefined && !satisfiable(segment.when)) {
      const remedy = 'no loan can fulfil all of this at once; loosen or remove a member';
      return [{ path: [...path, 'when'], rule: 'CONDITION_CONTRADICTION', remedy }];
    }
    return [];
  });
  if (found.length > 0) return found;
  if (open === -1) {
    const remedy = 'a loan may fit none of these; leave the last segment without a condition';
    return [{ path: ['segments', ids.length - 1, 'when'], rule: 'SEGMENT_LAST', remedy }];
  }
  const inhabited = inhabitedSegments(policy);
  return ids.flatMap((id, index): readonly Finding[] => {
    const remedy = `whoever fits ${id} fits an earlier segment; reorder or remove it`;
    return inhabited.has(id) ? [] : [{ path: ['segments', index], rule: 'SEGMENT_EMPTY', remedy }];
  });
}
