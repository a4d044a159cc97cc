/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

const countsLine = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/;

/** @param {Counts} counts */
export const formatCounts = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

/**
 * @param {string} line
 * @returns {Counts | undefined} undefined when the line is another one
 */
export function parseCounts(line) {
  const match = countsLine.exec(line.trim());
  if (match === null) return undefined;
  const [, passed, failed, skipped = 0] = match;
  return { passed: Number(passed), failed: Number(failed), skipped: Number(skipped) };
}

/**
 * What a command's end means in tests: its own counts, or one test where it gave none. A command that
 * failed without a failed test (it crashed, or a file did not load) counts as one failed test more.
 * @param {number} exitCode
 * @param {Counts | undefined} counts
 * @returns {Counts}
 */
export function judge(exitCode, counts) {
  if (exitCode === 0) return counts ?? { passed: 1, failed: 0, skipped: 0 };
  const { passed, failed, skipped } = counts ?? { passed: 0, failed: 0, skipped: 0 };
  return { passed, failed: Math.max(failed, 1), skipped };
}

/** @param {Counts[]} all */
export const sumCounts = (all) =>
  all.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
