import { CANVAS_HEIGHT, CANVAS_WIDTH } from '@drawguess/game/ink';

/** More pixels than this per CSS pixel cost time and show nothing. */
const MAX_PIXEL_RATIO = 2;

/** One sheet that fills its host; units are logical pixels, and whole numbers the middles of the raster's pixels. */
export type Layer = {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
  /** Gives the sheet so many device pixels in width, and blanks it where that is a change. */
  fit(width: number): void;
  wipe(): void;
};

export function createLayer(host: HTMLElement): Layer {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser gives no 2D canvas.');
  canvas.width = 0;
  host.append(canvas);
  return {
    canvas,
    context,
    fit(width) {
      if (canvas.width === width) return;
      canvas.width = width;
      canvas.height = Math.round((width * CANVAS_HEIGHT) / CANVAS_WIDTH);
      const scale = width / CANVAS_WIDTH;
      context.setTransform(scale, 0, 0, scale, scale / 2, scale / 2);
    },
    wipe: () => context.clearRect(-1, -1, CANVAS_WIDTH + 1, CANVAS_HEIGHT + 1),
  };
}

/** Device pixels that a layer over this host has in width. */
export const layerWidth = (host: HTMLElement): number =>
  Math.max(1, Math.round(host.clientWidth * Math.min(devicePixelRatio, MAX_PIXEL_RATIO)));
