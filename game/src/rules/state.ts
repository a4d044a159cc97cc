import type { Settings } from '../documents/index.ts';
import type { RandomState } from '../random/index.ts';
import type { ScoringVersion } from '../scoring/index.ts';
import type { CustomWords, Word } from '../words/index.ts';

/** Everything the referee knows of a room: plain JSON, so that it can be stored with each commit. Holds the secret word. */
export type RoomState = {
  version: 1;
  roomId: string;
  code: string;
  name: string;
  /** Counts commits; an acknowledgement names the one that holds its effect. */
  revision: number;
  random: RandomState;
  settings: Settings;
  hostId: string;
  players: PlayerState[];
  /** Present from start to podium. */
  game: GameState | null;
  phase: Phase;
  /** Words in place of the pack of the room's language; empty: that pack. */
  words: Word[];
  /** What the host has given for the room to draw; as secret as the word, and kept when the host changes. */
  customWords: CustomWords;
  usedWords: string[];
  nextMessageId: number;
  /** Last time anything happened; a room that rests too long is deleted (SPEC RM-8). */
  activeAt: number;
};

/** Messages a player may send at once; one more comes back every half second (SPEC GS-8). */
export const MESSAGE_BURST = 20;
export const MESSAGE_INTERVAL_MS = 500;

export type PlayerState = {
  playerId: string;
  nickname: string;
  joinedAt: number;
  connected: boolean;
  /** Since when the player has been away. */
  awayAt: number;
  score: number;
  /** Ids of the latest intents that have had their effect (SPEC SY-6). */
  applied: string[];
  /** Messages that the player may still send at once, as of `allowanceAt` (SPEC GS-8). */
  allowance: number;
  allowanceAt: number;
};

export type GameState = {
  gameId: string;
  startedAt: number;
  round: number;
  /** Turns begun so far. */
  turns: number;
  /** Who draws later in this round, in order. */
  queue: string[];
};

export type Drawer = { playerId: string; nickname: string; slot: number };

export type Turn = { turnId: string; number: number; drawers: Drawer[] };

export type Right = {
  playerId: string;
  at: number;
  /** As in `DrawingPhase`; left out: none. */
  wrongTries?: number;
};

export type DrawingPhase = {
  type: 'drawing';
  turn: Turn;
  word: string;
  startedAt: number;
  deadline: number;
  /** What each hint reveals, in order, and how many have been shown. */
  hints: number[][];
  hintsShown: number;
  /** Everyone who could guess in this turn. */
  guessers: string[];
  rights: Right[];
  /** The rules of its points (SPEC SC-8); a turn that began before there was a choice has none. */
  scoring?: ScoringVersion;
  /** Guesses judged so far, and of each player the wrong ones as long as the word (SPEC GS-16). */
  judged?: number;
  wrongTries?: Record<string, number>;
};

export type RevealPhase = {
  type: 'reveal';
  turn: Turn;
  word: string;
  startedAt: number;
  endedAt: number;
  deadline: number;
  guessers: string[];
  rights: Right[];
  scoring?: ScoringVersion;
  points: Record<string, number>;
  canvas: {
    state: 'open' | 'closing' | 'closed';
    /** When the present state is over, unless it is `closed`. */
    until: number;
    hash: string;
  };
};

export type Phase =
  | { type: 'lobby' }
  | { type: 'choosing'; drawerId: string; choices: string[]; deadline: number }
  | DrawingPhase
  | RevealPhase
  | { type: 'podium'; standings: { playerId: string; nickname: string; score: number; rank: number }[] };

/** Makes the state of a new, empty room in its lobby. `seed` is secret: 64 hex characters from a cryptographic source. */
export function createRoomState(about: {
  roomId: string;
  code: string;
  name: string;
  seed: string;
  settings: Settings;
  words?: readonly Word[];
  now: number;
}): RoomState {
  return {
    version: 1,
    roomId: about.roomId,
    code: about.code,
    name: about.name,
    revision: 0,
    random: { seed: about.seed, drawn: 0 },
    settings: about.settings,
    hostId: '',
    players: [],
    game: null,
    phase: { type: 'lobby' },
    words: [...(about.words ?? [])],
    customWords: { use: 'off', words: [] },
    usedWords: [],
    nextMessageId: 1,
    activeAt: about.now,
  };
}

export const findPlayer = (state: RoomState, playerId: string): PlayerState | undefined =>
  state.players.find((player) => player.playerId === playerId);
