import { CANVAS_HEIGHT, CANVAS_WIDTH, createInkLog, createRaster, PALETTE, PAPER } from '@drawguess/game/ink';
import { paintRun, paintSpans } from './paint-ink.ts';

/**
 * The picture of these operations as a PNG of 1600 × 900 on white paper, as it looks on screen (SPEC IN-22).
 *
 * @throws Error when the browser gives no canvas or no picture
 */
export async function exportPng(operations: readonly string[]): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = CANVAS_WIDTH;
  canvas.height = CANVAS_HEIGHT;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser gives no 2D canvas.');
  context.fillStyle = PALETTE[PAPER]?.hex ?? 'white';
  context.fillRect(0, 0, CANVAS_WIDTH, CANVAS_HEIGHT);
  context.setTransform(1, 0, 0, 1, 0.5, 0.5);

  const log = createInkLog();
  for (const operation of operations) log.apply(operation);
  const raster = createRaster((colour, spans) => paintSpans(context, colour, spans));
  for (const item of log.items()) {
    raster.paint(item);
    if (item.type === 'stroke') paintRun(context, item.stroke, item);
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('This browser gives no picture.');
  return blob;
}
