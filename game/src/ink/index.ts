export {
  CANVAS_HEIGHT,
  CANVAS_WIDTH,
  MAX_POINTS_PER_OPERATION,
  MAX_PRESSURE,
  MAX_STROKE_POINTS,
  PALETTE,
  PAPER,
  PLAIN_PRESSURE,
  SIZES,
  SLOT_COUNT,
} from './canvas.ts';
export type { ColourName, PaletteColour, Point, Tool } from './canvas.ts';
export type { Delta } from './delta-code.ts';
export { MAX_NUMBER } from './six-bit.ts';
export { decodeOperation, encodeOperation, MAX_OPERATION_CHARS } from './operation.ts';
export type { InkOperation } from './operation.ts';
export { AVATAR_SIDE, isAvatar, readAvatar, writeAvatar } from './avatar.ts';
export { inkCost } from './ink-cost.ts';
export { createInkLog } from './ink-log.ts';
export type { Change, InkLog, PaintItem, Stroke, StrokeRun } from './ink-log.ts';
export { createStrokeWriter } from './stroke-writer.ts';
export type { StrokeWriter } from './stroke-writer.ts';
export { createRaster } from './raster.ts';
export type { FillListener, Raster } from './raster.ts';
export { hashRaster } from './hash-raster.ts';
export { hashOperations } from './hash-operations.ts';
export { smoothPath, smoothSvgPath } from './smooth-path.ts';
export type { Outline } from './smooth-path.ts';
export { drawStrokes } from './seeded-drawing.ts';
export { FILL_REACH, MAX_SMOOTH_SVG_CHARS, toSvg, writeSvg } from './to-svg.ts';
