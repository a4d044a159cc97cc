import type { ArchiveItem, JudgedGuess } from '../archive/index.ts';
import { parseDocumentName, readInk } from '../documents/index.ts';
import { LIMITS } from '../limits/index.ts';
import type { LogEntry, LogRecord } from '../log/index.ts';
import {
  completeState,
  findMember,
  membersOf,
  openCanvas,
  turnCanvas,
  turnOf,
  type RoomState,
} from '../rules/index.ts';
import { createConnections } from './connections.ts';
import type { RoomDocuments } from './room-documents.ts';

/** What a room's log says beyond the referee's state: the documents, and what other processes wrote. */
export type LoggedRoom = ReturnType<typeof createLoggedRoom>;

export type Ask = Extract<LogEntry, { type: 'ask' }>;
type Answer = Extract<LogEntry, { type: 'answer' }>;

/**
 * @param documents the referee's copies, which take in every logged update
 * @param found the state that the log held when it was opened
 * @param current the referee's state, which may be ahead of the log
 */
export function createLoggedRoom(documents: RoomDocuments, found: RoomState, current: () => RoomState) {
  let position = 0;
  let absorbedRevision = found.revision;
  const grants = new Map<number, LogEntry>();
  /** By player and intent: a player may give an intent the id of somebody else's. */
  const guesses = new Map<string, JudgedGuess>();
  /** The turn to which `guesses` belong. */
  let guessedTurn = '';
  /** The canvas that the log has open at this point. */
  let canvas: string | undefined;
  /** By canvas, the processes that have sealed it. */
  const sealed = new Map<string, Set<string | undefined>>();
  const operationsInTime = new Map<string, number>();
  const pending = new Map<string, ArchiveItem>();
  /** What the log says of each player; the state may still have to follow. */
  const connections = createConnections();
  const unanswered = new Map<string, Ask>();
  /** As long as whoever asked may still look for them. */
  const answers = new Map<string, Answer>();

  const memberIds = (): string[] => membersOf(current()).map(({ playerId }) => playerId);

  const absorbEntry = (entry: LogEntry): void => {
    switch (entry.type) {
      case 'update':
        return isForgotten(entry.document) ? undefined : documents.apply(entry.document, entry.update);
      case 'drop':
        sealed.delete(entry.document);
        return documents.drop(entry.document);
      case 'grant':
        return void grants.set(entry.clientId, entry);
      case 'sealed':
        return void sealed.set(entry.document, (sealed.get(entry.document) ?? new Set()).add(entry.via));
      case 'guess':
        if (entry.turnId !== guessedTurn) guesses.clear();
        guessedTurn = entry.turnId;
        return void guesses.set(`${entry.guess.playerId} ${entry.guess.id}`, entry.guess);
      case 'archive':
        return void pending.set(entry.item.id, entry.item);
      case 'archived':
        return void pending.delete(entry.id);
      case 'state':
        absorbedRevision = entry.state.revision;
        canvas = openCanvas(completeState(entry.state));
        return countInkInTime(entry.state);
      case 'words':
        // The state holds them.
        return;
      case 'presence':
        return connections.absorb(entry);
      case 'ask':
        return void unanswered.set(entry.id, entry);
      case 'answer':
        unanswered.delete(entry.id);
        return void answers.set(entry.id, entry);
    }
  };

  const forgetAnswers = (now: number): void => {
    for (const { id, until } of answers.values())
      if (until + LIMITS.answerMs - LIMITS.askMs < now) answers.delete(id);
  };

  /** What was on its way into the log when its author left, or its canvas was over, must not bring a dropped document back. */
  const isForgotten = (document: string): boolean => {
    const name = parseDocumentName(document);
    if (name?.kind === 'canvas') return document !== canvas;
    return name?.kind === 'outbox' && findMember(current(), name.playerId) === undefined;
  };

  const countInkInTime = ({ roomId, phase }: RoomState): void => {
    if (phase.type !== 'reveal' || operationsInTime.has(phase.turn.turnId)) return;
    operationsInTime.clear();
    const name = turnCanvas({ roomId }, phase.turn.turnId);
    const operations = documents.has(name) ? readInk(documents.get(name)).length : 0;
    operationsInTime.set(phase.turn.turnId, operations);
  };

  return {
    /** Position of the last record that was absorbed. */
    get position() {
      return position;
    },
    absorb(record: LogRecord): void {
      position = record.position;
      forgetAnswers(record.at);
      for (const entry of record.entries) absorbEntry(entry);
    },
    /** Judged guesses of a turn, oldest first. */
    guessesOf: (turnId: string): JudgedGuess[] => (turnId === guessedTurn ? [...guesses.values()] : []),
    /** No ink of this canvas follows in the log: so says each process by which somebody is here (SPEC TN-8). */
    isSealed(document: string): boolean {
      const by = sealed.get(document);
      return by !== undefined && connections.areIn(by, memberIds());
    },
    /** Operations that the canvas held when the turn's reveal began; `undefined` before that. */
    operationsInTime: (turnId: string): number | undefined => operationsInTime.get(turnId),
    unarchived: (): ArchiveItem[] => [...pending.values()],
    connections,
    /** Oldest first. */
    unanswered: (): Ask[] => [...unanswered.values()],
    /** Takes note of the processes that live. Returns what is to be logged of those that do not. */
    heed: (live: ReadonlySet<string>, now: number): LogEntry[] => connections.heed(live, memberIds(), now),

    /**
     * All that must stay besides the state when everything up to `position` becomes one record (SPEC ST-4). `undefined`
     * while the log is behind the state, and while late ink may come, since only the order of the log tells it from ink
     * in time: the next turn makes up for it.
     */
    compacted(): LogEntry[] | undefined {
      const state = current();
      const { phase } = state;
      if (absorbedRevision !== state.revision || (phase.type === 'reveal' && phase.canvas.state !== 'closed'))
        return undefined;
      const turn = turnOf(state);
      return [
        ...grants.values(),
        ...connections.entries(memberIds()),
        ...documents.snapshots(),
        ...(canvas === undefined ? [] : sealedEntries(canvas, sealed.get(canvas))),
        ...(turn === undefined ? [] : this.guessesOf(turn.turnId)).map((guess): LogEntry => ({
          type: 'guess',
          turnId: guessedTurn,
          guess,
        })),
        ...[...pending.values()].map((item): LogEntry => ({ type: 'archive', item })),
        ...unanswered.values(),
        ...answers.values(),
      ];
    },
  };
}

const sealedEntries = (document: string, by: ReadonlySet<string | undefined> = new Set()): LogEntry[] =>
  [...by].map((via) => ({ type: 'sealed', document, ...(via !== undefined && { via }) }));
