import type { RoomView } from '@drawguess/game/documents';
import type { RefusalReason } from '@drawguess/game/wire';
import type * as Y from 'yjs';
import type { RandomSource } from '../simulation/random-source.ts';
import type { Seat } from './honest-player.ts';

/**
 * What came of a frame: a refusal; `dropped`, nothing at all; `answered`, the server sent something back; a document or
 * a connection that was not opened; or a connection that was closed, with the code; or, which is always wrong, a refusal
 * of which the sender was not told. A hello is given a `fresh id`, or
 * the id that it asked for.
 */
export type Outcome =
  | RefusalReason
  | 'dropped'
  | 'answered'
  | 'opened'
  | 'not told'
  | `denied ${number}`
  | `closed ${number}`
  | 'fresh id'
  | 'asked id';

/** Whether the gate refused it. */
export const isRefusal = (outcome: Outcome): outcome is RefusalReason => !NO_REFUSALS.test(outcome);

/** All other outcomes have a space in them, or are one of these. */
const NO_REFUSALS = / |^(dropped|answered|opened)$/;

/** One hostile frame, and what may come of it. */
export type Shot = { payload: Uint8Array; expect: readonly Outcome[] };

/** How far the server's copy of a document goes, by client id. */
export type Held = ReadonlyMap<number, number>;

export type Attack =
  /** Frames on an open channel. The last may be refused; the server has to take no notice of those before it. */
  | {
      type: 'channel';
      document: string;
      /** By default whatever chance says. */
      over?: 'session' | 'stock';
      /** On a connection that has sent nothing yet. */
      fresh?: boolean;
      /** Proper messages before the frames. */
      ready?: readonly Uint8Array[];
      /** @param ids those of the player's ids that may be written on the channel */
      shots(held: Held, ids: readonly number[]): readonly Shot[];
    }
  /** A frame on a channel that was opened long ago and kept for this. */
  | { type: 'kept'; payload: Uint8Array; expect: readonly Outcome[] }
  /** Opening a document, and writing to it all the same. */
  | { type: 'open'; document: string; payload: Uint8Array; expect: readonly Outcome[] }
  /** Any bytes at all on the session's socket. */
  | { type: 'raw'; bytes: Uint8Array; expect: readonly Outcome[] }
  /** The first frame of a new connection. */
  | { type: 'hello'; bytes: Uint8Array; askedId?: number; expect: readonly Outcome[] }
  /** A stock connection with a ticket. */
  | { type: 'ticket'; document: string; ticket: string; expect: readonly Outcome[] };

/** What the hostile player knows, which is more than a real one could: all of the log. */
export type Scene = {
  room: RoomView;
  me: Seat;
  /** Client ids granted to the hostile player, oldest first: that of all tickets, then those of sessions. */
  ids: readonly number[];
  /** Number of the referee's lease, under which it writes. */
  epoch: number;
  others: readonly { playerId: string; clientId: number }[];
  /** Somebody in another room on the same server. */
  stranger: { roomId: string; playerId: string; token: string; clientId: number };
  documents: ReadonlyMap<string, Y.Doc>;
  droppedCanvases: readonly string[];
  /** The document on which channels were kept open, and how many are left. */
  kept: { document: string; left: number } | undefined;
  /** Signs a ticket that the server would give to the hostile player. */
  ticketFor(document: string): string;
  /** Frames that may still be sent. */
  framesLeft: number;
};

/** One way to be hostile; `undefined` when this is not the moment for it. */
export type Variant = {
  name: string;
  craft(scene: Scene, random: RandomSource): Attack | undefined;
  /** Frames of one attack; by default 1. */
  frames?: number;
  /** How many others are tried for one of these; by default 1. */
  weight?: number;
};

export type HostileClass = {
  name: string;
  variants: readonly Variant[];
  /** A document on which to open channels now, to be used later. */
  keepOpen?(scene: Scene): string | undefined;
  /** How many times as many frames as usual are sent at this moment; by default 1. */
  rush?(scene: Scene): number;
};
