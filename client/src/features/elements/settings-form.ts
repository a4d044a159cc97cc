import { DEFAULT_SETTINGS, type Settings } from '@drawguess/game/documents';

/** The settings that players choose; the rest keeps its defaults. */
export type ChosenSettings = Pick<
  Settings,
  'rounds' | 'drawTimeMs' | 'language' | 'maxPlayers' | 'isPublic' | 'mode' | 'cleanChat' | 'allowSpectators'
>;

export const ROUNDS = [1, 2, 3, 4, 5, 6, 8, 10];
export const DRAW_TIMES_MS = [30_000, 45_000, 60_000, 80_000, 100_000, 120_000, 180_000, 240_000];
export const MAX_PLAYERS = [2, 3, 4, 5, 6, 8, 10, 12, 16];

export function defaultSettings(language: Settings['language']): ChosenSettings {
  const { rounds, drawTimeMs, maxPlayers, isPublic, mode, cleanChat, allowSpectators } = DEFAULT_SETTINGS;
  return { rounds, drawTimeMs, maxPlayers, language, isPublic, mode, cleanChat, allowSpectators };
}

/** The choices on offer, with the present one even if it was made elsewhere. */
export const withPresent = (choices: readonly number[], present: number): number[] =>
  [...new Set([...choices, present])].toSorted((a, b) => a - b);
