import { expect, test, type Page } from '@playwright/test';
import { openPlayer } from './player.ts';
import { startTestServer, type TestServer } from './server.ts';

const SIZES = [
  { width: 390, height: 844 },
  { width: 820, height: 1180 },
  { width: 1440, height: 900 },
];

let server: TestServer;
test.beforeEach(async () => {
  server = await startTestServer();
});
test.afterEach(() => server.close());

/** Photographs a screen at each size; no size may make the page wider than its window. */
async function photograph(page: Page, name: string): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect.soft(overflow, `${name} at ${size.width}`).toBeLessThanOrEqual(0);
    await page.screenshot({ path: `test-results/screens/${name}-${size.width}x${size.height}.png` });
  }
}

for (const { locale, colorScheme, tag } of [
  { locale: 'en-GB', colorScheme: 'light', tag: ' @full' },
  { locale: 'ko-KR', colorScheme: 'dark', tag: '' },
] as const) {
  test(`every screen fits in ${locale}, ${colorScheme}${tag}`, async ({ browser, request }) => {
    test.setTimeout(120_000);
    const language = locale === 'ko-KR' ? 'ko' : 'en';
    const shoot = (page: Page, name: string) => photograph(page, `${language}-${name}`);
    const answer = await request.post(`${server.url}/api/rooms`, {
      data: { settings: { rounds: 1, language } },
    });
    const { code } = (await answer.json()) as { code: string };
    const host = await openPlayer(browser, 'Wilhelmina Longname', { locale });
    const guest = await openPlayer(browser, '그림왕', { locale });
    for (const { page } of [host, guest]) await page.emulateMedia({ colorScheme });

    await host.page.goto(server.url);
    await shoot(host.page, 'home');
    for (const { page, name } of [host, guest]) {
      await page.goto(`${server.url}/r/${code}`);
      await expect(page.getByRole('heading', { level: 1 })).toContainText(code);
      if (page === host.page) await shoot(page, 'join');
      await page.getByRole('textbox').fill(name);
      await page.locator('button[type=submit]').click();
      await expect(page.getByTestId('room-code')).toBeVisible();
    }
    await shoot(host.page, 'lobby-host');
    await shoot(guest.page, 'lobby-guest');
    await host.page.getByRole('button', { name: '그림왕' }).press('Enter');
    await shoot(host.page, 'player-menu');
    await host.page.keyboard.press('Escape');

    await host.page.getByTestId('start').click();
    await expect(host.page.getByTestId('choice')).toHaveCount(3);
    await shoot(host.page, 'choosing-drawer');
    await shoot(guest.page, 'choosing-guesser');

    await host.chooseWord();
    await host.draw([0.2, 0.3], [0.3, 0.8], [0.6, 0.75], [0.7, 0.25], [0.2, 0.3]);
    await host.page.locator('.tool').nth(2).click();
    await host.page.locator('.colour').nth(10).click();
    await host.click([0.45, 0.5]);
    await host.page.locator('.tool').nth(0).click();
    await host.page.locator('.colour').nth(18).click();
    await host.page.locator('.size').nth(4).click();
    await host.draw([0.75, 0.8], [0.85, 0.3], [0.9, 0.7]);
    await guest.say(language === 'ko' ? '혹시 고래인가요?' : 'is it a whale?');
    await expect(host.page.getByRole('log').getByText('그림왕').first()).toBeVisible();
    await shoot(host.page, 'drawing-drawer');
    await shoot(guest.page, 'drawing-guesser');

    await guest.say(await host.word());
    await expect(guest.page.getByTestId('phase-reveal')).toBeVisible();
    await expect(guest.page.getByTestId('picture-check')).toHaveAttribute('data-check', 'same', {
      timeout: 15_000,
    });
    await shoot(guest.page, 'reveal');

    await expect(guest.page.getByTestId('choice')).toHaveCount(3, { timeout: 15_000 });
    await guest.chooseWord();
    await host.say(await guest.word());
    await expect(host.page.getByTestId('phase-podium')).toBeVisible({ timeout: 20_000 });
    await shoot(host.page, 'podium');
    await host.page.goto(server.url);
    await expect(host.page.getByTestId('gallery').getByRole('listitem')).toHaveCount(2);
    await shoot(host.page, 'home-gallery');
  });
}
