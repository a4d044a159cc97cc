import type { Settings } from '../documents/index.ts';
import { drawId, type RandomState } from '../random/index.ts';
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
  /** Who only watches (SPEC RM-21), in the order in which they came. */
  spectators: MemberState[];
  /** Nobody new is let in (SPEC RM-16). */
  locked: boolean;
  /** Whether strangers could ever find the room in the list: its host then removes nobody alone (SPEC RM-13). */
  everPublic: boolean;
  votes: Vote[];
  /** Ids of players who were removed and may not come back, the latest last (SPEC RM-14). */
  bans: string[];
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

/** As many messages does a new avatar count for, since it is as large, and a change of seats, which the chat tells. */
export const AVATAR_MESSAGES = 5;
export const SEAT_MESSAGES = 5;

/** Somebody in the room, who plays or watches. */
export type MemberState = {
  playerId: string;
  nickname: string;
  joinedAt: number;
  connected: boolean;
  /** Since when the player has been away. */
  awayAt: number;
  /** Points in this game; who watches keeps those that they have. */
  score: number;
  /** Ids of the latest intents that have had their effect (SPEC SY-6). */
  applied: string[];
  /** Messages that the player may still send at once, as of `allowanceAt` (SPEC GS-8). */
  allowance: number;
  allowanceAt: number;
};

export type PlayerState = MemberState & {
  /** Whether the player has started a vote since the last turn ended (SPEC RM-12). */
  startedVote: boolean;
  /** When the player last came; as long as `connected` holds, since then without a break. */
  hereSince: number;
  /** When the player last asked for something, or began to draw. */
  actedAt: number;
  /** There, but has done nothing for a whole turn (SPEC TN-15). */
  idle: boolean;
  /** Since when the player has taken part: since joining, or since they were last no longer idle. */
  activeSince: number;
};

/** That a player leave the room (SPEC RM-12). */
export type Vote = {
  /** Against whom. */
  playerId: string;
  /** Who is for it, in the order of their votes. */
  voters: string[];
  /** Turns that have yet to end before the vote lapses, from 1. */
  turnsLeft: number;
};

export type GameState = {
  gameId: string;
  startedAt: number;
  round: number;
  /** Turns begun so far. */
  turns: number;
  /** Who draws later in this round, in order. */
  queue: string[];
  /** Turns in which each player has been a drawer, by player id (SPEC TN-17). */
  drawn: Record<string, number>;
};

export type Drawer = {
  playerId: string;
  nickname: string;
  slot: number;
  /** Gave up their seat, and draws no more even if they have one again: they know the word, and earn as a drawer. */
  left?: true;
};

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
  /** Whether the log holds ink of this turn. */
  inked: boolean;
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
  /** Ended because its drawer was not there, without points (SPEC TN-14). */
  skipped: boolean;
  canvas: {
    state: 'open' | 'closing' | 'closed';
    /** When the present state is over, unless it is `closed`. */
    until: number;
    hash: string;
  };
};

/** The lobby's doodle wall (SPEC RM-17). */
export type Wall = {
  wallId: string;
  /** Writer slots by player id. */
  slots: Record<string, number>;
  /** Slots given so far, those passed over included. */
  slotsGiven: number;
};

export type Phase =
  | { type: 'lobby'; wall: Wall }
  /** Any of the drawers chooses. */
  | { type: 'choosing'; drawers: string[]; choices: string[]; deadline: number }
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
  const [wallId, random] = drawId({ seed: about.seed, drawn: 0 });
  return {
    version: 1,
    roomId: about.roomId,
    code: about.code,
    name: about.name,
    revision: 0,
    random,
    settings: about.settings,
    hostId: '',
    players: [],
    spectators: [],
    locked: false,
    everPublic: about.settings.isPublic,
    votes: [],
    bans: [],
    game: null,
    phase: { type: 'lobby', wall: { wallId, slots: {}, slotsGiven: 0 } },
    words: [...(about.words ?? [])],
    customWords: { use: 'off', words: [] },
    usedWords: [],
    nextMessageId: 1,
    activeAt: about.now,
  };
}

/** Who takes part now: there, and not asleep. */
export const isActive = ({ connected, idle }: PlayerState): boolean => connected && !idle;

/** Whether the turn is theirs, or was: they know the word. */
export const drawsIn = ({ turn }: { turn: Turn }, playerId: string): boolean =>
  turn.drawers.some((drawer) => drawer.playerId === playerId);

/** Who can still draw in the turn. */
export const remainingDrawers = (state: RoomState, { turn }: { turn: Turn }): PlayerState[] =>
  turn.drawers.flatMap(({ playerId, left }) => (left ? [] : (findPlayer(state, playerId) ?? [])));

/** Everybody in the room, those who watch last. */
export const membersOf = ({ players, spectators }: RoomState): MemberState[] => [...players, ...spectators];

export const findMember = (state: RoomState, playerId: string): MemberState | undefined =>
  membersOf(state).find((member) => member.playerId === playerId);

export const findPlayer = (state: RoomState, playerId: string): PlayerState | undefined =>
  state.players.find((player) => player.playerId === playerId);
