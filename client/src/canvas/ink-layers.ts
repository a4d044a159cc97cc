import { createRaster, type Change, type PaintItem, type StrokeRun } from '@drawguess/game/ink';
import { createLayer, layerWidth } from './layer.ts';
import { paintRun, paintSpans } from './paint-ink.ts';

/** A picture on screen as it was, and its raster. */
export type SavedPicture = { pixels: Uint8Array; image: HTMLCanvasElement };

/** Ink in an element: a layer of finished ink, the stroke that is growing above it, and the raster in step (DESIGN §6). */
export type InkLayers = {
  /** Does what an element of the canvas asked for. It is on screen with the next frame at the latest. */
  show(change: Change): void;
  /** Starts again from the items. */
  repaint(): void;
  /** Keeps the picture as it is, for `restore`. A stroke that grows is finished by it. */
  save(): SavedPicture;
  /** Shows a picture again; returns false where it was kept at another size. */
  restore(picture: SavedPicture): boolean;
  close(): void;
};

/**
 * Layers that fill `host`, which gives the size, in the proportions of the logical canvas.
 * @param label what the picture is, for those who do not see it
 * @param items what the picture consists of now
 */
export function createInkLayers(
  host: HTMLElement,
  label: string,
  items: () => readonly PaintItem[],
): InkLayers {
  const finished = createLayer(host);
  const growing = createLayer(host);
  finished.canvas.setAttribute('role', 'img');
  finished.canvas.setAttribute('aria-label', label);
  growing.canvas.setAttribute('aria-hidden', 'true');
  /** Painted on the upper layer only: it ends in another curve with every point that is added. */
  let live: StrokeRun | undefined;
  let frame: number | undefined;

  const raster = createRaster((colour, spans) => paintSpans(finished.context, colour, spans));

  const requestFrame = (): void => {
    frame ??= requestAnimationFrame(() => {
      frame = undefined;
      growing.wipe();
      if (live !== undefined) paintRun(growing.context, live.stroke, live);
    });
  };

  const settleLive = (): void => {
    if (live === undefined) return;
    paintRun(finished.context, live.stroke, live);
    live = undefined;
    requestFrame();
  };

  const paintItem = (item: PaintItem): void => {
    // A fill comes to the lower layer by way of the raster, which alone knows its extent.
    raster.paint(item);
    if (item.type === 'clear') finished.wipe();
    else if (item.type === 'stroke') paintRun(finished.context, item.stroke, item);
  };

  const repaint = (): void => {
    live = undefined;
    raster.repaint([]);
    finished.wipe();
    items().forEach(paintItem);
    requestFrame();
  };

  const fit = (): void => {
    const width = layerWidth(host);
    if (finished.canvas.width === width) return;
    for (const layer of [finished, growing]) layer.fit(width);
    repaint();
  };
  const sizes = new ResizeObserver(fit);
  sizes.observe(host);
  fit();

  return {
    show(change) {
      switch (change.kind) {
        case 'none':
          return;
        case 'repaint':
          return repaint();
        case 'paint':
          settleLive();
          if (change.item.type !== 'stroke') return paintItem(change.item);
          raster.paint(change.item);
          live = change.item;
          return requestFrame();
        case 'extend': {
          const { stroke, from } = change;
          raster.extend(stroke, from);
          const isSame = live?.stroke === stroke;
          if (!isSame) settleLive();
          live = {
            type: 'stroke',
            stroke,
            from: isSame && live ? live.from : from,
            to: stroke.points.length,
          };
          requestFrame();
        }
      }
    },
    repaint,
    save() {
      settleLive();
      const image = document.createElement('canvas');
      image.width = finished.canvas.width;
      image.height = finished.canvas.height;
      image.getContext('2d')?.drawImage(finished.canvas, 0, 0);
      return { pixels: raster.pixels.slice(), image };
    },
    restore({ pixels, image }) {
      if (image.width !== finished.canvas.width) return false;
      live = undefined;
      raster.pixels.set(pixels);
      finished.wipe();
      finished.context.save();
      finished.context.resetTransform();
      finished.context.drawImage(image, 0, 0);
      finished.context.restore();
      requestFrame();
      return true;
    },
    close() {
      sizes.disconnect();
      if (frame !== undefined) cancelAnimationFrame(frame);
      finished.canvas.remove();
      growing.canvas.remove();
    },
  };
}
