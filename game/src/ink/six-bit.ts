/** The 64 characters of ink, URL-safe and one byte each in UTF-8; a character's place is its value, six bits. */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';

const CHARS: readonly string[] = [...ALPHABET];
const VALUES = new Int8Array(128).fill(-1);
CHARS.forEach((char, value) => {
  VALUES[char.charCodeAt(0)] = value;
});

/** The character of a value 0..63; throws RangeError outside. */
export function toChar(value: number): string {
  const char = CHARS[value];
  if (char === undefined) throw new RangeError(`${value} does not fit into six bits`);
  return char;
}

/** The value 0..63 of the character at `at`, or -1 where there is none or a foreign one. */
export function valueAt(text: string, at: number): number {
  return VALUES[text.charCodeAt(at)] ?? -1;
}

/** The number code's four forms by their first character's value: from, to, characters that follow, first number. */
const NUMBER_FORMS = [
  { from: 0, to: 47, tail: 0, base: 0 },
  { from: 48, to: 61, tail: 1, base: 48 },
  { from: 62, to: 62, tail: 2, base: 944 },
  { from: 63, to: 63, tail: 3, base: 5040 },
] as const;

/** The largest number that the number code can say. */
export const MAX_NUMBER = 5040 + 64 ** 3 - 1;

/**
 * A number 0..MAX_NUMBER in one to four characters: 0..47 in one, to 943 in two, to 5039 in three. Every number has one
 * form and every form is a number, so there is nothing to normalise. Throws RangeError outside.
 */
export function encodeNumber(value: number): string {
  for (const form of NUMBER_FORMS) {
    const offset = value - form.base;
    if (offset >= (form.to - form.from + 1) * 64 ** form.tail) continue;
    let text = '';
    let rest = offset;
    for (let index = 0; index < form.tail; index += 1) {
      text = toChar(rest % 64) + text;
      rest = Math.floor(rest / 64);
    }
    return toChar(form.from + rest) + text;
  }
  throw new RangeError(`${value} is above ${MAX_NUMBER}`);
}

/** Walks over the fields of one operation; after a field that is not there, every later answer is -1 too. */
export type FieldReader = {
  /** The next character as a value 0..63. */
  one(): number;
  /** The next two characters as a value 0..4095, high one first. */
  two(): number;
  /** The next number of the number code. */
  number(): number;
  /** Where the next field begins, in characters. */
  position(): number;
  /** True when every field was there and the text is at its end. */
  finished(): boolean;
};

/** Reads the fields of `text` from character `start` on; never throws. */
export function createFieldReader(text: string, start: number): FieldReader {
  let at = start;
  let broken = false;

  const one = (): number => {
    const value = broken ? -1 : valueAt(text, at);
    at += 1;
    broken = value < 0;
    return value;
  };

  const tail = (first: number, length: number): number => {
    let value = first;
    for (let index = 0; index < length; index += 1) value = value * 64 + one();
    return broken ? -1 : value;
  };

  return {
    one,
    two: () => tail(one(), 1),
    number() {
      const first = one();
      const form = NUMBER_FORMS.find(({ to }) => first <= to);
      if (broken || form === undefined) return -1;
      const offset = tail(first - form.from, form.tail);
      return broken ? -1 : form.base + offset;
    },
    position: () => at,
    finished: () => !broken && at === text.length,
  };
}
