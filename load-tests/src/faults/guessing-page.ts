import type { Browser } from '@playwright/test';
import { openGamePage } from '../drawing/game-page.ts';
import { PATIENCE_MS } from './busy-turn.ts';
import type { Copy } from './copies.ts';

/** A player in a real browser, who guesses. */
export type GuessingPage = {
  /** Resolves with the text when it is on its way. */
  say(text: string): Promise<string>;
  /** What it shows of the canvas of the present reveal, once that is closed. */
  watchCopy(): Promise<Copy>;
  leave(): Promise<void>;
  close(): Promise<void>;
};

/** @param url of the room */
export async function openGuessingPage(browser: Browser, url: string): Promise<GuessingPage> {
  const game = await openGamePage(browser, 'Page');
  const { page } = game;
  page.setDefaultTimeout(PATIENCE_MS);
  await game.join(url);
  return {
    async say(text) {
      await page.locator('[data-testid=say]:enabled').waitFor();
      await page.getByTestId('say').fill(text);
      await page.getByTestId('say').press('Enter');
      return text;
    },
    async watchCopy() {
      const seen = await page.waitForFunction(() => {
        const shown = document.querySelector('[data-testid=picture-check]')?.getAttribute('data-check');
        if (shown === 'same') return shown;
        const phase = window.drawguess?.phase();
        const isOver = phase === 'choosing' || phase === 'podium';
        return isOver ? 'unseen' : undefined;
      });
      const value = await seen.jsonValue();
      return { seen: value === 'same' ? 'same' : 'unseen', hash: undefined };
    },
    async leave() {
      await page.getByRole('button', { name: 'Leave', exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click();
    },
    close: game.close,
  };
}
