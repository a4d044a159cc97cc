// `npm run scoring -- [--games 2000] [--seed 1]`: ways to score, compared on the same simulated games. Prints what each
// is worth by every measure and checks that the chosen one is the right choice (docs/decisions/006-scoring.md).
import { parseArgs } from 'node:util';
import { CANDIDATES, CHOSEN_FORMULA, FORMER_FORMULA } from './candidates.ts';
import { judge, measureFormula, type Measured } from './judge.ts';
import { MEASURES } from './measures.ts';
import { createSample } from './sample.ts';

const { values } = parseArgs({
  options: { games: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' } },
});
const games = Number(values.games);
const seed = Number(values.seed);
if (!Number.isInteger(games) || games < 100 || !Number.isInteger(seed))
  throw new Error('--games takes a whole number from 100 on, --seed a whole number.');

const NAME_WIDTH = 14;
const VALUE_WIDTH = 11;

const startedAt = performance.now();
const sample = createSample(games, seed);
const measured = CANDIDATES.map((formula) => measureFormula(formula, sample));
const named = (name: string): Measured => {
  const found = measured.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} is no candidate.`);
  return found;
};
const chosen = named(CHOSEN_FORMULA.name);
const former = named(FORMER_FORMULA.name);

const heads = measured.map((one) => (one === chosen ? `► ${one.name}` : one.name));
console.log(''.padEnd(NAME_WIDTH) + heads.map((head) => head.padStart(VALUE_WIDTH)).join(''));
for (const [index, { name, about }] of MEASURES.entries()) {
  const row = measured.map((one) => (one.values[index] ?? NaN).toFixed(2).padStart(VALUE_WIDTH));
  console.log(`${name.padEnd(NAME_WIDTH)}${row.join('')}   ${about}`);
}
const elapsedS = (performance.now() - startedAt) / 1_000;
console.log(
  `${games} games of 2 to 8 players from seed ${seed} under each strategy, ${elapsedS.toFixed(1)} s`,
);

const verdicts = judge(
  chosen,
  former,
  measured.filter((one) => one !== chosen),
);
for (const { title, holds } of verdicts) if (!holds) console.error(`✘ ${title}`);
const passed = verdicts.filter(({ holds }) => holds).length;
console.log(`${passed} passed, ${verdicts.length - passed} failed, 0 skipped`);
process.exitCode = passed === verdicts.length ? 0 : 1;
