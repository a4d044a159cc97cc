/** A WebSocket as the sync-server sees it; a simulation gives its own. */
export type Socket = {
  send(bytes: Uint8Array): void;
  /** Bytes given to `send` that have not left yet. */
  readonly bufferedBytes: number;
  close(code: number, reason: string): void;
};

/** What a connection's owner feeds: frames in order, then one `closed`. */
export type Connection = {
  receive(bytes: Uint8Array): void;
  /** Bytes have left the socket: a paused reader may go on. */
  drained(): void;
  closed(): void;
};
