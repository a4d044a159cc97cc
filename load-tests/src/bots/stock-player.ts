import { randomUUID } from 'node:crypto';
import type { CanvasHandle, Place } from '@drawguess/client/session';
import {
  outboxDocument,
  privateDocument,
  readInk,
  readPrivate,
  readRoom,
  roomDocument,
  ROOTS,
  type Ack,
  type Intent,
  type IntentBody,
  type PrivateView,
  type RoomView,
} from '@drawguess/game/documents';
import { createBotApi } from './bot.ts';
import { openStockDocument, requestTicket, type StockDocument } from './stock-document.ts';

/** A player who knows only Yjs and the published provider: one socket for each document that they need. */
export type StockPlayer = Place & {
  readonly room: StockDocument;
  readonly secret: StockDocument;
  readonly outbox: StockDocument;
  readonly roomView: RoomView | undefined;
  readonly privateView: PrivateView;
  readonly acks: readonly Ack[];
  /** Puts an intent into the outbox and keeps it there. Returns its id. */
  send(body: IntentBody): string;
  /** Deletes intents that are done. */
  forget(intentIds: readonly string[]): void;
  open(document: string): Promise<StockDocument>;
  close(): void;
};

export async function joinAsStock(server: string, code: string, nickname: string): Promise<StockPlayer> {
  const place = await createBotApi(server).join(code, { nickname });
  const { roomId, playerId } = place;
  const opened: StockDocument[] = [];

  const open = async (document: string): Promise<StockDocument> => {
    const stock = openStockDocument(server, document, await requestTicket(server, place.token, document));
    opened.push(stock);
    await stock.until('synced', () => stock.synced);
    return stock;
  };
  const room = await open(roomDocument(roomId));
  const secret = await open(privateDocument(roomId, playerId));
  const outbox = await open(outboxDocument(roomId, playerId));
  const intents = outbox.doc.getArray<Intent>(ROOTS.intents);

  return {
    ...place,
    room,
    secret,
    outbox,
    get roomView() {
      return readRoom(room.doc);
    },
    get privateView() {
      return readPrivate(secret.doc).view;
    },
    get acks() {
      return readPrivate(secret.doc).acks;
    },
    send(body) {
      const intent = { id: randomUUID(), ...body } as Intent;
      intents.push([intent]);
      return intent.id;
    },
    forget(intentIds) {
      const gone = new Set(intentIds);
      const listed = intents.toArray();
      for (let index = listed.length - 1; index >= 0; index--) {
        if (gone.has(listed[index]?.id ?? '')) intents.delete(index, 1);
      }
    },
    open,
    close() {
      for (const stock of opened) stock.close();
    },
  };
}

/** A stock document as a hand draws on it. */
export function stockCanvas({ name, doc }: StockDocument): CanvasHandle {
  return {
    document: name,
    synced: true,
    late: 0,
    full: false,
    lateOperations: () => [],
    operations: () => readInk(doc),
    push: (operations) => doc.getArray(ROOTS.ink).push([...operations]),
  };
}

/**
 * Starts the game and lets the player choose a word, all through the stock path. Resolves with the canvas and the
 * drawer's slot once it can be drawn on. The player must be the host and the first to draw.
 */
export async function beginStockTurn(player: StockPlayer): Promise<{ canvas: StockDocument; slot: number }> {
  const { room, secret, playerId } = player;
  player.send({ type: 'start' });
  await secret.until('the words', () => player.privateView.choices !== undefined);
  player.send({ type: 'choose', choice: 0 });
  await room.until('the canvas', () => player.roomView?.phase.type === 'drawing');
  const phase = player.roomView?.phase;
  const turn = phase?.type === 'drawing' ? phase.turn : undefined;
  const slot = turn?.drawers.find((drawer) => drawer.playerId === playerId)?.slot;
  if (turn === undefined || slot === undefined) throw new Error(`${player.nickname} does not draw.`);
  return { canvas: await player.open(turn.canvas), slot };
}
