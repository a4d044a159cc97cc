// Builds the targets whose names are given, or all of them: the client and the services, each only when its sources
// changed. A process of its own, because the builder's memory is better given back before the server starts.
import { build } from 'vite';
import { buildAndStamp, buildTargets, isBuilt } from './lib/build.mjs';
import { inSeconds } from './lib/processes.mjs';
import { inRoot } from './lib/root.mjs';

const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const force = process.argv.includes('--force');
const wanted = buildTargets.filter(({ name }) => names.length === 0 || names.includes(name));

try {
  for (const target of wanted) {
    if (!force && isBuilt(target)) continue;
    const startedAt = performance.now();
    await buildAndStamp(target, ({ name }) => build({ root: inRoot(name), logLevel: 'warn' }));
    console.log(`  build ${target.name} · ${inSeconds(performance.now() - startedAt)}`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
