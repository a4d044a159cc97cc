import { api } from '../../store/api.ts';

/** A finished turn as `GET /api/turns` lists it. */
export type TurnSummary = {
  id: string;
  gameId: string;
  word: string;
  language: string;
  /** Server time in ms. */
  endedAt: number;
  canvasHash: string;
  drawers: { playerId: string; nickname: string }[];
  /** Ink operations on its canvas. */
  operations: number;
  guessers: number;
  rights: number;
};

export type TurnsPage = { turns: TurnSummary[]; cursor?: string };

/**
 * A page of finished turns, newest first: those of public rooms, or those of one game.
 * @param about before: the `cursor` of the page before
 */
export function listTurns(about: { limit: number; before?: string; gameId?: string }): Promise<TurnsPage> {
  const query = new URLSearchParams(Object.entries(about).map(([name, value]) => [name, String(value)]));
  return api.get<TurnsPage>(`/api/turns?${query}`);
}

/** A turn whose drawer was not there left an empty sheet. */
export const hasDrawing = ({ operations, guessers }: TurnSummary): boolean => operations + guessers > 0;

/** Where the picture of a turn is, the same for ever. */
export const pictureOf = ({ id, canvasHash }: Pick<TurnSummary, 'id' | 'canvasHash'>): string =>
  `/api/turns/${encodeURIComponent(id)}/drawing.svg?hash=${encodeURIComponent(canvasHash)}`;
