/** All that a turn's points depend on. Times are in ms of one clock, the referee's. */
export type TurnToScore = {
  /** How long the turn could last, above 0. */
  readonly drawTimeMs: number;
  /** When drawing began. */
  readonly startedAt: number;
  readonly drawers: readonly string[];
  /** Who could have guessed; the referee leaves out who joined too late. Drawers among them do not count. */
  readonly guessers: readonly string[];
  /** Right guesses in the order in which they were judged. */
  readonly rights: readonly {
    readonly playerId: string;
    readonly at: number;
    /** Wrong guesses as long as the word (GS-16) that the player made before; left out: none. */
    readonly wrongTries?: number;
  }[];
};

/** A turn put in order: each guesser's earliest right guess, the quickest first, its time from 0 to `drawTimeMs`. */
export type OrderedTurn = {
  readonly drawTimeMs: number;
  /** How many could have guessed. */
  readonly guessers: number;
  readonly rights: readonly { readonly elapsedMs: number; readonly wrongTries: number }[];
};

/** Makes whole points of a turn: what each right guess earned its author, in order, and what every drawer gets. */
export type Scoring = (turn: OrderedTurn) => { earned: readonly number[]; drawerPoints: number };
