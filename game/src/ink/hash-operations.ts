import { hashRaster } from './hash-raster.ts';
import { createInkLog } from './ink-log.ts';
import { createRaster } from './raster.ts';

/** Fingerprint of the picture that these operations make, in paint order, as every client computes it (SPEC IN-13). */
export function hashOperations(operations: readonly string[]): string {
  const ink = createInkLog();
  for (const operation of operations) ink.apply(operation);
  const raster = createRaster();
  raster.repaint(ink.items());
  return hashRaster(raster);
}
