import type { RandomSource } from '../simulation/random-source.ts';
import type { RoomInPlay } from './room-in-play.ts';
import type { Place, Stage } from './stage.ts';

/** Where a fault happens: the processes, and the rooms that are in play on them. */
export type Scene<Where extends Place = Stage> = {
  readonly stage: Where;
  readonly rooms: readonly RoomInPlay[];
  readonly random: RandomSource;
  /** Prints something beside the row of the fault. */
  note(text: string): void;
};

/** Something that goes wrong in play. Lost or doubled may be nothing, whatever it is. */
export type Fault<Where extends Place = Stage> = {
  readonly name: string;
  /** What is done, and what becomes of the game meanwhile: for readers of the table. */
  readonly does: string;
  /** Everybody plays on within so many seconds after `act`. */
  readonly withinS: number;
  /** Short enough to be among the first tests of a change. */
  readonly quick?: true;
  /** In all rooms a turn is being drawn, for two seconds at least, and goes on until everybody is back. */
  readonly inTurn?: true;
  /** Processes of a service that it takes at least; one of each where nothing is said; the right to mount a disk. */
  readonly needs?: { readonly persistence?: number; readonly sync?: number; readonly mount?: boolean };
  /** Makes it happen. What is only there to put things back may be returned, and goes on while the players come back. */
  act(scene: Scene<Where>): Promise<void | { readonly meanwhile: Promise<unknown> }>;
};
