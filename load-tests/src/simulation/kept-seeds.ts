import { readFileSync, writeFileSync } from 'node:fs';

/** A seed that once broke an invariant: played first in every run from then on. */
export type KeptSeed = { seed: number; why: string };

const FILE = new URL('./kept-seeds.json', import.meta.url);

export const readKeptSeeds = (): KeptSeed[] => JSON.parse(readFileSync(FILE, 'utf8')) as KeptSeed[];

/** Adds a seed to the file, unless it is there. */
export function keepSeed(kept: KeptSeed): void {
  const all = readKeptSeeds();
  if (all.some(({ seed }) => seed === kept.seed)) return;
  writeFileSync(FILE, `${JSON.stringify([...all, kept], null, 2)}\n`);
}
