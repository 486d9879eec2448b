// Kills the parts of a running system at random, by a seed, and brings each back; several may be down at once.
import { setTimeout as sleep } from 'node:timers/promises';

export interface Part {
  /** SIGKILL; resolves when the process is gone. */
  readonly kill: () => Promise<void>;
  /** Resolves when it works again. */
  readonly start: () => Promise<void>;
  /** How often it is chosen, beside the others. */
  readonly weight: number;
  /** It is worth killing now: something is in flight. Killed anyway after a while. */
  readonly busy: () => boolean;
}

/** A generator of numbers in [0, 1) that gives the same ones for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface KillOptions {
  readonly kills: number;
  readonly seed: number;
  /** `least` after the kill before it, and up to the rest of `most` after something is in flight, in milliseconds. */
  readonly pauseMs: { readonly least: number; readonly most: number };
  /** So long a kill waits for something to be in flight. */
  readonly busyWithinMs: number;
  /** Told before each kill. */
  readonly onKill: (name: string, nth: number) => void;
}

export interface Killed {
  readonly byPart: Readonly<Record<string, number>>;
  /** Kills while another part was down. */
  readonly atOnce: number;
}

/** Kills so often, waits until every part works again, and tells what was killed. */
export async function killParts(parts: Readonly<Record<string, Part>>, options: KillOptions): Promise<Killed> {
  const random = randomOf(options.seed);
  const { least, most } = options.pauseMs;
  const down = new Map<string, Promise<void>>();
  const byPart: Record<string, number> = Object.fromEntries(Object.keys(parts).map((name) => [name, 0]));
  let atOnce = 0;

  const choose = async (): Promise<[string, Part]> => {
    for (;;) {
      const up = Object.entries(parts).filter(([name]) => !down.has(name));
      let at = random() * up.reduce((sum, [, { weight }]) => sum + weight, 0);
      for (const entry of up) {
        at -= entry[1].weight;
        if (at < 0) return entry;
      }
      await Promise.race(down.values());
    }
  };

  for (let nth = 1; nth <= options.kills; nth += 1) {
    await sleep(least);
    const [name, part] = await choose();
    for (let waitedMs = 0; !part.busy() && waitedMs < options.busyWithinMs; waitedMs += 20) await sleep(20);
    // A while after something began to flow: at its first message every kill would hit the same step.
    await sleep(random() * (most - least));
    options.onKill(name, nth);
    if (down.size > 0) atOnce += 1;
    byPart[name] = (byPart[name] ?? 0) + 1;
    await part.kill();
    const back = part.start().then(() => void down.delete(name));
    down.set(name, back);
    // Awaited at the end, or by whoever waits for a part; it must not end the process before that.
    back.catch(() => undefined);
  }
  await Promise.all(down.values());
  return { byPart, atOnce };
}
