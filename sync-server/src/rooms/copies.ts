import { contradicts, createLiveDocument, type LiveDocument } from '@drawguess/game/channel';
import type { Clock } from '@drawguess/game/clock';
import { parseDocumentName } from '@drawguess/game/documents';
import { LIMITS } from '@drawguess/game/limits';
import type { LogEntry, LogRecord } from '@drawguess/game/log';
import * as Y from 'yjs';
import { boundsOf, countElements } from './access.ts';
import type { LogWriter } from './log-writer.ts';

export type CopiesOptions = {
  clock: Clock;
  writer: Pick<LogWriter, 'write' | 'waiting'>;
  /** Tells other processes of ink at once. */
  publish(document: string, update: Uint8Array): void;
  read(): Promise<readonly LogRecord[]>;
};

/**
 * A room's documents as the log has them, plus the ink and intents that are on their way into it: from here, and as
 * others have published them. What is written here may build upon what others have published, which the log may never
 * come to hold if they die: so it is logged first. At every point, the log holds all that its updates build upon.
 */
export function createCopies({ clock, writer, publish, read }: CopiesOptions) {
  const documents = new Map<string, LiveDocument>();
  /** Ends the wait for the log to hold what came by publications. */
  const waits = new Map<string, () => void>();
  /** What has come since these documents began to be made anew. */
  const rebuilding = new Map<string, Uint8Array[]>();

  const create = (name: string, onAccepted: (update: Uint8Array) => void): LiveDocument => {
    const kind = parseDocumentName(name)?.kind ?? 'room';
    return createLiveDocument(name, boundsOf(kind), (doc) => countElements(kind, doc), onAccepted);
  };

  const createShared = (name: string): LiveDocument => {
    const isCanvas = parseDocumentName(name)?.kind === 'canvas';
    return create(name, (update) => {
      store(name, update, isCanvas ? LIMITS.canvasLogMs : 0);
      if (isCanvas) publish(name, update);
    });
  };

  const get = (name: string): LiveDocument => {
    const known = documents.get(name) ?? createShared(name);
    documents.set(name, known);
    return known;
  };

  const store = (name: string, update: Uint8Array, delayMs: number): void => {
    takeOver(name, delayMs);
    write(name, update, delayMs);
  };

  const takeOver = (name: string, delayMs: number): void => {
    const update = documents.get(name)?.takeUnlogged();
    if (update !== undefined) write(name, update, delayMs);
  };

  const write = (name: string, update: Uint8Array, delayMs: number): void => {
    rebuilding.get(name)?.push(update);
    writer.write({ type: 'update', document: name, update }, delayMs);
  };

  /** SPEC SY-22: what the log has not come to hold after a while, it does not get from its author any more. */
  const waitForLog = (name: string): void => {
    const { unlogged } = get(name);
    if (unlogged.size === 0 || waits.has(name)) return;
    const before = new Map(unlogged);
    const cancel = clock.after(LIMITS.maxUnloggedMs, () => {
      waits.delete(name);
      const now = documents.get(name)?.unlogged;
      if (now === undefined) return;
      if ([...before].some(([client, from]) => now.get(client) === from)) takeOver(name, 0);
      waitForLog(name);
    });
    waits.set(name, cancel);
  };

  return {
    get,

    applyLogged(name: string, update: Uint8Array): void {
      rebuilding.get(name)?.push(update);
      get(name).applyLogged(update);
    },

    applyPublished(name: string, update: Uint8Array): void {
      get(name).applyPublished(update);
      waitForLog(name);
    },

    /** Logs what of this document came by publications alone, in front of what is written from now on. */
    takeOver: (name: string): void => takeOver(name, 0),

    /**
     * A copy for one writer whose id may be written through other processes, too: what the writer brings comes to
     * everybody by the log, in its order, so that all copies take the same of it. `onContradicted` hears when the log
     * has other elements than the writer in their places, which only the writer sees.
     */
    draft(name: string, clientId: number, onContradicted: () => void): LiveDocument {
      const shared = get(name);
      const draft = create(name, (update) => store(name, update, 0));
      draft.applyLogged(Y.encodeStateAsUpdate(shared.doc));
      const end = shared.onOutgoing(({ update }) => {
        if (contradicts(draft.doc, update, clientId)) onContradicted();
        else draft.applyLogged(update);
      });
      return {
        ...draft,
        close() {
          end();
          draft.close();
        },
      };
    },

    /** Makes the document anew from the log and from what is on its way there. Resolves with whether it did. */
    async rebuild(name: string): Promise<boolean> {
      if (rebuilding.has(name)) return false;
      const since = updatesOf(name, writer.waiting());
      rebuilding.set(name, since);
      try {
        const records = await read();
        if (rebuilding.get(name) !== since) return false;
        const fresh = createShared(name);
        const stored = records.flatMap(({ entries }) => updatesOf(name, entries));
        for (const update of [...stored, ...since]) fresh.applyLogged(update);
        documents.get(name)?.close();
        documents.set(name, fresh);
        return true;
      } finally {
        if (rebuilding.get(name) === since) rebuilding.delete(name);
      }
    },

    forget(name: string): void {
      rebuilding.delete(name);
      documents.get(name)?.close();
      documents.delete(name);
    },

    close(): void {
      for (const cancel of waits.values()) cancel();
      for (const document of documents.values()) document.close();
      documents.clear();
    },
  };
}

const updatesOf = (name: string, entries: readonly LogEntry[]): Uint8Array[] =>
  entries.flatMap((entry) => (entry.type === 'update' && entry.document === name ? [entry.update] : []));
