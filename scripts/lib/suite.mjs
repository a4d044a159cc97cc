import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatCounts, judge, parseCounts, sumCounts } from './counts.mjs';
import { allWorkspaces, installDependencies } from './install.mjs';
import { runNpm } from './npm.mjs';
import { providePrerequisites } from './prerequisites.mjs';
import { endChildrenOnSignals, endWithNpm, inSeconds } from './processes.mjs';
import { inRoot } from './root.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */

/**
 * @typedef {object} Step
 * @property {string} script a script of package.json
 * @property {string[]} [args]
 * @property {Report} [report] where it has none, the step prints its counts as a line, or is one test
 */

/**
 * The counts of a test runner, from the report that it writes as JSON.
 * @typedef {object} Report
 * @property {(file: string) => string[]} args
 * @property {(file: string) => Record<string, string>} env
 * @property {(json: string) => Counts} count
 */

/** @type {Report} */
const vitestReport = {
  args: (file) => ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
  env: () => ({}),
  count: (json) => {
    /** @type {Record<'numPassedTests' | 'numFailedTests' | 'numPendingTests' | 'numTodoTests', number>} */
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(json);
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  },
};

/** @type {Report} */
const playwrightReport = {
  args: () => ['--reporter=list,json'],
  env: (file) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: file }),
  count: (json) => {
    /** @type {{ stats: Record<'expected' | 'flaky' | 'unexpected' | 'skipped', number> }} */
    const { stats } = JSON.parse(json);
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
  },
};

/** @type {Step[]} */
const steps = [
  { script: 'check' },
  { script: 'test:unit', report: vitestReport },
  { script: 'simulate', args: ['--games', '60', '--workers', '2'] },
  { script: 'processes', args: ['--lobbies', '40'] },
  { script: 'fuzz', args: ['--frames', '200'] },
  { script: 'build' },
  { script: 'bad-input' },
  { script: 'measure', args: ['--cut', '3'] },
  { script: 'reconnects', args: ['--cuts', '40'] },
  { script: 'crash', args: ['--kills', '2'] },
  { script: 'faults', args: ['--quick'] },
  { script: 'conformance', args: ['--quiet', '35'] },
  { script: 'export', args: ['--drawings', '3'] },
  { script: 'test:e2e', report: playwrightReport },
];

/** Runs every step, also after a failed one, and ends with one line of counts. */
export async function runSuite() {
  endChildrenOnSignals();
  endWithNpm();
  try {
    await providePrerequisites();
    await installDependencies(allWorkspaces);
  } catch (error) {
    console.error(`No test has run: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }

  const startedAt = performance.now();
  /** @type {Counts[]} */
  const results = [];
  for (const step of steps) results.push(await runStep(step));
  const total = sumCounts(results);
  console.log(`\nall steps · ${inSeconds(performance.now() - startedAt)}`);
  console.log(formatCounts(total));
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
}

/** @type {{ scripts: Record<string, string> }} */
const { scripts } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));

/**
 * @param {Step} step
 * @returns {Promise<Counts>}
 */
async function runStep({ script, args = [], report }) {
  if (!(script in scripts)) {
    console.log(`\n▸ ${script}: skipped, package.json has no such script`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  console.log(`\n▸ ${script}`);
  const folder = mkdtempSync(join(tmpdir(), 'drawguess-test-'));
  const reportFile = join(folder, 'report.json');
  /** @type {Counts | undefined} */
  let counts;
  const { code, durationMs } = await runNpm(
    ['run', '--silent', script, '--', ...args, ...(report?.args(reportFile) ?? [])],
    {
      env: report?.env(reportFile) ?? {},
      onLine: (line) => {
        const printed = parseCounts(line);
        if (printed === undefined) console.log(line);
        else counts = printed;
      },
    },
  );
  if (report !== undefined) counts = readCounts(report, reportFile);
  rmSync(folder, { recursive: true, force: true });
  const judged = judge(code, counts);
  console.log(
    `${judged.failed === 0 ? '✔' : '✘'} ${script}: ${formatCounts(judged)} · ${inSeconds(durationMs)}`,
  );
  return judged;
}

/**
 * @param {Report} report
 * @param {string} file
 * @returns {Counts} no tests when the runner ended before it wrote its report
 */
function readCounts(report, file) {
  try {
    return report.count(readFileSync(file, 'utf8'));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
    return { passed: 0, failed: 0, skipped: 0 };
  }
}
