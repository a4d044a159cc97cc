import type { ArchiveItem } from '../archive/index.ts';
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
import type { AskRefusal, LogEntry, LogRecord } from '../log/index.ts';
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
import { archivedTurn } from './archived-turn.ts';
import { createLoggedRoom, type Ask } from './logged-room.ts';
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
  /** Takes a record of the log, in order; the host's own come back to it and change nothing. */
  receive(record: LogRecord): void;
  /** Hears which processes live, at least whenever one has died (SPEC RM-28). */
  heed(live: ReadonlySet<string>): void;
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
    const { turnId } = phase.turn;
    const doc = documents.get(turnCanvas(state, turnId));
    const operations = readInk(doc);
    const hash = options.hashCanvas(operations);
    const item = archivedTurn(state, game, phase, {
      doc,
      hash,
      operations: operations.length,
      operationsInTime: logged.operationsInTime(turnId) ?? operations.length,
      judged: logged.guessesOf(turnId),
    });
    await commit({ type: 'canvas-closed', turnId, hash }, [{ type: 'archive', item }]);
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

  /** Then no `archived` may come for long, and meanwhile nothing else would let the log become shorter. */
  const isArchiveBehind = (): boolean => logged.unarchived().length > 1;

  /** The answer goes with the effect: whoever hosts the room next finds both, or what was asked (SPEC ST-17). */
  const answer = async ({ id, until, command }: Ask): Promise<void> => {
    const answerEntry = (refusal?: AskRefusal): LogEntry => ({
      type: 'answer',
      id,
      until,
      ...(refusal !== undefined && { refusal }),
    });
    const refusal = clock.now() < until ? await commit(command, [answerEntry()]) : 'too-late';
    if (refusal !== undefined) await options.append([answerEntry(refusal)]);
  };

  const answerLater = (ask: Ask): void => {
    void enqueue(() => answer(ask)).catch(ignoreStopped);
  };

  /** The state follows what the log says of a player. */
  const followPresence = async (playerId: string): Promise<void> => {
    const connected = logged.connections.isConnected(playerId);
    if (connected !== undefined && findMember(state, playerId)?.connected === !connected)
      await commit({ type: 'presence', playerId, connected });
  };

  const followPresenceLater = (playerId: string): void => {
    void enqueue(() => followPresence(playerId)).catch(ignoreStopped);
  };

  for (const record of options.records) logged.absorb(record);
  schedule();
  for (const playerId of logged.connections.players()) followPresenceLater(playerId);
  for (const ask of logged.unanswered()) answerLater(ask);
  for (const { playerId } of membersOf(state)) void enqueue(() => judgeOutbox(playerId)).catch(ignoreStopped);
  closeIfSealed();
  void enqueue(noteInk).catch(ignoreStopped);

  return {
    get state() {
      return state;
    },
    receive(record) {
      if (stopped || record.position <= logged.position) return;
      logged.absorb(record);
      for (const entry of record.entries) {
        if (entry.type === 'state' && entry.epoch > epoch)
          return fail(new Error('Another referee holds this room.'));
        if (entry.type === 'archived' || (entry.type === 'archive' && isArchiveBehind()))
          void enqueue(compact).catch(ignoreStopped);
        if (entry.type === 'sealed') closeIfSealed();
        if (entry.type === 'presence') {
          followPresenceLater(entry.playerId);
          closeIfSealed();
        }
        if (entry.type === 'ask') answerLater(entry);
        const name = entry.type === 'update' ? parseDocumentName(entry.document) : undefined;
        if (name?.kind === 'outbox') void enqueue(() => judgeOutbox(name.playerId)).catch(ignoreStopped);
        if (name?.kind === 'canvas') void enqueue(noteInk).catch(ignoreStopped);
      }
    },
    heed(live) {
      if (stopped) return;
      const entries = logged.heed(live, clock.now());
      closeIfSealed();
      if (entries.length > 0) void enqueue(() => options.append(entries)).catch(ignoreStopped);
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
