import {
  chatDocument,
  outboxDocument,
  privateDocument,
  roomDocument,
  Settings,
} from '@drawguess/game/documents';
import { AVATAR_SIDE, isAvatar } from '@drawguess/game/ink';
import { LIMITS } from '@drawguess/game/limits';
import { holdsRudeWord, readRoomName } from '@drawguess/game/text';
import { PROTOCOL_VERSION } from '@drawguess/game/wire';
import * as Type from 'typebox';
import { createAdmission } from './admission.ts';
import { ErrorBody, HttpError, tryAgain, unknownRoom } from './errors.ts';
import { grantClientIds, verifiedSession } from './grants.ts';
import { readNickname } from './nickname.ts';
import type { JoinRefusal } from '../referee/index.ts';
import type { App, HttpOptions } from './options.ts';

/** A session token is good for this long: longer than any game, and than a day's pause. */
const SESSION_MS = 36 * 60 * 60 * 1000;
/** Client ids granted with a join: the page's first, and what it may use up while it is offline. */
const JOIN_CLIENT_IDS = 4;
/** Rooms hosted at once; one that is merely open takes some 20 KB. */
const MAX_ROOMS = 2_000;

const Code = Type.Object({ code: Type.String({ minLength: 1, maxLength: 16 }) });
const RoomBody = Type.Object({
  name: Type.Optional(Type.String({ maxLength: 200 })),
  settings: Type.Optional(Type.Partial(Settings, { additionalProperties: false })),
});
const JoinBody = Type.Object({
  nickname: Type.String({ maxLength: 200 }),
  role: Type.Optional(Type.Union([Type.Literal('player'), Type.Literal('spectator')])),
  avatar: Type.Optional(Type.String({ maxLength: 10_000 })),
  playerToken: Type.Optional(Type.String({ maxLength: 2_000 })),
});
const Created = Type.Object({ roomId: Type.String(), code: Type.String() });
const PublicRooms = Type.Object({
  rooms: Type.Array(
    Type.Object({
      roomId: Type.String(),
      code: Type.String(),
      name: Type.String(),
      players: Type.Integer(),
      maxPlayers: Type.Integer(),
      language: Type.String(),
    }),
  ),
});
const Joined = Type.Object({
  roomId: Type.String(),
  playerId: Type.String(),
  nickname: Type.String(),
  token: Type.String(),
  documents: Type.Object({
    room: Type.String(),
    chat: Type.String(),
    outbox: Type.String(),
    private: Type.String(),
  }),
  clientIds: Type.Array(Type.Integer()),
  protocol: Type.Integer(),
});

function refusedJoin(refusal: 'unknown-room' | JoinRefusal): HttpError {
  switch (refusal) {
    case 'unknown-room':
      return unknownRoom();
    case 'unanswered':
      return tryAgain();
    case 'room-full':
      return new HttpError(409, refusal, 'This room is full. Ask its host for a place, or try another room.');
    case 'room-locked':
      return new HttpError(
        409,
        refusal,
        'This room is locked. Ask its host to open it, or try another room.',
      );
    case 'no-spectators':
      return new HttpError(
        409,
        refusal,
        'This room takes no spectators. Join it as a player, or watch another one.',
      );
    case 'rude-nickname':
      return new HttpError(
        400,
        refusal,
        'Everybody can read nicknames in a public room. Choose a kinder one.',
      );
    case 'removed':
      return new HttpError(403, refusal, 'You were removed from this room. Join or make another one.');
  }
}

/** Making, listing and joining rooms (SPEC RM-1, RM-2, RM-7). */
export function addRoomRoutes(app: App, options: HttpOptions): void {
  const { referee, tokens, clock, log, operatorToken } = options;
  const creation = createAdmission({ clock, capacity: 20, refillMs: 10_000, operatorToken });
  const joining = createAdmission({ clock, capacity: 60, refillMs: 1_000, operatorToken });

  app.post(
    '/api/rooms',
    { onRequest: creation, schema: { body: RoomBody, response: { 201: Created, default: ErrorBody } } },
    async (request, reply) => {
      const name = readRoomName(request.body.name ?? '');
      if (name === undefined) {
        const message = `A room's name has at most ${LIMITS.maxRoomNameChars} characters, none of them invisible.`;
        throw new HttpError(400, 'bad-name', message);
      }
      const { settings } = request.body;
      if (settings?.isPublic === true && holdsRudeWord(name)) {
        throw new HttpError(
          400,
          'rude-name',
          'Everybody can read the name of a public room. Choose a kinder one.',
        );
      }
      if (referee.roomsOpen >= MAX_ROOMS) {
        throw new HttpError(503, 'full', 'All rooms are taken at the moment. Try again in a few minutes.');
      }
      return reply.code(201).send(await referee.createRoom({ name, ...(settings && { settings }) }));
    },
  );

  app.get('/api/rooms', { schema: { response: { 200: PublicRooms, default: ErrorBody } } }, async () => ({
    rooms: referee.publicRooms(),
  }));

  app.post(
    '/api/rooms/:code/join',
    {
      onRequest: joining,
      schema: { params: Code, body: JoinBody, response: { 200: Joined, default: ErrorBody } },
    },
    async (request) => {
      const read = readNickname(request.body.nickname);
      if ('problem' in read) throw new HttpError(400, 'bad-nickname', read.problem);
      const { avatar = '' } = request.body;
      if (!isAvatar(avatar)) {
        const message = `An avatar is ink operations of slot 0 inside of ${AVATAR_SIDE} × ${AVATAR_SIDE}, joined by full stops, ${LIMITS.maxAvatarChars} characters at most. Draw a simpler one, or join without.`;
        throw new HttpError(400, 'bad-avatar', message);
      }
      const code = request.params.code.toUpperCase();
      const former = await formerPlayer(code, request.body.playerToken);
      const joined = await referee.join({
        code,
        nickname: read.nickname,
        avatar,
        ...(request.body.role && { role: request.body.role }),
        ...(former && { playerId: former }),
      });
      if ('refusal' in joined) {
        throw refusedJoin(joined.refusal);
      }
      const { roomId, playerId, nickname } = joined;
      return {
        roomId,
        playerId,
        nickname,
        token: tokens.signSession({ roomId, playerId, expiresAt: clock.now() + SESSION_MS }),
        documents: {
          room: roomDocument(roomId),
          chat: chatDocument(roomId),
          outbox: outboxDocument(roomId, playerId),
          private: privateDocument(roomId, playerId),
        },
        clientIds: await grantClientIds(options, roomId, playerId, JOIN_CLIENT_IDS),
        protocol: PROTOCOL_VERSION,
      };
    },
  );

  async function formerPlayer(code: string, token: string | undefined): Promise<string | undefined> {
    if (token === undefined) return undefined;
    const { roomId, playerId } = verifiedSession(options, token);
    if (roomId === (await log.findByCode(code))) return playerId;
    throw new HttpError(401, 'token-of-another-room', 'This token is for another room. Join without it.');
  }
}
