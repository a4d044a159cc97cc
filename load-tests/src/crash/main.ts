// `npm run crash [-- --kills 20 --seed 1 --storage files|servers]`: a real game on a real process that is killed (SIGKILL)
// again and again; what it keeps is in files, or in a Redis and a PostgreSQL.
import { setTimeout as rest } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { verifyScores } from '@drawguess/persistence/verify';
import { findFreePort, OPERATOR_TOKEN, seatBots, startServerProcess, together } from '../bots/index.ts';
import { createRandomSource } from '../simulation/random-source.ts';
import { compareWithArchive, readArchivedTurns, type PlayedTurn } from './archived-turns.ts';
import { beginBusyTurn, finishTurn } from './busy-table.ts';
import { createFileStorage, createServerStorage } from './storage.ts';

const BOTS = ['Ada', 'Ben', 'Cleo'];
const POWER_LOSS_MS = 1_000;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    storage: { type: 'string', default: 'files' },
  },
});
const kills = Number(values.kills);
const random = createRandomSource(Number(values.seed));
const rounds = kills > 2 * BOTS.length ? 2 : 1;
const turnsPlanned = rounds * BOTS.length;

const storages: Readonly<Record<string, typeof createFileStorage>> = {
  files: createFileStorage,
  servers: createServerStorage,
};
const createStorage = storages[values.storage];
if (createStorage === undefined) throw new Error(`--storage is ${Object.keys(storages).join(' or ')}.`);
const storage = await createStorage();
const port = await findFreePort();
const url = `http://127.0.0.1:${port}`;
const boot = () =>
  startServerProcess({
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    ...storage.environment,
    OPERATOR_TOKEN,
    LOG_LEVEL: 'error',
  });

let server = await boot();
const backMs: number[] = [];
let loss = 'none';
const failures: string[] = [];
const played: PlayedTurn[] = [];
try {
  const table = await seatBots(url, BOTS, {
    rounds,
    drawTimeMs: 240_000,
    revealTimeMs: 10_000,
    // The archive lists turns of public rooms.
    isPublic: true,
  });
  storage.watch(table.roomId);

  const killAndRestart = async (): Promise<void> => {
    await rest(random.between(50, 1_500));
    await server.kill();
    server = await boot();
  };

  for (let number = 1; number <= turnsPlanned; number++) {
    const turn = await beginBusyTurn(table, random);
    const killsNow =
      Math.floor((kills * number) / turnsPlanned) - Math.floor((kills * (number - 1)) / turnsPlanned);
    for (let kill = 0; kill < killsNow; kill++) {
      await killAndRestart();
      const from = performance.now();
      await turn.everybodyBack();
      backMs.push(performance.now() - from);
    }
    if (number === 1) {
      // Long enough that the last second holds ink and guesses of this turn.
      await rest(2 * POWER_LOSS_MS + random.between(50, 1_500));
      loss = await storage.losePower(POWER_LOSS_MS, random.below(12), server.kill);
      server = await boot();
      await turn.everybodyBack();
    }
    turn.rest();
    const drawn = turn.drawer.session.canvas?.operations() ?? [];
    const hash = await finishTurn(table, turn, async () => {
      if (number === 2) await killAndRestart();
    });
    played.push({
      canvasHash: hash,
      drawn,
      strokes: turn.deeds.drawn,
      said: turn.deeds.said,
      word: turn.word,
    });
    console.log(
      `turn ${number}: ${killsNow} kills, ${turn.deeds.drawn} strokes, ${turn.deeds.said.length} guesses, canvas ${hash}`,
    );
  }
  await together(table, 'the podium', ({ session }) => session.room?.phase.type === 'podium');
  const podium = table.bots[0]?.session.room?.phase;
  const turns = await readArchivedTurns(url);
  failures.push(...compareWithArchive(played, turns, podium?.type === 'podium' ? podium.standings : []));
  table.close();
} catch (error) {
  failures.push(error instanceof Error ? error.message : String(error));
}
const exitCode = await server.stop();
if (exitCode !== 0) failures.push(`The server ended with ${exitCode} on SIGTERM.`);
const archive = await storage.openArchive();
const verified = await verifyScores(archive);
await archive.close();
if (verified.turns !== turnsPlanned)
  failures.push(`${verified.turns} turns were recomputed, not ${turnsPlanned}.`);
if (verified.mismatches.length > 0) failures.push(`Scores differ: ${JSON.stringify(verified.mismatches)}`);
await storage.close();

for (const failure of failures) console.error(`✘ ${failure}`);
const median = backMs.toSorted((a, b) => a - b)[Math.floor(backMs.length / 2)] ?? 0;
console.log(
  `${backMs.length} kills in mid-turn, one in a reveal, one with ${loss};` +
    ` everybody back ${Math.round(median)} ms after the server (median); ${verified.turns} archived turns recomputed`,
);
process.exitCode = failures.length === 0 ? 0 : 1;
console.log(failures.length === 0 ? '1 passed, 0 failed, 0 skipped' : '0 passed, 1 failed, 0 skipped');
// Bots' sockets that are still on their way out keep nobody waiting.
process.exit();
