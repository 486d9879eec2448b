/**
 * What the engine does for a life, without the life: the same starts, signals, timers, local activities and search
 * attributes, and nothing decided. The measure for `lives.ts`.
 */
import { defineSearchAttributeKey } from '@temporalio/common';
import {
  CancellationScope,
  condition,
  defineSignal,
  proxyLocalActivities,
  setHandler,
  sleep,
  upsertSearchAttributes,
} from '@temporalio/workflow';

export interface BareTurn {
  /** How the wait after this turn begins and ends; `kept`: the timer before goes on. */
  readonly wait: 'timer' | 'signalled' | 'kept' | 'end';
  readonly waitMs: number;
  /** Value of the search attribute that changes with this turn. */
  readonly stage?: string;
}

export interface BareActivities {
  /** Does nothing; the caller counts turns by it. */
  nothing(lifeId: string, turn: number): Promise<void>;
}

const { nothing } = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '5 s', retry: { maximumAttempts: 1 } });
const told = defineSignal('fact');
const stageAttribute = defineSearchAttributeKey('RecoupStage', 'KEYWORD');

export async function bareLife(lifeId: string, turns: readonly BareTurn[]): Promise<void> {
  let signalled = false;
  setHandler(told, () => {
    signalled = true;
  });
  let fired = false;
  let scope: CancellationScope | null = null;
  for (const [at, turn] of turns.entries()) {
    signalled = false;
    await nothing(lifeId, at);
    if (turn.stage !== undefined) upsertSearchAttributes([{ key: stageAttribute, value: turn.stage }]);
    if (turn.wait === 'end') return;
    if (turn.wait !== 'kept') {
      scope?.cancel();
      scope = new CancellationScope();
      fired = false;
      void scope
        .run(() => sleep(turn.waitMs))
        .then(
          () => (fired = true),
          () => false, // cancelled: the next turn has a timer of its own
        );
    }
    await condition(() => signalled || fired);
  }
}
