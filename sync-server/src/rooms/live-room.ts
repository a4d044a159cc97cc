import type { Clock } from '@drawguess/game/clock';
import { parseDocumentName, readRoom, roomDocument, type RoomView } from '@drawguess/game/documents';
import type { LogEntry, LogRecord } from '@drawguess/game/log';
import { completeState, openCanvas } from '@drawguess/game/rules';
import { CLOSE, REMOVED_REASON } from '@drawguess/game/wire';
import { followRoom } from '@drawguess/persistence/log';
import { LogReplacedError, type RoomLog } from '@drawguess/persistence/ports';
import { accessOf, isMemberOf, type Access } from './access.ts';
import { createCopies } from './copies.ts';
import { createGrants } from './grants.ts';
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
  /** The id with which the player's page was let in; left out where no newer tab can take its place. */
  clientId?: number;
  /** A document left (turn over, player gone) or was rebuilt: its channels are void. */
  onReplaced(document: string): void;
  /** Commits up to this revision survive a power loss. */
  onDurable(revision: number): void;
  /** The player is no longer in the room; `reason` says why, to be shown. */
  onRemoved(reason: string): void;
  /** Another page of the player was let in, by another process. */
  onTakenOver?(): void;
};

export type LiveRoom = Awaited<ReturnType<typeof openLiveRoom>>;

/**
 * A room in the sync-server's memory: its documents as the log has them, plus the ink and intents that are on their
 * way into the log. Rejects with `NoSuchRoomError`.
 */
export async function openLiveRoom(options: LiveRoomOptions) {
  const { log, roomId, clock } = options;
  const grants = createGrants(log.processId);
  const watchers = new Set<RoomWatcher>();
  /** The canvas that this process has sealed. */
  let sealed: string | undefined;
  let bans: readonly string[] = [];
  /** The canvas that the log has open at this point. */
  let canvas: string | undefined;
  const revisions: { position: number; revision: number }[] = [];
  let durableRevision = 0;
  let durablePosition = 0;
  let view: RoomView | undefined;
  let live = false;
  let closed = false;

  const writer = createLogWriter((entries) => log.append(roomId, entries), clock, options.onError);
  const presence = createPresence(clock, (playerId, connected) =>
    writer.write({ type: 'presence', playerId, connected, via: log.processId }, 0),
  );
  const copies = createCopies({
    clock,
    writer,
    publish: (document, update) => log.publish(roomId, document, update),
    read: () => log.read(roomId, 0),
  });

  const onRecord = (record: LogRecord): void => {
    for (const entry of record.entries) absorb(entry, record.position);
    if (
      live &&
      record.entries.some((entry) => 'document' in entry && entry.document === roomDocument(roomId))
    ) {
      onRoomChanged();
    }
    // A record that stands for many is judged by what it comes to.
    if (record.entries.some((entry) => entry.type === 'grant'))
      for (const { playerId, clientId, onTakenOver } of watchers)
        if (clientId !== undefined && grants.isTakenOver(playerId, clientId)) onTakenOver?.();
    announceDurable();
  };

  const absorb = (entry: LogEntry, position: number): void => {
    switch (entry.type) {
      case 'update':
        return isOver(entry.document) ? undefined : copies.applyLogged(entry.document, entry.update);
      case 'drop':
        copies.forget(entry.document);
        return tellReplaced(entry.document);
      case 'grant':
        return grants.absorb(entry);
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
    const before = view;
    view = readRoom(copies.get(roomDocument(roomId)).doc);
    for (const watcher of watchers)
      if (!isMember(watcher.playerId)) watcher.onRemoved(goneReason(watcher.playerId));
    for (const playerId of presence.present()) if (!isMember(playerId)) presence.forget(playerId);
    const wereThere = new Set(connectedOf(before));
    for (const playerId of connectedOf(view)) wereThere.delete(playerId);
    for (const playerId of wereThere) presence.insist(playerId);
    sealIfClosing();
  };

  /**
   * SPEC TN-8: after this entry no ink of the canvas follows in the log from here, since none is accepted while it is
   * closing, nor taken from those who publish it.
   */
  const sealIfClosing = (): void => {
    if (view?.phase.type !== 'reveal' || view.phase.canvasState !== 'closing') return;
    const { canvas } = view.phase.turn;
    if (sealed === canvas) return;
    sealed = canvas;
    copies.takeOver(canvas);
    writer.write({ type: 'sealed', document: canvas, via: log.processId }, 0);
  };

  const onPublished = (document: string, update: Uint8Array): void => {
    const isInk = parseDocumentName(document)?.kind === 'canvas';
    if (isInk && !isOver(document) && document !== sealed) copies.applyPublished(document, update);
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
    onPublished,
    onDurable(position) {
      durablePosition = position;
      announceDurable();
    },
    onError(error) {
      // What is on its way builds upon what may be gone. Its authors still have it, and send what is missing in order.
      if (error instanceof LogReplacedError) writer.discard();
      closed = true;
      options.onError(error);
      options.onGone();
    },
  });
  presence.start(connectedOf(view));

  const accessNow = (playerId: string, document: string): Access => {
    if (view === undefined)
      return { type: 'denied', code: CLOSE.tryLater, reason: 'This room is not ready.' };
    return accessOf(view, playerId, document);
  };

  const give = async (playerId: string, how: { via?: string; former?: number }): Promise<number> => {
    const clientId = await options.nextClientId();
    await log.append(roomId, [{ type: 'grant', clientId, playerId, ...how }]);
    grants.give(clientId, playerId);
    return clientId;
  };

  return {
    roomId,
    /** It has been closed, or will be: who comes now has to open the room again. */
    get isClosed() {
      return closed;
    },
    get durableRevision() {
      return durableRevision;
    },
    get watcherCount() {
      return watchers.size;
    },
    document: copies.get,
    /** A copy for a writer whose id is not given by this process alone; to be closed (`Copies.draft`). */
    draft: copies.draft,
    ownerOf: grants.ownerOf,
    isGivenHere: grants.isGivenHere,
    isTakenOver: grants.isTakenOver,

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
    /** Waits until the log has said whose the id is, if it ever does. */
    async learn(clientId: number): Promise<void> {
      if (grants.ownerOf(clientId) === undefined) await follow.catchUp();
    },

    /**
     * Lets a page of the player in, and returns its client id: the one that it had, if it was given here and no page
     * was let in elsewhere since, or else a fresh one. Need not be durable: a power loss that takes the grant takes all
     * that was written under the id, and the id is never given again.
     */
    async letIn(playerId: string, former: number | undefined): Promise<number> {
      if (former !== undefined && grants.isGivenHere(former, playerId)) {
        await follow.catchUp();
        if (grants.wasLetInHere(playerId)) return former;
      }
      const via = log.processId;
      const clientId = await give(playerId, { via, ...(former !== undefined && { former }) });
      // Who was let in elsewhere before this is not taken for a newer tab.
      await follow.catchUp();
      return clientId;
    },

    /** A fresh client id for a page that is here already. */
    grant: (playerId: string): Promise<number> => give(playerId, {}),

    watch(watcher: RoomWatcher): () => void {
      watchers.add(watcher);
      presence.enter(watcher.playerId);
      return () => {
        if (watchers.delete(watcher)) presence.leave(watcher.playerId);
      };
    },

    /** Makes the document anew from the log and from what is still on its way there. */
    async rebuild(name: string): Promise<void> {
      if (await copies.rebuild(name)) tellReplaced(name);
    },

    flush: () => writer.flush(),
    /** Rejects when something could not be stored; it is closed all the same. */
    async close(): Promise<void> {
      closed = true;
      presence.close();
      try {
        await writer.close();
      } finally {
        follow.close();
        copies.close();
      }
    },
  };
}

const connectedOf = (view: RoomView | undefined): string[] =>
  [...(view?.players ?? []), ...(view?.spectators ?? [])].flatMap(({ playerId, connected }) =>
    connected ? [playerId] : [],
  );
