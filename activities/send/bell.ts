import { setTimeout as sleep } from 'node:timers/promises';

/** Wakes whoever waits; a ring that nobody waited for is heard by the next. For one waiting at a time. */
export class Bell {
  #ring: (() => void) | undefined;
  #rung = false;

  ring(): void {
    this.#rung = true;
    this.#ring?.();
  }

  /** Until it rings, or for so long. */
  async wait(ms?: number): Promise<void> {
    if (!this.#rung) {
      const rung = new Promise<void>((resolve) => (this.#ring = resolve));
      if (ms === undefined) await rung;
      else {
        const over = new AbortController();
        await Promise.race([rung, sleep(ms, undefined, { signal: over.signal }).catch(() => undefined)]);
        over.abort();
      }
    }
    this.#rung = false;
  }
}
