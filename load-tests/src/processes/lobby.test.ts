import { expect, it } from 'vitest';
import { simulateLobby } from './simulate-lobby.ts';

/** Seeds that failed once, and some others. */
const SEEDS = [519, 653, 1, 2, 3, 4];

it.each(SEEDS)(
  'SY-20 SY-21 SY-22 SY-23 players at several processes come to what the log holds (seed %i)',
  async (seed) => {
    const { broken } = await simulateLobby(seed);
    expect(broken).toEqual([]);
  },
);
