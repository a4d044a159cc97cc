// `npm start`: from a fresh clone to a running game, on nothing but Node and npm. With `persistence` or `sync` it starts
// that service alone, for several processes that share a Redis and a PostgreSQL.
import { requireSupportedNode } from './lib/node-version.mjs';

requireSupportedNode();
const { startGame } = await import('./lib/start-game.mjs');
await startGame(process.argv[2] ?? 'standalone');
