import type { PlainDate } from './date.ts';
import type { Day } from './day.ts';
import { ending, openTask } from './trackEvents.ts';
import type { TrackOutcome, TrackState } from './trackState.ts';
import type { World } from './world.ts';
import { lackOf } from './writeOffCommands.ts';
import { groundOf, proposedGround, writeOffRulesOf } from './writeOffRules.ts';

/** The pack is asked for before the approval, where the policy has grounds; empty where it has none. */
export function packAsked(
  state: TrackState,
  world: World,
  day: Day | null,
  on: PlainDate,
  because: string,
): TrackOutcome[] {
  const { grounds, role, evidenceDays } = writeOffRulesOf(world.policy);
  if (grounds.length === 0) return [];
  const named = state.writeOff?.ground ?? state.ground ?? proposedGround(world.policy, day)?.id ?? null;
  const round = (state.writeOff?.round ?? 0) + 1;
  return [
    { type: 'packAsked', ground: named, because, round, on },
    openTask(state, 'evidence', role, on, evidenceDays, round - 1),
  ];
}

/**
 * Approved, and nothing holds it: written off, if what was approved is still so. A ground that has gone meanwhile (a part was
 * paid, a suit was opened) sends the pack back, and the approval with it.
 */
export function writeOffNow(state: TrackState, world: World, day: Day | null, on: PlainDate): TrackOutcome[] {
  const pack = state.writeOff;
  const ground = groundOf(world.policy, pack?.ground);
  if (pack !== undefined && ground !== undefined && day !== null && world.loan !== null) {
    const lacking = lackOf(ground, pack.documents, world.loan, day);
    if (lacking.length > 0) return packAsked(state, world, day, on, `${ground.id} lacks ${lacking.join(', ')} now`);
  }
  return ending(state, 'writtenOff', on, 'approved', 'clock');
}
