import * as Type from 'typebox';
import { CURSOR_PATTERN, MAX_PAGE } from '../archive/index.ts';

/** Shapes that several routes of the archive share. */

const STANDARD_PAGE = 20;

export const Player = Type.Object({ playerId: Type.String(), nickname: Type.String() });

export const PAGE = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_PAGE })),
  before: Type.Optional(Type.String({ pattern: CURSOR_PATTERN })),
};

export const ABOUT_TURN = {
  id: Type.String(),
  gameId: Type.String(),
  round: Type.Integer(),
  number: Type.Integer(),
  word: Type.String(),
  language: Type.String(),
  endedAt: Type.Number(),
  canvasHash: Type.String(),
  drawers: Type.Array(Player),
};

export const TurnSummary = Type.Object({
  ...ABOUT_TURN,
  guessers: Type.Integer(),
  rights: Type.Integer(),
  operations: Type.Integer(),
});

/** A page as it was asked for, with the standard length where none was named. */
export const readPage = ({ limit = STANDARD_PAGE, before }: { limit?: number; before?: string }) => ({
  limit,
  ...(before !== undefined && { before }),
});
