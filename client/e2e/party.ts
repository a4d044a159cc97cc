import { expect, type Browser, type BrowserContextOptions } from '@playwright/test';
import type { Settings } from '../../game/src/documents/index.ts';
import { openPlayer, type Player } from './player.ts';

/** The windows that the game is made for first. */
export const VIEWPORTS = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  tablet: { viewport: { width: 820, height: 1180 } },
  desktop: { viewport: { width: 1440, height: 900 } },
} as const satisfies Record<string, BrowserContextOptions>;

/** Makes a room over HTTP; returns its code. */
export async function makeRoom(url: string, settings: Partial<Settings>, name = ''): Promise<string> {
  const answer = await fetch(`${url}/api/rooms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, settings }),
  });
  return ((await answer.json()) as { code: string }).code;
}

/** People with a browser each, who sit down one after the other: the first is the host. */
export async function seatParty(
  browser: Browser,
  link: string,
  names: readonly string[],
  options: BrowserContextOptions,
): Promise<Player[]> {
  const players: Player[] = [];
  for (const name of names) {
    const player = await openPlayer(browser, name, options);
    await player.join(link);
    players.push(player);
  }
  return players;
}

const isDrawer = (player: Player): Promise<boolean> =>
  player.page.locator('[data-testid=phase-drawing][data-draws=true]').isVisible();

/**
 * Plays from the first choice to the podium: whoever may choose does, a drawer draws a stroke, everybody else says the
 * word. In a team both drawers draw.
 *
 * @param onTurn looks on while somebody draws, before the word is guessed
 */
export async function playToPodium(
  players: readonly Player[],
  onTurn: (drawers: readonly Player[], word: string) => Promise<void> = async () => undefined,
): Promise<string[]> {
  const [host] = players;
  if (host === undefined) throw new Error('Nobody plays.');
  const words: string[] = [];
  for (;;) {
    await expect.poll(() => host.phase(), { timeout: 30_000 }).not.toBe('reveal');
    if ((await host.phase()) === 'podium') return words;
    await chooseSomething(players);
    await expect.poll(() => host.phase(), { timeout: 20_000 }).toBe('drawing');
    const drawers: Player[] = [];
    await expect
      .poll(async () => {
        for (const player of players) {
          if (!drawers.includes(player) && (await isDrawer(player))) drawers.push(player);
        }
        return drawers.length;
      })
      .toBeGreaterThan(0);
    const word = await drawers[0]!.word();
    words.push(word);
    for (const [index, drawer] of drawers.entries()) {
      await expect(drawer.page.getByTestId('canvas')).toHaveAttribute('data-drawable', 'true');
      await drawer.draw([0.2 + 0.3 * index, 0.3], [0.3 + 0.3 * index, 0.7], [0.4 + 0.3 * index, 0.35]);
    }
    await onTurn(drawers, word);
    for (const player of players) if (!drawers.includes(player)) await player.say(word);
    await expect.poll(() => host.phase(), { timeout: 20_000 }).not.toBe('drawing');
  }
}

async function chooseSomething(players: readonly Player[]): Promise<void> {
  await expect
    .poll(
      async () => {
        for (const { page } of players) {
          const choice = page.getByTestId('choice').first();
          if (!(await choice.isVisible())) continue;
          await choice.click();
          return true;
        }
        return (await players[0]?.phase()) === 'drawing';
      },
      { timeout: 20_000 },
    )
    .toBe(true);
}
