import { createInkLog, PALETTE, SIZES, type Stroke } from '../../game/src/ink/index.ts';
import { beginTurn, joinAsBot, type Bot } from '../../load-tests/src/bots/index.ts';
import { expect, test, type Page } from '@playwright/test';
import { recordings } from '../src/art/recordings.ts';
import { en } from '../src/texts/en.ts';
import { makeRoom } from './party.ts';
import { openPlayer, type Player } from './player.ts';
import { startTestServer, type TestServer } from './server.ts';

// `npm run pictures`: eight people play, and every screen is photographed in both themes. Some of it is in the README.

const WINDOWS = {
  phone: { width: 390, height: 844 },
  tablet: { width: 820, height: 1180 },
  desktop: { width: 1440, height: 900 },
};
const NAMES = ['그림왕', 'Ben', 'Cleo', 'Dmitri', 'Wilhelmina Longname', 'Fatima'];

let server: TestServer;
test.beforeEach(async () => {
  server = await startTestServer({ operatorToken: 'a token of the operator' });
});
test.afterEach(() => server.close());

/** The strokes of one of the game's own pictures. */
function strokesOf(name: keyof typeof recordings): readonly Stroke[] {
  const log = createInkLog();
  for (const operation of recordings[name].ink.split(' ')) log.apply(operation);
  return log.strokes();
}

async function drawByMouse({ page }: Player, strokes: readonly Stroke[]): Promise<void> {
  const box = await page.getByTestId('canvas').boundingBox();
  if (box === null) throw new Error('No canvas is on screen.');
  const at = ([x, y]: readonly [number, number, ...unknown[]]): [number, number] => [
    box.x + ((x + 0.5) * box.width) / 1600,
    box.y + ((y + 0.5) * box.height) / 900,
  ];
  for (const { colour, size, points } of strokes) {
    const name = PALETTE[colour]?.name ?? 'ink';
    await page.getByRole('button', { name: en.tools.colourNames[name], exact: true }).click();
    await page.getByRole('button', { name: en.tools.size(SIZES[size] ?? 0), exact: true }).click();
    const [first, ...rest] = points;
    if (first === undefined) continue;
    await page.mouse.move(...at(first));
    await page.mouse.down();
    for (const point of rest) await page.mouse.move(...at(point));
    await page.mouse.up();
  }
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every screen of a game of eight, ${colorScheme} @full`, async ({ browser }) => {
    test.setTimeout(600_000);
    const options = { colorScheme, reducedMotion: 'reduce' } as const;
    const host = await openPlayer(browser, 'Ann', { ...options, viewport: WINDOWS.desktop });
    const guest = await openPlayer(browser, 'Otter', { ...options, viewport: WINDOWS.desktop });
    const shoot = async ({ page }: { page: Page }, name: string): Promise<void> => {
      for (const [window, size] of Object.entries(WINDOWS)) {
        await page.setViewportSize(size);
        // Two frames: a canvas is painted in the one after it has its size.
        await page.evaluate(
          () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
        );
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect.soft(wide, `${name} on a ${window} is wider than its window`).toBeLessThanOrEqual(0);
        await page.screenshot({ path: `test-results/pictures/${name}-${window}-${colorScheme}.png` });
      }
      await page.setViewportSize(WINDOWS.desktop);
    };

    for (const path of [
      '',
      'how-to-play',
      'about',
      'nowhere',
      'leaderboard',
      'stats',
      'status',
      'operator',
    ]) {
      await guest.page.goto(`${server.url}/${path}`);
      await expect(guest.page.locator('h1')).toBeVisible();
      await shoot(guest, path || 'home');
    }
    const code = await makeRoom(
      server.url,
      { rounds: 1, revealTimeMs: 12_000, drawTimeMs: 240_000 },
      'Friday doodles',
    );
    const link = `${server.url}/r/${code}`;
    await guest.page.goto(link);
    await shoot(guest, 'join');
    await host.join(link);
    await guest.join(link);
    const bots: Bot[] = [];
    for (const name of NAMES) bots.push(await joinAsBot(server.url, code, name));
    await expect(host.page.getByTestId('players').getByRole('listitem')).toHaveCount(8);
    await host.draw([0.1, 0.2], [0.15, 0.6], [0.25, 0.3], [0.35, 0.6], [0.4, 0.2]);
    await shoot(host, 'lobby');
    await host.page.locator('.lobby-players > .button').click();
    await shoot(host, 'face');
    await host.page.keyboard.press('Escape');
    const screen = await openPlayer(browser, 'Screen', {
      ...options,
      viewport: { width: 1920, height: 1080 },
    });
    await screen.page.goto(`${server.url}/watch/${code}`);
    await expect(screen.page.getByTestId('big-screen')).toBeVisible();

    await host.page.getByTestId('start').click();
    await expect(host.page.getByTestId('choice').first()).toBeVisible();
    await shoot(host, 'choosing');
    await shoot(guest, 'waiting');
    await host.chooseWord();
    await drawByMouse(host, strokesOf('draw').slice(0, 14));
    bots[0]?.session.send({ type: 'say', text: '배?' });
    bots[1]?.session.send({ type: 'say', text: 'a pirate ship' });
    bots[2]?.session.send({ type: 'say', text: await host.word() });
    bots[2]?.session.send({ type: 'react', reaction: 'clap' });
    await expect(host.page.getByText('Cleo guessed the word!')).toBeVisible();
    await shoot(host, 'drawing');
    await shoot(guest, 'guessing');
    await screen.page.screenshot({ path: `test-results/pictures/screen-${colorScheme}.png` });
    const word = await host.word();
    for (const bot of bots) bot.session.send({ type: 'say', text: word });
    await guest.say(word);
    await expect(guest.page.getByTestId('phase-reveal')).toBeVisible();
    await shoot(guest, 'reveal');

    await expect(guest.page.getByTestId('choice').first()).toBeVisible({ timeout: 30_000 });
    await guest.chooseWord();
    await drawByMouse(guest, strokesOf('hero').slice(0, 9));
    const second = await guest.word();
    for (const bot of bots) bot.session.send({ type: 'say', text: second });
    await host.say(second);
    for (const [turn, picture] of (
      ['lost', 'crown', 'table', 'guess', 'draw', 'choose'] as const
    ).entries()) {
      const {
        ink,
        word: next,
        guessers,
      } = await beginTurn({ code, roomId: '', bots, close: () => undefined });
      for (const { tool, colour, size, points } of strokesOf(picture)) {
        const [first, ...rest] = points;
        if (first === undefined) continue;
        ink.begin(tool, colour, size, first);
        ink.add(rest);
        ink.end();
      }
      ink.close();
      for (const guesser of guessers.slice(0, 3 + (turn % 3)))
        guesser.session.send({ type: 'say', text: next });
      await guest.say(next);
      for (const guesser of guessers) guesser.session.send({ type: 'say', text: next });
      await host.say(next);
    }
    await expect(host.page.getByTestId('phase-podium')).toBeVisible({ timeout: 60_000 });
    await shoot(host, 'podium');
    await screen.page.screenshot({ path: `test-results/pictures/screen-podium-${colorScheme}.png` });
    await host.page.goto(`${server.url}/gallery`);
    await expect(host.page.locator('h1')).toBeVisible();
    await shoot(host, 'gallery');
    await host.page.locator('a[href^="/turns/"]').first().click();
    await expect(host.page.getByRole('slider')).toBeVisible();
    await shoot(host, 'turn');
    for (const bot of bots) bot.close();
  });
}
