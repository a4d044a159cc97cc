import { expect, test, type Page } from '@playwright/test';
import { disguisesOf } from './disguises.ts';
import { openPlayer } from './player.ts';
import { startTestServer, type TestServer } from './server.ts';

let server: TestServer | undefined;
test.afterEach(() => server?.close());

/** Everything that a page has received so far: WebSocket frames and bodies of answers. */
function recordReceived(page: Page): () => Promise<Buffer[]> {
  const frames: Buffer[] = [];
  const bodies: Promise<Buffer>[] = [];
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => frames.push(Buffer.from(payload))),
  );
  page.on('response', (response) => {
    // The client's own files were the same before the word was chosen.
    if (new URL(response.url()).pathname.startsWith('/api'))
      bodies.push(response.body().catch(() => Buffer.alloc(0)));
  });
  return async () => [...frames, ...(await Promise.all(bodies))];
}

const readEverything = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (const path of ['/api/rooms', '/api/turns', '/health', '/metrics', '/livez', '/readyz'])
      await fetch(path);
  });

const words = [
  { language: 'Korean', texts: ['쀍휅뒑', '꿻뢟퓖', '뙗첣쬲'] },
  { language: 'Latin with accents', texts: ['zýxqvéwk', 'kvéjwýqz', 'wqéxzýkj'] },
];

for (const { language, texts } of words) {
  test(`GS-7 no frame and no answer to a guesser holds a word before they know it (${language})`, async ({
    browser,
    request,
  }) => {
    test.setTimeout(90_000);
    server = await startTestServer({
      words: texts.map((text) => ({ text, difficulty: 1, category: 'test' })),
    });
    const settings = { rounds: 1, drawTimeMs: 60_000 };
    const answer = await request.post(`${server.url}/api/rooms`, { data: { settings } });
    const url = `${server.url}/r/${((await answer.json()) as { code: string }).code}`;
    const players = await Promise.all(['Ann', 'Ben', 'Cho', 'Dan'].map((name) => openPlayer(browser, name)));
    const [ann, ben, cho, dan] = players;
    if (!ann || !ben || !cho || !dan) throw new Error('Four players were asked for.');
    const received = new Map(players.map((player) => [player, recordReceived(player.page)]));
    const found = async (player: typeof ann): Promise<string[]> => {
      const blobs = (await received.get(player)?.()) ?? [];
      return texts
        .flatMap(disguisesOf)
        .flatMap(({ name, bytes }) => (blobs.some((blob) => blob.includes(bytes)) ? [name] : []));
    };

    for (const player of [ann, ben, cho]) await player.join(url);
    await ann.page.getByRole('button', { name: 'Start the game' }).click();
    await ann.chooseWord();
    const word = await ann.word();
    await ann.draw([0.2, 0.2], [0.8, 0.8]);
    await dan.join(url);
    expect(await found(ben)).toEqual([]);

    // Whatever others say with the word in it stays with those who know it.
    await ben.say(`is it ${word}, perhaps?`);
    await expect(ben.page.getByText('perhaps?')).toBeVisible();
    await cho.say(`${word.slice(0, -1)}a`);
    await ben.say(word);
    await expect(ben.page.getByTestId('word')).toHaveText(word);
    await ben.say(`${word} it was`);
    await expect(ann.page.getByText('it was')).toBeVisible();
    await cho.page.reload();
    await expect(cho.page.getByTestId('connection')).toHaveText('Live');
    await cho.say('nothing like it');
    for (const guesser of [cho, dan]) {
      await readEverything(guesser.page);
      await expect(guesser.page.getByText('nothing like it')).toBeVisible();
    }
    for (const guesser of [cho, dan]) {
      expect(await found(guesser), guesser.name).toEqual([]);
      expect(await guesser.phase()).toBe('drawing');
    }

    // The same search finds the word where it may be.
    expect(await found(ann)).toContain('composed, UTF-8');
    await cho.say(word);
    await dan.say(word);
    await expect.poll(() => found(dan)).toContain('composed, UTF-8');
    for (const { page } of players) await page.context().close();
  });
}
