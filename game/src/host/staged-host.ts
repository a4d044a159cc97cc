import * as Y from 'yjs';
import type { ArchiveItem } from '../archive/index.ts';
import { createFakeClock, type FakeClock } from '../clock/index.ts';
import {
  canvasOf,
  DEFAULT_SETTINGS,
  outboxDocument,
  privateDocument,
  readPrivate,
  readRoom,
  roomDocument,
  ROOTS,
  type Intent,
  type IntentBody,
  type RoomView,
  type Settings,
} from '../documents/index.ts';
import { LIMITS } from '../limits/index.ts';
import type { AskRefusal, LogEntry, LogRecord } from '../log/index.ts';
import { createRoomState, type JoinCommand } from '../rules/index.ts';
import { createRoomHost, type RoomHost } from './room-host.ts';

/** What goes wrong with the `at`-th write of the host (append or compaction, from 1): it dies before or after it is stored. */
export type Crash = { at: number; stored: boolean };

export const ROOM_ID = 'room1';

/**
 * A room host over a log in memory, with players, sync server and archive played by whoever uses it. A host that fails
 * is replaced by one that knows only the log, under the next epoch.
 */
export function stageHost(given: { settings?: Partial<Settings>; crash?: Crash; archives?: boolean } = {}) {
  const clock: FakeClock = createFakeClock();
  /** The log as it is, and all that was ever appended to it. */
  const stage = {
    records: [] as LogRecord[],
    appended: [] as LogRecord[],
    writes: 0,
    compactions: 0,
    failures: [] as unknown[],
  };
  const readers = new Map<string, Y.Doc>();
  const outboxes = new Map<string, Y.Doc>();
  const archived = new Map<string, ArchiveItem>();
  const sealed = new Set<string>();
  let epoch = 100;
  let intents = 0;
  let asks = 0;
  let host: RoomHost | undefined;

  const store = (entries: readonly LogEntry[]): void => {
    const position = (stage.appended.at(-1)?.position ?? 0) + 1;
    const record: LogRecord = { position, at: clock.now(), entries };
    stage.records.push(record);
    stage.appended.push(record);
    for (const entry of record.entries) show(entry);
    void Promise.resolve().then(() => host?.receive(record));
  };

  const show = (entry: LogEntry): void => {
    if (entry.type === 'drop') readers.delete(entry.document);
    if (entry.type === 'update') Y.applyUpdate(reader(entry.document), entry.update);
    if (entry.type === 'archive' && given.archives !== false) {
      archived.set(entry.item.id, entry.item);
      void Promise.resolve().then(() => store([{ type: 'archived', id: entry.item.id }]));
    }
  };

  const reader = (name: string): Y.Doc => {
    const doc = readers.get(name) ?? new Y.Doc();
    readers.set(name, doc);
    return doc;
  };

  /** One write of the host of this epoch; the crash, if it is due, comes before or after `write`. */
  const byHost = async (writer: number, write: () => void): Promise<void> => {
    await Promise.resolve();
    if (writer !== epoch) throw new Error('The lease is lost.');
    stage.writes += 1;
    const crashes = stage.writes === given.crash?.at;
    if (!crashes || given.crash?.stored === true) write();
    if (crashes) throw new Error('The process has died.');
  };

  const open = (): void => {
    const own = ++epoch;
    host = createRoomHost({
      records: stage.records,
      epoch: own,
      append: (entries) => byHost(own, () => store(entries)),
      compact: (position, entries) =>
        byHost(own, () => {
          stage.compactions += 1;
          const kept = stage.records.filter((record) => record.position > position);
          stage.records = [{ position, at: clock.now(), entries }, ...kept];
        }),
      clock,
      hashCanvas: (operations) => `hash of ${operations.join('')}`,
      onFailure(error) {
        stage.failures.push(error);
        open();
      },
    });
  };

  /** Asks for it through the log, as any process does. Returns why it was refused. */
  const perform = async (command: JoinCommand): Promise<AskRefusal | undefined> => {
    const id = `ask ${++asks}`;
    store([{ type: 'ask', id, until: clock.now() + LIMITS.askMs, command }]);
    await clock.advance(0);
    const answers = stage.appended
      .flatMap(({ entries }) => entries)
      .filter((entry) => entry.type === 'answer' && entry.id === id);
    const [answer] = answers;
    if (answer?.type !== 'answer' || answers.length > 1)
      throw new Error(`There are ${answers.length} answers.`);
    return answer.refusal;
  };

  const current = (): RoomHost => {
    if (host === undefined) throw new Error('There is no host.');
    return host;
  };

  const state = createRoomState({
    roomId: ROOM_ID,
    code: 'CODE1',
    name: 'A room',
    seed: '5eed'.repeat(16),
    settings: { ...DEFAULT_SETTINGS, rounds: 1, ...given.settings },
    now: clock.now(),
  });
  store([{ type: 'state', epoch, state }]);
  open();

  return {
    clock,
    stage,
    archived,
    readers,
    store,
    perform,
    open,
    get host() {
      return current();
    },
    get epoch() {
      return epoch;
    },
    settle: () => clock.advance(0),
    view(): RoomView {
      const view = readRoom(reader(roomDocument(ROOM_ID)));
      if (view === undefined) throw new Error('The room is still empty.');
      return view;
    },
    readPrivate: (playerId: string) => readPrivate(reader(privateDocument(ROOM_ID, playerId))),

    async enter(playerId: string): Promise<void> {
      await perform({ type: 'join', playerId, nickname: playerId });
      store([{ type: 'presence', playerId, connected: true }]);
      await clock.advance(0);
    },
    /** Puts an intent into the player's outbox, as the sync server logs it. Returns the intent. */
    async ask(playerId: string, body: IntentBody): Promise<Intent> {
      const id = `00000000-0000-4000-8000-${String(++intents).padStart(12, '0')}`;
      const intent = { id, ...body } as Intent;
      const doc = outboxes.get(playerId) ?? new Y.Doc();
      outboxes.set(playerId, doc);
      const before = Y.encodeStateVector(doc);
      doc.getArray(ROOTS.intents).push([intent]);
      const update = Y.encodeStateAsUpdate(doc, before);
      store([{ type: 'update', document: outboxDocument(ROOM_ID, playerId), update }]);
      await clock.advance(0);
      return intent;
    },
    /** Deletes from the player's outbox whatever has been acknowledged. */
    async tidy(playerId: string): Promise<void> {
      const doc = outboxes.get(playerId);
      if (doc === undefined) return;
      const acks = new Set(this.readPrivate(playerId).acks.map((ack) => ack.id));
      const before = Y.encodeStateVector(doc);
      const array = doc.getArray<Intent>(ROOTS.intents);
      for (const intent of array.toArray().filter((one) => acks.has(one.id))) {
        array.delete(
          array.toArray().findIndex((one) => one.id === intent.id),
          1,
        );
      }
      const update = Y.encodeStateAsUpdate(doc, before);
      store([{ type: 'update', document: outboxDocument(ROOM_ID, playerId), update }]);
      await clock.advance(0);
    },
    /** Logs ink on the canvas that the room shows. */
    async draw(...operations: string[]): Promise<void> {
      const { phase } = this.view();
      const canvas = canvasOf(phase);
      if (canvas === undefined) throw new Error(`Nobody draws; the phase is ${phase.type}.`);
      await this.drawOn(canvas, ...operations);
    },
    async drawOn(document: string, ...operations: string[]): Promise<void> {
      const doc = new Y.Doc();
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(reader(document)));
      const before = Y.encodeStateVector(doc);
      doc.getArray(ROOTS.ink).push(operations);
      store([{ type: 'update', document, update: Y.encodeStateAsUpdate(doc, before) }]);
      await clock.advance(0);
    },
    /** Time passes; a canvas that is closing is sealed, as the sync server does it. */
    async wait(ms: number): Promise<void> {
      for (let left = ms; left > 0; left -= 500) {
        await clock.advance(Math.min(500, left));
        const { phase } = this.view();
        if (phase.type === 'reveal' && phase.canvasState === 'closing' && !sealed.has(phase.turn.canvas)) {
          sealed.add(phase.turn.canvas);
          store([{ type: 'sealed', document: phase.turn.canvas }]);
          await clock.advance(0);
        }
      }
    },
  };
}

export type StagedHost = ReturnType<typeof stageHost>;
