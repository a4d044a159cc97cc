import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CANVAS_HEIGHT,
  CANVAS_WIDTH,
  decodeOperation,
  encodeOperation,
  MAX_NUMBER,
  MAX_OPERATION_CHARS,
  MAX_POINTS_PER_OPERATION,
  MAX_PRESSURE,
  MAX_STROKE_POINTS,
  PALETTE,
  SIZES,
  SLOT_COUNT,
  type Delta,
  type InkOperation,
  type Point,
} from './index.ts';

const below = (end: number) => fc.nat({ max: end - 1 });
const key = { slot: below(SLOT_COUNT), number: fc.oneof(fc.nat({ max: 2000 }), fc.nat({ max: MAX_NUMBER })) };
const colour = below(PALETTE.length);
const anyPoint: fc.Arbitrary<Point> = fc.tuple(
  below(CANVAS_WIDTH),
  below(CANVAS_HEIGHT),
  below(MAX_PRESSURE + 1),
);

const stepsBetween = (points: readonly Point[]): Delta[] =>
  points.slice(1).map(([x, y, pressure], index) => {
    const [fromX, fromY, fromPressure] = points[index] ?? [x, y, pressure];
    return [x - fromX, y - fromY, pressure - fromPressure];
  });

/** Wild jumps over the whole canvas, and a calm hand's small steps. */
const wildDeltas = fc
  .array(anyPoint, { minLength: 2, maxLength: MAX_POINTS_PER_OPERATION + 1 })
  .map(stepsBetween);
const calmDeltas = fc.array(
  fc.tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: -6, max: 6 }), fc.constantFrom(0, 0, 0)),
  { minLength: 1, maxLength: MAX_POINTS_PER_OPERATION },
);

const operation: fc.Arbitrary<InkOperation> = fc.oneof(
  fc.record({
    type: fc.constant('begin' as const),
    ...key,
    tool: fc.constantFrom('pen' as const, 'eraser' as const),
    colour,
    size: below(SIZES.length),
    point: anyPoint,
  }),
  fc.record({
    type: fc.constant('points' as const),
    ...key,
    index: fc.integer({ min: 1, max: MAX_STROKE_POINTS - MAX_POINTS_PER_OPERATION }),
    deltas: fc.oneof(wildDeltas, calmDeltas),
  }),
  fc.record({
    type: fc.constant('fill' as const),
    ...key,
    point: fc.tuple(below(CANVAS_WIDTH), below(CANVAS_HEIGHT)),
    colour,
  }),
  fc.record({ type: fc.constantFrom('undo' as const, 'redo' as const, 'clear' as const), ...key }),
);

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';
const sixBitChar = fc.constantFrom(...ALPHABET);
const sixBitText = (maxLength: number) => fc.string({ unit: sixBitChar, maxLength });

/** Whatever the text: it is malformed, or it is the one spelling of what it says. */
function isSafe(text: string): boolean {
  const decoded = decodeOperation(text);
  return decoded === undefined || encodeOperation(decoded) === text;
}

describe('encodeOperation and decodeOperation', () => {
  it('IN-1 read back what was written, in six-bit characters of bounded length', () => {
    fc.assert(
      fc.property(operation, (original) => {
        const text = encodeOperation(original);
        expect(text).toMatch(/^[BPFURC][0-9A-Za-z_-]+$/);
        expect(text.length).toBeLessThanOrEqual(MAX_OPERATION_CHARS);
        expect(decodeOperation(text)).toEqual(original);
      }),
      { numRuns: 500 },
    );
  });

  const begin = {
    type: 'begin',
    slot: 0,
    number: 7,
    tool: 'pen',
    colour: 1,
    size: 2,
    point: [1599, 899, 32],
  } as const;
  const still: Delta = [0, 0, 0];
  it.each<[InkOperation, string]>([
    [begin, 'B07012O_E3W'],
    [{ ...begin, slot: 61, number: 48, tool: 'eraser', point: [0, 0, 0] }, 'Bzm011200000'],
    [{ type: 'fill', slot: 1, number: 47, point: [64, 1], colour: 3 }, 'F1l10013'],
    [{ type: 'undo', slot: 1, number: 943 }, 'U1z_'],
    [{ type: 'redo', slot: 1, number: 944 }, 'R1-00'],
    [{ type: 'clear', slot: 1, number: MAX_NUMBER }, 'C1____'],
    // Header 0; dx and dy of 0 take three bits each in the first step, one each in the next; 1-bits fill up.
    [{ type: 'points', slot: 0, number: 0, index: 1, deltas: [still] }, 'P00100'],
    [{ type: 'points', slot: 0, number: 0, index: 1, deltas: [still, still] }, 'P00100F'],
  ])('IN-1 spells %o as %s', (said, text) => {
    expect(encodeOperation(said)).toBe(text);
    expect(decodeOperation(text)).toEqual(said);
  });

  it('IN-1 refuse every text but the one spelling of an operation', () => {
    fc.assert(
      fc.property(fc.constantFrom(...'BPFURC'), sixBitText(40), (letter, rest) => {
        expect(isSafe(letter + rest)).toBe(true);
      }),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(operation, fc.nat(), sixBitChar, (original, place, char) => {
        const text = encodeOperation(original);
        const [before, after] = [text.slice(0, place % text.length), text.slice(place % text.length)];
        const changed = [before + char + after.slice(1), before, before + char + after];
        expect(changed.filter((candidate) => !isSafe(candidate))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('IN-1 never throw and never work long, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), isSafe));
    fc.assert(fc.property(fc.constantFrom('P001', 'P0_zzz_zz'), sixBitText(2000), (a, b) => isSafe(a + b)));
    for (const char of ALPHABET) {
      const headed = [...ALPHABET].map((header) => `P001${header}${char.repeat(600)}`);
      expect(headed.filter((text) => !isSafe(text))).toEqual([]);
      expect(decodeOperation(`P001${char.repeat(1_000_000)}`)).toBeUndefined();
    }
  });

  it.each([
    ['nothing', ''],
    ['an unknown letter', 'X00'],
    ['a key without a number', 'U0'],
    ['a slot above 61', 'U-0'],
    ['a foreign character', 'U0é'],
    ['a number cut short', 'U0_00'],
    ['a character too many', 'U000'],
    ['a begin without its pressure', 'B07012O_E3'],
    ['an unknown tool', 'B07212O_E3W'],
    ['a colour outside the palette', 'B070_2O_E3W'],
    ['an unknown size', 'B07016O_E3W'],
    ['x at 1600', 'B07012P0E3W'],
    ['y at 900', 'B07012O_E4W'],
    ['points at index 0, which is the begin', 'P00000'],
    ['points without a header', 'P001'],
    ['points without a step', 'P0010'],
    ['points past the longest stroke', 'P00-nG00'],
    ['a step cut short', 'P001_z'],
    ['padding with a 0-bit', 'P00100E'],
    ['a whole character of padding', 'P00100_'],
    ['parameters that the steps do not ask for', 'P001800'],
    ['a pressure parameter though the pressure is steady', 'P001103'],
  ])('IN-1 IN-3 refuses %s', (_, text) => {
    expect(decodeOperation(text)).toBeUndefined();
  });

  it('IN-3 refuse steps that no start keeps on the canvas', () => {
    const points = (deltas: Delta[]) =>
      encodeOperation({ type: 'points', slot: 0, number: 0, index: 1, deltas });
    expect(decodeOperation(points([[1599, -899, 63]]))).toBeDefined();
    expect(decodeOperation(points([[1599, 0, 0], still, [1, 0, 0]]))).toBeUndefined();
    expect(
      decodeOperation(
        points([
          [-800, 0, 0],
          [1599, 0, 0],
          [-1599, 899, 0],
          [0, 1, 0],
        ]),
      ),
    ).toBeUndefined();
    expect(
      decodeOperation(
        points([
          [0, 0, 40],
          [0, 0, 24],
        ]),
      ),
    ).toBeUndefined();
  });

  it.each<[string, object]>([
    ['x', { point: [1600, 0, 0] }],
    ['a fraction', { point: [0.5, 0, 0] }],
    ['no number', { point: [Number.NaN, 0, 0] }],
    ['pressure', { point: [0, 0, 64] }],
    ['colour', { colour: PALETTE.length }],
    ['size', { size: SIZES.length }],
    ['slot', { slot: SLOT_COUNT }],
    ['number', { number: -1 }],
    ['number', { number: MAX_NUMBER + 1 }],
  ])('IN-3 throws for %s out of range: %o', (_, wrong) => {
    expect(() => encodeOperation({ ...begin, ...wrong } as InkOperation)).toThrow(RangeError);
  });

  it.each<[string, number, Delta[]]>([
    ['no point', 1, []],
    ['65 points', 1, Array.from({ length: MAX_POINTS_PER_OPERATION + 1 }, () => still)],
    ['index 0', 0, [still]],
    ['a point past the longest stroke', MAX_STROKE_POINTS, [still]],
    ['a step wider than the canvas', 1, [[1600, 0, 0]]],
  ])('IN-4 throws for %s', (_, index, deltas) => {
    expect(() => encodeOperation({ type: 'points', slot: 0, number: 0, index, deltas })).toThrow(RangeError);
  });
});
