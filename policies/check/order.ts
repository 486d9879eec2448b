import { isDeepStrictEqual } from 'node:util';
import type { Policy, Step } from '../../domain/policy.ts';
import { compatible } from './facts.ts';
import { partyOf, placedSteps, sameAnchor, shareSegment, type Finding, type Placed } from './finding.ts';

/** The rung below by the policy's own words: `after`, else the step before it in the list. */
export function belowOf(ladder: readonly Step[], index: number): string | undefined {
  const step = ladder[index];
  return step?.after === undefined ? ladder[index - 1]?.id : (step.after ?? undefined);
}

/** What steps say about each other: references, cycles, order and overlap. */
export function checkOrder(policy: Policy): readonly Finding[] {
  const unknown = checkReferences(policy);
  if (unknown.length > 0) return unknown;
  const cycles = checkCycles(policy);
  if (cycles.length > 0) return cycles;
  return (['reminders', 'ladder', 'recovery'] as const).flatMap((section) => {
    const placed = placedSteps(policy, section);
    return placed.flatMap((one, index) => checkAgainst(one, placed.slice(0, index)));
  });
}

function checkReferences(policy: Policy): readonly Finding[] {
  const ids = policy.ladder.map(({ id }) => id);
  const remedy = (id: string): string => `there is no rung ${id}; the ladder has ${ids.join(', ')}`;
  return placedSteps(policy, 'ladder').flatMap(({ step, path }) => {
    const found: Finding[] = [];
    if (typeof step.after === 'string' && !ids.includes(step.after))
      found.push({ path: [...path, 'after'], rule: 'UNKNOWN_STEP', remedy: remedy(step.after) });
    if (typeof step.anchor !== 'string' && !ids.includes(step.anchor.step))
      found.push({ path: [...path, 'anchor', 'step'], rule: 'UNKNOWN_STEP', remedy: remedy(step.anchor.step) });
    return found;
  });
}

function checkCycles(policy: Policy): readonly Finding[] {
  const restsOn = new Map(
    policy.ladder.map((step, index) => {
      const below = belowOf(policy.ladder, index);
      const anchor = typeof step.anchor === 'string' ? undefined : step.anchor.step;
      return [step.id, [below, anchor].filter((id) => id !== undefined)];
    }),
  );
  const reaches = (from: string, to: string, seen: Set<string>): boolean =>
    (restsOn.get(from) ?? []).some((id) => {
      if (id === to) return true;
      if (seen.has(id)) return false;
      seen.add(id);
      return reaches(id, to, seen);
    });
  const first = placedSteps(policy, 'ladder').find(
    ({ step }) => (step.after !== undefined || typeof step.anchor !== 'string') && reaches(step.id, step.id, new Set()),
  );
  if (first === undefined) return [];
  const path = [...first.path, typeof first.step.after === 'string' ? 'after' : 'anchor'];
  return [{ path, rule: 'STEP_CYCLE', remedy: `${first.step.id} waits for itself; let it rest on an earlier rung` }];
}

/** A rung and those that stand before it in the same list. */
function checkAgainst(one: Placed, before: readonly Placed[]): readonly Finding[] {
  const { step } = one;
  const near = before.filter((other) => sameAnchor(other.step.anchor, step.anchor) && shareSegment(other.step, step));
  const twin = near.find(
    (other) =>
      other.step.offsetDays === step.offsetDays &&
      partyOf(other.step) !== undefined &&
      partyOf(other.step) === partyOf(step) &&
      (step.anchor === 'trigger'
        ? isDeepStrictEqual(other.step.when, step.when)
        : compatible(other.step.when, step.when)),
  );
  const path = [...one.path, 'offsetDays'];
  if (twin !== undefined) {
    const remedy = `${twin.step.id} speaks to the same party on the same day; keep one of them or move one`;
    return [{ path, rule: 'RUNG_OVERLAP', remedy }];
  }
  // Reminders stand each alone; only what rests on something has an order.
  const below = near.findLast((other) => compatible(other.step.when, step.when));
  if (one.section === 'reminders' || step.after !== undefined || below === undefined) return [];
  if (below.step.offsetDays <= step.offsetDays) return [];
  const remedy = `${below.step.id} below it comes later, on day ${below.step.offsetDays}; put the rungs in order of days`;
  return [{ path, rule: 'RUNG_ORDER', remedy }];
}
