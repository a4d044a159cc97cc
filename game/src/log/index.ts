import type { ArchiveItem, JudgedGuess } from '../archive/index.ts';
import type { CommandRefusal, JoinCommand, RoomState } from '../rules/index.ts';

/**
 * The room's log (SPEC ST-1): the one source from which every process rebuilds a room. A record is appended whole or
 * not at all; its position counts up from 1 within the room.
 */
export type LogEntry =
  /** A Yjs update (v1) of one document, or its whole content after a compaction: applying either is idempotent. */
  | { type: 'update'; document: string; update: Uint8Array }
  /** The document is no longer needed and leaves memory and log. */
  | { type: 'drop'; document: string }
  /**
   * The referee's state after its latest commit, without the custom words. `epoch` is the lease under which it was
   * written.
   */
  | { type: 'state'; epoch: number; state: RoomState }
  /** The room's custom words from here on: once, since with every state they would be most of the log. */
  | { type: 'words'; words: string[] }
  /**
   * A client id may from now on be used by this player, and by nobody else. With `via`, a page of the player is let in
   * with it at this process: sessions elsewhere are over, unless their id is the page's `former` one.
   */
  | { type: 'grant'; clientId: number; playerId: string; via?: string; former?: number }
  /** Whether the player has a session at the process `via`, which an earlier version left out. */
  | { type: 'presence'; playerId: string; connected: boolean; via?: string }
  /** No update of this canvas follows in the log from the process `via`, which an earlier version left out. */
  | { type: 'sealed'; document: string; via?: string }
  /**
   * Asks the room's referee, whichever process that is, to perform the command before `until` (server ms). It has its
   * effect once at most.
   */
  | { type: 'ask'; id: string; until: number; command: JoinCommand }
  /** Stands in the append that holds the effect of what was asked, or says why it has none. */
  | { type: 'answer'; id: string; until: number; refusal?: AskRefusal }
  /** A judged guess, kept for the archive. */
  | { type: 'guess'; turnId: string; guess: JudgedGuess }
  /** Something to be written to the archive, once, by its id. */
  | { type: 'archive'; item: ArchiveItem }
  /** The archive has committed the item. */
  | { type: 'archived'; id: string };

/** Why what was asked was not done; `too-late`: no referee has found it in time. */
export type AskRefusal = CommandRefusal | 'too-late';

export type LogRecord = {
  position: number;
  /** Server time of the append. */
  at: number;
  entries: readonly LogEntry[];
};
