import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { findChromium } from '../../../scripts/lib/chromium.mjs';

const ENTRY = fileURLToPath(new URL('page.ts', import.meta.url));

/** A Chromium that renders drawings. Pictures are four bytes a pixel, rows from the top, 1600 × 900. */
export type Browser = {
  renderSvg(svg: string): Promise<Uint8Array>;
  /** What a player gets who saves the drawing as PNG. */
  exportPng(operations: readonly string[]): Promise<Uint8Array>;
  close(): Promise<void>;
};

/** @throws Error when there is no Chromium */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('Chromium is missing: install it or set CHROMIUM_PATH.');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage();
  await page.addScriptTag({ content: await bundle() });
  const decode = (base64: string): Uint8Array => Buffer.from(base64, 'base64');
  return {
    renderSvg: async (svg) => decode(await page.evaluate((text) => window.exported.renderSvg(text), svg)),
    exportPng: async (operations) =>
      decode(await page.evaluate((all) => window.exported.exportPng(all), operations)),
    close: () => browser.close(),
  };
}

/** The client's own code, as one script. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry: ENTRY, formats: ['iife'], name: 'page' } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (output === undefined || !('output' in output)) throw new Error('Nothing was built.');
  return output.output[0].code;
}
