import { startTcpProxy, type TcpProxy } from '../../persistence/src/testing/tcp-proxy.ts';
import { expect, test, type APIRequestContext, type Browser } from '@playwright/test';
import { openStage } from '../../load-tests/src/faults/stage.ts';
import { podium } from '@drawguess/game/scoring';
import { expectSamePicture, openPlayer, type Player } from './player.ts';
import { startTestServer } from './server.ts';

const CUT_MS = 20_000;

/** Where a game is played: each player's own way to it, which can be cut. */
type Place = {
  readonly ways: readonly [TcpProxy, TcpProxy, TcpProxy];
  close(): Promise<void>;
};

async function openOneProcess(): Promise<Place> {
  const server = await startTestServer();
  const way = (): Promise<TcpProxy> => startTcpProxy(Number(new URL(server.url).port));
  return { ways: [await way(), await way(), await way()], close: () => server.close() };
}

/** nginx goes by the address from which somebody comes: Ann and Cho meet another sync-server than Ben. */
async function openTwoOfEach(): Promise<Place> {
  const stage = await openStage({ persistence: 2, sync: 2 });
  const way = (server: number): Promise<TcpProxy> =>
    startTcpProxy(Number(new URL(stage.url).port), stage.addresses[server]?.[0]);
  return { ways: [await way(0), await way(1), await way(0)], close: () => stage.close() };
}

const addressOf = ({ port }: TcpProxy): string => `http://127.0.0.1:${port}`;

const waitForPhase = (player: Player, phase: string) =>
  expect.poll(() => player.phase(), { timeout: 20_000 }).toBe(phase);

/** The drawer chooses and draws a little house. */
async function drawHouse(drawer: Player): Promise<string> {
  await drawer.chooseWord();
  await drawer.draw([0.3, 0.5], [0.3, 0.9], [0.7, 0.9], [0.7, 0.5], [0.3, 0.5]);
  await drawer.draw([0.25, 0.5], [0.5, 0.15], [0.75, 0.5]);
  return drawer.word();
}

const SHAPES = [
  {
    title: 'three browsers play a whole game through a reload, a cut and a late arrival',
    open: openOneProcess,
  },
  { title: 'ST-18 SY-20 the same with two of each process behind nginx @full', open: openTwoOfEach },
];

for (const { title, open } of SHAPES) {
  test(title, async ({ browser, request }) => {
    test.setTimeout(240_000);
    const place = await open();
    try {
      await playWholeGame(browser, request, place);
    } finally {
      for (const way of place.ways) await way.close();
      await place.close();
    }
  });
}

async function playWholeGame(
  browser: Browser,
  request: APIRequestContext,
  { ways: [annWay, benWay, choWay] }: Place,
): Promise<void> {
  const ann = await openPlayer(browser, 'Ann');
  const ben = await openPlayer(browser, 'Ben');
  const cho = await openPlayer(browser, 'Cho');
  const all = [ann, ben, cho];
  const hashes: string[] = [];
  let code = '';

  const finishTurn = async (): Promise<void> => {
    await waitForPhase(ann, 'reveal');
    hashes.push(await expectSamePicture(all));
  };

  await test.step('Ann makes a room, Ben comes by its link', async () => {
    await ann.page.goto(addressOf(annWay));
    await ann.page.getByLabel('Your nickname').fill('Ann');
    await ann.page.getByText('Game settings').click();
    await ann.page.getByLabel('Rounds').selectOption('2');
    await ann.page.getByLabel('Drawing time').selectOption('60 s');
    await ann.page.getByRole('button', { name: 'Create a room' }).click();
    const start = ann.page.getByRole('button', { name: 'Start the game' });
    await expect(start).toBeDisabled();
    code = (await ann.page.getByTestId('room-code').textContent()) ?? '';
    await ben.join(`${addressOf(benWay)}/r/${code}`);
    await start.click();
  });

  await test.step('turn 1: Ann reloads and goes on drawing; Cho arrives', async () => {
    const word = await drawHouse(ann);
    const before = await ann.canvasHash();
    await cho.join(`${addressOf(choWay)}/r/${code}`);

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
    await benWay.cut();
    await expect(ben.page.getByTestId('connection')).toContainText(/Reconnecting|Offline/);
    await ben.say(word);
    await expect(ben.page.getByTestId('connection')).toContainText('1 waiting');
    await cho.draw([0.45, 0.9], [0.45, 0.7], [0.55, 0.7], [0.55, 0.9]);
    await expect(ben.page.getByTestId('connection')).toHaveText('Offline · 1 waiting', { timeout: CUT_MS });
    await ben.page.waitForTimeout(Math.max(0, CUT_MS - (Date.now() - cutAt)));
    expect(await cho.phase()).toBe('drawing');
    await benWay.restore();
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
    const turns = await archivedTurns(request, addressOf(annWay), await playedGame(ann));
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
}

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
