import { createInkLog, PALETTE, PAPER, smoothPath, type Stroke } from '@drawguess/game/ink';
import type { recordings } from './recordings.ts';

export type DoodleName = keyof typeof recordings;

type Recording = { crop: readonly [x: number, y: number, width: number, height: number]; ink: string };

/** Replays a recording on a 2D context of any size. */
export type DoodlePainter = {
  /** Points in all strokes together: the length of the replay. */
  readonly length: number;
  /** Paints the first `points` of it, from none to all. */
  paint(points: number): void;
};

/** The palette's black: what is drawn in it takes the colour of the page's own ink. */
const INK = PALETTE.findIndex(({ name }) => name === 'ink');

/**
 * @param ink colour of the page's text, as CSS; the picture is drawn on the page itself, which may be dark
 * @param paper colour of the page's ground, for what the picture leaves white
 */
export function createDoodlePainter(
  context: CanvasRenderingContext2D,
  { crop, ink: recorded }: Recording,
  { ink, paper }: { ink: string; paper: string },
): DoodlePainter {
  const log = createInkLog();
  for (const operation of recorded.split(' ')) log.apply(operation);
  const strokes = log.items().flatMap((item) => (item.type === 'stroke' ? [item.stroke] : []));
  const [x, y, width] = crop;

  const colourOf = ({ colour }: Stroke): string => {
    if (colour === INK) return ink;
    return colour === PAPER ? paper : (PALETTE[colour]?.hex ?? ink);
  };

  return {
    length: strokes.reduce((sum, { points }) => sum + points.length, 0),
    paint(points) {
      const scale = context.canvas.width / width;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, context.canvas.width, context.canvas.height);
      context.setTransform(scale, 0, 0, scale, -x * scale, -y * scale);
      let left = points;
      for (const stroke of strokes) {
        if (left <= 0) return;
        const path = new Path2D();
        const outline = smoothPath(stroke.points, stroke.size, { to: Math.ceil(left) });
        for (let at = 0; at < outline.length; at += 2) path.lineTo(outline[at] ?? 0, outline[at + 1] ?? 0);
        path.closePath();
        context.fillStyle = colourOf(stroke);
        context.fill(path);
        left -= stroke.points.length;
      }
    },
  };
}
