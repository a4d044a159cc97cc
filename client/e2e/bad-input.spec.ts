import { expect, test, type APIRequestContext } from '@playwright/test';
import { openPlayer } from './player.ts';
import { startTestServer, type TestServer } from './server.ts';

let server: TestServer;
test.beforeEach(async () => {
  server = await startTestServer();
});
test.afterEach(() => server.close());

async function makeRoom(request: APIRequestContext, settings: object): Promise<string> {
  const answer = await request.post(`${server.url}/api/rooms`, { data: { settings } });
  return ((await answer.json()) as { code: string }).code;
}

test('a bad nickname is explained and stays where it was typed', async ({ page }) => {
  await page.goto(server.url);
  const nickname = page.getByLabel('Your nickname');
  const create = page.getByRole('button', { name: 'Create a room' });

  await nickname.fill('');
  await create.click();
  await expect(page.getByRole('alert')).toHaveText('Choose a nickname first.');
  for (const bad of ['!?!', 'a nickname that goes on for far too']) {
    await nickname.fill(bad);
    await create.click();
    await expect(page.getByRole('alert')).toContainText('1 to 20 characters');
    await expect(nickname).toHaveValue(bad);
    await expect(nickname).toHaveAttribute('aria-invalid', 'true');
    expect(new URL(page.url()).pathname).toBe('/');
  }
});

test('an unknown code is explained, typed or in a link', async ({ page }) => {
  await page.goto(server.url);
  await page.getByLabel('Your nickname').fill('Ann');
  await page.getByLabel('Room code').fill('zzzzz');
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('no room with this code');
  await expect(page.getByLabel('Room code')).toHaveValue('zzzzz');
  await expect(page.getByLabel('Your nickname')).toHaveValue('Ann');

  await page.goto(`${server.url}/r/zzzzz`);
  await page.getByLabel('Your nickname').fill('Ann');
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('no room with this code');
  await expect(page.getByLabel('Your nickname')).toHaveValue('Ann');
});

test('a full room says so', async ({ browser, request, page }) => {
  const code = await makeRoom(request, { maxPlayers: 2 });
  for (const name of ['Ann', 'Ben']) await (await openPlayer(browser, name)).join(`${server.url}/r/${code}`);
  await page.goto(`${server.url}/r/${code}`);
  await page.getByLabel('Your nickname').fill('Cho');
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('This room is full');
  await expect(page.getByLabel('Your nickname')).toHaveValue('Cho');
});

test('a second tab takes over and the first one offers to play here', async ({ browser, request }) => {
  const code = await makeRoom(request, {});
  const ann = await openPlayer(browser, 'Ann');
  await ann.join(`${server.url}/r/${code}`);
  const second = await ann.page.context().newPage();
  await second.goto(`${server.url}/r/${code}`);
  await second.getByRole('button', { name: 'Come back as Ann' }).click();
  await expect(second.getByTestId('connection')).toHaveText('Live');
  await expect(ann.page.getByTestId('ended')).toContainText('A newer tab took over.');
  await ann.page.getByRole('button', { name: 'Play here' }).click();
  await expect(ann.page.getByTestId('connection')).toHaveText('Live');
  await expect(second.getByTestId('ended')).toContainText('A newer tab took over.');
});

test('Enter that ends a Hangul syllable does not send it', async ({ browser, request }) => {
  const code = await makeRoom(request, {});
  const ann = await openPlayer(browser, 'Ann');
  await ann.join(`${server.url}/r/${code}`);
  const { page } = ann;
  const keyboard = await page.context().newCDPSession(page);
  const input = page.getByTestId('say');
  await input.focus();
  await keyboard.send('Input.imeSetComposition', { text: '사과', selectionStart: 2, selectionEnd: 2 });
  await page.keyboard.press('Enter');
  await expect(input).toHaveValue('사과');
  await keyboard.send('Input.insertText', { text: '사과' });
  await page.keyboard.press('Enter');
  await expect(input).toHaveValue('');
  await expect(page.getByRole('log').getByText('사과')).toHaveCount(1);
});
