import { readFileSync } from 'node:fs';
import { runNpm } from './npm.mjs';
import { inSeconds } from './processes.mjs';
import { inRoot } from './root.mjs';

/** The workspaces that a running game needs; '' stands for the root and its development tools. */
export const runtimeWorkspaces = ['game', 'persistence', 'sync-server', 'client'];
export const allWorkspaces = ['', ...runtimeWorkspaces, 'load-tests'];

/**
 * A package as npm's lockfiles describe it.
 * @typedef {{
 *   version?: string,
 *   integrity?: string,
 *   link?: boolean,
 *   dependencies?: Record<string, string>,
 *   devDependencies?: Record<string, string>,
 * }} LockedPackage
 * @typedef {Record<string, LockedPackage>} LockedPackages by path, for example 'node_modules/yjs'
 */

/**
 * Whether what npm installed is what the lockfile asks for. npm installs all or nothing, so the direct
 * dependencies of the workspaces and the absence of any other version prove the rest.
 * @param {LockedPackages} locked from package-lock.json
 * @param {LockedPackages} installed from the record that npm keeps in node_modules
 * @param {string[]} workspaces folders of those whose dependencies must be there, '' for the root
 * @returns {boolean}
 */
export function isInstalled(locked, installed, workspaces) {
  const stale = Object.entries(installed).some(
    ([path, { version, integrity, link }]) =>
      path.includes('node_modules/') &&
      !link &&
      (locked[path]?.version !== version || locked[path]?.integrity !== integrity),
  );
  if (stale) return false;
  return workspaces.every((workspace) => {
    const { dependencies = {}, devDependencies = {} } = locked[workspace] ?? {};
    const names = Object.keys({ ...dependencies, ...(workspace === '' ? devDependencies : {}) });
    return names.every(
      (name) => `node_modules/${name}` in installed || `${workspace}/node_modules/${name}` in installed,
    );
  });
}

/**
 * @param {string} path
 * @returns {LockedPackages} empty when there is no such file
 */
function readPackages(path) {
  try {
    /** @type {{ packages: LockedPackages }} */
    const { packages } = JSON.parse(readFileSync(path, 'utf8'));
    return packages;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return {};
    throw error;
  }
}

/**
 * Installs what the workspaces need, unless it is there. Development tools that are installed are kept.
 * @param {string[]} workspaces `runtimeWorkspaces` or `allWorkspaces`
 * @returns {Promise<void>} rejects with a message for the user when npm fails
 */
export async function installDependencies(workspaces) {
  const locked = readPackages(inRoot('package-lock.json'));
  const installed = readPackages(inRoot('node_modules', '.package-lock.json'));
  if (isInstalled(locked, installed, workspaces)) return;

  const hasDevelopmentTools = Object.keys(locked['']?.devDependencies ?? {}).some(
    (name) => `node_modules/${name}` in installed,
  );
  const everything = workspaces.includes('') || hasDevelopmentTools;
  const selection = everything ? [] : ['--omit=dev', ...workspaces.map((name) => `--workspace=${name}`)];
  console.log('  install …');
  const { code, output, durationMs } = await runNpm([
    'ci',
    '--ignore-scripts',
    '--loglevel=error',
    ...selection,
  ]);
  if (code !== 0) throw new Error(explain(output));
  console.log(`  install · ${inSeconds(durationMs)}`);
}

/** @param {string} output what npm printed */
function explain(output) {
  if (
    /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT)\b/.test(output)
  ) {
    return 'the npm registry cannot be reached: installing needs a network, once.';
  }
  return `npm ci failed:\n${output}`;
}
