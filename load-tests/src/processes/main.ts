// `npm run processes -- [--lobbies 200] [--seed 1]`: one room's players at several sync-servers, from a seed.
import { parseArgs } from 'node:util';
import { simulateLobby } from './simulate-lobby.ts';

const { values } = parseArgs({
  options: { lobbies: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
});
const lobbies = Number(values.lobbies);
const first = Number(values.seed);
if (!Number.isInteger(lobbies) || lobbies < 1 || !Number.isInteger(first))
  throw new Error('--lobbies and --seed take whole numbers.');

const totals = new Map<string, number>();
let failed = 0;
for (let seed = first; seed < first + lobbies; seed++) {
  const { broken, counts } = await simulateLobby(seed);
  for (const [name, count] of Object.entries(counts)) totals.set(name, (totals.get(name) ?? 0) + count);
  if (broken.length === 0) continue;
  failed += 1;
  console.error(`seed ${seed}: ${broken.join('; ')}`);
  console.error(`  replay it with: npm run processes -- --seed ${seed} --lobbies 1`);
}
console.log([...totals].map(([name, count]) => `${name} ${count}`).join(', '));
console.log(`${lobbies - failed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed === 0 ? 0 : 1;
