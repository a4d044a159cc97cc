import {
  createInkLog,
  decodeOperation,
  encodeOperation,
  type Change,
  type PaintItem,
} from '@drawguess/game/ink';

/** What a replay paints on. `Picture` is whatever it keeps a state of itself in. */
export type ReplaySurface<Picture> = {
  show(change: Change): void;
  /** Starts again from `items()` as they are now. */
  repaint(): void;
  save(): Picture;
  /** Returns false where the picture cannot be shown any more. */
  restore(picture: Picture): boolean;
};

export type Replay = {
  /** How long the drawing takes from its first point to its last. */
  readonly durationMs: number;
  readonly atMs: number;
  /** Shows the drawing as it was after `atMs`, forwards or backwards; times outside are taken to the nearest end. */
  seek(atMs: number): void;
};

/** A hand makes about so many points a second; operations say nothing of time, so points are spread evenly (IN-24). */
const POINTS_PER_SECOND = 60;
const LONGEST_MS = 12_000;
/** As many points as the time that a fill, an undo or a clear takes. */
const PAUSE_POINTS = 8;
/** Pictures kept to go back to; each takes some megabytes. */
const MOST_KEPT = 6;

/** An operation and how many steps it takes: its points, each shown by itself, or a pause. */
type Step = {
  readonly text: string;
  readonly from: number;
  readonly length: number;
  readonly isGrowth: boolean;
};

function stepsOf(operations: readonly string[]): Step[] {
  let from = 0;
  return operations.flatMap((text) => {
    const operation = decodeOperation(text);
    if (operation === undefined) return [];
    const length =
      operation.type === 'points' ? operation.deltas.length : operation.type === 'begin' ? 1 : PAUSE_POINTS;
    const step = { text, from, length, isGrowth: operation.type === 'points' };
    from += length;
    return [step];
  });
}

/** The first `count` points of a `points` operation; the whole one can follow, since points already there are skipped. */
function firstPoints(text: string, count: number): string {
  const operation = decodeOperation(text);
  if (operation?.type !== 'points') return text;
  return encodeOperation({ ...operation, deltas: operation.deltas.slice(0, count) });
}

/**
 * Replays a drawing from its own operations. It begins blank. Going back starts from the nearest kept picture, so that
 * a seek never paints more than a part of the drawing.
 *
 * @param openSurface makes the surface; `items` says what the picture consists of
 */
export function createReplay<Picture>(
  operations: readonly string[],
  openSurface: (items: () => readonly PaintItem[]) => ReplaySurface<Picture>,
): Replay {
  const steps = stepsOf(operations);
  const last = steps.at(-1);
  const length = last === undefined ? 0 : last.from + last.length;
  const durationMs = Math.min(LONGEST_MS, (1_000 * length) / POINTS_PER_SECOND);
  const keepEvery = Math.max(1, Math.ceil(length / (MOST_KEPT + 1)));

  let log = createInkLog();
  const surface = openSurface(() => log.items());
  /** Pictures by the number of steps that they show, and where the last of them is. */
  const kept = new Map<number, Picture>();
  let keptTo = 0;
  let taken = 0;
  let at = 0;

  /** Goes to the kept picture from which the least is left to paint, if it is nearer than what is shown. */
  const jump = (target: number): void => {
    const isBack = target < at;
    const nearest = Math.max(
      0,
      ...[...kept.keys()].filter((count) => (steps[count]?.from ?? length) <= target),
    );
    if (!isBack && nearest <= taken) return;
    log = createInkLog();
    for (const { text } of steps.slice(0, nearest)) log.apply(text);
    taken = nearest;
    const picture = kept.get(nearest);
    if (picture === undefined || !surface.restore(picture)) surface.repaint();
  };

  /** Where something is painted anew, only its end is worth painting. */
  const forward = (target: number): void => {
    let isStale = false;
    const settle = (): void => {
      if (isStale) surface.repaint();
      isStale = false;
    };
    const apply = (text: string): void => {
      const change = log.apply(text);
      if (change.kind === 'repaint') isStale = true;
      else if (!isStale) surface.show(change);
    };
    for (
      let step = steps[taken];
      step !== undefined && step.from + step.length <= target;
      step = steps[taken]
    ) {
      apply(step.text);
      taken += 1;
      // Within a stroke a kept picture would part it.
      const next = steps[taken];
      if (next === undefined || next.isGrowth || next.from < keptTo + keepEvery) continue;
      settle();
      keptTo = next.from;
      kept.set(taken, surface.save());
    }
    const partial = steps[taken];
    const points = Math.floor(target - (partial?.from ?? target));
    if (partial?.isGrowth === true && points > 0) apply(firstPoints(partial.text, points));
    settle();
  };

  return {
    durationMs,
    get atMs() {
      return length === 0 ? 0 : (at / length) * durationMs;
    },
    seek(atMs) {
      const part = durationMs === 0 ? 1 : Math.min(1, Math.max(0, atMs / durationMs));
      const target = part * length;
      jump(target);
      forward(target);
      at = target;
    },
  };
}
