import type { Fault } from './fault.ts';
import { PLAYER_FAULTS } from './player-faults.ts';
import { PROCESS_FAULTS } from './process-faults.ts';
import { RELEASE_FAULTS } from './release-faults.ts';
import { STORAGE_FAULTS } from './storage-faults.ts';

/** Every fault, in the order in which they happen. */
export const FAULTS: readonly Fault[] = [
  ...PROCESS_FAULTS,
  ...STORAGE_FAULTS,
  ...PLAYER_FAULTS,
  ...RELEASE_FAULTS,
];
