// `npm run bad-input`: everything that a clumsy player, client or operator may do to the real server, and what it answers.
import { appendFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  beginTurn,
  findFreePort,
  OPERATOR_TOKEN,
  seatBots,
  startServerProcess,
  together,
} from '../bots/index.ts';
import { createChecks, expectParts } from '../checks/index.ts';
import { checkRequests } from './requests.ts';
import { checkStarts } from './starts.ts';

const folder = await mkdtemp(join(tmpdir(), 'drawguess-bad-input-'));
const dataDir = join(folder, 'data');
const port = await findFreePort();
const url = `http://127.0.0.1:${port}`;
const sessionSecret = 'a session secret for tests only';
const environment = {
  ...process.env,
  PORT: String(port),
  HOST: '127.0.0.1',
  DATA_DIR: dataDir,
  OPERATOR_TOKEN,
  SESSION_SECRET: sessionSecret,
  LOG_LEVEL: 'error',
};
const checks = createChecks(console.log);

let server = await startServerProcess(environment);
const table = await seatBots(url, ['Ada', 'Ben'], { maxPlayers: 2, drawTimeMs: 240_000 });
const turn = await beginTurn(table);
const draw = (x: number): void => {
  turn.ink.begin('pen', 1, 1, [x, 100, 32]);
  turn.ink.add([[x, 800, 32]]);
  turn.ink.end();
};
draw(100);

await checkRequests(checks, url, table, sessionSecret);
await checkStarts(checks, environment, folder);
await checks.run('after all that the game goes on for those in it', async () => {
  draw(200);
  await together(table, 'both strokes', (bot) => operations(bot) === operations(turn.drawer));
  return `players: ${table.bots.map(({ session }) => session.status.type).join(', ')}`;
});

await checks.run('a log with a damaged tail', async () => {
  await server.kill();
  const path = join(dataDir, 'rooms', `${table.roomId}.log`);
  const tail = Buffer.from('half a record that a power loss left behind');
  await appendFile(path, tail);
  server = await startServerProcess(environment);
  const copy = (await readdir(join(dataDir, 'rooms'))).find((name) => name.includes('.damaged-'));
  if (copy === undefined || !(await readFile(join(dataDir, 'rooms', copy))).equals(tail))
    throw new Error('There is no copy of what was cut off.');
  draw(300);
  await together(table, 'the same turn', (bot) => {
    const { room, status, canvas } = bot.session;
    return (
      status.type === 'live' &&
      room?.phase.type === 'drawing' &&
      canvas?.document === turn.canvas &&
      operations(bot) === operations(turn.drawer)
    );
  });
  return (
    expectParts(server.printed().join('\n'), ['was damaged', 'A copy of the bytes is kept as', copy]).split(
      '\n',
    )[0] ?? ''
  );
});

turn.ink.close();
table.close();
await server.stop();
await rm(folder, { recursive: true, force: true });
process.exitCode = checks.failed === 0 ? 0 : 1;
console.log(`${checks.passed} passed, ${checks.failed} failed, 0 skipped`);
process.exit();

function operations({ session }: (typeof table.bots)[number]): string {
  return session.canvas?.operations().join() ?? '';
}
