import { describe, expect, it } from 'vitest';
import { formatCounts, judge, parseCounts } from './counts.mjs';

const counts = { passed: 12, failed: 1, skipped: 3 };

describe('the closing line of a test run', () => {
  it('is read as it is written', () => {
    expect(parseCounts(formatCounts(counts))).toEqual(counts);
    expect(parseCounts('  5 passed, 0 failed')).toEqual({ passed: 5, failed: 0, skipped: 0 });
  });

  it.each(['Tests  5 passed (5)', '5 passed', ''])('is not %j', (line) => {
    expect(parseCounts(line)).toBeUndefined();
  });
});

describe('judge', () => {
  it('takes a command without counts as one test', () => {
    expect(judge(0, undefined)).toEqual({ passed: 1, failed: 0, skipped: 0 });
    expect(judge(2, undefined)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('never takes a failed command for a green one', () => {
    expect(judge(1, { passed: 12, failed: 0, skipped: 0 })).toEqual({ passed: 12, failed: 1, skipped: 0 });
    expect(judge(1, counts)).toEqual(counts);
  });
});
