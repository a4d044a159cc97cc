import type { Connection, Socket } from '@drawguess/sync-server/sessions';

/** A connection to the server held by its raw end: nothing is in between, nothing takes time. */
export type Plug = {
  /** Everything that the server has sent and nobody has taken yet. */
  readonly received: Uint8Array[];
  /** The code with which the server ended the connection. */
  readonly closedWith: number | undefined;
  give(bytes: Uint8Array): void;
  unplug(): void;
};

export function plug(connect: (socket: Socket) => Connection): Plug {
  const received: Uint8Array[] = [];
  let closedWith: number | undefined;
  let isOut = false;
  const connection = connect({
    bufferedBytes: 0,
    send: (bytes) => void received.push(bytes.slice()),
    close(code) {
      closedWith ??= code;
    },
  });
  return {
    received,
    get closedWith() {
      return closedWith;
    },
    give: (bytes) => connection.receive(bytes),
    unplug() {
      if (isOut) return;
      isOut = true;
      connection.closed();
    },
  };
}
