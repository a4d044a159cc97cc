import * as Y from 'yjs';
import type { ArchivedTurn, ArchiveItem } from '../archive/index.ts';
import type { Clock } from '../clock/index.ts';
import {
  avatarKey,
  outboxDocument,
  parseDocumentName,
  privateDocument,
  reactionKey,
  readInk,
  readIntents,
} from '../documents/index.ts';
import { LIMITS } from '../limits/index.ts';
import type { LogEntry, LogRecord } from '../log/index.ts';
import {
  findMember,
  membersOf,
  nextTick,
  openCanvas,
  reduce,
  turnCanvas,
  viewPrivate,
  viewRoom,
  type Command,
  type CommandRefusal,
  type RoomEvent,
  type RoomState,
} from '../rules/index.ts';
import { createLoggedRoom } from './logged-room.ts';
import { createRoomDocuments } from './room-documents.ts';
import { readState, stateEntry, wordsEntries } from './stored-state.ts';

export type RoomHostOptions = {
  /** The room's log so far, oldest first. It holds at least one state. */
  records: readonly LogRecord[];
  /** Number of the lease under which this host may write; also its Yjs client id. */
  epoch: number;
  /** Stores the entries whole or not at all, and rejects if they were not stored or the lease is lost. */
  append(entries: readonly LogEntry[]): Promise<void>;
  /** Replaces the log up to and with `position` by these entries. */
  compact(position: number, entries: readonly LogEntry[]): Promise<void>;
  clock: Clock;
  /** Hash of a canvas's picture, from its operations in paint order. */
  hashCanvas(operations: readonly string[]): string;
  /** The host cannot go on and has stopped: open the room again from its log. */
  onFailure(error: unknown): void;
};

export type RoomHost = {
  readonly state: RoomState;
  /** Resolves when the command's effects are stored. Rejects if the host has stopped. */
  perform(command: Command): Promise<CommandRefusal | undefined>;
  /** Takes a record of the log, in order; the host's own come back to it and change nothing. */
  receive(record: LogRecord): void;
  /** Archive items that the archive has not confirmed. */
  unarchived(): ArchiveItem[];
  close(): Promise<void>;
};

/**
 * Runs one room: feeds the reducer with intents, presence and time, and turns what it says into documents. One append
 * for each command holds the new state, every document update and the acknowledgement (SPEC ST-2); readers get them
 * from the log, so nothing is shown that is not stored.
 *
 * @throws if the records hold no state.
 */
export function createRoomHost(options: RoomHostOptions): RoomHost {
  const { clock, epoch } = options;
  const found = readState(options.records);
  if (found === undefined) throw new Error('The log of this room holds no state.');
  let state = found;
  let stopped = false;
  let queue: Promise<unknown> = Promise.resolve();
  let cancelTimer = (): void => {};
  const documents = createRoomDocuments(state.roomId, epoch);
  const logged = createLoggedRoom(documents, state, () => state);

  const fail = (error: unknown): void => {
    if (stopped) return;
    stop();
    options.onFailure(error);
  };

  const stop = (): void => {
    stopped = true;
    cancelTimer();
  };

  /** Runs tasks one after another; the first that fails stops the host, since its documents are now ahead of the log. */
  const enqueue = <T>(task: () => Promise<T>): Promise<T> => {
    const run = queue.then(() => {
      if (stopped) throw new Error('This room host has stopped.');
      return task();
    });
    queue = run.catch(fail);
    return run;
  };

  const commit = async (
    command: Command,
    extra: readonly LogEntry[] = [],
  ): Promise<CommandRefusal | undefined> => {
    const before = state;
    const reduced = reduce(before, command, clock.now());
    if (reduced.refusal !== undefined) return reduced.refusal;
    const entries = documents.collect(() => writeDocuments(reduced.state, reduced.events));
    entries.unshift(stateEntry(epoch, reduced.state));
    entries.push(...extra, ...told(reduced.events), ...dropped(before, reduced.state, reduced.events));
    await options.append(entries);
    state = reduced.state;
    schedule();
    if (reduced.events.some((event) => event.type === 'canvas-overdue'))
      void enqueue(closeCanvas).catch(ignoreStopped);
    closeIfSealed();
    return undefined;
  };

  const writeDocuments = (next: RoomState, events: readonly RoomEvent[]): void => {
    documents.writeRoom(viewRoom(next), new Map(events.flatMap(shownBy)));
    documents.writeChat(events.flatMap((event) => (event.type === 'chat' ? [event.message] : [])));
    for (const { playerId } of membersOf(next)) {
      const notices = events.flatMap((one) =>
        one.type === 'notice' && one.playerId === playerId ? [one.notice] : [],
      );
      const acks = events.flatMap((one) =>
        one.type === 'ack' && one.playerId === playerId ? [one.ack] : [],
      );
      documents.writePrivate(playerId, viewPrivate(next, playerId), notices, acks);
    }
  };

  const dropped = (before: RoomState, after: RoomState, events: readonly RoomEvent[]): LogEntry[] => {
    const gone = events.flatMap((event) =>
      event.type === 'player-left'
        ? [outboxDocument(after.roomId, event.playerId), privateDocument(after.roomId, event.playerId)]
        : [],
    );
    const old = openCanvas(before);
    if (old !== undefined && old !== openCanvas(after)) gone.push(old);
    return gone.map((document) => ({ type: 'drop', document }));
  };

  const schedule = (): void => {
    cancelTimer();
    const due = nextTick(state);
    if (due === undefined || stopped) return;
    cancelTimer = clock.after(Math.max(0, due - clock.now()), () => {
      void enqueue(() => commit({ type: 'tick' })).catch(ignoreStopped);
    });
  };

  /** Whatever is in the outbox and was not applied yet, in its author's order (SPEC SY-6). */
  const judgeOutbox = async (playerId: string): Promise<void> => {
    const outbox = outboxDocument(state.roomId, playerId);
    if (!documents.has(outbox)) return;
    for (const intent of readIntents(documents.get(outbox))) {
      const member = findMember(state, playerId);
      if (member === undefined) return;
      if (!member.applied.includes(intent.id)) await commit({ type: 'intent', playerId, intent });
    }
  };

  const closeIfSealed = (): void => {
    const { phase } = state;
    if (phase.type !== 'reveal' || phase.canvas.state !== 'closing') return;
    if (logged.isSealed(turnCanvas(state, phase.turn.turnId))) void enqueue(closeCanvas).catch(ignoreStopped);
  };

  const closeCanvas = async (): Promise<void> => {
    const { phase, game } = state;
    if (phase.type !== 'reveal' || phase.canvas.state !== 'closing' || game === null) return;
    const { turn } = phase;
    const judged = logged.guessesOf(turn.turnId);
    const doc = documents.get(turnCanvas(state, turn.turnId));
    const operations = readInk(doc);
    const canvasHash = options.hashCanvas(operations);
    const nickname = (playerId: string): string =>
      (findMember(state, playerId) ?? judged.find((guess) => guess.playerId === playerId))?.nickname ?? '';
    const item: ArchivedTurn = {
      kind: 'turn',
      id: turn.turnId,
      gameId: game.gameId,
      roomId: state.roomId,
      round: game.round,
      number: turn.number,
      language: state.settings.language,
      word: phase.word,
      drawers: turn.drawers.map(({ playerId, nickname: name, slot }) => ({ playerId, nickname: name, slot })),
      guessers: phase.guessers.map((playerId) => ({ playerId, nickname: nickname(playerId) })),
      drawTimeMs: state.settings.drawTimeMs,
      startedAt: phase.startedAt,
      endedAt: phase.endedAt,
      guesses: judged.filter(({ verdict }, index) => verdict === 'right' || index < LIMITS.maxTurnGuesses),
      points: phase.points,
      ...(phase.scoring !== undefined && { scoring: phase.scoring }),
      canvas: Y.encodeStateAsUpdate(doc),
      canvasHash,
      operationsInTime: logged.operationsInTime(turn.turnId) ?? operations.length,
      operations: operations.length,
      ...(state.settings.isPublic && { isPublic: true }),
    };
    await commit({ type: 'canvas-closed', turnId: turn.turnId, hash: canvasHash }, [
      { type: 'archive', item },
    ]);
  };

  /** The referee sees the canvas: ink is how it knows that the drawer is at work (SPEC TN-14). */
  const noteInk = async (): Promise<void> => {
    const { phase } = state;
    if (phase.type !== 'drawing' || phase.inked) return;
    const canvas = turnCanvas(state, phase.turn.turnId);
    if (!documents.has(canvas) || readInk(documents.get(canvas)).length === 0) return;
    await commit({ type: 'ink', turnId: phase.turn.turnId });
  };

  const compact = async (): Promise<void> => {
    const entries = logged.compacted();
    if (entries === undefined) return;
    await options.compact(logged.position, [stateEntry(epoch, state), ...wordsEntries(state), ...entries]);
  };

  const commitPresence = (playerId: string, connected: boolean): void => {
    void enqueue(() => commit({ type: 'presence', playerId, connected })).catch(ignoreStopped);
  };

  for (const record of options.records) logged.absorb(record);
  schedule();
  for (const [playerId, connected] of logged.presence()) {
    if (findMember(state, playerId)?.connected === !connected) commitPresence(playerId, connected);
  }
  for (const { playerId } of membersOf(state)) void enqueue(() => judgeOutbox(playerId)).catch(ignoreStopped);
  closeIfSealed();
  void enqueue(noteInk).catch(ignoreStopped);

  return {
    get state() {
      return state;
    },
    perform: (command) => enqueue(() => commit(command)),
    receive(record) {
      if (stopped || record.position <= logged.position) return;
      logged.absorb(record);
      for (const entry of record.entries) {
        if (entry.type === 'state' && entry.epoch > epoch)
          return fail(new Error('Another referee holds this room.'));
        if (entry.type === 'archived') void enqueue(compact).catch(ignoreStopped);
        if (entry.type === 'sealed') closeIfSealed();
        if (entry.type === 'presence') commitPresence(entry.playerId, entry.connected);
        const name = entry.type === 'update' ? parseDocumentName(entry.document) : undefined;
        if (name?.kind === 'outbox') void enqueue(() => judgeOutbox(name.playerId)).catch(ignoreStopped);
        if (name?.kind === 'canvas') void enqueue(noteInk).catch(ignoreStopped);
      }
    },
    unarchived: () => logged.unarchived(),
    async close() {
      stop();
      await queue;
      documents.close();
    },
  };
}

/** `fail` has already reported why the task did not run. */
const ignoreStopped = (): void => undefined;

/** What an event lets a member show, by its key in the room document. */
const shownBy = (event: RoomEvent): [key: string, value: unknown][] => {
  if (event.type === 'avatar') return [[avatarKey(event.playerId), event.avatar]];
  if (event.type === 'reaction') return [[reactionKey(event.reaction.playerId), event.reaction]];
  return [];
};

const told = (events: readonly RoomEvent[]): LogEntry[] =>
  events.flatMap((event): LogEntry[] => {
    if (event.type === 'guess') return [{ type: 'guess', turnId: event.turnId, guess: event.guess }];
    if (event.type === 'words') return [{ type: 'words', words: event.words }];
    return event.type === 'game-ended' ? [{ type: 'archive', item: event.game }] : [];
  });
