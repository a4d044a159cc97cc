// `npm run simulate -- [--games 10000] [--workers 2] [--seed 1] [--check-determinism] [--progress FILE]`: whole games
// under faults.
// Plays every seed that ever failed first, and keeps those that fail now. With --seed it plays that seed and the
// following ones, nothing else: `--seed N --games 1` replays one. With --progress it can be ended at any time: the same
// command plays what is left.
import { parseArgs } from 'node:util';
import { createRunners, type GameRunner } from './game-runners.ts';
import { keepSeed, readKeptSeeds } from './kept-seeds.ts';
import type { SeedTask } from './play-seed.ts';
import { noProgress, openProgress } from './progress.ts';
import type { GameReport } from './simulate-game.ts';

const { values } = parseArgs({
  options: {
    games: { type: 'string', default: '20' },
    seed: { type: 'string' },
    workers: { type: 'string', default: '1' },
    'check-determinism': { type: 'boolean', default: false },
    progress: { type: 'string' },
  },
});
const PROGRESS_EVERY = 250;
/** Seeds that are played a second time in every run, to see that they come to the same. */
const PLAYED_TWICE = 2;

const games = Number(values.games);
const firstSeed = Number(values.seed ?? '1');
if (!Number.isInteger(games) || games < 1 || !Number.isInteger(firstSeed))
  throw new Error('--games and --seed take whole numbers.');
const kept = values.seed === undefined ? readKeptSeeds().map(({ seed }) => seed) : [];
const fresh = Array.from({ length: games }, (_, index) => firstSeed + index);
const seeds = new Set([...kept, ...fresh]);
const progress = values.progress === undefined ? noProgress : openProgress(values.progress);
const before = progress.reports.filter(({ seed }) => seeds.has(seed));
const isPlayed = new Set(before.map(({ seed }) => seed));
const tasks: SeedTask[] = [...seeds]
  .map((seed, index) => ({ seed, twice: values['check-determinism'] || index < PLAYED_TWICE }))
  .filter(({ seed }) => !isPlayed.has(seed));

const all = seeds.size;
const startedAt = performance.now();
const totals = new Map<string, number>();
let played = 0;
let failed = 0;

function take({ seed, broken, counts }: GameReport): void {
  played += 1;
  for (const [name, count] of Object.entries(counts)) totals.set(name, (totals.get(name) ?? 0) + count);
  if (broken.length > 0) {
    failed += 1;
    console.error(`seed ${seed}: ${broken.join('; ')}`);
    console.error(`  replay it with: npm run simulate -- --seed ${seed} --games 1`);
    keepSeed({ seed, why: broken[0]?.split('\n')[0] ?? '' });
  }
  if (played % PROGRESS_EVERY === 0) console.log(`${played} of ${all} games, ${pace()}`);
}

function pace(): string {
  const elapsedS = (performance.now() - startedAt) / 1_000;
  return `${elapsedS.toFixed(0)} s, ${((played - before.length) / elapsedS).toFixed(1)} games/s`;
}

async function playAll(runner: GameRunner): Promise<void> {
  for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
    const report = await runner.play(task);
    progress.add(report);
    take(report);
  }
}

before.forEach(take);

const runners = createRunners(Number(values.workers));
await Promise.all(runners.map(playAll));
for (const runner of runners) runner.close();
console.log([...totals].map(([name, count]) => `${name} ${count}`).join(', '));
console.log(
  `${all} games in ${pace()}, of them ${kept.length} kept seeds and ${before.length} that were played before`,
);
console.log(`${all - failed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed === 0 ? 0 : 1;
