/** A WebSocket as the session sees it: a browser's, Node's, or a simulation's. */
export type ClientSocket = {
  send(bytes: Uint8Array): void;
  close(): void;
};

export type ClientSocketEvents = {
  onOpen(): void;
  onFrame(bytes: Uint8Array): void;
  /** Comes exactly once, last. `code` is 1006 when the connection was lost or never came about. */
  onClose(code: number, reason: string): void;
};

export type ConnectSocket = (events: ClientSocketEvents) => ClientSocket;

/** What a browser's `WebSocket` and the one of the `ws` package have in common. */
export type WebSocketLike = {
  binaryType: string;
  readonly readyState: number;
  send(bytes: Uint8Array<ArrayBuffer>): void;
  close(): void;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
};

const OPEN = 1;

/** Connects by a WebSocket implementation, e.g. `() => new WebSocket(url)`. */
export function connectBy(create: () => WebSocketLike): ConnectSocket {
  return (events) => {
    const websocket = create();
    let closed = false;
    const closeOnce = (code: number, reason: string): void => {
      if (closed) return;
      closed = true;
      events.onClose(code, reason);
    };
    websocket.binaryType = 'arraybuffer';
    websocket.onopen = () => {
      if (!closed) events.onOpen();
    };
    websocket.onmessage = ({ data }: { data: unknown }) => {
      if (!closed && data instanceof ArrayBuffer) events.onFrame(new Uint8Array(data));
    };
    websocket.onclose = ({ code, reason }: { code: number; reason: string }) => closeOnce(code, reason);
    // An error says nothing that the close after it does not say.
    websocket.onerror = () => undefined;
    return {
      send(bytes) {
        if (websocket.readyState === OPEN) websocket.send(bytes as Uint8Array<ArrayBuffer>);
      },
      close() {
        websocket.close();
        // A dead network never answers the close: the session does not wait for it.
        closeOnce(1006, '');
      },
    };
  };
}
