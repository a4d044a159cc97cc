import { availableParallelism, freemem, loadavg, totalmem } from 'node:os';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import type { Clock } from '@drawguess/game/clock';
import { LIMITS } from '@drawguess/game/limits';

/** One sample: gauges as they were, and what happened since the sample before. */
export type Sample = {
  /** Server time in ms. */
  at: number;
  requests: number;
  failedRequests: number;
  /** Mean time to answer, in ms; 0 without requests. */
  answerMs: number;
  /** The slowest percent of waits for the event loop, in ms. */
  loopDelayMs: number;
  /** Part of the time in which the event loop was busy, 0..1. */
  loopBusy: number;
  heapBytes: number;
  loadPerCpu: number;
  roomsOpen: number;
  commands: number;
};

/** Watches the process for as long as it runs. */
export type StatusWatch = {
  /** Counts an answer. */
  answered(statusCode: number, ms: number): void;
  /** The latest samples, oldest first: 5 minutes at most. */
  samples(): readonly Sample[];
  /** The machine and the process now. */
  machine(): Machine;
  readonly startedAt: number;
  close(): void;
};

export type Machine = {
  cpus: number;
  loadPerCpu: number;
  memoryBytes: number;
  memoryFreeBytes: number;
  heapBytes: number;
  heapLimitBytes: number;
};

/** Takes a sample every `LIMITS.statusSampleMs` and keeps `LIMITS.maxStatusSamples` of them (SPEC ST-14). */
export function createStatusWatch(options: {
  clock: Clock;
  referee: { readonly roomsOpen: number; readonly commands: number };
}): StatusWatch {
  const { clock, referee } = options;
  const startedAt = clock.now();
  const kept: Sample[] = [];
  const delays = monitorEventLoopDelay({ resolution: 20 });
  delays.enable();
  let utilization = performance.eventLoopUtilization();
  let { commands } = referee;
  let [requests, failedRequests, answerMs] = [0, 0, 0];

  const take = (): void => {
    const busySince = performance.eventLoopUtilization(utilization);
    utilization = performance.eventLoopUtilization();
    const { heapBytes, loadPerCpu } = machine();
    kept.push({
      at: clock.now(),
      requests,
      failedRequests,
      answerMs: requests === 0 ? 0 : answerMs / requests,
      // Without a wait there is none to tell of.
      loopDelayMs: Number.isFinite(delays.percentile(99)) ? delays.percentile(99) / 1e6 : 0,
      loopBusy: busySince.utilization,
      heapBytes,
      loadPerCpu,
      roomsOpen: referee.roomsOpen,
      commands: referee.commands - commands,
    });
    if (kept.length > LIMITS.maxStatusSamples) kept.shift();
    delays.reset();
    [requests, failedRequests, answerMs] = [0, 0, 0];
    ({ commands } = referee);
  };

  const takeLater = (): (() => void) =>
    clock.after(LIMITS.statusSampleMs, () => {
      take();
      cancel = takeLater();
    });
  let cancel = takeLater();

  return {
    answered(statusCode, ms) {
      requests += 1;
      answerMs += ms;
      if (statusCode >= 500) failedRequests += 1;
    },
    samples: () => kept,
    machine,
    startedAt,
    close() {
      cancel();
      delays.disable();
    },
  };
}

function machine(): Machine {
  const { used_heap_size, heap_size_limit } = getHeapStatistics();
  const cpus = availableParallelism();
  return {
    cpus,
    loadPerCpu: (loadavg()[0] ?? 0) / cpus,
    memoryBytes: totalmem(),
    memoryFreeBytes: freemem(),
    heapBytes: used_heap_size,
    heapLimitBytes: heap_size_limit,
  };
}
