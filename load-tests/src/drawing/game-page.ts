import type { Browser, CDPSession, Page } from '@playwright/test';

/** What a page measures of itself. */
type Watch = {
  /** When the latest message came that is as large as a drawing, by the page's clock. */
  arrivedAt: number | undefined;
  /** When all of it was on screen. */
  paintedAt: number | undefined;
  /** The sum of all layout shifts, but those that follow an input, and what moved. */
  layoutShift: number;
  moved: string[];
};

declare global {
  interface Window {
    watch: Watch;
  }
}

/** A player's page in a browser of their own. */
export type GamePage = {
  readonly page: Page;
  readonly cdp: CDPSession;
  /** Sits down in a room. */
  join(url: string): Promise<void>;
  /** @param times how much slower its processor shall be; 1 for as it is */
  slowDown(times: number): Promise<void>;
  /** Puts a mark into the trace. */
  mark(name: string): Promise<void>;
  close(): Promise<void>;
};

/** No message but a drawing is so large. */
const DRAWING_BYTES = 40_000;
const VIEWPORT = { width: 1280, height: 900 };

export async function openGamePage(browser: Browser, nickname: string): Promise<GamePage> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: VIEWPORT });
  const page = await context.newPage();
  // tsx names functions by a helper that pages do not have.
  await page.addInitScript('globalThis.__name = (value) => value;');
  await page.addInitScript(watchPage, DRAWING_BYTES);
  const cdp = await context.newCDPSession(page);
  return {
    page,
    cdp,
    async join(url) {
      await page.goto(url);
      await page.getByRole('textbox').fill(nickname);
      await page.getByRole('button', { name: 'Join', exact: true }).click();
      await page.getByTestId('connection').filter({ hasText: 'Live' }).waitFor();
    },
    slowDown: async (rate) => void (await cdp.send('Emulation.setCPUThrottlingRate', { rate })),
    mark: (name) => page.evaluate((mark) => void performance.mark(mark), name),
    close: () => context.close(),
  };
}

/** Runs in the page, before its own scripts. */
function watchPage(drawingBytes: number): void {
  const watch: Watch = { arrivedAt: undefined, paintedAt: undefined, layoutShift: 0, moved: [] };
  window.watch = watch;
  type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node?: Node }[] };
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[]) {
      if (hadRecentInput) continue;
      watch.layoutShift += value;
      for (const { node } of sources) {
        const element = node instanceof Element ? node : node?.parentElement;
        watch.moved.push(element?.classList[0] ?? '?');
      }
    }
  }).observe({ type: 'layout-shift', buffered: true });

  const awaitPainted = (): void => {
    requestAnimationFrame(() => {
      if (window.drawguess?.isPicturePainted() !== true) return awaitPainted();
      // After the frame that shows it.
      setTimeout(() => {
        watch.paintedAt = performance.now();
        performance.mark('drawing painted');
      });
    });
  };
  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL) {
      super(url);
      this.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (!(data instanceof ArrayBuffer) || data.byteLength < drawingBytes) return;
        [watch.arrivedAt, watch.paintedAt] = [performance.now(), undefined];
        performance.mark('drawing arrived');
        awaitPainted();
      });
    }
  };
}
