import type { ClientSocket, ConnectSocket } from '@drawguess/client/session';
import type { Clock } from '@drawguess/game/clock';
import type { Connection, Socket } from '@drawguess/sync-server/sessions';
import type { RandomSource } from './random-source.ts';

/** The server's door: takes a socket and says who hears its frames; `undefined` while the server is down. */
export type Accept = () => ((socket: Socket) => Connection) | undefined;

/** A player's way to the server: frames keep their order, take random times, and are lost when the way is cut. */
export type NetworkPath = {
  connect: ConnectSocket;
  /** Ends the connection at both ends; until `restore` no other comes about. */
  cut(): void;
  /** Nothing arrives any more and nobody is told. */
  blackhole(): void;
  restore(): void;
  readonly isUp: boolean;
};

export type NetworkOptions = {
  clock: Clock;
  random: RandomSource;
  accept: Accept;
  /** Sees every frame that the server sends, at the moment it does. */
  onServerFrame(bytes: Uint8Array): void;
  /** Sees every frame that the client sends, at the moment it does. */
  onClientFrame?(bytes: Uint8Array): void;
};

export function createNetworkPath(options: NetworkOptions): NetworkPath {
  const { clock, random, accept, onServerFrame, onClientFrame } = options;
  let up = true;
  let current: { lose(): void; silence(): void } | undefined;

  const connect: ConnectSocket = (events) => {
    let open = true;
    let silent = false;
    let server: Connection | undefined;
    const up2server = createLane(clock, random);
    const down2client = createLane(clock, random);

    /** Each end hears of the close in its own time; the connection as a whole ends once. */
    const end = (code: number, reason: string): void => {
      if (!open) return;
      open = false;
      const arrived = server;
      up2server(() => arrived?.closed());
      down2client(() => events.onClose(code, reason));
    };
    const silence = (): void => {
      silent = true;
    };
    current = { lose: () => end(1006, ''), silence };

    const socket: Socket = {
      bufferedBytes: 0,
      send(bytes) {
        if (!open) return;
        onServerFrame(bytes);
        const copy = bytes.slice();
        down2client(() => {
          if (open && !silent) events.onFrame(copy);
        });
      },
      close: (code, reason) => {
        // What was sent before the close arrives before it.
        down2client(() => end(code, reason));
      },
    };

    up2server(() => {
      if (!open) return;
      const admit = up ? accept() : undefined;
      if (admit === undefined) return end(1006, '');
      server = admit(socket);
      down2client(() => {
        if (open) events.onOpen();
      });
    });

    const clientSocket: ClientSocket = {
      send(bytes) {
        onClientFrame?.(bytes);
        const copy = bytes.slice();
        up2server(() => {
          if (open && !silent) server?.receive(copy);
        });
      },
      close() {
        if (!open) return;
        open = false;
        up2server(() => server?.closed());
        events.onClose(1006, '');
      },
    };
    return clientSocket;
  };

  return {
    connect,
    get isUp() {
      return up;
    },
    cut() {
      up = false;
      current?.lose();
    },
    blackhole() {
      up = false;
      current?.silence();
    },
    restore() {
      up = true;
    },
  };
}

/** One direction: what is sent first arrives first. */
function createLane(clock: Clock, random: RandomSource): (arrive: () => void) => void {
  let arrivesAt = clock.now();
  return (arrive) => {
    const delayMs = random.chance(0.05) ? random.between(100, 1_500) : random.between(5, 80);
    arrivesAt = Math.max(arrivesAt, clock.now() + delayMs);
    clock.after(arrivesAt - clock.now(), arrive);
  };
}
