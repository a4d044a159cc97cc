import { pathToFileURL } from 'node:url';
import { buildTargets, isBuilt } from './build.mjs';
import { installDependencies, runtimeWorkspaces } from './install.mjs';
import { endChildrenOnSignals, endWithNpm, runNode } from './processes.mjs';
import { inRoot } from './root.mjs';

/**
 * Installs and builds what is missing, then runs the server in this process, which handles signals once it has started.
 * Ends the process with a line that says what is wrong when a step fails.
 */
export async function startGame() {
  try {
    const leaveSignals = endChildrenOnSignals();
    endWithNpm();
    await installDependencies(runtimeWorkspaces);
    if (!buildTargets.every(isBuilt)) await build();

    process.setSourceMapsEnabled(true);
    /** @type {typeof import('../../sync-server/src/standalone.ts')} */
    const { start } = await import(pathToFileURL(inRoot('sync-server', 'dist', 'standalone.js')).href);
    await start({ startedAtMs: performance.timeOrigin });
    leaveSignals();
  } catch (error) {
    console.error(`DrawGuess did not start: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}

async function build() {
  const { code } = await runNode([inRoot('scripts', 'build.mjs')], { onLine: console.log });
  if (code !== 0) throw new Error('the build failed, see above.');
}
