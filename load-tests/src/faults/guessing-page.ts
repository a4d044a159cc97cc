import type { Browser } from '@playwright/test';
import { openGamePage } from '../drawing/game-page.ts';
import { PATIENCE_MS } from './busy-turn.ts';
import type { Copy } from './copies.ts';

/** A player in a real browser, who guesses. */
export type GuessingPage = {
  /** Resolves with the text when it is on its way. */
  say(text: string): Promise<string>;
  /** What it shows of a canvas from its reveal on, once that is closed; by the canvas document's name. */
  watchCopy(canvas: string): Promise<Copy>;
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
    async watchCopy(canvas) {
      const seen = await page.waitForFunction((watched) => {
        const shown = document.querySelector('[data-testid=picture-check]')?.getAttribute('data-check');
        const isWatched = window.drawguess?.canvasDocument() === watched;
        if (isWatched && shown === 'same') return shown;
        const phase = window.drawguess?.phase();
        const isOver = phase === 'choosing' || phase === 'podium' || (phase !== undefined && !isWatched);
        return isOver ? 'unseen' : undefined;
      }, canvas);
      return { seen: (await seen.jsonValue()) === 'same' ? 'same' : 'unseen', hash: undefined };
    },
    async leave() {
      await page.getByRole('button', { name: 'Leave', exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click();
    },
    close: game.close,
  };
}
