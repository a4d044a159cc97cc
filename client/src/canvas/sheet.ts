import type { PaintItem, Raster, Stroke } from '@drawguess/game/ink';
import { createLayer, layerWidth } from './layer.ts';
import { createLazyRaster } from './lazy-raster.ts';
import { paintRun, paintSpans, paintWhole, type Ink } from './paint-ink.ts';

/**
 * The picture on screen: finished ink below, what grows above. It is painted anew on a sheet behind the one that is seen,
 * which takes its place when it is whole, so that nobody watches an undo.
 */
export type Sheet = {
  /** Paints these items anew, in order. */
  restart(items: readonly PaintItem[]): void;
  /** Paints an item over what is there. */
  paint(item: PaintItem): void;
  /** Paints a stroke's points from place `from` on, joined to the point before. */
  extend(stroke: Stroke, from: number): void;
  /** Whether anything waits to be painted. */
  readonly isBehind: boolean;
  /** Does a little of what waits. */
  work(): void;
  /** Shows what was painted, once nothing waits, and ink that is no part of the picture above it. */
  present(preview: Ink | undefined): void;
  /** Whether the raster waits for idle time; `workOnRaster` does a little of its work. */
  readonly isRasterFarBehind: boolean;
  readonly isRasterBehind: boolean;
  workOnRaster(): void;
  /** The raster of the picture. Does all that waits first. */
  raster(): Raster;
  /** Whether the host has another size than the picture that is seen. */
  readonly isMisfit: boolean;
  close(): void;
};

/** What is to be painted; `to` is as it was when that was asked for. */
type Step =
  | { readonly type: 'ink'; readonly stroke: Stroke; readonly from: number; readonly to: number }
  | Exclude<PaintItem, { type: 'stroke' }>;

/** The stroke that grows: its points before `settled` are on the finished layer, those up to `to` above it. */
type Growing = { readonly stroke: Stroke; settled: number; to: number };

/**
 * So many points of a growing stroke are finished at a time: the layer above stays small, and joints rare. A frame in which
 * ink came has enough to do: it leaves them to the next one, as long as there are not too many.
 */
const SETTLE_POINTS = 6;
const MOST_UNSETTLED_POINTS = 18;

/** @param label what the picture is, for those who do not see it */
export function createSheet(host: HTMLElement, label: string): Sheet {
  let [shown, hidden] = [createLayer(host), createLayer(host)];
  const above = createLayer(host);
  for (const { canvas } of [shown, hidden]) {
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', label);
  }
  hidden.canvas.hidden = true;
  above.canvas.setAttribute('aria-hidden', 'true');

  const raster = createLazyRaster();
  let steps: Step[] = [];
  /** Places before this one in `steps` are done. */
  let done = 0;
  let growing: Growing | undefined;
  let isRestarted = false;
  let isAboveBlank = true;
  let hasInkCome = false;

  /** Where ink is painted: on the sheet that is seen, or on the one that will be. */
  const target = (): CanvasRenderingContext2D => (isRestarted ? hidden : shown).context;

  const settle = (): void => {
    if (growing !== undefined) {
      const { stroke, settled, to } = growing;
      if (settled === 0 && to === stroke.points.length) paintWhole(target(), stroke);
      else paintRun(target(), stroke, { from: settled, to });
    }
    growing = undefined;
  };

  const perform = (step: Step): void => {
    switch (step.type) {
      case 'ink': {
        const { stroke, from, to } = step;
        raster.paintStroke(stroke, from, to);
        hasInkCome = true;
        if (growing?.stroke === stroke && growing.to === from) {
          growing.to = to;
          return;
        }
        settle();
        growing = { stroke, settled: from, to };
        return;
      }
      case 'fill': {
        settle();
        const [x, y] = step.point;
        paintSpans(target(), step.colour, raster.fill(x, y, step.colour));
        return;
      }
      case 'clear':
        growing = undefined;
        raster.clear();
        (isRestarted ? hidden : shown).wipe();
    }
  };

  const work = (): void => {
    const step = steps[done];
    if (step === undefined) return;
    // A fill needs the raster: little by little, too.
    if (step.type === 'fill' && raster.isBehind) return raster.work();
    perform(step);
    done += 1;
    if (done === steps.length) [steps, done] = [[], 0];
  };

  const toStep = (item: PaintItem): Step =>
    item.type === 'stroke' ? { type: 'ink', stroke: item.stroke, from: item.from, to: item.to } : item;

  return {
    restart(items) {
      [steps, done, growing, isRestarted] = [items.map(toStep), 0, undefined, true];
      raster.clear();
      hidden.fit(layerWidth(host));
      hidden.wipe();
    },
    paint: (item) => steps.push(toStep(item)),
    extend: (stroke, from) => steps.push({ type: 'ink', stroke, from, to: stroke.points.length }),
    get isBehind() {
      return steps.length > 0;
    },
    work,
    present(preview) {
      if (steps.length > 0) return;
      if (isRestarted) {
        [shown, hidden] = [hidden, shown];
        isRestarted = false;
        shown.canvas.hidden = false;
        hidden.canvas.hidden = true;
        above.fit(shown.canvas.width);
      }
      const unsettled = growing === undefined ? 0 : growing.to - 1 - growing.settled;
      if (growing !== undefined && unsettled >= (hasInkCome ? MOST_UNSETTLED_POINTS : SETTLE_POINTS)) {
        const to = growing.to - 1;
        paintRun(shown.context, growing.stroke, { from: growing.settled, to, isOpen: true });
        growing.settled = to;
      }
      hasInkCome = false;
      if (!isAboveBlank) above.wipe();
      isAboveBlank = growing === undefined && preview === undefined;
      if (growing !== undefined) {
        paintRun(above.context, growing.stroke, { from: growing.settled, to: growing.to });
      }
      if (preview !== undefined) paintRun(above.context, preview);
    },
    get isRasterFarBehind() {
      return raster.isFarBehind;
    },
    get isRasterBehind() {
      return raster.isBehind;
    },
    workOnRaster: raster.work,
    raster() {
      while (steps.length > 0) work();
      return raster.caughtUp();
    },
    get isMisfit() {
      return (isRestarted ? hidden : shown).canvas.width !== layerWidth(host);
    },
    close() {
      for (const { canvas } of [shown, hidden, above]) canvas.remove();
    },
  };
}
