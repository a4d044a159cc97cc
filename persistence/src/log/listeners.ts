import type { LogRecord } from '@drawguess/game/log';
import type { RoomListener } from '../ports/index.ts';

/** Who listens to which room, for adapters that deliver within one process. */
export type Listeners = {
  /** Tells the listener soon what is durable already. Returns a function that ends the subscription. */
  add(roomId: string, listener: RoomListener, durable: number): () => void;
  record(roomId: string, record: LogRecord): void;
  durable(roomId: string, position: number): void;
  published(roomId: string, document: string, update: Uint8Array): void;
  /** Tells the room's listeners, and ends their subscriptions. */
  lost(roomId: string, error: Error): void;
  clear(): void;
};

/** @param onFailure hears of a listener that threw; the other listeners and the log itself go on. */
export function createListeners(onFailure: (error: unknown) => void): Listeners {
  const rooms = new Map<string, Set<{ listener: RoomListener }>>();

  const guarded = (task: () => void): void => {
    try {
      task();
    } catch (error) {
      onFailure(error);
    }
  };

  const tell = (roomId: string, how: (listener: RoomListener) => void): void => {
    for (const { listener } of rooms.get(roomId) ?? []) guarded(() => how(listener));
  };

  return {
    add(roomId, listener, durable) {
      const subscription = { listener };
      const room = rooms.get(roomId) ?? new Set();
      rooms.set(roomId, room.add(subscription));
      queueMicrotask(() => {
        if (durable > 0 && room.has(subscription)) guarded(() => listener.onDurable(durable));
      });
      return () => {
        room.delete(subscription);
        if (room.size === 0 && rooms.get(roomId) === room) rooms.delete(roomId);
      };
    },
    record: (roomId, record) => tell(roomId, (listener) => listener.onRecord(record)),
    durable: (roomId, position) => tell(roomId, (listener) => listener.onDurable(position)),
    published: (roomId, document, update) =>
      tell(roomId, (listener) => listener.onPublished?.(document, update)),
    lost(roomId, error) {
      const room = rooms.get(roomId) ?? new Set();
      rooms.delete(roomId);
      const told = [...room];
      room.clear();
      for (const { listener } of told) guarded(() => listener.onLost?.(error));
    },
    clear: () => rooms.clear(),
  };
}
