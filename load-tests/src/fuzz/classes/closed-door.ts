import {
  canvasDocument,
  chatDocument,
  outboxDocument,
  privateDocument,
  roomDocument,
} from '@drawguess/game/documents';
import { CLOSE, encodeControl, encodeFrame, PROTOCOL_VERSION } from '@drawguess/game/wire';
import type { RandomSource } from '../../simulation/random-source.ts';
import type { HostileClass, Outcome, Scene, Variant } from '../attack.ts';
import { EMPTY_STEP2 } from '../crafting.ts';

const opening = (
  name: string,
  code: number,
  document: (scene: Scene, random: RandomSource) => string,
): Variant => ({
  name,
  craft: (scene, random) => ({
    type: 'open',
    document: document(scene, random),
    payload: EMPTY_STEP2,
    expect: [`denied ${code}`],
  }),
});

type Hello = { token: string; protocol?: number; clientId?: number };

const hello = (
  name: string,
  expect: Outcome,
  make: (scene: Scene, random: RandomSource) => Hello,
): Variant => ({
  name,
  craft(scene, random) {
    const about = make(scene, random);
    return {
      type: 'hello',
      bytes: encodeControl({ type: 'hello', protocol: PROTOCOL_VERSION, ...about }),
      ...(about.clientId !== undefined && { askedId: about.clientId }),
      expect: [expect],
    };
  },
});

const ticket = (
  name: string,
  code: number,
  make: (scene: Scene, random: RandomSource) => { document: string; ticket: string },
): Variant => ({
  name,
  craft: (scene, random) => ({ type: 'ticket', ...make(scene, random), expect: [`closed ${code}`] }),
});

const other = ({ others }: Scene, random: RandomSource): string => random.pick(others)?.playerId ?? '';
const ownOutbox = ({ me }: Scene): string => outboxDocument(me.roomId, me.playerId);

/** The same token with one character of it changed. */
function altered(token: string, random: RandomSource): string {
  const at = random.below(token.length - 1);
  return `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
}

export const closedDoor: HostileClass = {
  name: 'closed-door',
  variants: [
    opening("another's outbox", CLOSE.notYours, (scene, random) =>
      outboxDocument(scene.me.roomId, other(scene, random)),
    ),
    opening("another's private document", CLOSE.notYours, (scene, random) =>
      privateDocument(scene.me.roomId, other(scene, random)),
    ),
    ...[roomDocument, chatDocument].map((name) =>
      opening(`another room's ${name('').slice(0, 4)}`, CLOSE.noSuchDocument, ({ stranger }) =>
        name(stranger.roomId),
      ),
    ),
    ...[outboxDocument, privateDocument].map((name) =>
      opening(`another room's ${name('', '').slice(0, 4)}`, CLOSE.noSuchDocument, ({ stranger }) =>
        name(stranger.roomId, stranger.playerId),
      ),
    ),
    opening('an own outbox in another room', CLOSE.noSuchDocument, ({ stranger, me }) =>
      outboxDocument(stranger.roomId, me.playerId),
    ),
    opening('a guessed canvas', CLOSE.noSuchDocument, ({ me }, random) =>
      canvasDocument(me.roomId, random.hex(6)),
    ),
    opening(
      'no name of a document',
      CLOSE.noSuchDocument,
      ({ me }, random) =>
        random.pick([
          '',
          ':',
          `room:${me.roomId}:`,
          `ROOM:${me.roomId}`,
          `room:${me.roomId} `,
          `outbox:${me.roomId}`,
          `log:${me.roomId}`,
          `../room:${me.roomId}`,
        ]) ?? '',
    ),
    hello("another player's client id", 'fresh id', (scene, random) => ({
      token: scene.me.token,
      clientId: random.pick(scene.others)?.clientId ?? 1,
    })),
    hello("the referee's epoch as client id", 'fresh id', ({ me, epoch }) => ({
      token: me.token,
      clientId: epoch,
    })),
    hello('an altered token', `closed ${CLOSE.badToken}`, ({ me }, random) => ({
      token: altered(me.token, random),
    })),
    hello('no token', `closed ${CLOSE.badToken}`, (_, random) => ({ token: random.hex(20) })),
    hello('a ticket for a token', `closed ${CLOSE.badToken}`, (scene) => ({
      token: scene.ticketFor(ownOutbox(scene)),
    })),
    hello('a protocol that nobody speaks', `closed ${CLOSE.update}`, ({ me }, random) => ({
      token: me.token,
      protocol: PROTOCOL_VERSION + 2 + random.below(100),
    })),
    {
      name: 'no hello',
      craft: (_, random) => ({
        type: 'hello',
        bytes: random.chance(0.5)
          ? encodeFrame(1 + random.below(100), EMPTY_STEP2)
          : encodeControl({ type: 'open', channel: 1, document: 'room:1' }),
        expect: [`closed ${CLOSE.malformed}`],
      }),
    },
    ticket('a ticket for another document', CLOSE.notYours, (scene, random) => ({
      document: outboxDocument(scene.me.roomId, other(scene, random)),
      ticket: scene.ticketFor(ownOutbox(scene)),
    })),
    ticket('a ticket for another document, which one may open too', CLOSE.notYours, (scene) => ({
      document: roomDocument(scene.me.roomId),
      ticket: scene.ticketFor(ownOutbox(scene)),
    })),
    ticket('an altered ticket', CLOSE.badToken, (scene, random) => ({
      document: ownOutbox(scene),
      ticket: altered(scene.ticketFor(ownOutbox(scene)), random),
    })),
    ticket('a token for a ticket', CLOSE.badToken, (scene) => ({
      document: ownOutbox(scene),
      ticket: scene.me.token,
    })),
  ],
};
