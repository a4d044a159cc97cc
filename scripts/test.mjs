// `npm test`: the full suite, from a fresh clone, ending in one line of counts over all runners.
import { requireSupportedNode } from './lib/node-version.mjs';

requireSupportedNode();
const { runSuite } = await import('./lib/suite.mjs');
await runSuite();
