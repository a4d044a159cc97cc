// `npm run simulate -- --games 10000 [--seed 1]`: whole games under faults; prints every seed that broke an invariant.
import { parseArgs } from 'node:util';
import { simulateGame } from './simulate-game.ts';

const { values } = parseArgs({
  options: { games: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
});
const games = Number(values.games);
const firstSeed = Number(values.seed);
let failed = 0;
let turns = 0;
let crashes = 0;
let cuts = 0;
for (let seed = firstSeed; seed < firstSeed + games; seed++) {
  const report = await simulateGame(seed);
  turns += report.turns;
  crashes += report.crashes;
  cuts += report.cuts;
  if (report.broken.length === 0) continue;
  failed += 1;
  console.error(`seed ${seed}: ${report.broken.join('; ')}`);
}
console.log(`${turns} turns archived, ${crashes} crashes, ${cuts} cuts`);
console.log(`${games - failed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed === 0 ? 0 : 1;
