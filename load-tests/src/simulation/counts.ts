/** What happened at a table, in numbers. */
export type Counts = ReturnType<typeof createCounts>;

export const createCounts = () => ({
  turns: 0,
  crashes: 0,
  /** Crashes that took the last second, or a part of it, from the log. */
  powerLosses: 0,
  cuts: 0,
  reloads: 0,
  /** Processes that stood still or died with the room in their hands. */
  stale: 0,
  failovers: 0,
  leases: 0,
  /** Processes that were of the next release. */
  nextReleases: 0,
  intents: 0,
  /** In closed canvases. */
  operations: 0,
  /** Copies of closed canvases that were compared with the archive's. */
  pictures: 0,
  hostileFrames: 0,
  /** Operations that had to be in a closed canvas. */
  dueOperations: 0,
  /** Operations that a page called late. */
  lateOperations: 0,
  /** Operations in no closed canvas, of pages that never saw it closed. */
  unheardOperations: 0,
  lateResets: 0,
  /** Pages that did their ink again, since it built on what a crash had taken away. */
  crashResets: 0,
  /** Copies of walls that were compared, and operations on them. */
  walls: 0,
  doodles: 0,
});
