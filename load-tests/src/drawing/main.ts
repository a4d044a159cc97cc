// `npm run drawing -- [--strokes 60] [--repeats 5]`: what drawing costs in real pages of the built client, against budgets.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { findChromium } from '../../../scripts/lib/chromium.mjs';
import { startTemporaryServer } from '../bots/index.ts';
import { measureOpening } from './measure-opening.ts';
import { measureTurn } from './measure-turn.ts';
import type { Row } from './row.ts';

const { values } = parseArgs({
  options: {
    strokes: { type: 'string', default: '60' },
    repeats: { type: 'string', default: '5' },
  },
});
const executablePath = findChromium();
if (executablePath === undefined) throw new Error('Chromium is missing: install it or set CHROMIUM_PATH');

const clientDirectory = fileURLToPath(new URL('../../../client/dist', import.meta.url));
const server = await startTemporaryServer({ clientDirectory });
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
});
const rows = [
  ...(await measureTurn(browser, server.url, Number(values.strokes))),
  ...(await measureOpening(browser, server.url, Number(values.repeats))),
];
await browser.close();
await server.close();

const isOver = ({ measured, limit }: Row): boolean => limit !== undefined && !(measured <= limit);
const format = (value: number | undefined, { unit = '', digits = 0 }: Row): string =>
  value === undefined ? '' : `${value.toFixed(digits)} ${unit}`.trim();
const table = [
  ['what', 'measured', 'limit', ''],
  ...rows.map((row) => [
    row.what,
    format(row.measured, row),
    format(row.limit, row),
    row.limit === undefined ? '' : isOver(row) ? 'FAIL' : 'ok',
  ]),
];
const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)));
for (const [what = '', ...cells] of table) {
  const columns = cells.map((cell, index) => cell.padStart(widths[index + 1] ?? 0));
  console.log([what.padEnd(widths[0] ?? 0), ...columns].join('  ').trimEnd());
}
const judged = rows.filter(({ limit }) => limit !== undefined);
const failed = judged.filter(isOver).length;
console.log(`${judged.length - failed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed === 0 ? 0 : 1;
