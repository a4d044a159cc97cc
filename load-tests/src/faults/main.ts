// `npm run faults -- [--only name,name] [--quick] [--list] [--rooms 4] [--bots 6] [--persistence 2] [--sync 2] [--no-browser]
// [--seed 1]`: a real game on real processes, in which one thing after another goes wrong.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from '@playwright/test';
import { findChromium } from '../../../scripts/lib/chromium.mjs';
import { createRandomSource } from '../simulation/random-source.ts';
import type { Fault } from './fault.ts';
import { DISK_FAULTS } from './disk-faults.ts';
import { canMount, openDiskStage } from './disk-stage.ts';
import { FAULTS } from './faults.ts';
import { playFault, type FaultReport } from './play-fault.ts';
import { printReport, printRow } from './report.ts';
import { openStage, type Place } from './stage.ts';

const CLIENT = fileURLToPath(new URL('../../../client/dist/index.html', import.meta.url));

const { values } = parseArgs({
  allowNegative: true,
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    rooms: { type: 'string' },
    bots: { type: 'string' },
    persistence: { type: 'string', default: '2' },
    sync: { type: 'string', default: '2' },
    browser: { type: 'boolean' },
    seed: { type: 'string', default: '1' },
  },
});
const { quick } = values;
const seed = Number(values.seed);
const size = { persistence: Number(values.persistence), sync: Number(values.sync) };
const rooms = Number(values.rooms ?? (quick ? 2 : 4));
const bots = Number(values.bots ?? (quick ? 3 : 6));

const known = [...FAULTS, ...DISK_FAULTS];

if (values.list) {
  for (const { name, does, withinS } of known)
    console.log(`${name.padEnd(24)} ${does} (all play on within ${withinS} s)`);
  process.exit();
}
const wanted = values.only?.split(',');
const unknown = wanted?.filter((name) => !known.some((fault) => fault.name === name)) ?? [];
if (unknown.length > 0) throw new Error(`There is no fault ${unknown.join(', ')}: see --list.`);

// Every process and every stock provider listens for the end of this one.
process.setMaxListeners(0);

let place: Place | undefined;
let browser: Browser | undefined;
const reports: FaultReport[] = [];
let skipped = 0;

/** Plays those of the faults that are wanted, on one place while it survives them. */
async function playAll<Where extends Place>(
  faults: readonly Fault<Where>[],
  open: () => Promise<Where>,
): Promise<void> {
  let ours: Where | undefined;
  const close = async (): Promise<void> => {
    await ours?.close();
    [ours, place] = [undefined, undefined];
  };
  for (const fault of faults) {
    if (!(wanted?.includes(fault.name) ?? (!quick || fault.quick === true))) continue;
    const missing = missingFor(fault);
    if (missing !== undefined) {
      console.log(`- ${fault.name}: skipped, it takes ${missing}`);
      skipped += 1;
      continue;
    }
    // What a fault has left behind must not be taken for the next one's doing.
    if (reports.at(-1)?.passed === false) await close();
    ours ??= await open();
    place = ours;
    const random = createRandomSource(seed);
    const report = await playFault(fault, { stage: ours, random, rooms, bots, browser, quick });
    printRow(report);
    reports.push(report);
  }
  await close();
}

function missingFor({ needs = {} }: Pick<Fault, 'needs'>): string | undefined {
  if (size.persistence < (needs.persistence ?? 1)) return `${needs.persistence} persistence processes`;
  if (size.sync < (needs.sync ?? 1)) return `${needs.sync} sync-servers`;
  return needs.mount === true && !canMount() ? 'somebody who may mount a disk' : undefined;
}

async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('Chromium is missing: install it or set CHROMIUM_PATH');
  if (!existsSync(CLIENT)) throw new Error('The client is not built: npm run build');
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
    handleSIGINT: false,
    handleSIGTERM: false,
  });
}

const close = async (): Promise<void> => {
  await browser?.close();
  await place?.close();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void close().finally(() => process.exit(130)));

try {
  if (values.browser ?? !quick) browser = await openBrowser();
  await playAll(FAULTS, () => openStage(size));
  await playAll(DISK_FAULTS, openDiskStage);
} finally {
  await close();
}
const failed = printReport(reports);
if (failed > 0) {
  const names = reports.filter(({ passed }) => !passed).map(({ fault }) => fault.name);
  console.log(`Play it again with --seed ${seed} --only ${names.join(',')}`);
}
console.log(`${reports.length - failed} passed, ${failed} failed, ${skipped} skipped`);
// Bots' sockets that are still on their way out keep nobody waiting.
process.exit(failed === 0 ? 0 : 1);
