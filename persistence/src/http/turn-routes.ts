import { gunzipSync } from 'node:zlib';
import { readInk } from '@drawguess/game/documents';
import * as Type from 'typebox';
import * as Y from 'yjs';
import { createAdmission } from './admission.ts';
import { ABOUT_TURN, PAGE, Player, readPage, TurnSummary } from './archive-schemas.ts';
import { ErrorBody } from './errors.ts';
import { findShownTurn } from './find-turn.ts';
import type { App, HttpOptions } from './options.ts';
import { createRenderedDrawings } from './rendered-drawings.ts';

const TurnsQuery = Type.Object({
  ...PAGE,
  /** Names the game whose turns are wanted; whoever knows its id may see them. */
  gameId: Type.Optional(Type.String({ pattern: '^[0-9A-Za-z]{1,64}$' })),
});
const Turns = Type.Object({ turns: Type.Array(TurnSummary), cursor: Type.Optional(Type.String()) });
const Turn = Type.Object({
  ...ABOUT_TURN,
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

const TurnId = Type.Object({ id: Type.String({ pattern: '^[0-9A-Za-z]{1,64}$' }) });
const Drawing = Type.Object({ hash: Type.Optional(Type.String({ maxLength: 64 })) });

const Svg = Type.Unsafe<Buffer>({});

/** Asked for by the hash of its picture, a drawing is for ever the same; a removed one is gone a day later everywhere. */
const BY_HASH = 'public, max-age=86400, immutable';
/** A drawing can be removed, so a copy is asked about before it is shown again. */
const ASK_FIRST = 'no-cache';

/**
 * Finished turns (SPEC ST-5): lists show those of public rooms, and others are found by an id that nobody can guess
 * (ST-11). What is still being played is not in the archive, so nothing here gives a word away.
 */
export function addTurnRoutes(
  app: App,
  { archive, clock, operatorToken }: Pick<HttpOptions, 'archive' | 'clock' | 'operatorToken'>,
): void {
  // A picture that is not at hand costs a second at worst.
  const rendering = createAdmission({ clock, capacity: 120, refillMs: 1_000, operatorToken });
  const rendered = createRenderedDrawings();
  const reading = createAdmission({ clock, capacity: 240, refillMs: 250, operatorToken });

  app.get(
    '/api/turns',
    { onRequest: reading, schema: { querystring: TurnsQuery, response: { 200: Turns, default: ErrorBody } } },
    async (request) => {
      const { gameId } = request.query;
      const wanted = gameId === undefined ? { publicOnly: true as const } : { gameId };
      return archive.listTurns({ ...readPage(request.query), ...wanted });
    },
  );

  app.get(
    '/api/turns/:id',
    { onRequest: reading, schema: { params: TurnId, response: { 200: Turn, default: ErrorBody } } },
    async (request, reply) => {
      const { canvas, scoring = 1, ...rest } = await findShownTurn(archive, request.params.id);
      void reply.header('cache-control', ASK_FIRST);
      return { ...rest, scoring, operations: inkOf(canvas) };
    },
  );

  app.get(
    '/api/turns/:id/drawing.svg',
    {
      schema: {
        params: TurnId,
        querystring: Drawing,
        response: { 200: Svg, 304: Type.Null(), default: ErrorBody },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const turn = await findShownTurn(archive, id);
      const etag = `"${turn.canvasHash}"`;
      const isByHash = request.query.hash === turn.canvasHash;
      void reply
        .header('cache-control', isByHash ? BY_HASH : ASK_FIRST)
        .header('etag', etag)
        .header('vary', 'accept-encoding');
      if (request.headers['if-none-match'] === etag) return reply.code(304).send(null);
      if (rendered.get(id) === undefined) await rendering(request, reply);
      const file = await rendered.render(id, inkOf(turn.canvas));
      // Opened by itself it is a document of this origin: it may do nothing.
      void reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
      void reply.type('image/svg+xml');
      if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(gunzipSync(file));
      return reply.header('content-encoding', 'gzip').send(file);
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
