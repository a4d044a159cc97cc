import { expect, test } from '@playwright/test';
import { openPlayer } from './player.ts';
import { startTestServer, type TestServer } from './server.ts';

let server: TestServer;
test.beforeEach(async () => {
  server = await startTestServer();
});
test.afterEach(() => server.close());

test('RM-14 RM-16 the host removes somebody by keyboard, and locks the room', async ({
  browser,
  request,
}) => {
  const answer = await request.post(`${server.url}/api/rooms`, { data: {} });
  const { code } = (await answer.json()) as { code: string };
  const room = `${server.url}/r/${code}`;
  const host = await openPlayer(browser, 'Ann');
  const guest = await openPlayer(browser, 'Ben');
  const late = await openPlayer(browser, 'Cho');
  for (const player of [host, guest]) await player.join(room);

  await host.page.getByRole('button', { name: 'Ben' }).press('Enter');
  await host.page.getByRole('button', { name: 'Remove from the room' }).press('Enter');
  await expect(guest.page.getByTestId('ended')).toContainText('You were removed from this room.');
  await guest.page.goto(room);
  await guest.page.getByRole('textbox').fill('Somebody else');
  await guest.page.locator('button[type=submit]').click();
  await expect(guest.page.getByRole('alert')).toContainText('You were removed from this room.');

  const lock = host.page.getByRole('checkbox', { name: 'Lock the room' });
  await lock.press('Space');
  await expect(lock).toBeChecked();
  await late.page.goto(room);
  await late.page.getByRole('textbox').fill('Cho');
  await late.page.locator('button[type=submit]').click();
  await expect(late.page.getByRole('alert')).toContainText('This room is locked.');
});
