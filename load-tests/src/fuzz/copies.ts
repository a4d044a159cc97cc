import type { Clock } from '@drawguess/game/clock';
import { chatDocument, outboxDocument, privateDocument, roomDocument } from '@drawguess/game/documents';
import { encodeChannelMessage, decodeChannelMessage } from '@drawguess/game/wire';
import * as Y from 'yjs';
import type { FuzzServer } from './fuzz-server.ts';
import type { HonestPlayer, Seat } from './honest-player.ts';
import { replayLog } from './log-view.ts';
import { plug } from './plug.ts';
import { A_DAY_MS, START_MS } from './table.ts';

/** Who holds which bytes at one moment: `holder document` → the whole document as an update. */
export type Copies = Map<string, Uint8Array>;

export type Reader = Seat & { clientId: number };

/**
 * Collects every copy of a room's documents: as the log replays them, as the server would send them to somebody who
 * comes now, as the honest devices hold them, and the referee's own state; and all that these devices were sent.
 *
 * @param readers all members of the room, who between them may read all of it
 * @param canvas the one of this moment, if there is one
 */
export async function collectCopies(
  server: FuzzServer,
  clock: Clock,
  readers: readonly Reader[],
  honest: readonly HonestPlayer[],
  canvas?: string,
): Promise<Copies> {
  const copies: Copies = new Map();
  const roomId = readers[0]?.roomId ?? '';
  const logged = await replayLog(server.log, roomId);
  const shared = [roomDocument(roomId), chatDocument(roomId), ...(canvas === undefined ? [] : [canvas])];
  const keep = (holder: string, document: string, bytes: Uint8Array): void =>
    void copies.set(`${holder} ${document}`, bytes);

  for (const [document, doc] of logged.documents) keep('log', document, Y.encodeStateAsUpdate(doc));
  for (const reader of readers) {
    const own = [outboxDocument(roomId, reader.playerId), privateDocument(roomId, reader.playerId)];
    for (const document of [...own, ...(reader === readers[0] ? shared : [])])
      keep('server', document, await readFromServer(server, reader, document, clock));
  }
  for (const { nickname, copy, playerId } of honest) {
    copies.set(`all that ${nickname} was sent`, Buffer.from(copy.transcript()));
    const own = [outboxDocument(roomId, playerId), privateDocument(roomId, playerId)];
    for (const document of [...shared, ...own]) {
      const doc = copy.documents.get(document);
      if (doc === undefined) throw new Error(`${nickname} has no copy of ${document}.`);
      keep(nickname, document, Y.encodeStateAsUpdate(doc));
    }
  }
  keep('referee', 'state', Buffer.from(JSON.stringify(server.referee.inspect(roomId))));
  return copies;
}

/** A document as a stock provider gets it that comes now and holds nothing. */
async function readFromServer(
  server: FuzzServer,
  { roomId, playerId, clientId }: Reader,
  document: string,
  clock: Clock,
): Promise<Uint8Array> {
  const ticket = server.tokens.signTicket({
    roomId,
    playerId,
    document,
    clientId,
    expiresAt: START_MS + A_DAY_MS,
  });
  const on = plug((socket) => server.hub.connectStock(socket, document, ticket));
  await new Promise<void>((resolve) => void clock.after(0, resolve));
  on.give(encodeChannelMessage({ type: 'step1', stateVector: new Uint8Array([0]) }));
  const messages = on.received.map(decodeChannelMessage);
  on.unplug();
  const answer = messages.find((message) => message?.type === 'step2');
  if (answer?.type !== 'step2') throw new Error(`${document} was not served: ${on.closedWith}`);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, answer.update);
  return Y.encodeStateAsUpdate(doc);
}

/** The copies that are not the same in both, or that only one has. */
export function differences(one: Copies, other: Copies): string[] {
  const names = new Set([...one.keys(), ...other.keys()]);
  return [...names].filter((name) => !isSame(one.get(name), other.get(name)));
}

/** The documents of which not everybody who holds a copy holds the same bytes. */
export function disagreements(copies: Copies): string[] {
  const first = new Map<string, Uint8Array>();
  return [...copies].flatMap(([name, bytes]) => {
    const document = name.slice(name.indexOf(' ') + 1);
    const known = first.get(document);
    if (known === undefined) first.set(document, bytes);
    return known === undefined || isSame(known, bytes) ? [] : [name];
  });
}

const isSame = (one: Uint8Array | undefined, other: Uint8Array | undefined): boolean =>
  one !== undefined && other !== undefined && Buffer.compare(one, other) === 0;
