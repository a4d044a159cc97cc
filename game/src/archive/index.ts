import type { ScoringVersion } from '../scoring/index.ts';

/** One guess and what the referee made of it. */
export type JudgedGuess = {
  /** The intent's id. */
  id: string;
  playerId: string;
  nickname: string;
  text: string;
  /** When the referee judged it. */
  at: number;
  verdict: 'right' | 'contains' | 'close' | 'wrong';
};

/** One finished turn: all that is needed to show it again and to recompute its points (SPEC ST-6). */
export type ArchivedTurn = {
  kind: 'turn';
  /** The turn's id. */
  id: string;
  gameId: string;
  roomId: string;
  round: number;
  number: number;
  language: string;
  word: string;
  drawers: { playerId: string; nickname: string; slot: number }[];
  /** Those who could have guessed. */
  guessers: { playerId: string; nickname: string }[];
  drawTimeMs: number;
  startedAt: number;
  endedAt: number;
  guesses: JudgedGuess[];
  points: Record<string, number>;
  /** The rules of its points (SPEC SC-8); left out: 1. */
  scoring?: ScoringVersion;
  /** The canvas document, whole (`Y.encodeStateAsUpdate`). */
  canvas: Uint8Array;
  canvasHash: string;
  /** Ink operations that had arrived when the reveal began; later ones count for the picture only. */
  operationsInTime: number;
  operations: number;
  /** Whether strangers could find its room when the turn was archived (SPEC ST-11); left out: they could not. */
  isPublic?: boolean;
};

/** One finished game. */
export type ArchivedGame = {
  kind: 'game';
  /** The game's id. */
  id: string;
  roomId: string;
  language: string;
  startedAt: number;
  endedAt: number;
  turns: number;
  standings: { playerId: string; nickname: string; score: number; rank: number }[];
  /** As of a turn. */
  isPublic?: boolean;
};

export type ArchiveItem = ArchivedTurn | ArchivedGame;
