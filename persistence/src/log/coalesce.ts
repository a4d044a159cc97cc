/**
 * Makes a task that may be asked for any number of times at once: every call is answered by a run that began after the
 * call, runs never overlap, and calls that wait for the same run share it. A failed run rejects for those who waited
 * for it, and for nobody else.
 */
export function coalesce(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  return () => {
    waiting ??= running.then(() => {
      waiting = undefined;
      const run = task();
      running = run.then(ignore, ignore);
      return run;
    });
    return waiting;
  };
}

/** Whether a run failed concerns only those who hold its promise. */
const ignore = (): void => undefined;
