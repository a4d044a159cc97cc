import { api } from '../../store/api.ts';

/** One finished turn as `GET /api/turns/{id}` gives it; times are server time in ms. */
export type FinishedTurn = {
  id: string;
  word: string;
  canvasHash: string;
  round: number;
  startedAt: number;
  endedAt: number;
  drawTimeMs: number;
  drawers: { playerId: string; nickname: string }[];
  guessers: { playerId: string; nickname: string }[];
  guesses: {
    id: string;
    playerId: string;
    nickname: string;
    text: string;
    at: number;
    verdict: 'right' | 'contains' | 'close' | 'wrong';
  }[];
  points: Record<string, number>;
  /** Ink in paint order. */
  operations: string[];
};

export const fetchTurn = (id: string): Promise<FinishedTurn> =>
  api.get(`/api/turns/${encodeURIComponent(id)}`);
