import type { ClientIdBlocks } from '../../ports/index.ts';

/** Blocks of client ids, counted from 1 in memory: for tests and simulations, where it outlives a simulated crash. */
export function createMemoryClientIds(): ClientIdBlocks {
  let next = 1;
  return {
    async reserve(count) {
      if (!Number.isInteger(count) || count < 1) throw new RangeError('A block has one id or more.');
      const first = next;
      next += count;
      return first;
    },
    async close() {},
  };
}
