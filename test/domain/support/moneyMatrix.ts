/**
 * When money arrives in the middle of anything: each state of a track with each way in which money comes or goes has
 * an outcome that is written here and played (issue: "When money arrives in the middle"). A track joins by a table of
 * its own; a pair that its table lacks does not compile, and fails where it is played.
 */
/** What is played: a loan by itself, or a loan with its tracks. */
export interface Lived {
  readonly story: readonly string[];
  at(on: string): Lived;
}

export const MONEY = ['payment', 'reversal', 'backDated', 'advance'] as const;
export type Money = (typeof MONEY)[number];

export interface Pair {
  /** What it comes to, in one sentence. */
  readonly outcome: string;
  /** The journal from the moment on at which the money moves. */
  readonly story: readonly string[];
}

export interface MoneyTable<S extends string, L extends Lived> {
  readonly track: string;
  /** Every state that the track can be in. */
  readonly states: readonly S[];
  /** A loan whose track is in the state, at the moment at which the money moves. */
  readonly reach: (state: S) => L;
  readonly move: (life: L, money: Money) => void;
  /** Played until then. */
  readonly until: string;
  readonly pairs: Readonly<Record<S, Readonly<Record<Money, Pair>>>>;
}

/** One pair, ready to be played; `pair` is undefined where the table has a hole. */
export interface Played {
  readonly name: string;
  readonly pair: Pair | undefined;
  readonly play: () => string[];
}

export function pairsOf<S extends string, L extends Lived>(table: MoneyTable<S, L>): Played[] {
  return table.states.flatMap((state) =>
    MONEY.map((money) => ({
      name: `${table.track} ${state} × ${money}`,
      pair: (table.pairs as Readonly<Record<string, Readonly<Record<string, Pair>> | undefined>>)[state]?.[money],
      play: () => {
        const life = table.reach(state);
        const before = life.story.length;
        table.move(life, money);
        return life.at(table.until).story.slice(before);
      },
    })),
  );
}
