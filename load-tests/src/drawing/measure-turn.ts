import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from '@playwright/test';
import { CANVAS_HEIGHT, CANVAS_WIDTH, drawStrokes, MAX_PRESSURE, type Point } from '@drawguess/game/ink';
import { beginTurn, createBotApi, joinAsBot, type Bot, type BotTurn } from '../bots/index.ts';
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

const ROLES = ['drawer', 'guesser'] as const;
type Role = (typeof ROLES)[number];
type Turn = PageWork & { readonly layoutShift: number; readonly moved: readonly string[] };

/**
 * Plays turns in which one of the two players is a page and tells what drawing costs it on a device of a quarter of this
 * one's speed. The other player is a bot: a second page would take from the first what a device has for itself.
 *
 * Judged is the page as the browser slows it down: by stopping it every now and then for three times as long as it ran.
 * What it costs at full speed, four times, stands beside it to compare with.
 *
 * @param repeats how many turns are played at full speed; the quietest counts
 */
export async function measureTurn(
  browser: Browser,
  server: string,
  strokeCount: number,
  repeats: number,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const role of ROLES) {
    const play = (slowdown: number): Promise<Turn> =>
      playTurn(browser, server, role, drawStrokes(1, strokeCount, POINTS_PER_STROKE), slowdown);
    const { frames, longestTask, layoutShift, moved } = await play(SLOWDOWN);
    const turns: Turn[] = [];
    for (let repeat = 0; repeat < repeats; repeat += 1) turns.push(await play(1));
    const best = (part: number): number => Math.min(...turns.map((turn) => quantile(turn.frames, part)));
    const row = (what: string, measured: number, limit?: number): Row => ({
      what: `${role}: ${what}`,
      measured,
      limit,
      unit: 'ms',
      digits: 2,
    });
    rows.push(
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
        what: [`${role}: layout shift in the turn`, ...new Set(moved)].join(' '),
        measured: layoutShift,
        limit: MAX_LAYOUT_SHIFT,
        digits: 4,
      },
    );
  }
  return rows;
}

/** Whoever is in the room first draws first. */
async function playTurn(
  browser: Browser,
  server: string,
  role: Role,
  strokes: readonly Point[][],
  slowdown: number,
): Promise<Turn> {
  const { code, roomId } = await createBotApi(server).createRoom({
    settings: { rounds: 1, drawTimeMs: 240_000 },
  });
  const game = await openGamePage(browser, 'Ann');
  const { page } = game;
  const seatBot = (): Promise<Bot> => joinAsBot(server, code, 'Ben');
  let bot = role === 'guesser' ? await seatBot() : undefined;
  await game.join(`${server}/r/${code}`);
  bot ??= await seatBot();
  await page.getByText('Ben').first().waitFor();
  await game.slowDown(slowdown);
  const watchLayout = (): Promise<void> =>
    page.evaluate(() => {
      [window.watch.layoutShift, window.watch.moved] = [0, []];
    });

  let word: string;
  let draw: (strokes: readonly Point[][]) => Promise<void>;
  if (role === 'drawer') {
    await page.getByRole('button', { name: 'Start the game' }).click();
    await page.getByTestId('choice').first().waitFor();
    await watchLayout();
    await page.getByTestId('choice').first().click();
    await page.locator('[data-drawable=true]').waitFor();
    word = (await page.getByTestId('word').textContent()) ?? '';
    draw = await pickUpPen(game);
  } else {
    await watchLayout();
    const turn = await beginTurn({ code, roomId, bots: [bot], close: () => bot.close() });
    word = turn.word;
    draw = (all) => drawAsBot(turn.ink, all);
    await page.locator('[data-testid=say]:enabled').waitFor();
  }

  await startTracing(browser);
  await game.mark('begins');
  await draw(strokes);
  // What is on its way arrives; whether both have the same picture is seen when the canvas has closed.
  await sleep(500);
  await game.mark('ends');
  const traceEvents = await stopTracing(browser);

  const say = async (text: string): Promise<void> => {
    if (role === 'drawer') {
      bot.session.send({ type: 'say', text });
      return;
    }
    await page.getByTestId('say').fill(text);
    await page.getByTestId('say').press('Enter');
  };
  await say('certainly not this');
  await page.getByText('certainly not this').first().waitFor();
  await say(word);
  await page.getByTestId('phase-reveal').waitFor();
  await page.getByTestId('picture-check').and(page.locator('[data-check=same]')).waitFor();
  const { layoutShift, moved } = await page.evaluate(() => window.watch);
  await game.close();
  bot.close();
  return { ...readPageWork(traceEvents, 'begins', 'ends'), layoutShift, moved };
}

async function drawAsBot(ink: BotTurn['ink'], strokes: readonly Point[][]): Promise<void> {
  for (const [first = [0, 0, 0] as const, ...rest] of strokes) {
    ink.begin('pen', 1, 1, first);
    for (const point of rest) {
      await sleep(POINT_EVERY_MS);
      ink.add([point]);
    }
    ink.end();
    await sleep(PAUSE_MS);
  }
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
