import type { ConnectSocket } from '@drawguess/client/session';
import type { Clock } from '@drawguess/game/clock';
import { canvasDocument, outboxDocument, privateDocument, ROOTS } from '@drawguess/game/documents';
import { encodeChannelMessage, encodeControl, encodeFrame } from '@drawguess/game/wire';
import * as Y from 'yjs';
import type { Device } from './device.ts';
import type { RandomSource } from './random-source.ts';

/** A way onto a session's socket for whoever wants to send what the session would not. */
export type SocketTap = { connect: ConnectSocket; send(bytes: Uint8Array): void };

export function tapSocket(connect: ConnectSocket): SocketTap {
  let send = (_bytes: Uint8Array): void => undefined;
  return {
    connect(events) {
      const socket = connect(events);
      send = (bytes) => socket.send(bytes);
      return socket;
    },
    send: (bytes) => send(bytes),
  };
}

export type Hostility = {
  device: Device;
  tap: SocketTap;
  clock: Clock;
  random: RandomSource;
  roomId: string;
  /** Everybody in the room, and the turn, as a cheat may come to know them. */
  others(): { playerIds: string[]; turnId: string | undefined };
  onSent(): void;
  isOver(): boolean;
};

/** Channels that a session has in use. */
const CHANNELS = 8;
/** More ids than a game ever grants: others' are among them. */
const CLIENT_IDS = 400;

/** Sends bad frames over the player's own session, and comes back whenever it was sent away for them. */
export function beHostile({ device, tap, clock, random, roomId, others, onSent, isOver }: Hostility): void {
  const harass = (): void => {
    if (isOver()) return;
    if (device.page.sentAway !== undefined) device.reload();
    for (let count = random.below(4); count > 0; count--) {
      tap.send(badFrame());
      onSent();
    }
    clock.after(random.between(300, 4_000), harass);
  };

  const badFrame = (): Uint8Array => {
    const channel = 1 + random.below(CHANNELS);
    switch (random.below(6)) {
      case 0:
        return garbage();
      case 1:
        return encodeFrame(channel, garbage());
      case 2:
        return encodeControl({
          type: 'open',
          channel: 20 + random.below(1_000),
          document: foreignDocument(),
        });
      case 3:
        return encodeFrame(channel, encodeChannelMessage({ type: 'update', update: garbage() }));
      default:
        return encodeFrame(
          channel,
          encodeChannelMessage({ type: random.chance(0.5) ? 'update' : 'step2', update: forged() }),
        );
    }
  };

  const garbage = (): Uint8Array => Uint8Array.from({ length: random.below(40) }, () => random.below(256));

  const foreignDocument = (): string => {
    const { playerIds, turnId } = others();
    const playerId = random.pick(playerIds) ?? device.playerId;
    const name = random.chance(0.5) ? privateDocument(roomId, playerId) : outboxDocument(roomId, playerId);
    return turnId !== undefined && random.chance(0.3) ? canvasDocument(roomId, turnId) : name;
  };

  /** Well-formed Yjs under ids that are mostly another's: a push, a foreign delete, an insert at the front. */
  const forged = (): Uint8Array => {
    const doc = new Y.Doc();
    doc.clientID = 1 + random.below(CLIENT_IDS);
    const root = doc.getArray(random.chance(0.5) ? ROOTS.ink : ROOTS.intents);
    root.push([random.chance(0.5) ? `U0${random.below(10)}` : intent()]);
    if (random.chance(0.3)) root.push(['x']);
    if (random.chance(0.3)) root.insert(0, [{ id: random.hex(16) }]);
    if (random.chance(0.3)) root.delete(0, 1);
    return Y.encodeStateAsUpdate(doc);
  };

  const intent = (): object => ({
    id: [4, 2, 2, 2, 6].map((bytes) => random.hex(bytes)).join('-'),
    type: 'say',
    text: `forged ${random.hex(8)}`,
  });

  clock.after(random.between(1_000, 4_000), harass);
}
