import { startTcpProxy, type TcpProxy } from '../../persistence/src/testing/tcp-proxy.ts';
import { expect, test, type APIRequestContext, type Browser } from '@playwright/test';
import { expectSamePicture, openPlayer } from './player.ts';
import { startTestServer, type TestServer } from './server.ts';

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

/** Ann draws a stroke over a line that can be cut, and Ben guesses. */
async function beginDrawing(browser: Browser, request: APIRequestContext, revealTimeMs: number) {
  const settings = { rounds: 1, drawTimeMs: 60_000, revealTimeMs };
  const answer = await request.post(`${server.url}/api/rooms`, { data: { settings } });
  const { code } = (await answer.json()) as { code: string };
  const ann = await openPlayer(browser, 'Ann');
  let heartbeats = 0;
  ann.page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      if (payload.includes('"pong"')) heartbeats += 1;
    }),
  );
  const ben = await openPlayer(browser, 'Ben');
  await ann.join(`http://127.0.0.1:${proxy.port}/r/${code}`);
  await ben.join(`${server.url}/r/${code}`);
  await ann.page.getByRole('button', { name: 'Start the game' }).click();
  await ann.chooseWord();
  const word = await ann.word();
  await ann.draw([0.2, 0.2], [0.8, 0.8]);
  await expect.poll(() => ben.canvasHash()).toBe(await ann.canvasHash());
  return { ann, ben, word, heartbeats: () => heartbeats };
}

test('TN-7 a cut drawer keeps drawing: ink before the close is shown to all, ink after it is counted as late', async ({
  browser,
  request,
}) => {
  test.setTimeout(90_000);
  const { ann, ben, word } = await beginDrawing(browser, request, 20_000);

  await proxy.cut();
  await ann.draw([0.8, 0.2], [0.2, 0.8]);
  await proxy.restore();
  await expect(ann.page.getByTestId('connection')).toHaveText('Live', { timeout: 15_000 });
  await expect.poll(() => ben.canvasHash()).toBe(await ann.canvasHash());

  await proxy.cut();
  await ann.draw([0.5, 0.1], [0.5, 0.9]);
  await ann.draw([0.1, 0.5], [0.9, 0.5]);
  await ben.say(word);
  await expect.poll(() => ben.closedCanvasHash(), { timeout: 15_000 }).toBeDefined();
  await proxy.restore();
  await expect(ann.page.getByTestId('late')).toHaveText('2 strokes came too late', { timeout: 15_000 });
  await expectSamePicture([ann, ben]);
});

test('TN-7 a drawer who comes back in a later turn is told what nobody saw', async ({ browser, request }) => {
  test.setTimeout(90_000);
  const { ann, ben, word, heartbeats } = await beginDrawing(browser, request, 6_000);
  await expect(ann.page.getByTestId('connection')).toHaveText('Live');
  // Until two heartbeats are answered, nothing says that the first stroke has arrived.
  const answered = heartbeats();
  await expect.poll(heartbeats).toBeGreaterThanOrEqual(answered + 2);
  await proxy.cut();
  await ann.draw([0.8, 0.2], [0.2, 0.8]);
  await ann.draw([0.1, 0.5], [0.9, 0.5]);
  await ben.say(word);
  await expect.poll(() => ben.phase(), { timeout: 20_000 }).toBe('choosing');
  await proxy.restore();
  await expect(ann.page.getByTestId('late-before')).toHaveText(
    '2 strokes of your drawing came too late for the others.',
    { timeout: 15_000 },
  );
});
