import { CancellationScope, sleep } from '@temporalio/workflow';

/** A case looks at itself at least so often: just beyond the 60 days that a plan looks ahead, so that it never cuts a wait short. */
export const LONGEST_WAIT_MS = 62 * 24 * 3_600_000;

/** One durable timer whose instant can be moved; a timer that another makes useless is cancelled, one that stays is kept. */
export class WakeTimer {
  #at: string | null = null;
  #scope: CancellationScope | null = null;
  #fired = false;

  /** Wakes at the instant; null never. */
  set(at: string | null): void {
    if (at === this.#at && !this.#fired) return;
    this.#scope?.cancel();
    this.#scope = null;
    this.#at = at;
    this.#fired = false;
    if (at === null) return;
    const scope = new CancellationScope();
    this.#scope = scope;
    const waitMs = Math.min(Math.max(Date.parse(at) - Date.now(), 1), LONGEST_WAIT_MS);
    void scope
      .run(() => sleep(waitMs))
      .then(
        () => {
          if (this.#scope === scope) this.#fired = true;
        },
        () => undefined, // cancelled: another instant counts now
      );
  }

  fired(): boolean {
    return this.#fired;
  }
}
