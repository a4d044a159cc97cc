// `npm run verify:scores`: recomputes every archived game in DATA_DIR from its guess log. The server must not be running.
import { join } from 'node:path';
import { readConfig } from '@drawguess/persistence/config';
import { openPgliteArchive } from '@drawguess/persistence/adapters/pglite';
import { verifyScores } from '@drawguess/persistence/verify';

const { dataDir } = readConfig(process.env);
const archive = await openPgliteArchive({ directory: join(dataDir, 'archive') });
const { games, turns, mismatches } = await verifyScores(archive);
await archive.close();
for (const mismatch of mismatches) console.error(JSON.stringify(mismatch));
console.log(`${games} games and ${turns} turns recomputed, ${mismatches.length} differ`);
process.exitCode = mismatches.length === 0 ? 0 : 1;
