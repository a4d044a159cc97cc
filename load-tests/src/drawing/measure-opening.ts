import type { Browser } from '@playwright/test';
import { createStrokeWriter, drawStrokes } from '@drawguess/game/ink';
import { beginTurn, seatBots, type BotTurn } from '../bots/index.ts';
import { openGamePage, type GamePage } from './game-page.ts';
import type { Row } from './row.ts';
import { readPageWork, startTracing, stopTracing } from './trace.ts';

const STROKES = 500;
const POINTS_PER_STROKE = 80;
const POINTS_PER_FLUSH = 6;
/** With fills the raster is painted, too, before anything is seen. */
const DRAWINGS = [
  { drawing: `${STROKES} strokes`, strokesPerFill: undefined },
  { drawing: `${STROKES} strokes and 20 fills`, strokesPerFill: 25 },
];
const OPERATIONS_PER_UPDATE = 500;
const MAX_OPENING_MS = 150;
const MAX_TASK_MS = 50;

type Opening = { readonly ms: number; readonly busy: number; readonly longestTask: number };

/** Opens a full canvas in a page, by joining and by reloading, and tells how long it takes until all of it is seen. */
export async function measureOpening(browser: Browser, server: string, repeats: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { drawing, strokesPerFill } of DRAWINGS) {
    const table = await seatBots(server, ['Ada', 'Bob'], { drawTimeMs: 240_000 });
    await drawMuch(await beginTurn(table), strokesPerFill);
    for (const slowdown of [1, 4]) {
      const page = await openGamePage(browser, 'Cho');
      await page.slowDown(slowdown);
      const openings = [await open(browser, page, () => page.join(`${server}/r/${table.code}`))];
      for (let repeat = 1; repeat < repeats; repeat += 1)
        openings.push(await open(browser, page, () => page.page.reload()));
      await page.close();
      const limit = slowdown === 1 && strokesPerFill === undefined ? MAX_OPENING_MS : undefined;
      const row = (what: string, field: keyof Opening, limit?: number): Row => ({
        what: `${drawing}${slowdown === 1 ? '' : ' at a quarter of the speed'}: ${what}, best of ${repeats}`,
        measured: Math.min(...openings.map((opening) => opening[field])),
        limit,
        unit: 'ms',
      });
      rows.push(
        row('arrival to painted, by the clock', 'ms', limit),
        row('arrival to painted, work of the page', 'busy'),
        row('longest task', 'longestTask', MAX_TASK_MS),
      );
    }
    table.close();
  }
  return rows;
}

async function open(browser: Browser, { page }: GamePage, go: () => Promise<unknown>): Promise<Opening> {
  await startTracing(browser);
  await go();
  await page.waitForFunction(() => window.watch.paintedAt !== undefined, undefined, { timeout: 60_000 });
  const ms = await page.evaluate(() => (window.watch.paintedAt ?? Infinity) - (window.watch.arrivedAt ?? 0));
  const { busy, longestTask } = readPageWork(
    await stopTracing(browser),
    'drawing arrived',
    'drawing painted',
  );
  return { ms, busy, longestTask };
}

/** Draws as a hand does, but without its pauses. */
async function drawMuch(
  { drawer, slot, guessers }: BotTurn,
  strokesPerFill: number | undefined,
): Promise<void> {
  const operations: string[] = [];
  const writer = createStrokeWriter(slot, 0, (operation) => operations.push(operation));
  drawStrokes(1, STROKES, POINTS_PER_STROKE).forEach(([start = [0, 0, 0] as const, ...points], index) => {
    writer.begin(index % 9 === 8 ? 'eraser' : 'pen', 1 + (index % 25), index % 5, start);
    for (let from = 0; from < points.length; from += POINTS_PER_FLUSH) {
      writer.add(points.slice(from, from + POINTS_PER_FLUSH));
      writer.flush();
    }
    if (strokesPerFill !== undefined && index % strokesPerFill === 0)
      writer.fill([start[0], start[1]], 1 + (index % 20));
  });
  writer.end();
  for (let from = 0; from < operations.length; from += OPERATIONS_PER_UPDATE)
    drawer.session.canvas?.push(operations.slice(from, from + OPERATIONS_PER_UPDATE));
  await Promise.all(
    guessers.map((bot) =>
      bot.until('the drawing', () => bot.session.canvas?.operations().length === operations.length),
    ),
  );
}
