/** How many messages may leave now: so many a second, and after a pause not more than those of one second at once. */
export class Rate {
  readonly #perSecond: number;
  readonly #steadyMs: () => number;
  #left: number;
  #atMs: number;

  constructor(perSecond: number, steadyMs: () => number) {
    this.#perSecond = perSecond;
    this.#steadyMs = steadyMs;
    this.#left = Math.max(1, perSecond);
    this.#atMs = steadyMs();
  }

  allowed(wanted: number): number {
    const nowMs = this.#steadyMs();
    this.#left = Math.min(Math.max(1, this.#perSecond), this.#left + ((nowMs - this.#atMs) / 1000) * this.#perSecond);
    this.#atMs = nowMs;
    return Math.min(wanted, Math.floor(this.#left));
  }

  take(count: number): void {
    this.#left -= count;
  }
}
