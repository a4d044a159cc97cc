import type { LogEntry } from '@drawguess/game/log';
import {
  CONTROL_CHANNEL,
  decodeControlText,
  decodeFrame,
  encodeControl,
  parseClientControl,
  PROTOCOL_VERSION,
} from '@drawguess/game/wire';
import type { RoomLog } from '@drawguess/persistence/ports';
import type { Connection } from '@drawguess/sync-server/sessions';
import type { RandomSource } from './random-source.ts';

/** What a process or a page is of: this release, or the next one, whose protocol is one further. */
export type Release = 'this' | 'next';

/** What the next release says beside what this one knows. */
const NEWS = { saidByNextRelease: true };

/** Says of each process that starts which release it is of: in half of the games both are about, in any order. */
export function createReleases(random: RandomSource): () => Release {
  const areMixed = random.chance(0.5);
  return () => (areMixed && random.chance(0.5) ? 'next' : 'this');
}

/** The log as a process of the release writes it: the next one's entries hold more, and there are some of another kind. */
export function writeAs(release: Release, log: RoomLog): RoomLog {
  if (release === 'this') return log;
  return {
    ...log,
    create: (room, entries) => log.create(room, withNews(entries)),
    append: (roomId, entries, options) => log.append(roomId, withNews(entries), options),
    compact: (roomId, position, entries, epoch) => log.compact(roomId, position, withNews(entries), epoch),
  };
}

function withNews(entries: readonly LogEntry[]): LogEntry[] {
  const unknown: unknown = { type: 'news', ...NEWS };
  return [
    ...entries.map((entry): LogEntry => {
      if (entry.type !== 'state') return { ...entry, ...NEWS };
      const { state } = entry;
      const players = state.players.map((player) => ({ ...player, ...NEWS }));
      return { ...entry, state: { ...state, ...NEWS, players, phase: { ...state.phase, ...NEWS } } };
    }),
    unknown as LogEntry,
  ];
}

/** A page's connection to a process: in its hello it says which protocol it speaks, and what it knows beyond. */
export function connectAs(page: Release, server: Release, connection: Connection): Connection {
  if (page === server) return connection;
  const protocol = page === 'next' ? PROTOCOL_VERSION + 1 : PROTOCOL_VERSION - 1;
  return { ...connection, receive: (bytes) => connection.receive(inProtocol(protocol, bytes)) };
}

function inProtocol(protocol: number, bytes: Uint8Array): Uint8Array {
  const frame = decodeFrame(bytes);
  const text = frame?.channel === CONTROL_CHANNEL ? decodeControlText(frame.payload) : undefined;
  const message = text === undefined ? undefined : parseClientControl(text);
  return message?.type === 'hello' ? encodeControl({ ...message, protocol, ...NEWS }) : bytes;
}
