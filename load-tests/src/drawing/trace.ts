import type { Browser } from '@playwright/test';

/** An event of Chromium's trace; times in µs. `tdur` is time of its thread, which a busy machine does not stretch. */
export type TraceEvent = {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly chrome_mojo_event_info?: { readonly mojo_interface_tag?: string } };
};

const CATEGORIES = ['toplevel', 'devtools.timeline', 'devtools.timeline.frame', 'blink.user_timing'];

/** Begins to trace all pages of a browser. */
export const startTracing = (browser: Browser): Promise<void> =>
  browser.startTracing(undefined, { categories: CATEGORIES });

export async function stopTracing(browser: Browser): Promise<TraceEvent[]> {
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8')) as {
    traceEvents: TraceEvent[];
  };
  return traceEvents;
}

/** What a page did between two marks, in ms of its main thread. */
export type PageWork = {
  /**
   * Script, style and layout from each frame to the next, for a sixtieth of a second: where a busy machine lets a page have
   * fewer frames than that, each has the work of several.
   */
  readonly frames: readonly number[];
  readonly longestTask: number;
  /** All that the main thread did. */
  readonly busy: number;
};

const SIXTIETH_US = 1_000_000 / 60;
const TASK = /^(RunTask|ThreadControllerImpl::RunTask)$/;
const SCRIPT_AND_LAYOUT = new Set([
  'EventDispatch',
  'EvaluateScript',
  'FireAnimationFrame',
  'FireIdleCallback',
  'FunctionCall',
  'Layout',
  'MajorGC',
  'MinorGC',
  'RunMicrotasks',
  'TimerFire',
  'UpdateLayoutTree',
]);

const endOf = ({ ts, dur = 0 }: TraceEvent): number => ts + dur;
const lengthOf = ({ dur = 0, tdur = dur }: TraceEvent): number => tdur / 1_000;

/** Those events that lie in none of the others. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  let end = -Infinity;
  return events
    .toSorted((a, b) => a.ts - b.ts || endOf(b) - endOf(a))
    .filter((event) => {
      if (event.ts < end) return false;
      end = endOf(event);
      return true;
    });
}

/**
 * Reads what the page did that made these marks by `performance.mark`.
 * @throws Error when a mark is missing
 */
export function readPageWork(events: readonly TraceEvent[], from: string, to: string): PageWork {
  const [begin, end] = [from, to].map((mark) => {
    const event = events.find(({ name }) => name === mark);
    if (event === undefined) throw new Error(`The trace has no mark ${mark}.`);
    return event;
  }) as [TraceEvent, TraceEvent];
  const own = events.filter(
    ({ pid, tid, ts }) => pid === begin.pid && tid === begin.tid && ts >= begin.ts && ts <= end.ts,
  );
  const complete = own.filter(({ ph }) => ph === 'X');
  const work = outermost(complete.filter(({ name }) => SCRIPT_AND_LAYOUT.has(name)));
  const starts = own
    .filter(({ name, ph }) => name === 'AnimationFrame' && ph === 'b')
    .map(({ ts }) => ts)
    .toSorted((a, b) => a - b);
  const sums = starts.slice(1).map(() => 0);
  let frame = 0;
  for (const event of work) {
    while (frame < sums.length && event.ts >= (starts[frame + 1] ?? Infinity)) frame += 1;
    if (frame < sums.length && event.ts >= (starts[frame] ?? Infinity))
      sums[frame] = (sums[frame] ?? 0) + lengthOf(event);
  }
  // What whoever measures asks of the page is no work of its own.
  const questions = complete.filter(
    ({ args }) => args?.chrome_mojo_event_info?.mojo_interface_tag === 'blink.mojom.DevToolsSession',
  );
  const tasks = outermost(complete.filter(({ name }) => TASK.test(name)))
    .filter((task) => !questions.some(({ ts }) => ts >= task.ts && ts < endOf(task)))
    .map(lengthOf);
  const frames = sums.map((ms, index) => {
    const [start = 0, next = 0] = starts.slice(index, index + 2);
    return ms / Math.max(1, (next - start) / SIXTIETH_US);
  });
  return {
    frames,
    longestTask: tasks.reduce((longest, task) => Math.max(longest, task), 0),
    busy: tasks.reduce((sum, task) => sum + task, 0),
  };
}

/** The value that so many parts of 1 of all values do not exceed; 0 of none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? 0;
}
