import { expect, it } from 'vitest';
import { judge, type Reading } from './index.ts';

const well: Reading = {
  dependencies: [
    { name: 'room-log', required: true, ok: true },
    { name: 'archive', required: false, ok: true },
  ],
  loopDelayMs: 20,
  heapPart: 0.3,
  memoryFreePart: 0.5,
  loadPerCpu: 0.4,
  requests: 1_000,
  failedRequests: 0,
  unarchived: 0,
};

it('ST-14 has nothing to say when all is well', () => {
  expect(judge(well)).toEqual({ status: 'ok', score: 100, issues: [] });
});

it.each([
  [{ loopDelayMs: 200 }, 'loop-slow', /200 ms late/],
  [{ heapPart: 0.9 }, 'heap-full', /90 % of its memory limit/],
  [{ memoryFreePart: 0.01 }, 'memory-low', /1 % of its memory left/],
  [{ loadPerCpu: 3.25 }, 'load-high', /^3\.3 processes/],
  [{ failedRequests: 11 }, 'requests-fail', /^11 of 1000 requests/],
  [{ unarchived: 51 }, 'archive-behind', /^51 .* None is lost\.$/],
  [{ dependencies: [{ name: 'archive', required: false, ok: false }] }, 'dependency-down', /games go on/],
] as const)('ST-14 with %j the service is degraded: %s', (change, code, message) => {
  const { status, score, issues } = judge({ ...well, ...change });
  expect({ status, score }).toEqual({ status: 'degraded', score: 85 });
  expect(issues).toEqual([{ code, severity: 'warning', message: expect.stringMatching(message) as string }]);
});

it('ST-14 without what it needs the service is down, and a score is never below 0', () => {
  const dependencies = ['one', 'two', 'three'].map((name) => ({ name, required: true, ok: false }));
  expect(judge({ ...well, dependencies: dependencies.slice(0, 1) })).toMatchObject({
    status: 'down',
    score: 40,
  });
  expect(judge({ ...well, dependencies, loadPerCpu: 9 }).score).toBe(0);
});

it('ST-14 one failed request of a few says nothing', () => {
  expect(judge({ ...well, requests: 19, failedRequests: 5 }).status).toBe('ok');
});
