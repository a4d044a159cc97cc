import { api } from '../../store/api.ts';

/** A finished turn as `GET /api/turns` lists it. */
export type TurnSummary = {
  id: string;
  word: string;
  drawers: { playerId: string; nickname: string }[];
  /** Ink operations on its canvas. */
  operations: number;
  guessers: number;
  rights: number;
};

export const listTurns = async (limit: number): Promise<TurnSummary[]> =>
  (await api.get<{ turns: TurnSummary[] }>(`/api/turns?limit=${limit}`)).turns;

/** The ink of one finished turn, in paint order. */
export const fetchOperations = async (id: string): Promise<string[]> =>
  (await api.get<{ operations: string[] }>(`/api/turns/${encodeURIComponent(id)}`)).operations;
