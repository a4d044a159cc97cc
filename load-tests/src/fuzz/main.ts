// `npm run fuzz -- [--frames 10000] [--seed 1] [--classes gap,flood]`: hostile frames beside honest clients.
import { parseArgs } from 'node:util';
import { playGame } from './attacked-game.ts';
import { CLASSES } from './classes/index.ts';
import { differences } from './copies.ts';
import { knockWithHugeFrames } from './real-door.ts';
import { drawWithOneRefusal } from './refused-drawing.ts';

const CALM = 'no-hostile-frames';
const REFUSED_DRAWING = 'refused-drawing';
const REAL_DOOR = 'real-door';
const NAMES = [...CLASSES.map(({ name }) => name), REFUSED_DRAWING, REAL_DOOR];
const FRAMES_PER_DRAWING = 50;
const MOST_SHOWN = 10;

const { values } = parseArgs({
  options: {
    frames: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    classes: { type: 'string', default: NAMES.join(',') },
  },
});
const frames = Number(values.frames);
const seed = Number(values.seed);
const wanted = values.classes.split(',');
const unknown = wanted.filter((name) => !NAMES.includes(name));
if (unknown.length > 0) throw new Error(`There is no class ${unknown.join(', ')}, only ${NAMES.join(', ')}.`);
if (!(frames >= 1) || !Number.isInteger(seed))
  throw new Error('--frames is 1 or more, --seed a whole number.');

let failed = 0;
let passed = 0;
const report = (name: string, startedAt: number, summary: string, broken: readonly string[]): void => {
  const isWell = broken.length === 0;
  if (isWell) passed += 1;
  else failed += 1;
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  console.log(`${isWell ? 'ok  ' : 'FAIL'} ${name.padEnd(17)} ${summary}; ${seconds} s`);
  if (isWell) return;
  for (const line of broken.slice(0, MOST_SHOWN)) console.log(`       ${line}`);
  if (broken.length > MOST_SHOWN) console.log(`       and ${broken.length - MOST_SHOWN} more`);
  const classes = name === CALM ? '' : ` --classes ${name}`;
  console.log(`       again: npm run fuzz -- --seed ${seed} --frames ${frames}${classes}`);
};

const chosen = CLASSES.filter(({ name }) => wanted.includes(name));
if (chosen.length > 0) {
  const beganAt = performance.now();
  const calm = await playGame(seed);
  report(CALM, beganAt, `${calm.copies.size} copies to compare with`, calm.broken);
  for (const hostileClass of chosen) {
    const startedAt = performance.now();
    const game = await playGame(seed, { hostileClass, frames });
    const differing = differences(calm.copies, game.copies);
    const counts = [...game.outcomes].toSorted((a, b) => b[1] - a[1]);
    const sent = counts.reduce((sum, [, count]) => sum + count, 0);
    const same = `${calm.copies.size - differing.length} of ${calm.copies.size} copies the same`;
    report(
      hostileClass.name,
      startedAt,
      `${sent} frames: ${counts.map(([outcome, count]) => `${outcome} ${count}`).join(', ')}; ${same}`,
      [...game.broken, ...differing.map((name) => `not as without hostile frames: ${name}`)],
    );
  }
}

if (wanted.includes(REFUSED_DRAWING)) {
  const startedAt = performance.now();
  const drawings = Math.ceil(frames / FRAMES_PER_DRAWING);
  const broken: string[] = [];
  let operations = 0;
  for (let drawing = seed; drawing < seed + drawings; drawing++) {
    const result = await drawWithOneRefusal(drawing);
    operations += result.operations;
    broken.push(...result.broken.map((line) => `seed ${drawing}: ${line}`));
  }
  report(
    REFUSED_DRAWING,
    startedAt,
    `${drawings} drawings, ${operations} honest operations, one refusal each`,
    broken,
  );
}

if (wanted.includes(REAL_DOOR)) {
  const startedAt = performance.now();
  const knocks = await knockWithHugeFrames();
  report(REAL_DOOR, startedAt, `${knocks.frames} huge frames on real sockets`, knocks.broken);
}

console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed === 0 ? 0 : 1;
