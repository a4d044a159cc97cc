// `npm run check`: all that can be said about the code without running it. Each check counts as one test.
import { availableParallelism } from 'node:os';
import { formatCounts, judge, sumCounts } from './lib/counts.mjs';
import { endChildrenOnSignals, endWithNpm, inSeconds, runNode } from './lib/processes.mjs';
import { inRoot } from './lib/root.mjs';

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {string[]} command a script below node_modules and its arguments
 * @property {RegExp} [mustPrint] what it prints when it really looked at something
 */

/** @type {Check[]} */
const checks = [
  { name: 'unused code (knip)', command: ['knip/bin/knip.js', '--no-progress'] },
  { name: 'lint (oxlint)', command: ['oxlint/bin/oxlint', '--type-aware', '--deny-warnings'] },
  {
    name: 'imports (dependency-cruiser)',
    command: [
      'dependency-cruiser/bin/dependency-cruise.mjs',
      'game/src',
      'persistence/src',
      'sync-server/src',
      'client/src',
      'load-tests/src',
    ],
    mustPrint: /\([1-9]\d* modules/,
  },
  { name: 'format (oxfmt)', command: ['oxfmt/bin/oxfmt', '--check', '.'] },
  ...['.', 'game', 'persistence', 'sync-server', 'client'].map((project) => ({
    name: `types (tsc) in ${project}`,
    command: ['typescript/bin/tsc', '--project', project],
  })),
];

/** @param {Check} check */
async function runCheck({ name, command: [script = '', ...args], mustPrint }) {
  const { code, output, durationMs } = await runNode([inRoot('node_modules', script), ...args]);
  const passed = code === 0 && (mustPrint?.test(output) ?? true);
  console.log(`  ${passed ? '✔' : '✘'} ${name} · ${inSeconds(durationMs)}`);
  if (!passed) console.log(output);
  return judge(passed ? 0 : 1, undefined);
}

endChildrenOnSignals();
endWithNpm();
const waiting = [...checks];
/** @type {import('./lib/counts.mjs').Counts[]} */
const results = [];
async function work() {
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
    results.push(await runCheck(check));
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, work));

const total = sumCounts(results);
console.log(formatCounts(total));
process.exitCode = total.failed === 0 ? 0 : 1;
