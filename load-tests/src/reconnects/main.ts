// `npm run reconnects -- [--cuts 1000] [--seed 1]`: honest drawers of both providers, cut at random moments.
import { parseArgs } from 'node:util';
import { startTemporaryServer } from '../bots/index.ts';
import { createRandomSource } from '../simulation/random-source.ts';
import { playRoom, type RoomReport } from './play-room.ts';
import type { Provider } from './players.ts';

/** So many fit into one turn with room to spare. */
const CUTS_PER_ROOM = 200;
const ROOMS_AT_ONCE = 5;
const PROVIDERS: readonly Provider[] = ['session', 'stock'];

const { values } = parseArgs({
  options: { cuts: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
});
const cuts = Number(values.cuts);
const seed = Number(values.seed);
const random = createRandomSource(seed);
// Every stock provider listens for the end of the process.
process.setMaxListeners(0);
const server = await startTemporaryServer();

/** Cuts for each room of one provider: at least two rooms, and as many as it takes. */
function shareOut(total: number): number[] {
  const rooms = Math.max(2, Math.ceil(total / CUTS_PER_ROOM));
  return Array.from({ length: rooms }, (_, room) => Math.ceil((total - room) / rooms));
}

const FAILED = { drawerCuts: 0, otherCuts: 0, operations: 0, lost: 0, doubled: 0, said: 0 };

async function play(provider: Provider, roomCuts: number): Promise<RoomReport> {
  const own = createRandomSource(random.below(2 ** 31));
  return playRoom(server.url, provider, roomCuts, own).catch((error: unknown) => ({
    ...FAILED,
    broken: [error instanceof Error ? error.message : String(error)],
  }));
}

const reports: Record<Provider, RoomReport[]> = { session: [], stock: [] };
const waves = shareOut(cuts);
while (waves.length > 0) {
  const wave = waves.splice(0, ROOMS_AT_ONCE);
  await Promise.all(
    PROVIDERS.flatMap((provider) =>
      wave.map(async (roomCuts) => void reports[provider].push(await play(provider, roomCuts))),
    ),
  );
}
await server.close();

for (const provider of PROVIDERS) {
  const sum = (what: Exclude<keyof RoomReport, 'broken'>): number =>
    reports[provider].reduce((total, report) => total + report[what], 0);
  console.log(
    `${provider.padEnd(8)}${sum('drawerCuts')} cuts of drawers and ${sum('otherCuts')} of guessers · ` +
      `${sum('operations')} operations, ${sum('lost')} lost, ${sum('doubled')} doubled · ${sum('said')} messages`,
  );
}
const all = [...reports.session, ...reports.stock];
const failed = all.filter(({ broken }) => broken.length > 0);
for (const what of new Set(failed.flatMap(({ broken }) => broken))) console.log(`FAIL  ${what}`);
if (failed.length > 0) console.log(`Play it again with --cuts ${cuts} --seed ${seed}`);
console.log(`${all.length - failed.length} passed, ${failed.length} failed, 0 skipped`);
if (failed.length > 0) process.exit(1);
