import type { Reaction, Settings } from './intents.ts';

/** Shapes of what the referee writes into documents (PROTOCOL §3). All times are server time in ms. */

export type DrawerView = {
  playerId: string;
  /** Writer slot on this turn's canvas. */
  slot: number;
  /** Gave up their seat: they draw no more in this turn. */
  left?: true;
};

export type TurnView = {
  turnId: string;
  /** Name of the canvas document. */
  canvas: string;
  /** Counts turns in the game from 1. */
  number: number;
  drawers: DrawerView[];
};

/** The lobby's doodle wall, on which everybody may draw (SPEC RM-17). */
export type WallView = {
  /** Name of the canvas document. */
  canvas: string;
  /** Each player's writer slot on it, by player id. */
  slots: Record<string, number>;
};

/** Cells of a masked word: `_`, a letter, an initial consonant, a space, `-` or `'`. */
export type MaskView = readonly string[];

export type PhaseView =
  | { type: 'lobby'; wall: WallView }
  | { type: 'choosing'; drawers: string[]; deadline: number }
  | {
      type: 'drawing';
      turn: TurnView;
      startedAt: number;
      deadline: number;
      mask: MaskView;
      /** Players who have guessed right, first first. */
      rights: string[];
    }
  | {
      type: 'reveal';
      turn: TurnView;
      word: string;
      points: Record<string, number>;
      rights: string[];
      deadline: number;
      /** The drawer was not there: nobody has scored (SPEC TN-14). */
      skipped?: true;
      /** `open` takes late ink; `closing` takes none; `closed` has its hash. */
      canvasState: 'open' | 'closing' | 'closed';
      canvasHash?: string;
    }
  | { type: 'podium'; standings: { playerId: string; nickname: string; score: number; rank: number }[] };

export type PlayerView = {
  playerId: string;
  nickname: string;
  score: number;
  connected: boolean;
  joinedAt: number;
  /** Drawn by the player: ink operations, as `readAvatar` reads them (SPEC RM-20). */
  avatar?: string;
  /** Connected, but has done nothing for a whole turn (SPEC TN-15). */
  idle?: true;
  /** Who wants this player to leave, in the order of their votes, and how many it takes; missing without votes (SPEC RM-12). */
  votes?: { by: string[]; needed: number };
};

/** Somebody who watches (SPEC RM-21). */
export type SpectatorView = { playerId: string; nickname: string; connected: boolean };

/** The latest reaction of somebody in the room; ids grow (SPEC RM-25). */
export type ReactionView = { id: number; at: number; playerId: string; reaction: Reaction };

/** The room document: one key per part, the keys `player/{id}` and `avatar/{id}` for each player, and `reaction/{id}`. */
export type RoomView = {
  about: { roomId: string; code: string; name: string };
  settings: Settings;
  hostId: string;
  /** Nobody new is let in (SPEC RM-16). */
  locked: boolean;
  /** Counts rounds from 1; 0 in the lobby. */
  round: number;
  /** Unknown outside a game. */
  gameId: string;
  phase: PhaseView;
  /** How many words of the host's the room has, and how they are used; never which (SPEC WD-6). */
  customWords: { count: number; use: 'off' | 'mixed' | 'only' };
  players: PlayerView[];
  /** In the order in which they came. */
  spectators: SpectatorView[];
  /** The latest of everybody who is in the room, oldest first. */
  reactions: ReactionView[];
};

export type ChatMessage =
  | { id: number; at: number; type: 'said'; playerId: string; nickname: string; text: string }
  | { id: number; at: number; type: 'joined'; playerId: string; nickname: string }
  /** `removed`: by the others' votes, or by the host; `watches`: gave up their seat and is still here. */
  | {
      id: number;
      at: number;
      type: 'left';
      playerId: string;
      nickname: string;
      removed?: true;
      watches?: true;
    }
  | { id: number; at: number; type: 'guessed'; playerId: string; nickname: string }
  | {
      id: number;
      at: number;
      type: 'turn-started';
      playerId: string;
      nickname: string;
      turnId: string;
      /** Who draws with them (SPEC TN-16). */
      partner?: { playerId: string; nickname: string };
    }
  | { id: number; at: number; type: 'turn-ended'; word: string; turnId: string }
  | { id: number; at: number; type: 'game-started' | 'game-ended' };

/** Why an intent had no effect. Shown to its author in words of their language. */
export type IntentRefusal =
  | 'not-host'
  | 'not-now'
  | 'not-drawer'
  | 'too-few-players'
  | 'bad-choice'
  | 'bad-settings'
  | 'bad-words'
  | 'bad-avatar'
  | 'bad-name'
  | 'not-player'
  | 'room-full'
  | 'room-locked'
  | 'no-spectators'
  | 'drawer-silent'
  | 'too-fast'
  | 'no-such-player'
  | 'too-few-voters'
  | 'one-vote-a-turn';

/** An acknowledgement. `revision` is the referee's commit that holds its effect. */
export type Ack = { id: string; revision: number; refusal?: IntentRefusal };

export type Notice =
  | { id: number; at: number; type: 'held-back'; text: string }
  | { id: number; at: number; type: 'close'; text: string }
  | { id: number; at: number; type: 'solver-said'; playerId: string; nickname: string; text: string };

/** The map of a private document. */
export type PrivateView = {
  /** Words to choose from; only while choosing, only for the drawer. */
  choices?: string[];
  /** The word; only for the drawer and for those who have guessed it. */
  word?: string;
};
