import { createStrokeWriter, drawStrokes, PALETTE, SIZES } from '@drawguess/game/ink';
import { createRandomSource } from '../simulation/random-source.ts';

const POINTS_PER_STROKE = 60;

/** Operations of a drawing with all that a drawer can do: strokes of every size, erasers, fills, undo, redo, clear. */
export function drawSeeded(seed: number): string[] {
  const random = createRandomSource(seed);
  const operations: string[] = [];
  const writer = createStrokeWriter(0, 0, (operation) => operations.push(operation));
  const strokes = drawStrokes(
    seed,
    random.between(12, 40),
    POINTS_PER_STROKE,
    random.chance(0.5) ? 0.01 : 0.03,
  );
  const clearAt = random.chance(0.3) ? random.between(3, 8) : -1;

  strokes.forEach(([start, ...points], index) => {
    if (start === undefined) return;
    if (index === clearAt) writer.clear();
    const isEraser = random.chance(0.2);
    writer.begin(
      isEraser ? 'eraser' : 'pen',
      isEraser ? 0 : random.below(PALETTE.length),
      random.below(SIZES.length),
      start,
    );
    writer.add(points);
    // Some strokes cross themselves and enclose what a fill can take.
    if (random.chance(0.3)) writer.add([start]);
    writer.end();
    if (random.chance(0.3))
      writer.fill([random.below(1600), random.below(900)], random.below(PALETTE.length));
    if (random.chance(0.15)) writer.undo();
    if (random.chance(0.05)) writer.redo();
  });
  return operations;
}
