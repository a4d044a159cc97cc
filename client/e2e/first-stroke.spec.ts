import { expect, test } from '@playwright/test';
import { makeRoom, VIEWPORTS } from './party.ts';
import { openPlayer } from './player.ts';
import { startTestServer, type TestServer } from './server.ts';

let server: TestServer;
test.beforeEach(async () => {
  server = await startTestServer();
});
test.afterEach(() => server.close());

test('a guest draws on the wall three taps after the link: the link, “Join”, and the stroke itself', async ({
  browser,
}) => {
  const code = await makeRoom(server.url, {});
  const host = await openPlayer(browser, 'Ann');
  await host.join(`${server.url}/r/${code}`);
  const blank = await host.canvasHash();

  const guest = await openPlayer(browser, 'Guest', VIEWPORTS.phone);
  const { page } = guest;
  await page.addInitScript(() => {
    addEventListener(
      'pointerup',
      () => sessionStorage.setItem('taps', `${Number(sessionStorage.getItem('taps')) + 1}`),
      true,
    );
  });
  // The first tap is on the link, in whatever app it came by.
  await page.goto(`${server.url}/r/${code}`);
  await page.getByRole('button', { name: 'Join', exact: true }).tap();
  await expect(page.getByTestId('canvas')).toHaveAttribute('data-drawable', 'true');
  await guest.draw([0.2, 0.2], [0.5, 0.7], [0.8, 0.3]);

  await expect.poll(() => host.canvasHash()).not.toBe(blank);
  await expect.poll(async () => (await host.canvasHash()) === (await guest.canvasHash())).toBe(true);
  expect(Number(await page.evaluate(() => sessionStorage.getItem('taps')))).toBe(2);
});
