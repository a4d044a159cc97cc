/** What is known of the service at one time. Parts run from 0 to 1. */
export type Reading = {
  dependencies: readonly { name: string; required: boolean; ok: boolean }[];
  /** The slowest percent of waits for the event loop within the last minute, in ms. */
  loopDelayMs: number;
  heapPart: number;
  memoryFreePart: number;
  /** Processes that want to run, for each processor. */
  loadPerCpu: number;
  /** Of the last minute. */
  requests: number;
  failedRequests: number;
  /** Turns and games that the archive has not confirmed. */
  unarchived: number;
};

export type IssueCode =
  | 'dependency-down'
  | 'loop-slow'
  | 'heap-full'
  | 'memory-low'
  | 'load-high'
  | 'requests-fail'
  | 'archive-behind';
export type Issue = { code: IssueCode; severity: 'critical' | 'warning'; message: string };
export type Judgement = { status: 'ok' | 'degraded' | 'down'; score: number; issues: Issue[] };

const COSTS: Readonly<Record<Issue['severity'], number>> = { critical: 60, warning: 15 };

/** Fewer requests say nothing about the service when one of them fails. */
const FEW_REQUESTS = 20;

const inPercent = (part: number): string => `${Math.round(100 * part)} %`;

/** How the service is: 100 when all is well, less for each issue, and what that issue does to whom (SPEC ST-14). */
export function judge(reading: Reading): Judgement {
  const { dependencies, loopDelayMs, heapPart, memoryFreePart, loadPerCpu, requests, failedRequests } =
    reading;
  const issues: Issue[] = dependencies
    .filter(({ ok }) => !ok)
    .map(({ name, required }) => ({
      code: 'dependency-down',
      severity: required ? 'critical' : 'warning',
      message: required
        ? `${name} does not answer: nobody can play.`
        : `${name} does not answer: games go on, what needs it waits.`,
    }));
  const warn = (holds: boolean, code: IssueCode, message: string): void => {
    if (holds) issues.push({ code, severity: 'warning', message });
  };

  warn(
    loopDelayMs > 150,
    'loop-slow',
    `The process answers up to ${Math.round(loopDelayMs)} ms late: guesses and ink lag.`,
  );
  warn(heapPart > 0.85, 'heap-full', `The process uses ${inPercent(heapPart)} of its memory limit.`);
  warn(
    memoryFreePart < 0.05,
    'memory-low',
    `The machine has ${inPercent(memoryFreePart)} of its memory left.`,
  );
  warn(loadPerCpu > 2, 'load-high', `${loadPerCpu.toFixed(1)} processes want each processor.`);
  warn(
    requests >= FEW_REQUESTS && failedRequests > requests / 100,
    'requests-fail',
    `${failedRequests} of ${requests} requests of the last minute failed.`,
  );
  warn(
    reading.unarchived > 50,
    'archive-behind',
    `${reading.unarchived} finished turns and games wait for the archive. None is lost.`,
  );

  const isDown = issues.some(({ severity }) => severity === 'critical');
  return {
    status: isDown ? 'down' : issues.length > 0 ? 'degraded' : 'ok',
    score: Math.max(
      0,
      issues.reduce((score, { severity }) => score - COSTS[severity], 100),
    ),
    issues,
  };
}
