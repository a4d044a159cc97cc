// `npm run drawing -- [--strokes 60] [--turns 3] [--repeats 9]`: what drawing costs in real pages of the built client, against budgets.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { findChromium } from '../../../scripts/lib/chromium.mjs';
import { startTemporaryServer } from '../bots/index.ts';
import { reportBudgets } from '../checks/index.ts';
import { measureOpening } from './measure-opening.ts';
import { measureTurn } from './measure-turn.ts';
import type { Row } from './row.ts';

const { values } = parseArgs({
  options: {
    strokes: { type: 'string', default: '60' },
    turns: { type: 'string', default: '3' },
    repeats: { type: 'string', default: '9' },
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
  ...(await measureTurn(browser, server.url, Number(values.strokes), Number(values.turns))),
  ...(await measureOpening(browser, server.url, Number(values.repeats))),
];
await browser.close();
await server.close();

const failed = reportBudgets(
  rows,
  (value, { unit = '', digits = 0 }: Row) => `${value.toFixed(digits)} ${unit}`.trim(),
  // What could not be measured is no success.
  (measured, limit) => !(measured <= limit),
);
process.exitCode = failed === 0 ? 0 : 1;
