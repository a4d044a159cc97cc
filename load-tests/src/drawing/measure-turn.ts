import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from '@playwright/test';
import { CANVAS_HEIGHT, CANVAS_WIDTH, drawStrokes, MAX_PRESSURE, type Point } from '@drawguess/game/ink';
import { createBotApi } from '../bots/index.ts';
import { openGamePage, type GamePage } from './game-page.ts';
import { quantile, readPageWork, startTracing, stopTracing } from './trace.ts';
import type { Row } from './row.ts';

const SLOWDOWN = 4;
const POINTS_PER_STROKE = 80;
/** As a fast pointer reports its places: twice a frame. */
const POINT_EVERY_MS = 8;
const PAUSE_MS = 60;
const MAX_FRAME_MS = 4;
const MAX_TASK_MS = 50;
/** What is 0 to whoever looks: a thousandth of the window, moved by all of it. */
const MAX_LAYOUT_SHIFT = 0.001;

/** Plays a turn in two pages of slow devices and tells what drawing costs either of them. */
export async function measureTurn(browser: Browser, server: string, strokeCount: number): Promise<Row[]> {
  const { code } = await createBotApi(server).createRoom({ settings: { rounds: 1, drawTimeMs: 240_000 } });
  const drawer = await openGamePage(browser, 'Ann');
  const guesser = await openGamePage(browser, 'Ben');
  const pages = { drawer, guesser };
  for (const { join } of Object.values(pages)) await join(`${server}/r/${code}`);
  await drawer.page.getByRole('button', { name: 'Start the game' }).click();
  await drawer.page.getByTestId('choice').first().waitFor();
  for (const { slowDown, page } of Object.values(pages)) {
    await slowDown(SLOWDOWN);
    await page.evaluate(() => {
      [window.watch.layoutShift, window.watch.moved] = [0, []];
    });
  }
  await drawer.page.getByTestId('choice').first().click();
  await drawer.page.locator('[data-drawable=true]').waitFor();

  await startTracing(browser);
  for (const [name, { mark }] of Object.entries(pages)) await mark(`${name} begins`);
  await drawByHand(drawer, drawStrokes(1, strokeCount, POINTS_PER_STROKE));
  // What is on its way arrives; whether both have the same picture is seen when the canvas has closed.
  await sleep(500);
  for (const [name, { mark }] of Object.entries(pages)) await mark(`${name} ends`);
  const traceEvents = await stopTracing(browser);

  await guesser.page.getByTestId('say').fill('certainly not this');
  await guesser.page.getByTestId('say').press('Enter');
  await drawer.page.getByText('certainly not this').first().waitFor();
  const word = (await drawer.page.getByTestId('word').textContent()) ?? '';
  await guesser.page.getByTestId('say').fill(word);
  await guesser.page.getByTestId('say').press('Enter');
  await guesser.page.getByTestId('phase-reveal').waitFor();
  await guesser.page.getByTestId('picture-check').and(guesser.page.locator('[data-check=same]')).waitFor();
  const shifts: Row[] = [];
  for (const [name, { page, close }] of Object.entries(pages)) {
    const { layoutShift, moved } = await page.evaluate(() => window.watch);
    const what = [`${name}: layout shift in the turn`, ...new Set(moved)].join(' ');
    shifts.push({ what, measured: layoutShift, limit: MAX_LAYOUT_SHIFT, digits: 4 });
    await close();
  }

  const works = Object.keys(pages).flatMap((name): Row[] => {
    const { frames, sixtieths, longestTask } = readPageWork(traceEvents, `${name} begins`, `${name} ends`);
    const row = (what: string, measured: number, limit?: number): Row => ({
      what: `${name}: ${what}`,
      measured,
      limit,
      unit: 'ms',
      digits: 2,
    });
    return [
      row(`script and layout of ${frames.length} frames as they came, p95`, quantile(frames, 0.95)),
      row('script and layout a sixtieth of a second, median', quantile(sixtieths, 0.5)),
      // Without a frame nothing was measured.
      row(
        'script and layout a sixtieth of a second, p95',
        frames.length === 0 ? Infinity : quantile(sixtieths, 0.95),
        MAX_FRAME_MS,
      ),
      row('longest task', longestTask, MAX_TASK_MS),
    ];
  });
  return [...works, ...shifts];
}

/** Moves a pen over the canvas, by events that the browser takes for a device's. */
async function drawByHand({ page, cdp }: GamePage, strokes: readonly Point[][]): Promise<void> {
  const box = await page.getByTestId('canvas').boundingBox();
  if (box === null) throw new Error('The drawer has no canvas.');
  const sent: Promise<unknown>[] = [];
  const send = async (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', point: Point): Promise<void> => {
    const [x, y, pressure] = point;
    sent.push(
      cdp.send('Input.dispatchMouseEvent', {
        type,
        x: box.x + ((x + 0.5) * box.width) / CANVAS_WIDTH,
        y: box.y + ((y + 0.5) * box.height) / CANVAS_HEIGHT,
        button: 'left',
        buttons: type === 'mouseReleased' ? 0 : 1,
        clickCount: type === 'mouseMoved' ? 0 : 1,
        pointerType: 'pen',
        force: pressure / MAX_PRESSURE,
      }),
    );
    await sleep(POINT_EVERY_MS);
  };
  for (const stroke of strokes) {
    const [first = [0, 0, 0] as const, ...rest] = stroke;
    await send('mousePressed', first);
    for (const point of rest) await send('mouseMoved', point);
    await send('mouseReleased', rest.at(-1) ?? first);
    await Promise.all(sent.splice(0));
    await sleep(PAUSE_MS);
  }
}
