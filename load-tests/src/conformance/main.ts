// `npm run conformance -- [--quiet 120]`: the published y-websocket provider against the real server.
import { parseArgs } from 'node:util';
import { startTemporaryServer } from '../bots/index.ts';
import { createChecks } from '../checks/index.ts';
import { checkDrawing } from './drawing.ts';
import { checkQuiet } from './quiet.ts';
import { checkReading } from './reading.ts';
import { SESSION_SECRET } from './refusals.ts';

const { values } = parseArgs({ options: { quiet: { type: 'string', default: '120' } } });
// Every provider listens for the end of the process.
process.setMaxListeners(0);
const checks = createChecks((line) => console.log(line));
const server = await startTemporaryServer({ sessionSecret: SESSION_SECRET });
/** What ends a scenario before its checks are done counts as a failed check. */
const play = (name: string, scenario: Promise<void>): Promise<void> =>
  scenario.catch((error: unknown) => checks.run(name, () => Promise.reject(error as Error)));

const quiet = play('quiet', checkQuiet(server.url, checks, Number(values.quiet) * 1_000));
await play('reading', checkReading(server.url, checks));
await play('drawing', checkDrawing(server.url, checks));
await quiet;
await server.close();
console.log(`${checks.passed} passed, ${checks.failed} failed, 0 skipped`);
// Players of a scenario that ended early are still trying to come back.
if (checks.failed > 0) process.exit(1);
