import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { drawStrokes } from '@drawguess/game/ink';
import {
  beginTurn,
  OPERATOR_TOKEN,
  seatBots,
  together,
  type Table,
} from '../../load-tests/src/bots/index.ts';
import { startTestServer, type TestServer } from './server.ts';

const PHONE = { width: 390, height: 844 };
const SIZES = [
  { width: 360, height: 740 },
  PHONE,
  { width: 1440, height: 900 },
  { width: 2560, height: 1440 },
];

let server: TestServer;
let table: Table;
let turnId: string;

/** Three bots play one turn in a public room, with every tool and some wrong guesses. Returns the turn's id. */
async function playTurn(): Promise<string> {
  table = await seatBots(server.url, ['Ada', 'Ben', 'Wilhelmina Longname'], { isPublic: true, rounds: 1 });
  const { drawer, guessers, ink, word } = await beginTurn(table);
  for (const [index, [start, ...points]] of drawStrokes(5, 8, 60).entries()) {
    if (start === undefined) continue;
    ink.begin(index === 6 ? 'eraser' : 'pen', index === 6 ? 0 : 4 + index, index % 5, start);
    ink.add(points);
    ink.end();
    if (index === 4) ink.fill([20, 20], 11);
    if (index === 5) ink.undo();
  }
  guessers[0]?.session.send({ type: 'say', text: 'is it a very long guess about nothing at all?' });
  for (const guesser of guessers) guesser.session.send({ type: 'say', text: word });
  await together(table, 'the reveal', ({ session }) => session.room?.phase.type === 'reveal');
  const phase = drawer.session.room?.phase;
  const id = phase?.type === 'reveal' ? phase.turn.turnId : '';
  await expect.poll(async () => (await server.archive.getTurn(id))?.word, { timeout: 20_000 }).toBe(word);
  return id;
}

/** Two games of the leaderboard's kind, and a turn on each of the last days. */
async function fillArchive(): Promise<void> {
  const turn = await server.archive.getTurn(turnId);
  if (turn === undefined) throw new Error('Nothing was archived.');
  const names = ['Ada', 'Ben', 'Wilhelmina Longname', '그림왕'];
  for (const number of [1, 2]) {
    await server.archive.saveGame({
      kind: 'game',
      id: `Game${number}`,
      roomId: turn.roomId,
      language: 'en',
      startedAt: turn.startedAt,
      endedAt: turn.endedAt + number,
      turns: 4,
      standings: names.map((nickname, place) => ({
        playerId: `Player${place}`,
        nickname,
        score: 900 - 170 * place,
        rank: place + 1,
      })),
      isPublic: true,
    });
  }
  for (let day = 1; day < 20; day++) {
    for (let count = 0; count < (day * 7) % 5; count++) {
      const endedAt = turn.endedAt - day * 86_400_000 - count;
      await server.archive.saveTurn({ ...turn, id: `Turn${day}x${count}`, endedAt });
    }
  }
}

// One game serves all tests; the one that takes it out of the archive comes last.
test.beforeAll(async () => {
  server = await startTestServer({ operatorToken: OPERATOR_TOKEN });
  turnId = await playTurn();
  await fillArchive();
});
test.afterAll(async () => {
  table.close();
  await server.close();
});

/** What the page has complained of so far. */
function recordComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  return complaints;
}

const position = (page: Page): Promise<number> => page.getByRole('slider').inputValue().then(Number);
const inked = (page: Page): Promise<number> =>
  page.getByTestId('replay').evaluate((host) => {
    const shown = host.querySelector('canvas');
    // A copy, since a canvas that is read again and again makes the browser warn.
    const copy = new OffscreenCanvas(shown?.width ?? 1, shown?.height ?? 1);
    const context = copy.getContext('2d');
    if (shown === null || context === null) return 0;
    context.drawImage(shown, 0, 0);
    const { data } = context.getImageData(0, 0, copy.width, copy.height);
    return data.filter((value, at) => at % 4 === 3 && value > 0).length;
  });

test('IN-24 a finished turn is replayed, scrubbed by keyboard, and saved', async ({ browser }) => {
  test.setTimeout(120_000);
  const page = await browser.newPage({ locale: 'en-GB', viewport: PHONE });
  const complaints = recordComplaints(page);
  await page.goto(`${server.url}/turns/${turnId}`);
  const { word = '' } = (await server.archive.getTurn(turnId)) ?? {};
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(word);
  await expect(page).toHaveTitle(`${word} · DrawGuess`);
  await expect(page.getByText('is it a very long guess')).toBeVisible();
  await expect(page.getByText('right', { exact: true })).toHaveCount(2);

  await test.step('it plays by itself, and pauses', async () => {
    await expect.poll(() => position(page)).toBeGreaterThan(3);
    await page.getByRole('button', { name: 'Pause' }).click();
    const at = await position(page);
    await page.getByLabel('Speed').selectOption('4 ×');
    expect(await position(page)).toBe(at);
  });

  await test.step('the scrubber goes to the end and back, by keyboard', async () => {
    const scrubber = page.getByRole('slider');
    await scrubber.focus();
    await page.keyboard.press('End');
    await expect.poll(() => inked(page)).toBeGreaterThan(1_000);
    const whole = await inked(page);
    await page.keyboard.press('Home');
    await expect.poll(() => inked(page)).toBe(0);
    await page.keyboard.press('End');
    await expect.poll(() => inked(page)).toBe(whole);
    await expect(scrubber).toHaveAttribute('aria-valuetext', /^(\d+\.\d) of \1 seconds$/);
  });

  await test.step('it is saved as PNG and SVG of 1600 × 900', async () => {
    const [png] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as PNG' }).click(),
    ]);
    expect(png.suggestedFilename()).toMatch(/\.png$/);
    const file = await readFile(await png.path());
    expect([file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([1600, 900]);
    const [svg] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Save as SVG' }).click(),
    ]);
    expect(await readFile(await svg.path(), 'utf8')).toMatch(/^<svg [^>]+viewBox="-0\.5 -0\.5 1600 900"/);
  });

  await test.step('without motion it shows the whole drawing at once', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.reload();
    await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
    await expect.poll(() => inked(page)).toBeGreaterThan(1_000);
  });
  expect(complaints).toEqual([]);
});

for (const { locale, colorScheme, tag } of [
  { locale: 'en-GB', colorScheme: 'light', tag: '' },
  { locale: 'ko-KR', colorScheme: 'dark', tag: ' @full' },
] as const) {
  test(`the archive's screens show what there is and fit, in ${locale}, ${colorScheme}${tag}`, async ({
    browser,
  }) => {
    test.setTimeout(180_000);
    const context = await browser.newContext({
      locale,
      colorScheme,
      viewport: PHONE,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const complaints = recordComplaints(page);
    const screens = [
      ['gallery', '/gallery', page.getByTestId('drawings').getByRole('listitem').first()],
      ['turn', `/turns/${turnId}`, page.getByRole('slider')],
      ['leaderboard', '/leaderboard', page.getByRole('row').nth(4)],
      ['player', `/players/${encodeURIComponent('Wilhelmina Longname')}`, page.locator('dd').first()],
      ['player-unknown', `/players/${encodeURIComponent('아무개')}`, page.getByRole('heading').nth(1)],
      ['stats', '/stats', page.locator('.day-bars')],
      ['status', '/status', page.locator('.verdict')],
      ['operator', '/operator', page.locator('.operator-form')],
    ] as const;
    for (const [name, path, sign] of screens) {
      await page.goto(server.url + path);
      await expect(sign, name).toBeVisible();
      await expect(page.getByRole('heading', { level: 1 }), name).toHaveCount(1);
      await expect(page.getByRole('main'), name).toHaveCount(1);
      for (const size of SIZES) {
        await page.setViewportSize(size);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect.soft(overflow, `${name} at ${size.width}`).toBeLessThanOrEqual(0);
        await page.screenshot({
          path: `test-results/screens/${locale.slice(0, 2)}-${name}-${size.width}.png`,
          fullPage: size.width < 1000,
        });
      }
      await page.setViewportSize(PHONE);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
}

test('ST-11 the screens lead to one another, and say so when something is not there', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await page.goto(`${server.url}/gallery`);
  await page.getByTestId('drawings').last().getByRole('link').first().click();
  await expect(page).toHaveURL(/\/turns\//);
  await page.getByRole('link', { name: 'Ada' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ada');
  await page.goBack();
  await expect(page).toHaveURL(/\/turns\//);
  await page.goto(`${server.url}/turns/Nothing1`);
  await expect(page.getByRole('alert')).toContainText('no such drawing');
  await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
});

test('MD-3 a reported drawing is removed by the operator, and MD-5 players delete their own', async ({
  page,
}) => {
  test.setTimeout(90_000);
  await page.setViewportSize(PHONE);
  await page.goto(`${server.url}/turns/${turnId}`);
  await page.getByRole('button', { name: 'Report this drawing' }).click();
  await page.getByLabel('It is advertising').check();
  await page.getByLabel('Anything to add?').fill('Buy nothing');
  await page.screenshot({ path: 'test-results/screens/en-report-390.png' });
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  await expect(page.getByText('Thank you.')).toBeVisible();

  await page.goto(`${server.url}/operator`);
  await page.getByLabel('Operator token').fill('surely not this token');
  await page.getByRole('button', { name: 'Enter' }).click();
  await expect(page.getByRole('alert')).toContainText('not the operator');
  await page.getByLabel('Operator token').fill(OPERATOR_TOKEN);
  await page.getByRole('button', { name: 'Enter' }).click();
  await expect(page.getByText('Buy nothing')).toBeVisible();
  await page.screenshot({ path: 'test-results/screens/en-operator-reports-390.png', fullPage: true });
  await page.getByRole('button', { name: 'Remove drawing' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove drawing' }).click();
  await expect(page.getByText('Nothing was reported.')).toBeVisible();
  await page.goto(`${server.url}/turns/${turnId}`);
  await expect(page.getByRole('alert')).toContainText('removed');

  const drawer = table.bots.find(({ nickname }) => nickname === 'Ada');
  const own = { gameId: 'Game1', playerId: drawer?.playerId, token: drawer?.token, at: 0 };
  await page.evaluate((games) => localStorage.setItem('drawguess.games', games), JSON.stringify([own]));
  await page.goto(`${server.url}/gallery`);
  await page.getByRole('button', { name: 'Delete my drawings' }).click();
  await page.screenshot({ path: 'test-results/screens/en-delete-390.png' });
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByText(/\d+ drawings deleted\./)).toBeVisible();
  await page.reload();
  await expect(page.getByText('Nothing has been drawn in a public room yet.')).toBeVisible();
});
