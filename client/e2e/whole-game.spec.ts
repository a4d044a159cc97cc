import { startTcpProxy, type TcpProxy } from '../../persistence/src/testing/tcp-proxy.ts';
import { expect, test } from '@playwright/test';
import { podium } from '@drawguess/game/scoring';
import { expectSamePicture, openPlayer, type Player } from './player.ts';
import { startTestServer, type TestServer } from './server.ts';

const CUT_MS = 20_000;

let server: TestServer;
let proxy: TcpProxy;
test.beforeEach(async () => {
  server = await startTestServer();
  proxy = await startTcpProxy(Number(new URL(server.url).port));
});
test.afterEach(async () => {
  await proxy.close();
  await server.close();
});

const waitForPhase = (player: Player, phase: string) =>
  expect.poll(() => player.phase(), { timeout: 20_000 }).toBe(phase);

/** The drawer chooses and draws a little house. */
async function drawHouse(drawer: Player): Promise<string> {
  await drawer.chooseWord();
  await drawer.draw([0.3, 0.5], [0.3, 0.9], [0.7, 0.9], [0.7, 0.5], [0.3, 0.5]);
  await drawer.draw([0.25, 0.5], [0.5, 0.15], [0.75, 0.5]);
  return drawer.word();
}

test('three browsers play a whole game through a reload, a cut and a late arrival', async ({
  browser,
  request,
}) => {
  test.setTimeout(240_000);
  const ann = await openPlayer(browser, 'Ann');
  const ben = await openPlayer(browser, 'Ben');
  const cho = await openPlayer(browser, 'Cho');
  const all = [ann, ben, cho];
  const hashes: string[] = [];

  const finishTurn = async (): Promise<void> => {
    await waitForPhase(ann, 'reveal');
    hashes.push(await expectSamePicture(all));
  };

  await test.step('Ann makes a room, Ben comes by its link', async () => {
    await ann.page.goto(server.url);
    await ann.page.getByLabel('Your nickname').fill('Ann');
    await ann.page.getByText('Game settings').click();
    await ann.page.getByLabel('Rounds').selectOption('2');
    await ann.page.getByLabel('Drawing time').selectOption('60 s');
    await ann.page.getByRole('button', { name: 'Create a room' }).click();
    const start = ann.page.getByRole('button', { name: 'Start the game' });
    await expect(start).toBeDisabled();
    const code = await ann.page.getByTestId('room-code').textContent();
    await ben.join(`http://127.0.0.1:${proxy.port}/r/${code}`);
    await start.click();
  });

  await test.step('turn 1: Ann reloads and goes on drawing; Cho arrives', async () => {
    const word = await drawHouse(ann);
    const before = await ann.canvasHash();
    await cho.join(ann.page.url());

    await ann.page.reload();
    await expect.poll(() => ann.canvasHash()).toBe(before);
    await expect(ann.page.getByTestId('word')).toHaveText(word);
    await ann.pick('Fill');
    await ann.pick('Red');
    await ann.click([0.5, 0.7]);
    await ann.pick('Eraser');
    await ann.draw([0.45, 0.8], [0.55, 0.8]);
    await ann.pick('Pen');
    await ann.draw([0.1, 0.1], [0.2, 0.2]);
    await ann.pick('Undo');
    await expect.poll(() => cho.canvasHash()).toBe(await ann.canvasHash());
    expect(await ann.canvasHash()).not.toBe(before);

    await ben.say('certainly not this');
    await expect(cho.page.getByText('certainly not this')).toBeVisible();
    await ben.say(word);
    await expect(ben.page.getByTestId('word')).toHaveText(word);
    await cho.say(word.toUpperCase());
    await finishTurn();
  });

  await test.step('turn 2: Ben draws', async () => {
    await waitForPhase(ben, 'choosing');
    const word = await drawHouse(ben);
    await cho.say(word);
    await ann.say(word);
    await finishTurn();
  });

  await test.step('turn 3: Cho draws last in the round; Ben is cut off and his guess counts all the same', async () => {
    await waitForPhase(cho, 'choosing');
    const word = await drawHouse(cho);
    await ann.say(word);
    const cutAt = Date.now();
    await proxy.cut();
    await expect(ben.page.getByTestId('connection')).toContainText(/Reconnecting|Offline/);
    await ben.say(word);
    await expect(ben.page.getByTestId('connection')).toContainText('1 waiting');
    await cho.draw([0.45, 0.9], [0.45, 0.7], [0.55, 0.7], [0.55, 0.9]);
    await expect(ben.page.getByTestId('connection')).toHaveText('Offline · 1 waiting', { timeout: CUT_MS });
    await ben.page.waitForTimeout(Math.max(0, CUT_MS - (Date.now() - cutAt)));
    expect(await cho.phase()).toBe('drawing');
    await proxy.restore();
    await expect(cho.page.getByText('Ben guessed the word!').last()).toBeVisible({ timeout: 15_000 });
    await finishTurn();
  });

  for (const [index, drawer] of all.entries()) {
    await test.step(`turn ${index + 4}: ${drawer.name} draws again`, async () => {
      await waitForPhase(drawer, 'choosing');
      const word = await drawHouse(drawer);
      for (const guesser of all) if (guesser !== drawer) await guesser.say(word);
      await finishTurn();
    });
  }

  await test.step('the podium is what the archived points add up to', async () => {
    await waitForPhase(ann, 'podium');
    const turns = await archivedTurns(request, server.url, await playedGame(ann));
    expect(turns.map(({ canvasHash }) => canvasHash)).toEqual(hashes);
    expect(turns.map(({ drawers }) => drawers[0]?.nickname)).toEqual([
      'Ann',
      'Ben',
      'Cho',
      'Ann',
      'Ben',
      'Cho',
    ]);

    const names = new Map(turns.flatMap(({ drawers }) => drawers.map((one) => [one.playerId, one.nickname])));
    const expected = podium(
      [...names].map(([playerId, nickname]) => ({
        playerId,
        score: turns.reduce((sum, { points }) => sum + (points[playerId] ?? 0), 0),
        joinedAt: all.findIndex(({ name }) => name === nickname),
      })),
    ).map(({ playerId, score, rank }) => [
      `${rank}${['st', 'nd', 'rd'][rank - 1]}`,
      names.get(playerId),
      `${score} points`,
    ]);
    for (const { page } of all) {
      const shown = page.getByTestId('standing');
      await expect(shown).toHaveCount(all.length);
      const rows = await shown.evaluateAll((items) =>
        items.map((item) => [...item.children].map((cell) => cell.textContent)),
      );
      expect(rows).toEqual(expected);
    }
  });
});

type ArchivedTurn = {
  canvasHash: string;
  drawers: { playerId: string; nickname: string }[];
  points: Record<string, number>;
};

/** Id of the game that was played last in a player's browser. */
const playedGame = ({ page }: Player): Promise<string> =>
  page.evaluate(() => {
    const games = JSON.parse(localStorage.getItem('drawguess.games') ?? '[]') as { gameId: string }[];
    return games[0]?.gameId ?? '';
  });

/** The six turns of the game, oldest first, as soon as the archive has them. */
async function archivedTurns(
  request: { get(url: string): Promise<{ json(): Promise<unknown> }> },
  url: string,
  gameId: string,
): Promise<ArchivedTurn[]> {
  const list = async () =>
    (await (await request.get(`${url}/api/turns?limit=100&gameId=${gameId}`)).json()) as {
      turns: { id: string }[];
    };
  await expect.poll(async () => (await list()).turns.length).toBe(6);
  const turns: ArchivedTurn[] = [];
  for (const { id } of (await list()).turns.toReversed()) {
    turns.push((await (await request.get(`${url}/api/turns/${id}`)).json()) as ArchivedTurn);
  }
  return turns;
}
