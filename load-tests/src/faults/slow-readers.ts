import { setTimeout as sleep } from 'node:timers/promises';
import { ROOTS } from '@drawguess/game/documents';
import { openStockDocument, requestTicket, type StockDocument } from '../bots/index.ts';
import { expect } from '../checks/index.ts';
import type { Scene } from './fault.ts';
import type { RoomInPlay } from './room-in-play.ts';

const STALLED_MS = 10_000;
const BEFORE_MS = 3_000;
const LOOK_EVERY_MS = 500;
/** With a stroke every 150 ms, twenty times what a quick hand draws. */
const POINTS = 800;
/** What the outflow rule lets wait for a reader, and what Node takes for it; for the noise of a heap that is not collected. */
const MAX_GROWTH_MB = 64;
const SLACK_MS = 30;

/**
 * A reader in each room stops reading its socket while the room's drawer draws much. Others must not notice, nor the
 * server's memory; and when it reads on, it has all.
 *
 * @throws Error when strokes take twice as long to others meanwhile, or the memory of a sync-server grows by over 64 MB
 */
export async function readNothing({ stage, rooms, note }: Scene): Promise<void> {
  const readers = await Promise.all(rooms.map((room) => openReader(stage.url, room)));
  try {
    for (const { turn } of rooms) turn?.setPoints(POINTS);
    const memory = async (): Promise<number> =>
      Math.max(
        ...(await Promise.all(
          stage.sync.map((server) => server.metric('drawguess_process_resident_memory_bytes')),
        )),
      ) /
      2 ** 20;
    takeMedians(rooms);
    await sleep(BEFORE_MS);
    const [before, memoryBefore] = [takeMedians(rooms), await memory()];
    for (const reader of readers) reader.setReading(false);
    let memoryMost = memoryBefore;
    for (let waitedMs = 0; waitedMs < STALLED_MS; waitedMs += LOOK_EVERY_MS) {
      await sleep(LOOK_EVERY_MS);
      memoryMost = Math.max(memoryMost, await memory());
    }
    const during = takeMedians(rooms);
    for (const reader of readers) reader.setReading(true);
    for (const { turn } of rooms) turn?.setPoints(8);
    note(
      `a stroke took ${before.toFixed(1)} ms to others before, ${during.toFixed(1)} ms meanwhile (medians)`,
    );
    note(
      `a sync-server had ${memoryBefore.toFixed(0)} MB before, ${memoryMost.toFixed(0)} MB at most meanwhile`,
    );
    expect(during <= 2 * before + SLACK_MS, `Others saw strokes ${during.toFixed(0)} ms late.`);
    expect(memoryMost - memoryBefore <= MAX_GROWTH_MB, `A sync-server grew to ${memoryMost.toFixed(0)} MB.`);
    await Promise.all(readers.map((reader, index) => catchUp(reader, rooms[index])));
  } finally {
    for (const reader of readers) reader.close();
  }
}

async function openReader(url: string, { table, turn }: RoomInPlay): Promise<StockDocument> {
  const reader = table.bots.find((bot) => bot !== turn?.drawer);
  expect(reader !== undefined && turn !== undefined, 'Nobody draws.');
  const document = openStockDocument(url, turn.canvas, await requestTicket(url, reader.token, turn.canvas));
  await document.until('the ink', () => document.synced);
  return document;
}

/** Waits until it holds what the drawer has drawn by now. */
async function catchUp(reader: StockDocument, room: RoomInPlay | undefined): Promise<void> {
  const drawn = room?.turn?.drawer.session.canvas?.operations().at(-1);
  const ink = reader.doc.getArray<string>(ROOTS.ink);
  await reader.until('what it had missed', () => drawn === undefined || ink.toArray().includes(drawn));
}

const takeMedians = (rooms: readonly RoomInPlay[]): number =>
  Math.max(...rooms.map(({ strokes }) => strokes.takeMedian()));
