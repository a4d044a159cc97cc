import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRoot } from './root.mjs';

/** What is built, from what: a change in `sources` makes a new build necessary, `output` proves an old one. */
export const buildTargets = [
  { name: 'client', sources: ['game', 'client'], output: 'client/dist/index.html' },
  { name: 'persistence', sources: ['game', 'persistence'], output: 'persistence/dist/main.js' },
  {
    name: 'sync-server',
    sources: ['game', 'persistence', 'sync-server'],
    output: 'sync-server/dist/standalone.js',
  },
];

/** @typedef {typeof buildTargets[number]} BuildTarget */

const commonSources = ['package-lock.json', 'tsconfig.base.json', 'scripts/build.mjs'];
const irrelevant = /^(node_modules|dist|e2e|\..*)$|\.test\.tsx?$/;

/**
 * @param {string} folder
 * @returns {string[]} paths of the files below it that a build can depend on, in a stable order
 */
function listSources(folder) {
  return readdirSync(inRoot(folder), { withFileTypes: true })
    .filter(({ name }) => !irrelevant.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? listSources(path) : [path];
    });
}

/** @param {BuildTarget} target */
function hashSources({ sources }) {
  const hash = createHash('sha256');
  for (const path of [...commonSources, ...sources.flatMap(listSources)]) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(inRoot(path)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** @param {BuildTarget} target */
const stampPath = ({ name }) => inRoot('.cache', `build-${name}.sha256`);

/** @param {BuildTarget} target */
export function isBuilt(target) {
  const stamp = stampPath(target);
  return (
    existsSync(inRoot(target.output)) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === hashSources(target)
  );
}

/**
 * Builds a target and remembers from what, unless a source changed meanwhile.
 * @param {BuildTarget} target
 * @param {(target: BuildTarget) => Promise<unknown>} build
 */
export async function buildAndStamp(target, build) {
  const hash = hashSources(target);
  await build(target);
  mkdirSync(dirname(stampPath(target)), { recursive: true });
  writeFileSync(stampPath(target), hash);
}
