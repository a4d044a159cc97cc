import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClientIdBlocks } from '../room-log.ts';

export type ClientIdsUnderTest = {
  blocks: ClientIdBlocks;
  /** The blocks as another process finds them. */
  reopen(): Promise<ClientIdBlocks>;
  close(): Promise<void>;
};

/** Every adapter of `ClientIdBlocks` passes these (SPEC ST-8). */
export function describeClientIds(name: string, open: () => Promise<ClientIdsUnderTest>): void {
  describe(`ClientIdBlocks: ${name}`, () => {
    let under: ClientIdsUnderTest;

    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    it('ST-8 gives ids from 1 on', async () => {
      expect(await under.blocks.reserve(1)).toBeGreaterThanOrEqual(1);
    });

    it('ST-8 gives no id twice, to however many callers at once', async () => {
      const counts = [1, 100, 3, 64, 1, 1, 1_000, 7];
      const firsts = await Promise.all(counts.map((count) => under.blocks.reserve(count)));
      const ids = firsts.flatMap((first, index) =>
        Array.from({ length: counts[index] ?? 0 }, (_, step) => first + step),
      );
      expect(new Set(ids).size).toBe(ids.length);
    });

    it('ST-8 gives no id twice after a restart', async () => {
      const first = await under.blocks.reserve(50);
      const again = await under.reopen();
      expect(await again.reserve(1)).toBeGreaterThanOrEqual(first + 50);
    });

    it('ST-8 refuses a block of no ids', async () => {
      await expect(under.blocks.reserve(0)).rejects.toBeInstanceOf(RangeError);
      await expect(under.blocks.reserve(1.5)).rejects.toBeInstanceOf(RangeError);
    });

    it('closes twice without harm', async () => {
      await under.blocks.close();
      await expect(under.blocks.close()).resolves.toBeUndefined();
    });
  });
}
