import type { LogEntry, LogRecord } from '../log/index.ts';
import { completeState, type RoomState } from '../rules/index.ts';

/** The state as it is logged with each commit: without the custom words, which have an entry of their own. */
export function stateEntry(epoch: number, state: RoomState): LogEntry {
  return { type: 'state', epoch, state: { ...state, customWords: { ...state.customWords, words: [] } } };
}

/** The custom words as they are logged when they change, and kept by a compaction; nothing while there are none. */
export function wordsEntries({ customWords: { words } }: RoomState): LogEntry[] {
  return words.length === 0 ? [] : [{ type: 'words', words }];
}

/** The latest state that a log holds, made whole again, or `undefined` if there is none (SPEC WD-10). */
export function readState(records: readonly LogRecord[]): RoomState | undefined {
  const state = findLast(records, 'state')?.state;
  if (state === undefined) return undefined;
  const words = findLast(records, 'words')?.words ?? [];
  // A version that knew no custom words has left them out.
  const stored: Partial<RoomState> = state;
  return completeState({
    ...state,
    customWords: { use: stored.customWords?.use ?? 'off', words: [...words] },
  });
}

function findLast<T extends LogEntry['type']>(
  records: readonly LogRecord[],
  type: T,
): Extract<LogEntry, { type: T }> | undefined {
  const isOfType = (entry: LogEntry): entry is Extract<LogEntry, { type: T }> => entry.type === type;
  for (let index = records.length - 1; index >= 0; index--) {
    const entry = records[index]?.entries.findLast(isOfType);
    if (entry !== undefined) return entry;
  }
  return undefined;
}
