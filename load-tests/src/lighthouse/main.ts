// `npm run lighthouse -- [--runs 5]`: the start page as Lighthouse sees it on a phone, the median of several runs.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { findChromium } from '../../../scripts/lib/chromium.mjs';
import { startTemporaryServer } from '../bots/index.ts';

/** Least scores, of 100. */
const FLOORS = { performance: 90, accessibility: 100, 'best-practices': 100, seo: 100 } as const;
type Category = keyof typeof FLOORS;
const CATEGORIES = Object.keys(FLOORS) as Category[];

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });
const clientDirectory = new URL('../../../client/dist', import.meta.url).pathname;
if (!existsSync(clientDirectory)) throw new Error('Build the client first: npm run build');
const chromePath = findChromium();
if (chromePath === undefined) throw new Error('Chromium is missing: install it or set CHROMIUM_PATH');

const server = await startTemporaryServer({ clientDirectory });
const chrome = await launch({
  chromePath,
  chromeFlags: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--disable-background-networking',
  ],
});
const scores: Record<Category, number[]> = {
  performance: [],
  accessibility: [],
  'best-practices': [],
  seo: [],
};
const misses = new Set<string>();
for (let run = 0; run < Number(values.runs); run += 1) {
  const result = await lighthouse(server.url, {
    port: chrome.port,
    onlyCategories: CATEGORIES,
    logLevel: 'error',
  });
  if (result === undefined) throw new Error('Lighthouse gave no result.');
  const { categories, audits } = result.lhr;
  for (const name of CATEGORIES) {
    const category = categories[name];
    scores[name].push(Math.round((category?.score ?? 0) * 100));
    if (name === 'performance') continue;
    for (const { id, weight } of category?.auditRefs ?? [])
      if (weight > 0 && (audits[id]?.score ?? 1) < 1) misses.add(`${name}: ${audits[id]?.title ?? id}`);
  }
  console.log(`run ${run + 1}: ${CATEGORIES.map((name) => `${name} ${scores[name].at(-1)}`).join(', ')}`);
}
chrome.kill();
await server.close();

const median = (list: readonly number[]): number =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
const failed = CATEGORIES.filter((name) => median(scores[name]) < FLOORS[name]);
for (const name of CATEGORIES)
  console.log(
    `${failed.includes(name) ? '✘' : '✔'} ${name}: median ${median(scores[name])}, at least ${FLOORS[name]}`,
  );
for (const miss of misses) console.log(`  ${miss}`);
console.log(`${CATEGORIES.length - failed.length} passed, ${failed.length} failed, 0 skipped`);
process.exitCode = failed.length === 0 ? 0 : 1;
