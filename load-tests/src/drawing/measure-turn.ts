import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from '@playwright/test';
import { CANVAS_HEIGHT, CANVAS_WIDTH, drawStrokes, MAX_PRESSURE, type Point } from '@drawguess/game/ink';
import { createBotApi } from '../bots/index.ts';
import { openGamePage, type GamePage } from './game-page.ts';
import { quantile, readPageWork, startTracing, stopTracing, type PageWork } from './trace.ts';
import type { Row } from './row.ts';

const SLOWDOWN = 4;
const POINTS_PER_STROKE = 80;
/** As a fast pointer reports its places: twice a frame. */
const POINT_EVERY_MS = 8;
const PAUSE_MS = 60;
const MAX_FRAME_MS = 4;
const MAX_TASK_MS = 50;
const MAX_LAYOUT_SHIFT = 0;

type Turn = Record<'drawer' | 'guesser', PageWork & { layoutShift: number; moved: readonly string[] }>;

/**
 * Plays turns in two pages and tells what drawing costs either of them, on a device of a quarter of this one's speed.
 *
 * Judged is the page as the browser slows it down: by stopping it for whole ms every now and then. A frame's work is so
 * short that it is hit by a stop, and then takes several ms, or is not; so what it costs at full speed, four times, stands
 * beside it to compare with.
 *
 * @param repeats how many turns are played at full speed; the quietest counts
 */
export async function measureTurn(
  browser: Browser,
  server: string,
  strokeCount: number,
  repeats: number,
): Promise<Row[]> {
  const slowed = await playTurn(browser, server, strokeCount, SLOWDOWN);
  const turns: Turn[] = [];
  for (let repeat = 0; repeat < repeats; repeat += 1)
    turns.push(await playTurn(browser, server, strokeCount, 1));
  return (['drawer', 'guesser'] as const).flatMap((name): Row[] => {
    const { frames, longestTask, layoutShift, moved } = slowed[name];
    const best = (part: number): number =>
      Math.min(...turns.map((turn) => quantile(turn[name].frames, part)));
    const row = (what: string, measured: number, limit?: number): Row => ({
      what: `${name}: ${what}`,
      measured,
      limit,
      unit: 'ms',
      digits: 2,
    });
    return [
      row(`script and layout a frame, median, ${SLOWDOWN} times that of full speed`, SLOWDOWN * best(0.5)),
      row(`script and layout a frame, p95, ${SLOWDOWN} times that of full speed`, SLOWDOWN * best(0.95)),
      row(
        'script and layout a frame, p95, slowed down by the browser',
        // Without a frame nothing was measured.
        frames.length === 0 ? Infinity : quantile(frames, 0.95),
        MAX_FRAME_MS,
      ),
      row('longest task, slowed down by the browser', longestTask, MAX_TASK_MS),
      {
        what: [`${name}: layout shift in the turn`, ...new Set(moved)].join(' '),
        measured: layoutShift,
        limit: MAX_LAYOUT_SHIFT,
        digits: 4,
      },
    ];
  });
}

async function playTurn(
  browser: Browser,
  server: string,
  strokeCount: number,
  slowdown: number,
): Promise<Turn> {
  const { code } = await createBotApi(server).createRoom({ settings: { rounds: 1, drawTimeMs: 240_000 } });
  const drawer = await openGamePage(browser, 'Ann');
  const guesser = await openGamePage(browser, 'Ben');
  const pages = { drawer, guesser };
  for (const { join } of Object.values(pages)) await join(`${server}/r/${code}`);
  await drawer.page.getByRole('button', { name: 'Start the game' }).click();
  await drawer.page.getByTestId('choice').first().waitFor();
  for (const { slowDown, page } of Object.values(pages)) {
    await slowDown(slowdown);
    await page.evaluate(() => {
      [window.watch.layoutShift, window.watch.moved] = [0, []];
    });
  }
  await drawer.page.getByTestId('choice').first().click();
  await drawer.page.locator('[data-drawable=true]').waitFor();

  const draw = await pickUpPen(drawer);
  await startTracing(browser);
  for (const [name, { mark }] of Object.entries(pages)) await mark(`${name} begins`);
  await draw(drawStrokes(1, strokeCount, POINTS_PER_STROKE));
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
  const endOf = async (name: 'drawer' | 'guesser'): Promise<Turn['drawer']> => {
    const { page, close } = pages[name];
    const { layoutShift, moved } = await page.evaluate(() => window.watch);
    await close();
    return { ...readPageWork(traceEvents, `${name} begins`, `${name} ends`), layoutShift, moved };
  };
  return { drawer: await endOf('drawer'), guesser: await endOf('guesser') };
}

/** Gives a function that moves a pen over the canvas, by events that the browser takes for a device's. */
async function pickUpPen({ page, cdp }: GamePage): Promise<(strokes: readonly Point[][]) => Promise<void>> {
  // Asked before anything is measured: the question is work of the page, too.
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
  return async (strokes) => {
    for (const stroke of strokes) {
      const [first = [0, 0, 0] as const, ...rest] = stroke;
      await send('mousePressed', first);
      for (const point of rest) await send('mouseMoved', point);
      await send('mouseReleased', rest.at(-1) ?? first);
      await Promise.all(sent.splice(0));
      await sleep(PAUSE_MS);
    }
  };
}
