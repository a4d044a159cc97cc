/** Time as the core sees it: a reading and timers, given by the composition root or by a simulation. */
export type Clock = {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Runs `task` once, `delayMs` from now. Returns a function that cancels it; cancelling twice is harmless. */
  after(delayMs: number, task: () => void): () => void;
};
