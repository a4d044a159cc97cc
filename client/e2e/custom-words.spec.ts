import { expect, test } from '@playwright/test';
import { openPlayer } from './player.ts';
import { startTestServer, type TestServer } from './server.ts';

const WORDS = ['우리 집 강아지', '수학 선생님', '옥상 텃밭', '빨간 대문', '체육 대회'];

let server: TestServer;
test.beforeEach(async () => {
  server = await startTestServer();
});
test.afterEach(() => server.close());

test('WD-5 WD-6 WD-8 the host’s own words are checked as they are typed, and played alone', async ({
  browser,
  request,
}) => {
  const settings = { rounds: 1, language: 'ko' };
  const answer = await request.post(`${server.url}/api/rooms`, { data: { settings } });
  const url = `${server.url}/r/${((await answer.json()) as { code: string }).code}`;
  const ann = await openPlayer(browser, 'Ann');
  const ben = await openPlayer(browser, 'Ben');
  const received: Buffer[] = [];
  ben.page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => received.push(Buffer.from(payload))),
  );
  const wordsReceived = (): string[] =>
    WORDS.filter((word) => received.some((frame) => frame.includes(word)));
  for (const player of [ann, ben]) await player.join(url);
  const field = ann.page.getByLabel('Your own words', { exact: true });
  const save = ann.page.getByRole('button', { name: 'Use these words' });
  const check = ann.page.getByTestId('words-check');
  await expect(ben.page.getByLabel('Your own words', { exact: true })).toHaveCount(0);

  await test.step('too few for playing them alone', async () => {
    await field.fill(WORDS.slice(0, 2).join(', '));
    await ann.page.getByLabel('How to use your own words').selectOption('Play only these');
    await expect(ann.page.getByText('That takes at least 3 words.')).toBeVisible();
    await expect(save).toBeDisabled();
  });

  await test.step('a bad line is named, the others are taken', async () => {
    await field.fill([...WORDS, '정답은 이것!'].join('\n'));
    await expect(check).toContainText('5 words found');
    await expect(check.getByRole('listitem')).toHaveText(
      '“정답은 이것!” holds something that is no letter, digit or hyphen.',
    );
    await save.click();
    for (const { page } of [ann, ben])
      await expect(page.getByTestId('custom-words')).toHaveText('5 own words and no others');
  });

  await test.step('after a reload their number is left, and they can be played', async () => {
    await ann.page.reload();
    await expect(ann.page.getByTestId('custom-words')).toHaveText('5 own words and no others');
    await expect(field).toHaveValue('');
    await ann.page.getByRole('button', { name: 'Start the game' }).click();
  });

  await test.step('the drawer chooses among them, and who guesses right scores', async () => {
    const choices = await ann.page.getByTestId('choice').allTextContents();
    await expect(ann.page.getByTestId('choice')).toHaveCount(3);
    expect(choices.filter((choice) => !WORDS.includes(choice))).toEqual([]);
    await ann.chooseWord();
    const word = await ann.word();
    expect(WORDS).toContain(word);
    await ann.draw([0.2, 0.2], [0.8, 0.8]);
    await expect(ben.page.getByTestId('phase-drawing')).toBeVisible();
    expect(wordsReceived(), 'by a guesser, before the guess').toEqual([]);
    await ben.say(word.replaceAll(' ', ''));
    await expect(ben.page.getByTestId('phase-reveal')).toBeVisible();
    expect(wordsReceived()).toEqual([word]);
    await expect(ann.page.getByText('Ben guessed the word!')).toBeVisible();
    await expect(ben.page.getByText(/^\+3\d\d$/).first()).toBeVisible();
  });
});
