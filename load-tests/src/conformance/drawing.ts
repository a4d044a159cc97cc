import { setTimeout as sleep } from 'node:timers/promises';
import { createInkSender } from '@drawguess/client/session';
import { readInk, ROOTS } from '@drawguess/game/documents';
import { drawStrokes, encodeOperation } from '@drawguess/game/ink';
import { createSystemClock } from '@drawguess/persistence/adapters/system';
import * as Y from 'yjs';
import {
  beginStockTurn,
  createBotApi,
  joinAsBot,
  joinAsStock,
  stockCanvas,
  type Bot,
  type StockDocument,
} from '../bots/index.ts';
import { expect, type Checks } from '../checks/index.ts';

/** A room in which a stock player is the host and draws, by nothing but stock connections. */
export async function checkDrawing(server: string, checks: Checks): Promise<void> {
  const { code } = await createBotApi(server).createRoom({ settings: { drawTimeMs: 120_000 } });
  const drawer = await joinAsStock(server, code, 'Dora');
  const reader = await joinAsStock(server, code, 'Gil');
  const bots = await Promise.all(['Eve', 'Finn'].map((nickname) => joinAsBot(server, code, nickname)));
  const present = (): number => drawer.roomView?.players.filter((player) => player.connected).length ?? 0;
  await drawer.room.until('everybody', () => present() === 4);

  let turn: Awaited<ReturnType<typeof beginStockTurn>> | undefined;
  await checks.run('starts a game and chooses its word through its outbox', async () => {
    turn = await beginStockTurn(drawer);
    return `${drawer.acks.length} intents acknowledged`;
  });
  if (turn !== undefined) {
    const readers = { bots, stock: await reader.open(turn.canvas.name) };
    await Promise.all(bots.map((bot) => bot.until('the canvas', () => bot.session.canvas?.synced === true)));
    await checkInk(checks, turn, readers);
    await checks.run("a drawer's forged update: refused for good with 4400", async () => {
      const { canvas } = turn ?? {};
      expect(canvas !== undefined, 'there is no canvas');
      const forger = await drawer.open(canvas.name);
      Y.applyUpdate(forger.doc, clearAs(reader.room.doc.clientID));
      await forger.until('refused', () => forger.closeCodes.length > 0);
      expect(forger.finalCode === 4400, `it was closed with ${forger.closeCodes.join(', ')}`);
      await allSee(canvas, readers);
      return 'nobody else saw it';
    });
  }

  for (const player of [drawer, reader, ...bots]) player.close();
}

/** An update that clears the canvas under a client id of somebody else's. */
function clearAs(clientId: number): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  doc.getArray(ROOTS.ink).push([encodeOperation({ type: 'clear', slot: 0, number: 4_000 })]);
  return Y.encodeStateAsUpdate(doc);
}

type Readers = { bots: Bot[]; stock: StockDocument };

async function checkInk(
  checks: Checks,
  { canvas, slot }: { canvas: StockDocument; slot: number },
  readers: Readers,
): Promise<void> {
  const ink = createInkSender(stockCanvas(canvas), slot, createSystemClock());
  const strokes = drawStrokes(7, 3, 60);

  await checks.run('writes ink that every reader sees', async () => {
    for (const stroke of strokes) await drawSlowly(ink, stroke, () => undefined);
    return allSee(canvas, readers);
  });
  await checks.run(
    'is cut in the middle of a stroke, comes back by itself, and nothing is lost',
    async () => {
      const [stroke = []] = drawStrokes(8, 1, 120);
      await drawSlowly(ink, stroke, (index) => {
        if (index === 40) expect(canvas.cut(), 'there was no socket to cut');
      });
      await canvas.until('connected again', () => canvas.attempts === 2 && canvas.synced);
      expect(
        canvas.closeCodes.every((code) => code === 1006),
        `closed with ${canvas.closeCodes.join(', ')}`,
      );
      return allSee(canvas, readers);
    },
  );
  await checks.run('draws while it is cut off, and all of it comes', async () => {
    const [stroke = []] = drawStrokes(9, 1, 12);
    expect(canvas.cut(), 'there was no socket to cut');
    await drawSlowly(ink, stroke, () => undefined);
    return allSee(canvas, readers);
  });
  await checks.run('draws as soon as it is connected again, before it is synced', async () => {
    // What was drawn in between is missing before this: honest, and mended by the SyncStep2 that follows.
    let isDrawn = false;
    canvas.onceConnected(() => {
      ink.clear();
      isDrawn = true;
    });
    expect(canvas.cut(), 'there was no socket to cut');
    const [stroke = []] = drawStrokes(11, 1, 12);
    await drawSlowly(ink, stroke, () => undefined);
    await canvas.until('connected again', () => isDrawn);
    return allSee(canvas, readers);
  });
  await checks.run('a reader is cut while ink comes, and misses nothing', async () => {
    const [stroke = []] = drawStrokes(10, 1, 120);
    await drawSlowly(ink, stroke, (index) => {
      if (index === 40) expect(readers.stock.cut(), 'there was no socket to cut');
    });
    return allSee(canvas, readers);
  });
  ink.close();
}

type Ink = ReturnType<typeof createInkSender>;
const POINT_EVERY_MS = 5;
/** Longer than ink waits for its flush. */
const SETTLE_MS = 100;

async function drawSlowly(
  ink: Ink,
  [start = [0, 0, 0], ...points]: ReturnType<typeof drawStrokes>[number],
  onPoint: (index: number) => void,
): Promise<void> {
  ink.begin('pen', 2, 2, start);
  for (const [index, point] of points.entries()) {
    ink.add([point]);
    onPoint(index);
    await sleep(POINT_EVERY_MS);
  }
  ink.end();
  await sleep(SETTLE_MS);
}

/** Session bots have the same elements in the same order; the other stock reader has the same document, byte by byte. */
async function allSee({ doc }: StockDocument, { bots, stock }: Readers): Promise<string> {
  const drawn = JSON.stringify(readInk(doc));
  const count = readInk(doc).length;
  await Promise.all(
    bots.map((bot) =>
      bot.until(`all ${count} operations`, () => JSON.stringify(bot.session.canvas?.operations()) === drawn),
    ),
  );
  const mine = Buffer.from(Y.encodeStateAsUpdate(doc));
  await stock.until('the same document', () => mine.equals(Y.encodeStateAsUpdate(stock.doc)));
  return `${count} operations, ${mine.length} B, the same ${bots.length + 1} times`;
}
