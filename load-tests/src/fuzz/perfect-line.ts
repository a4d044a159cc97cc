import type { ClientSocket, ConnectSocket } from '@drawguess/client/session';
import type { Clock } from '@drawguess/game/clock';
import type { Connection, Socket } from '@drawguess/sync-server/sessions';

/** Hears what passes a line, at the moment when the device sends or is given it. */
export type LineListener = (from: 'client' | 'server', bytes: Uint8Array) => void;

/**
 * A way to the server on which nothing is lost, reordered or held up: every frame takes `delayMs`. What differs between
 * two runs over it differs because of somebody else.
 */
export function createPerfectLine(
  clock: Clock,
  delayMs: number,
  accept: (socket: Socket) => Connection,
  onFrame: LineListener,
): ConnectSocket {
  const later = (arrive: () => void): void => void clock.after(delayMs, arrive);
  return (events) => {
    let open = true;
    let server: Connection | undefined;
    const socket: Socket = {
      bufferedBytes: 0,
      send(bytes) {
        const copy = bytes.slice();
        later(() => {
          if (!open) return;
          onFrame('server', copy);
          events.onFrame(copy);
        });
      },
      close(code, reason) {
        later(() => {
          if (!open) return;
          open = false;
          server?.closed();
          events.onClose(code, reason);
        });
      },
    };
    later(() => {
      server = accept(socket);
      later(() => {
        if (open) events.onOpen();
      });
    });
    const client: ClientSocket = {
      send(bytes) {
        const copy = bytes.slice();
        onFrame('client', copy);
        later(() => server?.receive(copy));
      },
      close() {
        if (!open) return;
        open = false;
        later(() => server?.closed());
        events.onClose(1006, '');
      },
    };
    return client;
  };
}
