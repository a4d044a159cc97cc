import { pathToFileURL } from 'node:url';
import { buildTargets, isBuilt } from './build.mjs';
import { installDependencies, runtimeWorkspaces } from './install.mjs';
import { endChildrenOnSignals, endWithNpm, runNode } from './processes.mjs';
import { inRoot } from './root.mjs';

/**
 * What can be started: its built entry file, which runs as it is loaded, and what must be built for it. A container that has
 * been built runs the entry file itself.
 */
const processes = {
  standalone: { entry: 'sync-server/dist/standalone.js', targets: ['client', 'sync-server'] },
  persistence: { entry: 'persistence/dist/main.js', targets: ['client', 'persistence'] },
  sync: { entry: 'sync-server/dist/main.js', targets: ['sync-server'] },
};

/**
 * Installs and builds what is missing, then runs the service in this process, which handles signals from then on.
 * Ends the process with a line that says what is wrong when a step fails.
 * @param {string} name of the process to be
 */
export async function startGame(name) {
  try {
    const chosen = Object.entries(processes).find(([known]) => known === name)?.[1];
    if (chosen === undefined)
      throw new Error(`name one of ${Object.keys(processes).join(', ')}, not ${name}.`);
    const { entry, targets } = chosen;
    const leaveSignals = endChildrenOnSignals();
    endWithNpm();
    await installDependencies(runtimeWorkspaces);
    if (!buildTargets.filter((target) => targets.includes(target.name)).every(isBuilt)) await build(targets);

    process.setSourceMapsEnabled(true);
    await import(pathToFileURL(inRoot(entry)).href);
    leaveSignals();
  } catch (error) {
    console.error(`DrawGuess did not start: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}

/** @param {string[]} targets */
async function build(targets) {
  const { code } = await runNode([inRoot('scripts', 'build.mjs'), ...targets], { onLine: console.log });
  if (code !== 0) throw new Error('the build failed, see above.');
}
