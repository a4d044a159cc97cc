import { createLiveDocument, createServerChannel, type ServerChannel } from '@drawguess/game/channel';
import type { ChannelEvents, Connection } from './connection.ts';
import { createReplica, type Replica, type ReplicaChange } from './replica.ts';

const ROOT = 'ink';

/** A page's copy of a canvas, and what its owner heard of it. */
export type StagedPage = {
  replica: Replica;
  changes: ReplicaChange[];
  /** What a renderer shows that follows the changes as `showCanvas` does: it ignores what it has already. */
  shown(): unknown[];
  resets: number;
  /** Ids granted to this page so far, in order. */
  granted: ReadonlySet<number>;
  /** A fresh id for this page, as the server grants it. */
  grant(): number;
  connect(): void;
  /** The line is gone, with all that was on its way. */
  cut(): void;
};

/**
 * A canvas on the server and pages that hold copies of it, joined by lines that carry nothing until they are flushed.
 * Strings that begin with `!` are no proper elements.
 */
export function stageDocument() {
  const logged: Uint8Array[] = [];
  const makeLive = () =>
    createLiveDocument(
      'canvas',
      { maxElements: 1_000, maxCost: Infinity, costOf: () => 0 },
      (doc) => doc.getArray(ROOT).length,
      (update) => logged.push(update),
    );
  let live = makeLive();
  /** What is on its way on all lines, oldest first. */
  let onTheWay: { line: object; arrive(): void }[] = [];
  const afterArrivals: (() => void)[] = [];
  let granted = 100;

  const openPage = (mayWrite: () => boolean): StagedPage => {
    const owned = new Set<number>();
    const changes: ReplicaChange[] = [];
    const replica = createReplica({
      name: 'canvas',
      root: ROOT,
      keyOf: String,
      onChange(change) {
        changes.push(change);
        if (change.type === 'appended') shown.push(...change.elements);
        else if (change.type === 'state') look();
        else stale = true;
      },
    });
    let shown: unknown[] = [];
    let stale = false;
    const look = (): void => {
      if (replica.state !== 'synced' && shown.length > 0) return;
      stale = false;
      shown = replica.elements();
    };
    // The replica is in the middle of its exchange when it says that it was replaced.
    afterArrivals.push(() => {
      if (stale) look();
    });
    let line = {};
    const send = (arrive: () => void): void => void onTheWay.push({ line, arrive });
    const grant = (): number => {
      granted += 1;
      owned.add(granted);
      return granted;
    };

    const openChannel = (events: ChannelEvents, hear: (tell: () => void) => void): ServerChannel => {
      const channel = createServerChannel({
        live,
        clientId: granted,
        rules: () =>
          mayWrite()
            ? {
                root: ROOT,
                mayDelete: false,
                owns: (clientId) => owned.has(clientId),
                writes: (clientId) => owned.has(clientId),
                isElement: (value) => typeof value === 'string' && !value.startsWith('!'),
              }
            : undefined,
        owns: (clientId) => owned.has(clientId),
        withinRate: () => true,
        send: (payload) => hear(() => events.onPayload(payload)),
        forward: (outgoing) => hear(() => events.onPayload(outgoing.payload)),
        onRefused(refusal) {
          channel.close();
          page.resets += 1;
          const clientId = mayWrite() ? { clientId: grant() } : {};
          hear(() => events.onReset({ type: 'reset', channel: 1, ...refusal, ...clientId }));
        },
        onBroken: () => undefined,
        onAwareness: () => undefined,
      });
      return channel;
    };

    const connection: Connection = {
      open(_document, events) {
        let channel: ServerChannel | undefined;
        let isOpen = true;
        const hear = (tell: () => void): void => send(() => isOpen && tell());
        send(() => {
          hear(() => events.onOpened(mayWrite() ? 'write' : 'read'));
          channel = openChannel(events, hear);
        });
        return {
          send: (payload) => send(() => channel?.receive(payload)),
          shut() {
            isOpen = false;
            send(() => channel?.close());
          },
        };
      },
      close: () => undefined,
    };

    const page: StagedPage = {
      replica,
      changes,
      shown: () => [...new Set(shown)],
      resets: 0,
      granted: owned,
      grant,
      connect() {
        line = {};
        replica.connect(connection);
      },
      cut() {
        onTheWay = onTheWay.filter((one) => one.line !== line);
        replica.disconnect();
      },
    };
    replica.setWriter(grant());
    return page;
  };

  return {
    openPage,
    /** Everything arrives, and everything that follows from it. */
    flush(): void {
      for (let next = onTheWay.shift(); next !== undefined; next = onTheWay.shift()) {
        next.arrive();
        for (const then of afterArrivals) then();
      }
    },
    elements: (): unknown[] => live.doc.getArray(ROOT).toArray(),
    /** The server dies and comes back with the log as it was after `kept` updates. */
    restart(kept: number): void {
      live.close();
      onTheWay = [];
      live = makeLive();
      logged.length = kept;
      for (const update of logged) live.applyLogged(update);
    },
    get logLength() {
      return logged.length;
    },
  };
}
