import { expect, test, type Page } from '@playwright/test';
import { makeRoom, VIEWPORTS } from './party.ts';
import { openPlayer } from './player.ts';
import { startTestServer, type TestServer } from './server.ts';

let server: TestServer;
test.beforeEach(async () => {
  server = await startTestServer();
});
test.afterEach(() => server.close());

/** A page of somebody who has set text to twice its size. */
async function doubleText(page: Page): Promise<void> {
  await page.addInitScript(() => {
    addEventListener('DOMContentLoaded', () => {
      const { style } = document.documentElement;
      style.fontSize = `${2 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)}px`;
    });
  });
}

test('text of twice the size fits a phone, from the start page to the end of a turn', async ({ browser }) => {
  const host = await openPlayer(browser, 'Ann', VIEWPORTS.phone);
  const guest = await openPlayer(browser, 'Wilhelmina Longname', VIEWPORTS.phone);
  const pages = [host.page, guest.page];
  for (const page of pages) await doubleText(page);
  const expectFit = async (what: string): Promise<void> => {
    for (const page of pages) {
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide, `${what} is wider than its window`).toBeLessThanOrEqual(0);
    }
  };

  for (const { page } of [host, guest]) await page.goto(server.url);
  await expectFit('the start page');
  const code = await makeRoom(server.url, { rounds: 1 });
  for (const player of [host, guest]) await player.join(`${server.url}/r/${code}`);
  await expectFit('the lobby');
  await host.page.getByTestId('start').click();
  await expect(host.page.getByTestId('choice').last()).toBeVisible();
  await expectFit('the choice');
  // The last word on offer can be reached as well as the first.
  await host.page.getByTestId('choice').last().click();
  await expect(host.page.getByTestId('word')).toBeInViewport();
  await expect(guest.page.getByTestId('mask')).toBeInViewport();
  await expectFit('a turn');
  await guest.page.getByTestId('say').scrollIntoViewIfNeeded();
  await expect(guest.page.getByTestId('say')).toBeInViewport();
  await guest.say(await host.word());
  await expect(guest.page.getByTestId('phase-reveal')).toBeVisible();
  await expectFit('the reveal');
});
