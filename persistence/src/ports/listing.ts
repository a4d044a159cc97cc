import type { ArchivedTurn } from '@drawguess/game/archive';

/** A turn as the gallery lists it. */
export type TurnSummary = Pick<
  ArchivedTurn,
  'id' | 'gameId' | 'round' | 'number' | 'word' | 'language' | 'endedAt' | 'canvasHash' | 'operations'
> & { drawers: { playerId: string; nickname: string }[]; guessers: number; rights: number };

/** A page of a list: 1..100 items, after the `cursor` of the page before. */
export type PageOf = { limit: number; before?: string };
