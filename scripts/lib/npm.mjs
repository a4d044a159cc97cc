import { existsSync, realpathSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { runNode } from './processes.mjs';

/**
 * npm's own script, so that npm runs under this Node and needs no shell (on Windows `npm` is a batch file).
 * @returns {string | undefined} undefined when there is no npm
 */
function findNpmCli() {
  const nodeFolder = dirname(process.execPath);
  const pathFolders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [
    process.env.npm_execpath ?? '',
    join(nodeFolder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(nodeFolder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    ...pathFolders.map((folder) => join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js')),
    ...pathFolders.map((folder) => join(folder, 'npm')),
  ];
  return candidates
    .filter((candidate) => existsSync(candidate))
    .map((candidate) => realpathSync(candidate))
    .find((script) => basename(script) === 'npm-cli.js');
}

/**
 * Runs npm. Its outcome has code 1 and a sentence as output when there is no npm.
 * @param {string[]} args
 * @param {Parameters<typeof runNode>[1]} [options]
 * @returns {ReturnType<typeof runNode>}
 */
export async function runNpm(args, options) {
  const npmCli = findNpmCli();
  if (npmCli === undefined)
    return { code: 1, output: 'npm was not found: install it beside Node.', durationMs: 0 };
  return runNode([npmCli, ...args], options);
}
