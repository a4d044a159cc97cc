import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** Where a sequence of draws stands; plain JSON, kept inside a room's secret state. */
export type RandomState = {
  /** At least 32 lower-case hex characters (128 bits) from a cryptographic source. Never leaves the referee. */
  readonly seed: string;
  /** How many blocks have been taken from the seed: an integer from 0. */
  readonly drawn: number;
};

/** What was drawn, and the state to draw from next. Drawing again from the old state gives the same value (RN-1). */
export type Drawn<Value> = readonly [value: Value, next: RandomState];

const SEED_PATTERN = /^[0-9a-f]{32,}$/;
const UINT32_SPAN = 2 ** 32;
const MAX_ID_CHARS = 128;

/** Base 58: without 0, O, I and l, which people confuse when they read an id aloud. */
const ID_ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/**
 * The start of a deterministic sequence of draws (RN-1).
 *
 * Everything a room draws comes from one secret seed: the words on offer, but also ids that all players see, such
 * as a canvas's. Each block is therefore SHA-256 over the seed and a counter: from any number of outputs nobody can
 * compute another one. The usual small generators (xorshift, mulberry32, PCG) can be run backwards from a few
 * outputs, so with them a canvas id would give the word away (RN-2).
 *
 * @param seed at least 32 lower-case hex characters from a cryptographic source
 * @param drawn blocks already taken, 0 for a fresh seed
 * @throws RangeError when the seed is too short or not hex, or `drawn` is not an integer from 0
 */
export function createRandom(seed: string, drawn = 0): RandomState {
  if (!SEED_PATTERN.test(seed))
    throw new RangeError('a random seed is at least 32 lower-case hex characters');
  if (!Number.isSafeInteger(drawn) || drawn < 0) throw new RangeError('drawn is an integer from 0');
  return { seed, drawn };
}

/**
 * An integer from 0 to `belowExclusive` − 1, each equally likely (RN-3).
 *
 * @param belowExclusive an integer from 1 to 2³²
 * @throws RangeError when `belowExclusive` is outside that range
 */
export function drawInt(state: RandomState, belowExclusive: number): Drawn<number> {
  if (!Number.isInteger(belowExclusive) || belowExclusive < 1 || belowExclusive > UINT32_SPAN) {
    throw new RangeError('belowExclusive is an integer from 1 to 2^32');
  }
  // The last, incomplete run of remainders would favour small values: what falls into it is drawn again.
  const unbiasedBelow = UINT32_SPAN - (UINT32_SPAN % belowExclusive);
  for (let current = state; ;) {
    const [block, next] = drawBlock(current, 'int');
    const value = new DataView(block.buffer, block.byteOffset).getUint32(0);
    if (value < unbiasedBelow) return [value % belowExclusive, next];
    current = next;
  }
}

/**
 * An id of letters and digits that cannot be guessed: 5.8 bits a character, 93 bits in the default 16 (RN-4).
 *
 * @param chars length of the id, an integer from 1 to 128
 * @throws RangeError when `chars` is outside that range
 */
export function drawId(state: RandomState, chars = 16): Drawn<string> {
  if (!Number.isInteger(chars) || chars < 1 || chars > MAX_ID_CHARS) {
    throw new RangeError(`chars is an integer from 1 to ${MAX_ID_CHARS}`);
  }
  const unbiasedBelow = 256 - (256 % ID_ALPHABET.length);
  let id = '';
  let current = state;
  while (id.length < chars) {
    const [block, next] = drawBlock(current, 'id');
    for (const byte of block) {
      if (byte < unbiasedBelow) id += ID_ALPHABET.charAt(byte % ID_ALPHABET.length);
    }
    current = next;
  }
  return [id.slice(0, chars), current];
}

/** The same items in random order, every order equally likely (RN-5). `items` itself is left as it is. */
export function shuffle<Item>(state: RandomState, items: readonly Item[]): Drawn<Item[]> {
  return pick(state, items, items.length);
}

/**
 * `count` different items in random order, every choice equally likely (RN-5).
 *
 * @param count an integer from 0 to `items.length`
 * @throws RangeError when `count` is outside that range
 */
export function pick<Item>(state: RandomState, items: readonly Item[], count: number): Drawn<Item[]> {
  if (!Number.isInteger(count) || count < 0 || count > items.length) {
    throw new RangeError('count is an integer from 0 to the number of items');
  }
  const left = [...items];
  const picked: Item[] = [];
  let current = state;
  while (picked.length < count) {
    const [index, next] = drawInt(current, left.length);
    picked.push(...left.splice(index, 1));
    current = next;
  }
  return [picked, current];
}

/** 32 bytes. The purpose is hashed too, so a number and an id drawn from the same place have nothing in common. */
function drawBlock(state: RandomState, purpose: 'int' | 'id'): Drawn<Uint8Array> {
  const block = sha256(utf8ToBytes(`drawguess/${purpose}/${state.seed}/${state.drawn}`));
  return [block, { seed: state.seed, drawn: state.drawn + 1 }];
}
