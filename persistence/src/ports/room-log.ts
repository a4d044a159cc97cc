import type { LogEntry, LogRecord } from '@drawguess/game/log';

/** Hears of a room's records. */
export type RoomListener = {
  /** A record was appended, by whomever. A vendor may lose one or deliver it late: `followRoom` fills the gaps. */
  onRecord(record: LogRecord): void;
  /** Everything up to this position survives a power loss: synced to disk and at least `durableAfterMs` old. */
  onDurable(position: number): void;
  /**
   * Another process has published an update of a document, which is not in the log yet. A publication may be lost,
   * repeated, reordered, or come after the record that holds it.
   */
  onPublished?(document: string, update: Uint8Array): void;
  /**
   * The subscription has ended, by no wish of the listener: the room is gone (`NoSuchRoomError`), or what was heard of
   * it may no longer be in the log (`LogReplacedError`). Whoever built upon it begins again from the log.
   */
  onLost?(error: Error): void;
};

/** What a room is found by. */
export type RoomEntry = { roomId: string; code: string };

/** What strangers are told of a room that they may enter. */
export type RoomListing = { name: string; players: number; maxPlayers: number; language: string };

export type ListedRoom = RoomEntry & {
  /** The process that took the room's lease last and has not given it back; it may be dead. */
  holder?: string;
  listing?: RoomListing;
};

/** The rooms' logs (SPEC ST-1): the only way from one process to another. */
export type RoomLog = {
  /** Names this process among those that share the log. A new one after each start. */
  readonly processId: string;
  /** Makes a room with its first record. Rejects with `CodeTakenError` if a live room has the code. */
  create(room: RoomEntry, entries: readonly LogEntry[]): Promise<void>;
  findByCode(code: string): Promise<string | undefined>;
  rooms(): Promise<ListedRoom[]>;

  /**
   * Processes that were heard of within `LIMITS.processTtlMs`, by the log's own clock, this one included. While this one
   * was not heard of itself for as long, it cannot tell who is dead, and all that it knows of count as alive.
   */
  processes(): Promise<string[]>;

  /**
   * Appends the entries as one record, whole or not at all; resolves with its position (1, 2, 3 … in the room) once it
   * is stored, in the order of the calls. With `epoch`, rejects with `LeaseLostError` if a later lease was taken.
   * With `durable`, resolves only when the record survives a power loss. Rejects with `NoSuchRoomError`, and with
   * `RoomLogUnavailableError` when it is not known whether the record was stored.
   */
  append(
    roomId: string,
    entries: readonly LogEntry[],
    options?: { epoch?: number; durable?: boolean },
  ): Promise<number>;

  /**
   * Tells the subscribers of all other processes of an update, at once, as far as that can be done: while the store
   * does not answer, or does not keep up, and where an update is large, nothing is told. Whatever is published has to
   * be appended as well.
   */
  publish(roomId: string, document: string, update: Uint8Array): void;

  /** All records after `after`, oldest first. After a compaction the first of them may stand for many. */
  read(roomId: string, after: number): Promise<LogRecord[]>;

  /** Replaces every record up to and with `position` by one record at `position` (SPEC ST-4), atomically and durably. */
  compact(roomId: string, position: number, entries: readonly LogEntry[], epoch: number): Promise<void>;

  /**
   * From now on only appends under this epoch, or without one, are taken, and this process holds the room. Rejects with
   * `LeaseHeldError` while another one does that is alive (as in `processes`), and with `LeaseLostError` if a later
   * lease was taken already.
   */
  takeLease(roomId: string, epoch: number): Promise<void>;

  /** Nobody holds the room any more, if this lease is still the latest: another process may take it at once. */
  releaseLease(roomId: string, epoch: number): Promise<void>;

  /**
   * Lists the room among public ones from now on, or no more. It expires with the room. Rejects with `LeaseLostError` as
   * an append does.
   */
  list(roomId: string, epoch: number, listing: RoomListing | undefined): Promise<void>;

  /**
   * Returns a function that ends the subscription. Records that this log appends after the call are delivered, in
   * order, never within the call that appends them; so are those of other processes that a `read` after the call does
   * not find. What is durable already is told soon after the call.
   */
  subscribe(roomId: string, listener: RoomListener): () => void;

  delete(roomId: string): Promise<void>;
  close(): Promise<void>;
};

/** Reserves client ids (DESIGN §2 "Client ids"). No id is ever given twice, across restarts and power losses. */
export type ClientIdBlocks = {
  /** Resolves with the first of `count` consecutive ids (≥ 1), after the block's end is durable. */
  reserve(count: number): Promise<number>;
  close(): Promise<void>;
};

export class NoSuchRoomError extends Error {
  override name = 'NoSuchRoomError';
}
export class LeaseLostError extends Error {
  override name = 'LeaseLostError';
}
/** Another process holds the room, and lives. */
export class LeaseHeldError extends Error {
  override name = 'LeaseHeldError';
}
export class CodeTakenError extends Error {
  override name = 'CodeTakenError';
}
/** The store of the log does not answer. What was asked of it may have been done or not, and once at most. */
export class RoomLogUnavailableError extends Error {
  override name = 'RoomLogUnavailableError';
}
/** The store of the log began anew, or is another one: its last records may be missing. */
export class LogReplacedError extends Error {
  override name = 'LogReplacedError';
}
