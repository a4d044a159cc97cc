import type { Ack, ChatMessage, Intent, IntentRefusal, Notice, ReactionView } from '../documents/index.ts';
import type { ArchivedGame, JudgedGuess } from '../archive/index.ts';
import type { RoomState } from './state.ts';

/** Comes to play unless `role` says otherwise. `avatar` is one (`isAvatar`). */
export type JoinCommand = {
  type: 'join';
  /** Of somebody new. */
  playerId: string;
  /** Who they say they were: if that is somebody in the room, they come back as that. */
  former?: string;
  nickname: string;
  role?: 'player' | 'spectator';
  avatar?: string;
};

/** What the room host feeds to the reducer. */
export type Command =
  | JoinCommand
  | { type: 'presence'; playerId: string; connected: boolean }
  | { type: 'intent'; playerId: string; intent: Intent }
  /** The canvas of this turn holds ink. Told once is enough. */
  | { type: 'ink'; turnId: string }
  /** The canvas was sealed, snapshot and hash are made. */
  | { type: 'canvas-closed'; turnId: string; hash: string }
  /** Time has passed: whatever is due happens. */
  | { type: 'tick' };

type Body<T> = T extends unknown ? Omit<T, 'id' | 'at'> : never;
export type ChatBody = Body<ChatMessage>;
export type NoticeBody = Body<Notice>;

/** What a command brought about, for the documents and the archive. */
export type RoomEvent =
  | { type: 'chat'; message: ChatMessage }
  | { type: 'notice'; playerId: string; notice: Notice }
  | { type: 'ack'; playerId: string; ack: Ack }
  | { type: 'guess'; turnId: string; guess: JudgedGuess }
  /** The room has these custom words from now on, in place of those before. */
  | { type: 'words'; words: string[] }
  /** The player shows this from now on, in place of what was before; empty: nothing. No state holds it. */
  | { type: 'avatar'; playerId: string; avatar: string }
  /** Shown from now on in place of this member's reaction before. No state holds it. */
  | { type: 'reaction'; reaction: ReactionView }
  | { type: 'turn-started'; turnId: string }
  | { type: 'turn-ended'; turnId: string }
  /** No seal has come in time: close the canvas with what the log holds. */
  | { type: 'canvas-overdue'; turnId: string }
  | { type: 'game-ended'; game: ArchivedGame }
  | { type: 'player-left'; playerId: string };

/** The reducer's working copy: handlers write to `state` and add to `events`. */
export type Draft = { state: RoomState; events: RoomEvent[]; now: number };

/** Why a command as a whole was refused; intents are refused by their acknowledgement instead. */
export type CommandRefusal =
  | 'room-full'
  | 'room-locked'
  | 'no-spectators'
  | 'rude-nickname'
  | 'removed'
  | 'unknown-player';

export type Reduced = {
  state: RoomState;
  events: RoomEvent[];
  refusal?: CommandRefusal;
};

export function say(draft: Draft, message: ChatBody): void {
  const id = draft.state.nextMessageId++;
  draft.events.push({ type: 'chat', message: { id, at: draft.now, ...message } as ChatMessage });
}

export function notify(draft: Draft, playerId: string, notice: NoticeBody): void {
  const id = draft.state.nextMessageId++;
  draft.events.push({ type: 'notice', playerId, notice: { id, at: draft.now, ...notice } as Notice });
}

export function acknowledge(draft: Draft, playerId: string, id: string, refusal?: IntentRefusal): void {
  const ack: Ack = { id, revision: draft.state.revision, ...(refusal && { refusal }) };
  draft.events.push({ type: 'ack', playerId, ack });
}
