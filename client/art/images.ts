import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createInkLog, PALETTE, smoothPath, smoothSvgPath } from '@drawguess/game/ink';
import { chromium } from '@playwright/test';
import { findChromium } from '../../scripts/lib/chromium.mjs';
import { recordings } from '../src/art/recordings.ts';

/** Makes the pictures that others show of the game, which take no ink but pixels: `npm run images`. */

const inPublic = (name: string): string => fileURLToPath(new URL(`../public/${name}`, import.meta.url));

/** A recording as an SVG element of the given width. */
function toSvg(name: keyof typeof recordings, width: number): string {
  const { crop, ink } = recordings[name];
  const log = createInkLog();
  for (const operation of ink.split(' ')) log.apply(operation);
  const paths = log.items().map((item) => {
    if (item.type !== 'stroke') return '';
    const { points, size, colour } = item.stroke;
    return `<path d="${smoothSvgPath(smoothPath(points, size))}" fill="${PALETTE[colour]?.hex ?? ''}"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${crop.join(' ')}" width="${width}">${paths.join('')}</svg>`;
}

const face = await readFile(new URL('../src/style/face/display.woff2', import.meta.url), 'base64');
const preview = `<style>
  @font-face { font-family: Display; src: url(data:font/woff2;base64,${face}) }
  body { margin: 0; display: flex; align-items: center; justify-content: center; gap: 30px; height: 630px;
    background: radial-gradient(#e9dfc8 2px, transparent 2.5px) 0 0 / 36px 36px #fbf6ea; color: #1e1b2e; font-family: Display }
  h1 { margin: 0 0 16px; font-size: 104px; font-weight: 400; line-height: 1; text-decoration: underline #ffd43b 22px; text-underline-offset: -4px; text-decoration-skip-ink: none }
  p { margin: 0; font-size: 50px; line-height: 1.25 }
</style><div><h1>DrawGuess</h1><p>Draw it.<br>Let them guess.<br>그리면, 친구가 맞혀요.</p></div>${toSvg('hero', 590)}`;

const browser = await chromium.launch({
  executablePath: findChromium() ?? '',
  args: ['--no-sandbox', '--disable-gpu'],
});
const shoot = async (html: string, width: number, height: number, name: string): Promise<void> => {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.setContent(html);
  await page.evaluate(() => document.fonts.ready);
  await writeFile(inPublic(name), await page.screenshot());
  await page.close();
};
await shoot(preview, 1200, 630, 'preview.png');
const icon = await readFile(inPublic('favicon.svg'), 'utf8');
await shoot(
  `<style>body { margin: 0; background: #fbf6ea } svg { display: block }</style>${icon.replace('<svg ', '<svg width="180" ')}`,
  180,
  180,
  'apple-touch-icon.png',
);
await browser.close();
