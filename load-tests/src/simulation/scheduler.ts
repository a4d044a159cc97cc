import type { Clock } from '@drawguess/game/clock';

/** Virtual time: tasks run in the order of their times, and at the same time in the order in which they were given. */
export type Scheduler = Clock & {
  /** Runs what is due, and everything that follows from it, until `done` holds. Returns whether it did by `untilMs`. */
  run(untilMs: number, done: () => boolean): Promise<boolean>;
};

type Task = { at: number; order: number; run: () => void };

export function createScheduler(startMs: number): Scheduler {
  const heap: Task[] = [];
  let now = startMs;
  let order = 0;

  return {
    now: () => now,
    after(delayMs, task) {
      const entry: Task = { at: now + Math.max(0, delayMs), order: order++, run: task };
      push(heap, entry);
      return () => {
        entry.run = nothing;
      };
    },
    async run(untilMs, done) {
      await settled();
      while (!done()) {
        const task = heap[0];
        if (task === undefined || task.at > untilMs) return false;
        pop(heap);
        if (task.run === nothing) continue;
        now = Math.max(now, task.at);
        task.run();
        await settled();
      }
      return true;
    },
  };
}

const nothing = (): void => undefined;

/** Every promise that can go on without a timer has gone on. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const isBefore = (a: Task, b: Task): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

function push(heap: Task[], task: Task): void {
  let index = heap.push(task) - 1;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || !isBefore(task, above)) break;
    heap[index] = above;
    index = parent;
  }
  heap[index] = task;
}

function pop(heap: Task[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let index = 0;
  for (;;) {
    let child = index * 2 + 1;
    let candidate = heap[child];
    if (candidate === undefined) break;
    const right = heap[child + 1];
    if (right !== undefined && isBefore(right, candidate)) {
      candidate = right;
      child += 1;
    }
    if (!isBefore(candidate, last)) break;
    heap[index] = candidate;
    index = child;
  }
  heap[index] = last;
}
