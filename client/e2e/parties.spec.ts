import { expect, test } from '@playwright/test';
import { makeRoom, playToPodium, seatParty, VIEWPORTS } from './party.ts';
import { expectSamePicture, openPlayer } from './player.ts';
import { startTestServer, type TestServer } from './server.ts';

// One game for each window is part of the suite; `npm run e2e:full` plays all kinds in all of them.

let server: TestServer;
test.beforeEach(async () => {
  server = await startTestServer();
});
test.afterEach(() => server.close());

for (const [window, options] of Object.entries(VIEWPORTS)) {
  test(`a classic game to the podium on a ${window}`, async ({ browser }) => {
    test.setTimeout(120_000);
    const code = await makeRoom(server.url, { rounds: 1, revealTimeMs: 7_000 });
    const players = await seatParty(browser, `${server.url}/r/${code}`, ['Ann', 'Ben'], options);
    await players[0]!.page.getByTestId('start').click();
    const words = await playToPodium(players, async () => {
      expect(new Set(await Promise.all(players.map((one) => one.phase())))).toEqual(new Set(['drawing']));
    });
    expect(words).toHaveLength(2);
    for (const { page } of players) await expect(page.getByTestId('standing')).toHaveCount(2);
  });

  test(`a team game to the podium on a ${window} @full`, async ({ browser }) => {
    test.setTimeout(240_000);
    const code = await makeRoom(server.url, { rounds: 1, mode: 'team', revealTimeMs: 7_000 });
    const names = ['Ann', 'Ben', 'Cho', 'Dan'];
    const players = await seatParty(browser, `${server.url}/r/${code}`, names, options);
    await players[0]!.page.getByTestId('start').click();
    const words = await playToPodium(players, async (drawers) => {
      expect(drawers, 'two draw each word').toHaveLength(2);
      await expect
        .poll(async () => new Set(await Promise.all(players.map((one) => one.canvasHash()))).size)
        .toBe(1);
      const before = await players[0]!.canvasHash();
      await drawers[1]!.page.getByRole('button', { name: 'Undo' }).click();
      await expect.poll(() => players[0]!.canvasHash()).not.toBe(before);
    });
    expect(words).toHaveLength(2);
  });

  test(`a Korean game with custom words to the podium on a ${window} @full`, async ({ browser }) => {
    test.setTimeout(180_000);
    const code = await makeRoom(server.url, { rounds: 1, language: 'ko', revealTimeMs: 7_000 });
    const players = await seatParty(browser, `${server.url}/r/${code}`, ['그림왕', '수달'], {
      ...options,
      locale: 'ko-KR',
    });
    const host = players[0]!.page;
    const own = ['김치찌개', '떡볶이', '한라산', '훈민정음'];
    await host.getByLabel('직접 만든 단어', { exact: true }).fill(own.join(', '));
    await host.getByLabel('직접 만든 단어를 쓰는 방법').selectOption('only');
    await host.getByRole('button', { name: '이 단어 쓰기' }).click();
    await expect(host.getByTestId('custom-words')).toBeVisible();
    await host.getByTestId('start').click();
    const words = await playToPodium(players);
    for (const word of words) expect(own).toContain(word);
  });

  test(`a game with somebody who watches on a ${window} @full`, async ({ browser }) => {
    test.setTimeout(180_000);
    const code = await makeRoom(server.url, { rounds: 1, revealTimeMs: 7_000 });
    const players = await seatParty(browser, `${server.url}/r/${code}`, ['Ann', 'Ben'], options);
    const watcher = await openPlayer(browser, 'Wim', options);
    await watcher.page.goto(`${server.url}/r/${code}`);
    await watcher.page.getByRole('textbox').fill('Wim');
    await watcher.page.getByRole('button', { name: 'Only watch' }).click();
    await expect(watcher.page.getByTestId('watching')).toBeVisible();
    const screen = await openPlayer(browser, 'Screen', options);
    await screen.page.goto(`${server.url}/watch/${code}`);
    await expect(screen.page.getByTestId('big-screen')).toBeVisible();

    await players[0]!.page.getByTestId('start').click();
    const all = [...players, watcher, screen];
    let revealed = false;
    await playToPodium(players, async (_drawers, word) => {
      await watcher.page.getByRole('button', { name: 'Bravo' }).click();
      for (const { page } of [watcher, screen]) {
        await expect(page.getByTestId('mask')).toBeVisible();
        expect(await page.content()).not.toContain(`>${word}<`);
      }
      await expect(watcher.page.getByTestId('say')).toBeHidden();
      if (revealed) return;
      revealed = true;
      for (const player of players) if (!_drawers.includes(player)) await player.say(word);
      await expectSamePicture(all);
    });
    await expect(watcher.page.getByTestId('standing')).toHaveCount(2);
    await expect(screen.page.getByTestId('big-screen')).toHaveAttribute('data-phase', 'podium');
    await players[0]!.page.getByRole('button', { name: 'Play again' }).click();
    await watcher.page.getByRole('button', { name: 'Take a seat' }).click();
    await expect(players[1]!.page.getByText('Wim').first()).toBeVisible();
    await expect(watcher.page.getByTestId('watching')).toBeHidden();
  });
}
