import {
  CANVAS_HEIGHT,
  CANVAS_WIDTH,
  MAX_POINTS_PER_OPERATION,
  MAX_STROKE_POINTS,
  PALETTE,
  SIZES,
  SLOT_COUNT,
  type Point,
  type Tool,
} from './canvas.ts';
import { decodeDeltas, encodeDeltas, MAX_DELTA_CHARS, type Delta } from './delta-code.ts';
import { createFieldReader, encodeNumber, toChar, type FieldReader } from './six-bit.ts';

/**
 * The grammar of an operation. `c` is one character of 0-9 A-Z a-z - _ (values 0..63).
 *
 *   operation = 'B' key tool colour size x y p    begin a stroke at its point 0
 *             | 'P' key index steps               the stroke's points from `index` on; key of its 'B'
 *             | 'F' key x y colour                fill the region around a point
 *             | 'U' key | 'R' key | 'C' key       undo, redo, clear
 *   key       = slot number                       slot: c, 0..61
 *   tool      = c                                 0 pen, 1 eraser
 *   colour    = c          size = c               places in PALETTE and SIZES
 *   x, y      = c c        p = c                  0..1599, 0..899 (high c first); pressure 0..63
 *   number    = c                                 c 0..47:  c
 *             | c c                               c 48..61: 48 + (c - 48) * 64 + c
 *             | c c c                             c = 62:   944 + two c
 *             | c c c c                           c = 63:   5040 + three c
 *   index     = number                            1..4095
 *   steps     = header c*                         header: c = stepK * 8 + pressure; the c* are a bit stream, high bits first
 *
 *   bits      = step{1..64} pad                   pad: 1-bits up to the character's end, five at most
 *   step      = rice(ddx) rice(ddy) [rice(dp)]    dp is absent, and 0, when `pressure` is 0
 *   rice(v)   = 1{q} 0 low                        z = v < 0 ? -2v - 1 : 2v;  q = z >> k < 8;  low: the k low bits of z
 *             | 1{8} plain                        q >= 8; plain: z in 13 bits (ddx, ddy) or 7 bits (dp)
 *
 * ddx and ddy are the change of the step since the step before it (the first step of an operation: the whole step), with
 * k = stepK, for the first step stepK + 2; dp is the change of pressure, k = pressure - 1. With n steps, `pressure` is 0 if
 * every dp is 0; otherwise its k is the smallest of 0..6 (6 if none) with sum of z < n * 2^(k+1). stepK is the smallest of
 * 0..7 (7 if none) with sum of z < 2n * 2^(stepK+1), the first step's two z counting a quarter each, rounded down.
 * Whatever is spelt in another way is malformed.
 */
type Keyed<Type extends string, Fields = object> = {
  readonly type: Type;
  /** The author's writer slot on this canvas, 0..61. */
  readonly slot: number;
  /** The author's running number on this canvas; a `points` operation carries the one of its `begin`. */
  readonly number: number;
} & Readonly<Fields>;

/** One element of a canvas, as docs/PROTOCOL.md lays it out. `colour` and `size` are places in PALETTE and SIZES. */
export type InkOperation =
  | Keyed<'begin', { tool: Tool; colour: number; size: number; point: Point }>
  | Keyed<'points', { index: number; deltas: readonly Delta[] }>
  | Keyed<'fill', { point: readonly [x: number, y: number]; colour: number }>
  | Keyed<'undo'>
  | Keyed<'redo'>
  | Keyed<'clear'>;

/** No operation is longer than this, in characters, which are bytes too. */
export const MAX_OPERATION_CHARS = 9 + MAX_DELTA_CHARS;

const LETTERS = { begin: 'B', points: 'P', fill: 'F', undo: 'U', redo: 'R', clear: 'C' } as const;
const TOOLS: readonly Tool[] = ['pen', 'eraser'];

const isBelow = (value: number, end: number): boolean => value >= 0 && value < end;

/** A field that a writer must have kept in range; throws RangeError where it did not. */
function checked(value: number, end: number, name: string): number {
  if (Number.isInteger(value) && isBelow(value, end)) return value;
  throw new RangeError(`${name} is ${value}, not an integer 0..${end - 1}`);
}

const encodePair = (value: number): string => toChar(value >> 6) + toChar(value & 63);

const encodePosition = (x: number, y: number): string =>
  encodePair(checked(x, CANVAS_WIDTH, 'x')) + encodePair(checked(y, CANVAS_HEIGHT, 'y'));

const encodeColour = (colour: number): string => toChar(checked(colour, PALETTE.length, 'colour'));

function encodeFields(operation: InkOperation): string {
  switch (operation.type) {
    case 'begin': {
      const [x, y, pressure] = operation.point;
      const size = toChar(checked(operation.size, SIZES.length, 'size'));
      const tool = toChar(TOOLS.indexOf(operation.tool));
      return tool + encodeColour(operation.colour) + size + encodePosition(x, y) + toChar(pressure);
    }
    case 'points': {
      const count = checked(operation.deltas.length - 1, MAX_POINTS_PER_OPERATION, 'count - 1') + 1;
      checked(operation.index - 1, MAX_STROKE_POINTS - count, 'index - 1');
      return encodeNumber(operation.index) + encodeDeltas(operation.deltas);
    }
    case 'fill':
      return encodePosition(...operation.point) + encodeColour(operation.colour);
    default:
      return '';
  }
}

/**
 * The text of an operation. Throws RangeError for a value outside its range, which is a mistake of the caller:
 * createStrokeWriter is what clamps a hand's points. Deltas whose sum leaves the canvas from every start are written,
 * and refused by decodeOperation.
 */
export function encodeOperation(operation: InkOperation): string {
  const slot = toChar(checked(operation.slot, SLOT_COUNT, 'slot'));
  return LETTERS[operation.type] + slot + encodeNumber(operation.number) + encodeFields(operation);
}

function decodePosition(fields: FieldReader): readonly [x: number, y: number] | undefined {
  const x = fields.two();
  const y = fields.two();
  return isBelow(x, CANVAS_WIDTH) && isBelow(y, CANVAS_HEIGHT) ? [x, y] : undefined;
}

/**
 * The operation that a text says, or undefined when it is malformed: foreign characters, fields out of range, missing or
 * too many, or another spelling than encodeOperation's. Never throws; the work is bounded by MAX_OPERATION_CHARS.
 * Whether a `points` operation stays on the canvas is known only where its stroke is known: see createInkLog.
 */
export function decodeOperation(text: string): InkOperation | undefined {
  if (text.length > MAX_OPERATION_CHARS) return undefined;
  const fields = createFieldReader(text, 1);
  const slot = fields.one();
  const number = fields.number();
  if (!isBelow(slot, SLOT_COUNT) || number < 0) return undefined;

  switch (text[0]) {
    case 'B': {
      const tool = TOOLS[fields.one()];
      const colour = fields.one();
      const size = fields.one();
      const position = decodePosition(fields);
      const pressure = fields.one();
      if (!fields.finished() || tool === undefined || position === undefined) return undefined;
      if (!isBelow(colour, PALETTE.length) || !isBelow(size, SIZES.length)) return undefined;
      return { type: 'begin', slot, number, tool, colour, size, point: [...position, pressure] };
    }
    case 'P': {
      const index = fields.number();
      if (index < 1) return undefined;
      const deltas = decodeDeltas(text, fields.position());
      if (deltas === undefined || index + deltas.length > MAX_STROKE_POINTS) return undefined;
      return { type: 'points', slot, number, index, deltas };
    }
    case 'F': {
      const point = decodePosition(fields);
      const colour = fields.one();
      if (!fields.finished() || point === undefined || !isBelow(colour, PALETTE.length)) return undefined;
      return { type: 'fill', slot, number, point, colour };
    }
    case 'U':
      return fields.finished() ? { type: 'undo', slot, number } : undefined;
    case 'R':
      return fields.finished() ? { type: 'redo', slot, number } : undefined;
    case 'C':
      return fields.finished() ? { type: 'clear', slot, number } : undefined;
    default:
      return undefined;
  }
}
