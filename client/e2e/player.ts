import {
  expect,
  type Browser,
  type BrowserContextOptions,
  type CDPSession,
  type Locator,
  type Page,
} from '@playwright/test';

/** A place on the canvas, in parts of its width and height from 0 to 1. */
export type Spot = readonly [x: number, y: number];

/** Somebody at the table: a browser context of their own and what a person does on its page. */
export type Player = {
  readonly name: string;
  readonly page: Page;
  /** Follows a join link and sits down. */
  join(url: string): Promise<void>;
  chooseWord(): Promise<void>;
  /** The word as this player sees it, once they do. */
  word(): Promise<string>;
  /** One stroke, pointer down to up, by way of these places. */
  draw(...spots: readonly Spot[]): Promise<void>;
  click(spot: Spot): Promise<void>;
  pick(tool: string): Promise<void>;
  say(text: string): Promise<void>;
  phase(): Promise<string | undefined>;
  canvasHash(): Promise<string | undefined>;
  closedCanvasHash(): Promise<string | undefined>;
};

/** @param options of the browser context; with `hasTouch` the player draws with a finger */
export async function openPlayer(
  browser: Browser,
  name: string,
  options: BrowserContextOptions = {},
): Promise<Player> {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  const finger = options.hasTouch === true ? await context.newCDPSession(page) : undefined;
  const canvas: Locator = page.getByTestId('canvas');

  const onScreen = async ([x, y]: Spot): Promise<[number, number]> => {
    const box = await canvas.boundingBox();
    if (box === null) throw new Error('No canvas is on screen.');
    return [box.x + x * box.width, box.y + y * box.height];
  };

  return {
    name,
    page,
    async join(url) {
      await page.goto(url);
      await page.getByRole('textbox').fill(name);
      await page.locator('button[type=submit]').click();
      await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'live');
    },
    async chooseWord() {
      await page.getByTestId('choice').first().click();
      await expect(page.getByTestId('phase-drawing')).toBeVisible();
      await expect(canvas).toHaveAttribute('data-drawable', 'true');
    },
    async word() {
      return (await page.getByTestId('word').textContent()) ?? '';
    },
    async draw(...[first, ...rest]) {
      if (first === undefined) return;
      if (finger !== undefined) return drag(finger, await Promise.all([first, ...rest].map(onScreen)));
      await page.mouse.move(...(await onScreen(first)));
      await page.mouse.down();
      for (const spot of rest) await page.mouse.move(...(await onScreen(spot)), { steps: 8 });
      await page.mouse.up();
    },
    async click(spot) {
      await page.mouse.click(...(await onScreen(spot)));
    },
    pick: (tool) => page.getByRole('button', { name: tool, exact: true }).click(),
    async say(text) {
      await page.getByTestId('say').fill(text);
      await page.getByTestId('say').press('Enter');
    },
    phase: () => page.evaluate(() => window.drawguess?.phase()),
    canvasHash: () => page.evaluate(() => window.drawguess?.canvasHash()),
    closedCanvasHash: () => page.evaluate(() => window.drawguess?.closedCanvasHash()),
  };
}

/** One finger, down to up: Playwright itself only taps. */
async function drag(finger: CDPSession, way: readonly (readonly [number, number])[]): Promise<void> {
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints });
  for (const [index, [x, y]] of way.entries())
    await send(index === 0 ? 'touchStart' : 'touchMove', [{ x, y }]);
  await send('touchEnd', []);
}

/** Waits until every player has seen the canvas close, and compares their pictures with what the server has closed. */
export async function expectSamePicture(players: readonly Player[]): Promise<string> {
  const closed = async (player: Player) => {
    await expect.poll(() => player.closedCanvasHash(), { timeout: 15_000 }).toMatch(/^[0-9a-f]{16}$/);
    return { closed: await player.closedCanvasHash(), shown: await player.canvasHash() };
  };
  const [first, ...others] = await Promise.all(players.map(closed));
  expect(first?.shown).toBe(first?.closed);
  for (const other of others) expect(other).toEqual(first);
  return first?.closed ?? '';
}
