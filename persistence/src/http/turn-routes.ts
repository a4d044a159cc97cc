import { readInk } from '@drawguess/game/documents';
import * as Type from 'typebox';
import * as Y from 'yjs';
import { CURSOR_PATTERN, MAX_PAGE } from '../archive/index.ts';
import { ErrorBody, HttpError } from './errors.ts';
import type { App, HttpOptions } from './options.ts';

const STANDARD_PAGE = 20;

const Player = Type.Object({ playerId: Type.String(), nickname: Type.String() });
const about = {
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
const Page = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_PAGE })),
  before: Type.Optional(Type.String({ pattern: CURSOR_PATTERN })),
});
const Turns = Type.Object({
  turns: Type.Array(
    Type.Object({ ...about, guessers: Type.Integer(), rights: Type.Integer(), operations: Type.Integer() }),
  ),
  cursor: Type.Optional(Type.String()),
});
const Turn = Type.Object({
  ...about,
  drawers: Type.Array(
    Type.Object({ playerId: Type.String(), nickname: Type.String(), slot: Type.Integer() }),
  ),
  guessers: Type.Array(Player),
  drawTimeMs: Type.Integer(),
  startedAt: Type.Number(),
  guesses: Type.Array(
    Type.Object({
      id: Type.String(),
      playerId: Type.String(),
      nickname: Type.String(),
      text: Type.String(),
      at: Type.Number(),
      verdict: Type.String(),
    }),
  ),
  points: Type.Record(Type.String(), Type.Integer()),
  /** The rules of the points. */
  scoring: Type.Integer(),
  operationsInTime: Type.Integer(),
  /** Ink operations in paint order, as on the canvas. */
  operations: Type.Array(Type.String()),
});

/** Finished turns (SPEC ST-5). What is still being played is not in the archive, so nothing here gives a word away. */
export function addTurnRoutes(app: App, { archive }: Pick<HttpOptions, 'archive'>): void {
  app.get(
    '/api/turns',
    { schema: { querystring: Page, response: { 200: Turns, default: ErrorBody } } },
    async (request) => {
      const { limit = STANDARD_PAGE, before } = request.query;
      return archive.listTurns({ limit, ...(before !== undefined && { before }) });
    },
  );

  app.get(
    '/api/turns/:id',
    {
      schema: {
        params: Type.Object({ id: Type.String({ pattern: '^[0-9A-Za-z]{1,64}$' }) }),
        response: { 200: Turn, default: ErrorBody },
      },
    },
    async (request, reply) => {
      const turn = await archive.getTurn(request.params.id);
      if (turn === undefined)
        throw new HttpError(404, 'unknown-turn', 'There is no such drawing in the gallery.');
      const { canvas, scoring = 1, ...rest } = turn;
      // An archived turn never changes.
      void reply.header('cache-control', 'public, max-age=31536000, immutable');
      return { ...rest, scoring, operations: inkOf(canvas) };
    },
  );
}

function inkOf(canvas: Uint8Array): string[] {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, canvas);
    return readInk(doc);
  } finally {
    doc.destroy();
  }
}
