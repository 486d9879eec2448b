/**
 * Lives on the real server in seconds instead of months: business time of a loan jumps from wake to wake and from payment
 * to payment. Shell, decide and history are those of production; only the length of a timer differs.
 */
import type { DecideAnswer, DecideRequest } from '../activities/decide.ts';
import { addMilliseconds } from '../domain/instant.ts';
import type { Instant } from '../domain/instant.ts';
import { LONGEST_WAIT_MS } from '../workflows/wakeTimer.ts';

type Decide = (request: DecideRequest) => Promise<DecideAnswer>;

/** Where a loan stands in its own time. */
interface Place {
  now: Instant;
  /** The next wake; how far its timer reaches in business time, and the real instant at which that ends. */
  wake: { readonly at: Instant; readonly reached: Instant; readonly real: Instant } | null;
  /** Instants of payments to come, earliest first. */
  readonly payments: Instant[];
}

export interface PacedOptions {
  /** So long a wait lasts on the real server, in milliseconds; one in which a payment comes lasts longer. */
  readonly waitMs: number;
  readonly waitForPaymentMs: number;
  /** After each decide of a loan, before the shell hears its answer. */
  readonly decided?: (now: Instant) => Promise<void>;
  /** A payment is due before the next wake: books it and tells the case. Called after the shell has its answer. */
  readonly pay: (caseId: string, at: Instant) => void;
}

export interface Pacer {
  /** The loan begins its life at `start` and is paid at the instants given, earliest first. */
  begin(caseId: string, start: Instant, payments: readonly Instant[]): void;
  paced(decide: Decide): Decide;
}

const earlier = (one: Instant, other: Instant): Instant => (one < other ? one : other);

export function createPacer(options: PacedOptions): Pacer {
  const places = new Map<string, Place>();

  const moved = async (decide: Decide, place: Place, request: DecideRequest): Promise<DecideAnswer> => {
    if (place.wake !== null && request.now >= place.wake.real) place.now = place.wake.reached;
    const answer = await decide({ ...request, now: place.now });
    await options.decided?.(place.now);
    const { wakeAt } = answer;
    const payment = place.payments[0];
    const payFirst = payment !== undefined && wakeAt !== null && payment < wakeAt;
    if (wakeAt === null) place.wake = null;
    else if (wakeAt !== place.wake?.at || request.now >= place.wake.real)
      place.wake = {
        at: wakeAt,
        reached: earlier(wakeAt, addMilliseconds(place.now, LONGEST_WAIT_MS)),
        real: addMilliseconds(request.now, payFirst ? options.waitForPaymentMs : options.waitMs),
      };
    if (payFirst) {
      place.payments.shift();
      place.now = payment;
      options.pay(request.caseId, payment);
    }
    return { ...answer, wakeAt: place.wake?.real ?? null };
  };
  return {
    begin: (caseId, start, payments) => void places.set(caseId, { now: start, wake: null, payments: [...payments] }),
    paced: (decide) => (request) => {
      const place = places.get(request.caseId);
      return place === undefined ? decide(request) : moved(decide, place, request);
    },
  };
}
