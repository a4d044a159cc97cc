import type { ClientIdBlocks } from '../ports/index.ts';

/** What a process asks for at a time: the database hears of one page load in a thousand. */
export const CLIENT_IDS_PER_BLOCK = 1_000;

export type ClientIdPool = {
  /** A client id that was never given before and never will be again. Rejects when no block can be reserved. */
  next(): Promise<number>;
};

/**
 * Hands out client ids one by one from blocks that are durable before their first id is used (DESIGN §2).
 *
 * @param blockSize ids reserved at a time; those left over when the process ends are never used
 */
export function createClientIdPool(blocks: ClientIdBlocks, blockSize: number): ClientIdPool {
  let nextId = 0;
  let end = 0;
  let reserving: Promise<void> | undefined;

  const reserve = async (): Promise<void> => {
    const first = await blocks.reserve(blockSize);
    nextId = first;
    end = first + blockSize;
  };

  return {
    async next() {
      while (nextId >= end) {
        reserving ??= reserve().finally(() => {
          reserving = undefined;
        });
        await reserving;
      }
      return nextId++;
    },
  };
}
