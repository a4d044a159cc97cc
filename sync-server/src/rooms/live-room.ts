import { createLiveDocument, type LiveDocument } from '@drawguess/game/channel';
import type { Clock } from '@drawguess/game/clock';
import { parseDocumentName, readRoom, roomDocument, type RoomView } from '@drawguess/game/documents';
import { LIMITS } from '@drawguess/game/limits';
import type { LogEntry, LogRecord } from '@drawguess/game/log';
import { completeState, openCanvas } from '@drawguess/game/rules';
import { CLOSE, REMOVED_REASON } from '@drawguess/game/wire';
import { followRoom } from '@drawguess/persistence/log';
import { LogReplacedError, type RoomLog } from '@drawguess/persistence/ports';
import { accessOf, boundsOf, countElements, isMemberOf, type Access } from './access.ts';
import { createLogWriter } from './log-writer.ts';
import { createPresence } from './presence.ts';

export type LiveRoomOptions = {
  log: RoomLog;
  roomId: string;
  clock: Clock;
  /** Gives a client id that was never given before. */
  nextClientId(): Promise<number>;
  onError(error: unknown): void;
  /** The room was deleted or cannot be followed: its sessions must end. */
  onGone(): void;
};

/** What a session wants to hear of its room. */
export type RoomWatcher = {
  playerId: string;
  /** A document left (turn over, player gone) or was rebuilt: its channels are void. */
  onReplaced(document: string): void;
  /** Commits up to this revision survive a power loss. */
  onDurable(revision: number): void;
  /** The player is no longer in the room; `reason` says why, to be shown. */
  onRemoved(reason: string): void;
};

export type LiveRoom = Awaited<ReturnType<typeof openLiveRoom>>;

/**
 * A room in the sync-server's memory: its documents as the log has them, plus the ink and intents that are on their
 * way into the log. Rejects with `NoSuchRoomError`.
 */
export async function openLiveRoom(options: LiveRoomOptions) {
  const { log, roomId, clock } = options;
  const documents = new Map<string, LiveDocument>();
  const owners = new Map<number, string>();
  const watchers = new Set<RoomWatcher>();
  const sealed = new Set<string>();
  let bans: readonly string[] = [];
  /** The canvas that the log has open at this point. */
  let canvas: string | undefined;
  const revisions: { position: number; revision: number }[] = [];
  let durableRevision = 0;
  let durablePosition = 0;
  let view: RoomView | undefined;
  let live = false;

  const writer = createLogWriter((entries) => log.append(roomId, entries), clock, options.onError);
  const presence = createPresence(clock, (playerId, connected) =>
    writer.write({ type: 'presence', playerId, connected }, 0),
  );

  const createDocument = (name: string): LiveDocument => {
    const kind = parseDocumentName(name)?.kind ?? 'room';
    const delayMs = kind === 'canvas' ? LIMITS.canvasLogMs : 0;
    return createLiveDocument(
      name,
      boundsOf(kind),
      (doc) => countElements(kind, doc),
      (update) => writer.write({ type: 'update', document: name, update }, delayMs),
    );
  };

  const documentOf = (name: string): LiveDocument => {
    const known = documents.get(name) ?? createDocument(name);
    documents.set(name, known);
    return known;
  };

  const forget = (name: string): void => {
    documents.get(name)?.close();
    documents.delete(name);
  };

  const onRecord = (record: LogRecord): void => {
    for (const entry of record.entries) absorb(entry, record.position);
    if (
      live &&
      record.entries.some((entry) => 'document' in entry && entry.document === roomDocument(roomId))
    ) {
      onRoomChanged();
    }
    announceDurable();
  };

  const absorb = (entry: LogEntry, position: number): void => {
    switch (entry.type) {
      case 'update':
        return isOver(entry.document) ? undefined : documentOf(entry.document).applyLogged(entry.update);
      case 'drop':
        forget(entry.document);
        return tellReplaced(entry.document);
      case 'grant':
        return void owners.set(entry.clientId, entry.playerId);
      case 'sealed':
        return void sealed.add(entry.document);
      case 'state': {
        const state = completeState(entry.state);
        ({ bans } = state);
        canvas = openCanvas(state);
        return void revisions.push({ position, revision: state.revision });
      }
      default:
    }
  };

  /** Ink that was still on its way into the log when its canvas was over. */
  const isOver = (document: string): boolean =>
    parseDocumentName(document)?.kind === 'canvas' && document !== canvas;

  const tellReplaced = (document: string): void => {
    for (const watcher of watchers) watcher.onReplaced(document);
  };

  const onRoomChanged = (): void => {
    view = readRoom(documentOf(roomDocument(roomId)).doc);
    for (const watcher of watchers)
      if (!isMember(watcher.playerId)) watcher.onRemoved(goneReason(watcher.playerId));
    for (const playerId of presence.present()) if (!isMember(playerId)) presence.forget(playerId);
    sealIfClosing();
  };

  /** SPEC TN-8: after this entry no ink of the canvas follows in the log, since none is accepted while it is closing. */
  const sealIfClosing = (): void => {
    if (view?.phase.type !== 'reveal' || view.phase.canvasState !== 'closing') return;
    const { canvas } = view.phase.turn;
    if (sealed.has(canvas)) return;
    sealed.add(canvas);
    writer.write({ type: 'sealed', document: canvas }, 0);
  };

  const isMember = (playerId: string): boolean => view !== undefined && isMemberOf(view, playerId);

  const goneReason = (playerId: string): string =>
    bans.includes(playerId) ? REMOVED_REASON : 'You are no longer in this room.';

  const announceDurable = (): void => {
    let reached = durableRevision;
    while (revisions[0] !== undefined && revisions[0].position <= durablePosition) {
      reached = revisions.shift()?.revision ?? reached;
    }
    if (reached === durableRevision) return;
    durableRevision = reached;
    for (const watcher of watchers) watcher.onDurable(durableRevision);
  };

  const follow = await followRoom(log, roomId);
  for (const record of follow.records) onRecord(record);
  live = true;
  onRoomChanged();
  follow.start({
    onRecord,
    onDurable(position) {
      durablePosition = position;
      announceDurable();
    },
    onError(error) {
      // What is on its way builds upon what may be gone. Its authors still have it, and send what is missing in order.
      if (error instanceof LogReplacedError) writer.discard();
      options.onError(error);
      options.onGone();
    },
  });
  const known = view === undefined ? [] : [...view.players, ...view.spectators];
  presence.start(known.filter((member) => member.connected).map((member) => member.playerId));

  const accessNow = (playerId: string, document: string): Access => {
    if (view === undefined)
      return { type: 'denied', code: CLOSE.tryLater, reason: 'This room is not ready.' };
    return accessOf(view, playerId, document);
  };

  return {
    roomId,
    get durableRevision() {
      return durableRevision;
    },
    get watcherCount() {
      return watchers.size;
    },
    document: documentOf,
    ownerOf: (clientId: number): string | undefined => owners.get(clientId),

    /** What the player may do to the document now; reads the log once more before it denies. */
    async open(playerId: string, document: string): Promise<Access> {
      const access = accessNow(playerId, document);
      if (access.type !== 'denied') return access;
      await follow.catchUp();
      return accessNow(playerId, document);
    },
    access: accessNow,
    async hasMember(playerId: string): Promise<boolean> {
      if (!isMember(playerId)) await follow.catchUp();
      return isMember(playerId);
    },
    /** Why a player who is no member is none. */
    goneReason,
    async isGranted(clientId: number, playerId: string): Promise<boolean> {
      if (!owners.has(clientId)) await follow.catchUp();
      return owners.get(clientId) === playerId;
    },

    /** A client id for one page load of this player, durable before it is used. */
    async grant(playerId: string): Promise<number> {
      const clientId = await options.nextClientId();
      await log.append(roomId, [{ type: 'grant', clientId, playerId }], { durable: true });
      owners.set(clientId, playerId);
      return clientId;
    },

    watch(watcher: RoomWatcher): () => void {
      watchers.add(watcher);
      presence.enter(watcher.playerId);
      return () => {
        if (watchers.delete(watcher)) presence.leave(watcher.playerId);
      };
    },

    /** Makes the document anew from the log and from what is still on its way there. */
    async rebuild(name: string): Promise<void> {
      const records = await log.read(roomId, 0);
      const fresh = createDocument(name);
      const stored = records.flatMap((record) => record.entries);
      for (const entry of [...stored, ...writer.waiting()]) {
        if (entry.type === 'update' && entry.document === name) fresh.applyLogged(entry.update);
      }
      documents.get(name)?.close();
      documents.set(name, fresh);
      tellReplaced(name);
    },

    flush: () => writer.flush(),
    /** Rejects when something could not be stored; it is closed all the same. */
    async close(): Promise<void> {
      presence.close();
      try {
        await writer.close();
      } finally {
        follow.close();
        for (const document of documents.values()) document.close();
        documents.clear();
      }
    },
  };
}
