import { expect, test, type APIRequestContext, type Browser } from '@playwright/test';
import { expectSamePicture, openPlayer, type Player } from './player.ts';
import { startTestServer, type TestServer } from './server.ts';

let server: TestServer;
test.beforeEach(async () => {
  server = await startTestServer();
});
test.afterEach(() => server.close());

/** Ann draws and Ben looks on. */
async function beginDrawing(browser: Browser, request: APIRequestContext) {
  const settings = { rounds: 1, drawTimeMs: 180_000 };
  const answer = await request.post(`${server.url}/api/rooms`, { data: { settings } });
  const { code } = (await answer.json()) as { code: string };
  const ann = await openPlayer(browser, 'Ann');
  const ben = await openPlayer(browser, 'Ben');
  for (const player of [ann, ben]) await player.join(`${server.url}/r/${code}`);
  await ann.page.getByRole('button', { name: 'Start the game' }).click();
  await ann.chooseWord();
  return { ann, ben, blank: await ann.canvasHash() };
}

/** What Ann has done changes the picture, and Ben sees it as she does. Returns its hash. */
async function expectChange(ann: Player, ben: Player, before: string | undefined): Promise<string> {
  await expect.poll(() => ann.canvasHash()).not.toBe(before);
  const hash = await ann.canvasHash();
  await expect.poll(() => ben.canvasHash()).toBe(hash);
  return hash ?? '';
}

const colourInHand = ({ page }: Player) => page.getByTestId('colour-in-hand').getAttribute('data-colour');
const isPressed = ({ page }: Player, name: string) =>
  page.getByRole('button', { name, exact: true }).getAttribute('aria-pressed');

test('IN-17 IN-20 IN-21 shapes, fill, eyedropper, undo and keys make the same picture everywhere', async ({
  browser,
  request,
}) => {
  test.setTimeout(90_000);
  const { ann, ben, blank } = await beginDrawing(browser, request);

  await ann.pick('Rectangle');
  await ann.draw([0.2, 0.2], [0.6, 0.8]);
  const rectangle = await expectChange(ann, ben, blank);

  await ann.page.keyboard.press('o');
  await ann.page.keyboard.press('4');
  await ann.page.keyboard.down('Shift');
  await ann.draw([0.65, 0.1], [0.8, 0.5]);
  await ann.page.keyboard.up('Shift');
  const circle = await expectChange(ann, ben, rectangle);

  await ann.page.keyboard.press('f');
  await ann.pick('Blue');
  await ann.click([0.4, 0.5]);
  const filled = await expectChange(ann, ben, circle);

  await ann.page.keyboard.press('l');
  await ann.page.keyboard.press(']');
  await ann.pick('Green');
  await ann.draw([0.1, 0.9], [0.9, 0.9]);
  const line = await expectChange(ann, ben, filled);
  await ann.page.keyboard.press('Control+z');
  await expect.poll(() => ann.canvasHash()).toBe(filled);
  await ann.page.keyboard.press('Control+Shift+z');
  await expect.poll(() => ann.canvasHash()).toBe(line);

  await ann.pick('Pick a colour');
  await ann.click([0.4, 0.5]);
  expect(await colourInHand(ann)).toBe('cobalt');
  expect(await isPressed(ann, 'Line')).toBe('true');
  await ann.page.keyboard.down('Alt');
  await ann.click([0.5, 0.9]);
  await ann.page.keyboard.up('Alt');
  expect(await colourInHand(ann)).toBe('leaf');
  await ann.page.keyboard.press('x');
  expect(await colourInHand(ann)).toBe('cobalt');
  expect(await ann.canvasHash()).toBe(line);

  await ann.pick('Clear all');
  await expect.poll(() => ben.canvasHash()).toBe(blank);
  await expect(ann.page.getByRole('button', { name: 'Clear all' })).toBeDisabled();
  await ann.pick('Undo');
  await expect.poll(() => ben.canvasHash()).toBe(line);

  await ben.say(await ann.word());
  await expectSamePicture([ann, ben]);
});

test('IN-19 a player without a pointer draws with the keyboard alone', async ({ browser, request }) => {
  test.setTimeout(90_000);
  const { ann, ben, blank } = await beginDrawing(browser, request);
  const { keyboard } = ann.page;

  await ann.page.getByTestId('canvas').focus();
  await keyboard.press('Control+ArrowLeft');
  await keyboard.press('Space');
  await expect(ann.page.getByText('Pen down')).toBeAttached();
  for (let times = 0; times < 5; times += 1) await keyboard.press('ArrowUp');
  await keyboard.press('Space');
  const stroke = await expectChange(ann, ben, blank);

  await keyboard.press('r');
  await keyboard.press('Space');
  await keyboard.press('Control+ArrowRight');
  await keyboard.press('Control+ArrowDown');
  await keyboard.press('Escape');
  await keyboard.press('Space');
  await keyboard.press('Control+ArrowRight');
  await keyboard.press('Control+ArrowDown');
  await keyboard.press('Space');
  await expectChange(ann, ben, stroke);

  await keyboard.press('Tab');
  await expect(ann.page.getByRole('button', { name: 'Pen', exact: true })).toBeFocused();
  await keyboard.press('ArrowRight');
  await keyboard.press('Space');
  expect(await isPressed(ann, 'Eraser')).toBe('true');
});

test('IN-21 letters are letters while somebody writes', async ({ browser, request }) => {
  const { ann } = await beginDrawing(browser, request);
  // A drawer has no line to write on: the page gets one.
  await ann.page.evaluate(() => {
    const input = document.createElement('input');
    input.dataset.testid = 'field';
    document.body.append(input);
  });
  const field = ann.page.getByTestId('field');
  await field.pressSequentially('feel');
  expect(await isPressed(ann, 'Pen')).toBe('true');
  await expect(field).toHaveValue('feel');
});
