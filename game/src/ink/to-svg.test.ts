import { describe, expect, it } from 'vitest';
import {
  CANVAS_HEIGHT,
  CANVAS_WIDTH,
  createStrokeWriter,
  MAX_SMOOTH_SVG_CHARS,
  PALETTE,
  toSvg,
  type Point,
  type StrokeWriter,
} from './index.ts';
import { drawStrokes } from './seeded-drawing.ts';

function draw(hand: (writer: StrokeWriter) => void): string[] {
  const operations: string[] = [];
  hand(createStrokeWriter(0, 0, (operation) => operations.push(operation)));
  return operations;
}

const stroke = (
  writer: StrokeWriter,
  points: readonly Point[],
  colour = 1,
  tool: 'pen' | 'eraser' = 'pen',
) => {
  const [first, ...rest] = points;
  if (first === undefined) return;
  writer.begin(tool, colour, 2, first);
  writer.add(rest);
  writer.end();
};

const square: Point[] = [
  [100, 100, 32],
  [300, 100, 32],
  [300, 300, 32],
  [100, 300, 32],
  [100, 100, 32],
];

const countOf = (svg: string, colour: number): number => svg.split(`"${PALETTE[colour]?.hex}"`).length - 1;

describe('toSvg', () => {
  it('RM-20 shows no more of the canvas than it is asked for', () => {
    const svg = toSvg([], { width: 900, height: 900 });
    expect(svg).toMatch(/ viewBox="-0\.5 -0\.5 900 900" width="900" height="900">/);
  });

  it('IN-22 an empty drawing is white paper of the canvas’s size', () => {
    const svg = toSvg([]);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="-0\.5 -0\.5 1600 900" /);
    expect(countOf(svg, 0)).toBe(1);
    expect(svg.match(/<path/g)).toHaveLength(1);
  });

  it('IN-22 paints strokes, erasers as paper, and fills in their order', () => {
    const svg = toSvg(
      draw((writer) => {
        stroke(writer, square, 4);
        writer.fill([200, 200], 18);
        stroke(writer, [[200, 50, 32] as const, [200, 350, 32] as const], 0, 'eraser');
      }),
    );
    const colours = [...svg.matchAll(/(fill|stroke)="(#[0-9A-F]{6})"/g)].map(([, how, hex]) => [how, hex]);
    expect(colours).toEqual([
      ['fill', PALETTE[0]?.hex],
      ['fill', PALETTE[4]?.hex],
      ['stroke', PALETTE[18]?.hex],
      ['fill', PALETTE[0]?.hex],
    ]);
  });

  it('IN-12 IN-22 a fill’s path covers the pixels that the raster filled, each once', () => {
    const svg = toSvg(
      draw((writer) => {
        stroke(writer, square, 4);
        writer.fill([200, 200], 18);
      }),
    );
    const path = /stroke-linecap="square" fill="none" d="([^"]+)"/.exec(svg)?.[1] ?? '';
    let [x, y, pixels] = [0, 0, 0];
    for (const [, dx, dy, length] of path.matchAll(/m(-?\d+) (-?\d+)h(\d+)/g)) {
      [x, y] = [x + Number(dx) + Number(length), y + Number(dy)];
      pixels += Number(length) + 1;
      expect(x).toBeLessThan(300);
      expect(y).toBeGreaterThan(100);
      expect(y).toBeLessThan(300);
    }
    // Inside a square of 200 whose line is 14 to 15 wide.
    expect(pixels).toBeGreaterThan(183 * 183);
    expect(pixels).toBeLessThan(188 * 188);
  });

  it('IN-8 IN-9 IN-23 holds nothing of what was undone or cleared', () => {
    const svg = toSvg(
      draw((writer) => {
        stroke(writer, square, 4);
        writer.clear();
        stroke(writer, square, 5);
        stroke(writer, square, 6);
        writer.undo();
      }),
    );
    expect([4, 5, 6].map((colour) => countOf(svg, colour))).toEqual([0, 1, 0]);
  });

  it('IN-23 ignores elements that are no operations', () => {
    expect(toSvg(['<script>', 'B', '']).length).toBe(toSvg([]).length);
  });

  it('IN-23 gives a picture that would be too large as coarse pixels', () => {
    const crowded = draw((writer) => {
      for (let x = 0; x < CANVAS_WIDTH; x += 8)
        stroke(writer, [[x, 0, 0] as const, [x, CANVAS_HEIGHT - 1, 0] as const]);
      for (const points of drawStrokes(1, 1_000, 80)) stroke(writer, points, 4);
    });
    const svg = toSvg(crowded);
    expect(svg.length).toBeLessThan(MAX_SMOOTH_SVG_CHARS);
    expect(svg).toContain('scale(4)');
    expect(countOf(svg, 4)).toBe(1);
  });
});
