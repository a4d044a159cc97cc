// `npm start`: from a fresh clone to a running game, on nothing but Node and npm.
import { requireSupportedNode } from './lib/node-version.mjs';

requireSupportedNode();
const { startGame } = await import('./lib/start-game.mjs');
await startGame();
