import { expect, it } from 'vitest';
import { createClientIdPool } from './client-id-pool.ts';

it('ST-8 concurrent callers never get the same client id, and a block is reserved once', async () => {
  let reserved = 1;
  let calls = 0;
  const blocks = {
    async reserve(count: number) {
      calls += 1;
      const first = reserved;
      reserved += count;
      await Promise.resolve();
      return first;
    },
    close: async () => undefined,
  };
  const pool = createClientIdPool(blocks, 10);
  const ids = await Promise.all(Array.from({ length: 95 }, () => pool.next()));
  expect(new Set(ids).size).toBe(95);
  expect(calls).toBe(10);
});
