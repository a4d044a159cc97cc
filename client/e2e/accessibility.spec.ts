import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { makeRoom, playToPodium, seatParty } from './party.ts';
import { openPlayer } from './player.ts';
import { startTestServer, type TestServer } from './server.ts';

let server: TestServer;
test.beforeEach(async () => {
  server = await startTestServer({ operatorToken: 'a token of the operator' });
});
test.afterEach(() => server.close());

const PAGES = [
  '/',
  '/how-to-play',
  '/about',
  '/gallery',
  '/leaderboard',
  '/stats',
  '/status',
  '/operator',
  '/nowhere',
];

/** axe finds nothing against WCAG 2.2 AA and its own best practices. */
async function expectAccessible(page: Page, screen: string): Promise<void> {
  // What is still moving is measured where it comes to rest.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined))),
  );
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
  expect.soft(found, screen).toEqual([]);
}

for (const { locale, colorScheme, tag } of [
  { locale: 'en-GB', colorScheme: 'light', tag: '' },
  { locale: 'en-GB', colorScheme: 'dark', tag: ' @full' },
  { locale: 'ko-KR', colorScheme: 'light', tag: ' @full' },
  { locale: 'ko-KR', colorScheme: 'dark', tag: ' @full' },
] as const) {
  test(`axe finds nothing on any screen in ${locale}, ${colorScheme}${tag}`, async ({ browser }) => {
    test.setTimeout(240_000);
    const options = { locale, colorScheme, reducedMotion: 'reduce' } as const;
    const visitor = await openPlayer(browser, 'Visitor', options);
    for (const path of PAGES) {
      await visitor.page.goto(`${server.url}${path}`);
      await expect(visitor.page.locator('h1')).toBeVisible();
      await expectAccessible(visitor.page, path);
    }
    const language = locale === 'ko-KR' ? 'ko' : 'en';
    const code = await makeRoom(server.url, { rounds: 1, language, isPublic: true });
    await visitor.page.goto(`${server.url}/r/${code}`);
    await expect(visitor.page.locator('h1')).toBeVisible();
    await expectAccessible(visitor.page, 'join');

    const [host, guest] = await seatParty(browser, `${server.url}/r/${code}`, ['Ann', '그림왕'], options);
    await expectAccessible(host!.page, 'lobby of the host');
    await expectAccessible(guest!.page, 'lobby of a guest');
    await host!.page.locator('.lobby-players > .button').click();
    await expectAccessible(host!.page, 'drawing one’s face');
    await host!.page.keyboard.press('Escape');
    await host!.page.getByRole('button', { name: '그림왕' }).click();
    await expectAccessible(host!.page, 'what one can do about a player');
    await host!.page.keyboard.press('Escape');
    await host!.page.getByTestId('start').click();
    await expect(host!.page.getByTestId('choice').first()).toBeVisible();
    await expectAccessible(host!.page, 'choosing');
    await expectAccessible(guest!.page, 'waiting for a word');
    let looked = false;
    await playToPodium([host!, guest!], async (drawers, word) => {
      if (looked) return;
      looked = true;
      await expectAccessible(host!.page, 'drawing');
      await expectAccessible(guest!.page, 'guessing');
      const guesser = drawers.includes(host!) ? guest! : host!;
      await guesser.say(word);
      await expect(guest!.page.getByTestId('phase-reveal')).toBeVisible();
      await expectAccessible(guest!.page, 'reveal');
    });
    await expectAccessible(host!.page, 'podium of the host');
    await expectAccessible(guest!.page, 'podium of a guest');
    const turns = (await (await fetch(`${server.url}/api/turns`)).json()) as { turns: { id: string }[] };
    await visitor.page.goto(`${server.url}/turns/${turns.turns[0]?.id}`);
    await expect(visitor.page.locator('h1')).toBeVisible();
    await expectAccessible(visitor.page, 'one turn');
  });
}
