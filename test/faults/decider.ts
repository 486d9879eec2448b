// The decide activity of a worker, from the real parts, with places at which a test can break it and a clock of its own.
import { createDecide } from '../../activities/decide.ts';
import type { DecideAnswer, DecideRequest } from '../../activities/decide.ts';
import type { Db, Queries } from '../../db/pool.ts';
import { policyByHash } from '../../db/policy.ts';
import { createVerifier } from '../../db/signature.ts';
import { addMilliseconds } from '../../domain/instant.ts';
import { loadCalendar } from '../../policies/calendar.ts';
import { contactRules } from '../../policies/contact.ts';

export interface Hooks {
  readonly before?: (request: DecideRequest) => Promise<void> | void;
  /** Inside the transaction, with the case locked. */
  readonly within?: () => Promise<void> | void;
  /** After the transaction, before the answer. */
  readonly after?: (request: DecideRequest, answer: DecideAnswer) => Promise<void> | void;
}

/** How far the time of the decisions is ahead of the wall clock, in milliseconds; timers come when that time has come. */
export interface Lead {
  ms: number;
}

export function deciderOf(
  db: Db,
  publicKey: string,
  poke: (caseIds: readonly string[]) => void,
  hooks: Hooks = {},
  lead: Lead = { ms: 0 },
) {
  const decide = createDecide({
    db,
    policyOf: async (q: Queries, hash: string) => {
      await hooks.within?.();
      return policyByHash(q, hash);
    },
    calendarOf: loadCalendar,
    contactRulesOf: contactRules,
    verify: createVerifier(publicKey),
    build: 'test',
    poke,
  });
  return async (request: DecideRequest): Promise<DecideAnswer> => {
    const { ms } = lead;
    await hooks.before?.(request);
    const answer = await decide({ ...request, now: addMilliseconds(request.now, ms) });
    await hooks.after?.(request, answer);
    return { ...answer, wakeAt: answer.wakeAt === null ? null : addMilliseconds(answer.wakeAt, -ms) };
  };
}
