import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { cutSocket } from './line.ts';
import { OPERATOR_TOKEN } from './temporary-server.ts';
import { waitUntil } from './wait-until.ts';

/** What `POST /api/tickets` gives for one document (PROTOCOL §7). */
export type Grant = { ticket: string; clientId: number };

/** One document through the published `y-websocket` provider, as a program of anybody's would open it. */
export type StockDocument = {
  readonly name: string;
  readonly doc: Y.Doc;
  readonly synced: boolean;
  /** Sockets made so far, the first one and one for each time that it came back. */
  readonly attempts: number;
  /** The codes with which its sockets closed, in order; 1006 is a cut. */
  readonly closeCodes: readonly number[];
  /** The code after which the provider does not come back, if there was one. */
  readonly finalCode: number | undefined;
  /** Is told once, when a socket opens next, before anything came over it: what is edited now leaves before the sync. */
  onceConnected(listener: () => void): void;
  /** Is told the code after which the provider does not come back. */
  onFinal(listener: (code: number) => void): void;
  /** Destroys the socket from one moment to the next. Returns whether there was one, open or about to open. */
  cut(): boolean;
  /** Reads nothing of its present socket any more, until it is told to go on. */
  setReading(reading: boolean): void;
  /** Stops to tell the server that somebody is here, so that nothing of the client's keeps the connection alive. */
  hideAwareness(): void;
  /**
   * Resolves when `holds`, which is looked at after every change.
   * @throws Error that names `what` when it does not within `timeoutMs`
   */
  until(what: string, holds: () => boolean, timeoutMs?: number): Promise<void>;
  close(): void;
};

/** @throws Error with the server's code, e.g. `not-yours`, when it gives no ticket */
export async function requestTicket(server: string, token: string, document: string): Promise<Grant> {
  const response = await fetch(`${server}/api/tickets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${OPERATOR_TOKEN}` },
    body: JSON.stringify({ token, document }),
  });
  const answer = (await response.json()) as Grant & { error?: { code: string } };
  if (!response.ok) throw new Error(answer.error?.code ?? `HTTP ${response.status}`);
  return answer;
}

export function openStockDocument(server: string, name: string, grant: Grant): StockDocument {
  const doc = new Y.Doc();
  // Before the provider is made: its awareness takes the id that the document has then.
  doc.clientID = grant.clientId;
  const sockets: WebSocket[] = [];
  const closeCodes: number[] = [];
  let finalCode: number | undefined;

  class WatchedSocket extends WebSocket {
    constructor(url: string) {
      super(url, { perMessageDeflate: false });
      sockets.push(this);
    }
  }

  const provider = new WebsocketProvider(`${server.replace('http', 'ws')}/sync`, name, doc, {
    params: { ticket: grant.ticket },
    disableBc: true,
    WebSocketPolyfill: WatchedSocket as never,
  });
  const { awareness } = provider;
  provider.on('status', ({ status }) => {
    if (status === 'connected') awareness.setLocalState(awareness.getLocalState());
  });
  provider.on('connection-close', (event) => closeCodes.push(event?.code ?? 1006));
  provider.on('closed', ({ code }) => (finalCode = code));

  const subscribe = (look: () => void): (() => void) => {
    const events = ['status', 'sync', 'connection-close', 'closed'] as const;
    doc.on('update', look);
    for (const event of events) provider.on(event, look);
    return () => {
      doc.off('update', look);
      for (const event of events) provider.off(event, look);
    };
  };

  return {
    name,
    doc,
    get synced() {
      return provider.synced;
    },
    get attempts() {
      return sockets.length;
    },
    closeCodes,
    get finalCode() {
      return finalCode;
    },
    onceConnected(listener) {
      const look = ({ status }: { status: string }): void => {
        if (status !== 'connected') return;
        provider.off('status', look);
        listener();
      };
      provider.on('status', look);
    },
    onFinal: (listener) => provider.on('closed', ({ code }) => listener(code)),
    cut() {
      const socket = sockets.at(-1);
      return socket !== undefined && cutSocket(socket);
    },
    setReading(reading) {
      if (reading) sockets.at(-1)?.resume();
      else sockets.at(-1)?.pause();
    },
    hideAwareness: () => awareness.setLocalState(null),
    until: (what, holds, timeoutMs = 20_000) => waitUntil(subscribe, `${name}: ${what}`, holds, timeoutMs),
    close() {
      provider.destroy();
      // Ends the awareness too, whose timer the provider leaves running.
      doc.destroy();
    },
  };
}
