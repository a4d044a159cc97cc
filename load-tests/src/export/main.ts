// `npm run export -- [--drawings 12] [--seed 1]`: drawings saved as SVG and PNG show what players saw (SPEC IN-22).
import { parseArgs } from 'node:util';
import { createInkLog, createRaster, toSvg } from '@drawguess/game/ink';
import { createChecks, expect } from '../checks/index.ts';
import { openBrowser } from './browser.ts';
import { foreignPart, paintedRaster } from './compare.ts';
import { drawSeeded } from './seeded-canvas.ts';

const MOST_DIFFERENT = 0.01;

const { values } = parseArgs({
  options: { drawings: { type: 'string', default: '12' }, seed: { type: 'string', default: '1' } },
});
const firstSeed = Number(values.seed);
const inPercent = (part: number): string => `${(100 * part).toFixed(3)} %`;

const browser = await openBrowser();
const checks = createChecks(console.log);
for (let seed = firstSeed; seed < firstSeed + Number(values.drawings); seed += 1) {
  const operations = drawSeeded(seed);
  const ink = createInkLog();
  for (const operation of operations) ink.apply(operation);
  const raster = createRaster();
  raster.repaint(ink.items());
  const wanted = paintedRaster(raster.pixels);
  const svg = toSvg(operations);
  const judge = (picture: Uint8Array): string => {
    const [added, missing] = [foreignPart(picture, wanted), foreignPart(wanted, picture)];
    const found = `${inPercent(added)} of its pixels are not the raster's, ${inPercent(missing)} of the raster's are missing`;
    expect(Math.max(added, missing) <= MOST_DIFFERENT, found);
    return found;
  };
  await checks.run(`drawing ${seed} as SVG, ${Math.round(svg.length / 1_000)} kB`, async () =>
    judge(await browser.renderSvg(svg)),
  );
  await checks.run(`drawing ${seed} as PNG`, async () => judge(await browser.exportPng(operations)));
}
await browser.close();
console.log(`${checks.passed} passed, ${checks.failed} failed, 0 skipped`);
process.exitCode = checks.failed === 0 && checks.passed > 0 ? 0 : 1;
