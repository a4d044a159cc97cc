import { createServerChannel, type Refusal } from '@drawguess/game/channel';
import type { Clock } from '@drawguess/game/clock';
import { LIMITS } from '@drawguess/game/limits';
import { CLOSE, encodeChannelMessage } from '@drawguess/game/wire';
import type { LiveRoom } from '../rooms/index.ts';
import { createOutflow } from './outflow.ts';
import type { Connection, Socket } from './socket.ts';
import { createWriter } from './writer.ts';

export type StockOptions = {
  socket: Socket;
  clock: Clock;
  room: LiveRoom;
  playerId: string;
  clientId: number;
  document: string;
  onClosed(): void;
  onRefused(refusal: Refusal): void;
};

/** An awareness message about nobody. Stock providers take any message for a sign of life. */
const KEEP_ALIVE = encodeChannelMessage({ type: 'awareness', update: new Uint8Array([0]) });

/**
 * One document over one socket for an unmodified `y-websocket` provider (PROTOCOL §7). It cannot do a reset, so a
 * refused update ends the connection for good, and its one id may come to other processes, too: what it writes is shown
 * when it is stored, and who finds other elements stored in the places of their own is sent away (SPEC SY-24).
 */
export function createStockSession(
  options: StockOptions,
): Connection & { end(code: number, reason: string): void } {
  const { socket, clock, room, playerId, document } = options;
  const writer = createWriter(room, playerId, clock, (clientId) => clientId === options.clientId);
  const draft = room.draft(document, options.clientId, () =>
    end(CLOSE.takenOver, 'Something else was written under this id elsewhere.'),
  );
  let ended = false;

  const end = (code: number, reason: string): void => {
    if (ended) return;
    finish();
    socket.close(code, reason);
  };

  const finish = (): void => {
    ended = true;
    cancelKeepAlive();
    outflow.close();
    channel.close();
    draft.close();
    unwatch();
    options.onClosed();
  };

  const tryLater = (): void => end(CLOSE.tryLater, 'Try again later.');
  const outflow = createOutflow(socket, clock, tryLater);
  const keepAlive = (): (() => void) =>
    clock.after(LIMITS.stockKeepAliveMs, () => {
      outflow.send(KEEP_ALIVE);
      cancelKeepAlive = keepAlive();
    });
  let cancelKeepAlive = keepAlive();

  const unwatch = room.watch({
    playerId,
    onReplaced: (name) => name === document && tryLater(),
    onDurable: () => undefined,
    onRemoved: (reason) => end(CLOSE.notYours, reason),
  });

  const channel = createServerChannel({
    live: draft,
    clientId: options.clientId,
    rules: () => writer.rules(document),
    owns: (clientId) => writer.owns(clientId),
    withinRate: (size) => writer.withinRate(size),
    send: (payload) => outflow.send(payload),
    forward: (outgoing) => void outflow.offer(() => outgoing.payload),
    onRefused(refusal) {
      options.onRefused(refusal);
      const code = refusal.reason === 'read-only' ? CLOSE.notYours : CLOSE.malformed;
      end(code, `This update was refused: ${refusal.reason}.`);
    },
    onBroken: () => void room.rebuild(document).catch(tryLater),
    // The provider waits for its own awareness to come back; nobody else reads it.
    onAwareness: (payload) => outflow.send(payload),
  });

  return {
    end,
    receive: (payload) => channel.receive(payload),
    drained: () => outflow.drained(),
    closed() {
      if (!ended) finish();
    },
  };
}
