// What a life costs the engine: counted by the server itself, on the real shell, decide, database and senders.
import { beforeAll, describe, expect, test } from 'vitest';
import { LIFE_LIMITS, countLife } from '../../bench/life.ts';
import type { LifeCost } from '../../bench/life.ts';
import { LIFE_NOTICES } from '../../bench/loanLife.ts';

describe('a life of six notices and two payments', () => {
  let cost: LifeCost;
  beforeAll(async () => {
    cost = await countLife();
  });

  test('is whole: every notice sent in a message of its own, both payments booked, closed at the end', () => {
    const { notices, messagesSent, payments, closed } = cost;
    expect({ notices, messagesSent, payments, closed }).toEqual({
      ...{ notices: LIFE_NOTICES, messagesSent: 6, payments: 2, closed: true },
    });
  });

  test('decides once for every wake and for nothing else', () => {
    // The start with its first notice, five more notices, two payments, the close.
    expect(cost.decides).toBe(9);
    expect(cost.eventsByType['WORKFLOW_TASK_COMPLETED']).toBe(cost.decides);
    expect(cost.eventsByType['MARKER_RECORDED']).toBe(cost.decides);
  });

  test.each(['stateTransitions', 'events', 'historyBytes'] as const)('stays within its limit of %s', (name) => {
    expect(cost[name]).toBeGreaterThan(0);
    expect(cost[name]).toBeLessThanOrEqual(LIFE_LIMITS[name]);
  });

  test('cancels no timer but one that a payment made useless, and writes search attributes on change only', () => {
    expect(cost.eventsByType['TIMER_CANCELED'] ?? 0).toBeLessThanOrEqual(1);
    expect(cost.eventsByType['UPSERT_WORKFLOW_SEARCH_ATTRIBUTES'] ?? 0).toBeLessThanOrEqual(3);
  });
});
