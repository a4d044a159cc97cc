// `npm run dev`: the server, restarted when its sources change, and Vite's server for the client in front of it.
import { createServer } from 'vite';
import { endChildrenOnSignals, endWithNpm, runNode } from './lib/processes.mjs';
import { inRoot } from './lib/root.mjs';

endChildrenOnSignals();
endWithNpm();
const client = await createServer({ root: inRoot('client') });
await client.listen();
client.printUrls();

const watch = [inRoot('node_modules', 'tsx', 'dist', 'cli.mjs'), 'watch', '--clear-screen=false'];
const { code } = await runNode([...watch, inRoot('scripts', 'dev-server.mjs')], { onLine: console.log });
await client.close();
process.exitCode = code;
