import { CANVAS_HEIGHT, CANVAS_WIDTH, MAX_POINTS_PER_OPERATION, MAX_PRESSURE } from './canvas.ts';
import { toChar, valueAt } from './six-bit.ts';

/** The step from one point of a stroke to the next: dx -1599..1599, dy -899..899, dp -63..63. */
export type Delta = readonly [dx: number, dy: number, dp: number];

// A hand goes on as it went: the change of a step is far smaller than the step, so that change is what gets written.
// Nothing stands before the first step of an operation; its whole step is written, with a coarser parameter.
const FIRST_STEP_EXTRA = 2;
/** So many 1-bits announce a plain number; the padding (five 1-bits at most) can never be taken for it. */
const ESCAPE_ONES = 8;
const STEP_ESCAPE_BITS = 13;
const PRESSURE_ESCAPE_BITS = 7;
const LARGEST_STEP_K = 7;
const LARGEST_PRESSURE_K = 6;

const LONGEST_STEP_BITS = 2 * (ESCAPE_ONES + STEP_ESCAPE_BITS) + ESCAPE_ONES + PRESSURE_ESCAPE_BITS;

/** No list of deltas is longer than this, in characters. */
export const MAX_DELTA_CHARS = 1 + Math.ceil((MAX_POINTS_PER_OPERATION * LONGEST_STEP_BITS) / 6);

const DELTA_LIMITS = [CANVAS_WIDTH - 1, CANVAS_HEIGHT - 1, MAX_PRESSURE] as const;

const isDelta = (delta: Delta): boolean =>
  DELTA_LIMITS.every(
    (limit, axis) => Number.isInteger(delta[axis]) && Math.abs(delta[axis] ?? limit + 1) <= limit,
  );

const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
const unzigzag = (value: number): number => (value & 1 ? -(value + 1) / 2 : value / 2);

const stepParameterAt = (k: number, index: number): number => (index < 2 ? k + FIRST_STEP_EXTRA : k);

/**
 * The Rice parameter for `count` values of this sum: the smallest that is not below log2 of half their mean. Within 1% of
 * the best there is for a hand's movement, and cheap enough for a reader to check.
 */
function parameterFor(sum: number, count: number, largest: number): number {
  let k = 0;
  while (k < largest && sum >= count << (k + 1)) k += 1;
  return k;
}

/** The header of zigzagged step changes (two a point) and pressure changes (one a point). */
function headerFor(steps: readonly number[], pressures: readonly number[]): number {
  let stepSum = 0;
  for (let index = 0; index < steps.length; index += 1) {
    stepSum += (steps[index] ?? 0) >> stepParameterAt(0, index);
  }
  let pressureSum = 0;
  for (const pressure of pressures) pressureSum += pressure;
  const pressureCode =
    pressureSum === 0 ? 0 : 1 + parameterFor(pressureSum, pressures.length, LARGEST_PRESSURE_K);
  return parameterFor(stepSum, steps.length, LARGEST_STEP_K) * 8 + pressureCode;
}

/**
 * Writes 1 to 64 deltas: one header character, then a bit stream in 6-bit characters, its last one filled with 1-bits
 * (grammar in operation.ts). The parameters are a function of the deltas, so equal deltas give equal text. Throws
 * RangeError for a delta out of its range.
 */
export function encodeDeltas(deltas: readonly Delta[]): string {
  const steps: number[] = [];
  const pressures: number[] = [];
  let previous: Delta = [0, 0, 0];
  for (const delta of deltas) {
    if (!isDelta(delta)) throw new RangeError(`${delta.join(',')} is no step on the canvas`);
    steps.push(zigzag(delta[0] - previous[0]), zigzag(delta[1] - previous[1]));
    pressures.push(zigzag(delta[2]));
    previous = delta;
  }

  const header = headerFor(steps, pressures);
  const stepK = header >> 3;
  const pressureK = (header & 7) - 1;
  let text = toChar(header);
  let bits = 0;
  let bitCount = 0;
  const write = (value: number, length: number): void => {
    bits = (bits << length) | value;
    bitCount += length;
    while (bitCount >= 6) {
      bitCount -= 6;
      text += toChar((bits >> bitCount) & 63);
    }
    bits &= (1 << bitCount) - 1;
  };
  const writeRice = (value: number, k: number, escapeBits: number): void => {
    const ones = value >> k;
    if (ones < ESCAPE_ONES) {
      write((1 << (ones + 1)) - 2, ones + 1);
      write(value & ((1 << k) - 1), k);
    } else {
      write((1 << ESCAPE_ONES) - 1, ESCAPE_ONES);
      write(value, escapeBits);
    }
  };

  pressures.forEach((pressure, index) => {
    const k = stepParameterAt(stepK, 2 * index);
    writeRice(steps[2 * index] ?? 0, k, STEP_ESCAPE_BITS);
    writeRice(steps[2 * index + 1] ?? 0, k, STEP_ESCAPE_BITS);
    if (pressureK >= 0) writeRice(pressure, pressureK, PRESSURE_ESCAPE_BITS);
  });
  if (bitCount > 0) write((1 << (6 - bitCount)) - 1, 6 - bitCount);
  return text;
}

/** True while the positions that a walk visits fit between 0 and `max`, wherever it began. */
function createSpan(max: number): (delta: number) => boolean {
  let [position, lowest, highest] = [0, 0, 0];
  return (delta) => {
    position += delta;
    lowest = Math.min(lowest, position);
    highest = Math.max(highest, position);
    return highest - lowest <= max;
  };
}

/**
 * Reads what encodeDeltas wrote, from character `start` to the end of `text`. Undefined for anything else: foreign
 * characters, another spelling of the same deltas, more than 64, or a walk that no start keeps on the canvas.
 */
export function decodeDeltas(text: string, start: number): Delta[] | undefined {
  if (text.length - start > MAX_DELTA_CHARS) return undefined;
  const header = valueAt(text, start);
  if (header < 0) return undefined;
  const stepK = header >> 3;
  const pressureK = (header & 7) - 1;

  let at = start + 1;
  let bits = 0;
  let bitCount = 0;
  let broken = false;
  const read = (length: number): number => {
    while (bitCount < length) {
      const value = valueAt(text, at);
      if (value < 0) {
        broken = true;
        return 0;
      }
      bits = (bits << 6) | value;
      bitCount += 6;
      at += 1;
    }
    bitCount -= length;
    const value = bits >> bitCount;
    bits &= (1 << bitCount) - 1;
    return value;
  };
  /** The zigzagged value; a plain one that had no need to be plain is another spelling. */
  const readRice = (k: number, escapeBits: number): number => {
    let ones = 0;
    while (ones < ESCAPE_ONES && read(1) === 1) ones += 1;
    if (ones < ESCAPE_ONES) return (ones << k) | read(k);
    const value = read(escapeBits);
    broken ||= value >> k < ESCAPE_ONES;
    return value;
  };
  const isPaddingLeft = (): boolean => at === text.length && bits === (1 << bitCount) - 1;

  const fitsX = createSpan(CANVAS_WIDTH - 1);
  const fitsY = createSpan(CANVAS_HEIGHT - 1);
  const fitsPressure = createSpan(MAX_PRESSURE);
  const deltas: Delta[] = [];
  const steps: number[] = [];
  const pressures: number[] = [];
  let [dx, dy] = [0, 0];
  while (deltas.length === 0 || !isPaddingLeft()) {
    const k = stepParameterAt(stepK, steps.length);
    const changeX = readRice(k, STEP_ESCAPE_BITS);
    const changeY = readRice(k, STEP_ESCAPE_BITS);
    const pressure = pressureK < 0 ? 0 : readRice(pressureK, PRESSURE_ESCAPE_BITS);
    if (broken || deltas.length === MAX_POINTS_PER_OPERATION) return undefined;
    dx += unzigzag(changeX);
    dy += unzigzag(changeY);
    const dp = unzigzag(pressure);
    if (!fitsX(dx) || !fitsY(dy) || !fitsPressure(dp)) return undefined;
    steps.push(changeX, changeY);
    pressures.push(pressure);
    deltas.push([dx, dy, dp]);
  }
  return header === headerFor(steps, pressures) ? deltas : undefined;
}
