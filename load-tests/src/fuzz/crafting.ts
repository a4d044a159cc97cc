import {
  chatDocument,
  outboxDocument,
  privateDocument,
  roomDocument,
  ROOTS,
} from '@drawguess/game/documents';
import { craftUpdate, type At, type CraftedSection, type CraftedStruct } from '@drawguess/game/gate';
import { encodeOperation, MAX_NUMBER } from '@drawguess/game/ink';
import { encodeChannelMessage } from '@drawguess/game/wire';
import * as Y from 'yjs';
import type { RandomSource } from '../simulation/random-source.ts';
import type { Held, Outcome, Scene, Shot, Variant } from './attack.ts';
import { uuid } from './honest-player.ts';

/** A document to aim at. `doc` may be a moment behind the server's own copy. */
export type Target = {
  kind: 'outbox' | 'canvas' | 'room' | 'chat' | 'private';
  document: string;
  root: string;
  doc: Y.Doc;
  /** An element that a proper writer of this document could push. */
  element(random: RandomSource): unknown;
};

/** A target with its channel open, and a place where the hostile player's next own element would be. */
export type Aim = {
  scene: Scene;
  random: RandomSource;
  target: Target;
  held: Held;
  client: number;
  clock: number;
  /** An element that the document holds, if there is any. */
  someone: At | undefined;
};

const drawing = (slot: number, random: RandomSource): string => {
  const number = random.below(MAX_NUMBER);
  if (random.chance(0.5))
    return encodeOperation({ type: random.chance(0.5) ? 'undo' : 'clear', slot, number });
  const point = [random.below(1_600), random.below(900), random.below(64)] as const;
  return encodeOperation({
    type: 'begin',
    slot,
    number,
    tool: 'pen',
    colour: random.below(20),
    size: 1,
    point,
  });
};

const saying = (random: RandomSource): object => ({ id: uuid(random), type: 'say', text: random.hex(6) });

/** The canvas of this moment and the hostile player's slot, if they may draw on it now. */
export function canvasNow({
  room,
  me,
}: Pick<Scene, 'room' | 'me'>): { document: string; slot: number | undefined } | undefined {
  const { phase } = room;
  if (phase.type !== 'drawing' && phase.type !== 'reveal') return undefined;
  const isOpen = phase.type === 'drawing' || phase.canvasState === 'open';
  const drawer = phase.turn.drawers.find(({ playerId }) => playerId === me.playerId);
  return { document: phase.turn.canvas, slot: isOpen ? drawer?.slot : undefined };
}

/** The document of this kind that the hostile player may write to now. */
export function ownTarget(scene: Scene, kind: 'outbox' | 'canvas'): Target | undefined {
  if (kind === 'outbox') {
    const document = outboxDocument(scene.me.roomId, scene.me.playerId);
    return { kind, document, root: ROOTS.intents, doc: docOf(scene, document), element: saying };
  }
  const canvas = canvasNow(scene);
  const slot = canvas?.slot;
  if (canvas === undefined || slot === undefined) return undefined;
  const { document } = canvas;
  return {
    kind,
    document,
    root: ROOTS.ink,
    doc: docOf(scene, document),
    element: (random) => drawing(slot, random),
  };
}

export type ReadOnlyKind = 'room' | 'chat' | 'private' | 'canvas';

/** The document of this kind that the hostile player may read now and not write to. */
function readOnlyTarget(scene: Scene, kind: ReadOnlyKind): Target | undefined {
  const { roomId, playerId } = scene.me;
  const at = (document: string, root: string, element: Target['element']): Target => ({
    kind,
    document,
    root,
    doc: docOf(scene, document),
    element,
  });
  switch (kind) {
    case 'room':
      return at(roomDocument(roomId), ROOTS.room, (random) => ({
        type: 'podium',
        standings: [],
        n: random.below(99),
      }));
    case 'chat':
      return at(chatDocument(roomId), ROOTS.messages, saying);
    case 'private':
      return at(privateDocument(roomId, playerId), ROOTS.acks, (random) => ({
        id: uuid(random),
        revision: 1,
      }));
    case 'canvas': {
      const canvas = canvasNow(scene);
      if (canvas === undefined || canvas.slot !== undefined) return undefined;
      return at(canvas.document, ROOTS.ink, (random) => drawing(0, random));
    }
  }
}

const docOf = (scene: Scene, document: string): Y.Doc => scene.documents.get(document) ?? new Y.Doc();

/** A variant on each document that the hostile player may write to. */
export function onOwn(
  name: string,
  shots: (aim: Aim) => readonly Shot[],
  {
    kinds = ['outbox', 'canvas'],
    needsElements = false,
    ready = [],
  }: {
    kinds?: readonly ('outbox' | 'canvas')[];
    /** Only where the document holds elements of the hostile player's first id. */
    needsElements?: boolean;
    ready?: readonly Uint8Array[];
  } = {},
): Variant[] {
  return kinds.map((kind) => ({
    name: `${name} (${kind})`,
    craft(scene, random) {
      const target = ownTarget(scene, kind);
      if (target === undefined || (needsElements && Y.getState(target.doc.store, scene.ids[0] ?? 0) === 0))
        return undefined;
      return channelAttack(scene, random, target, shots, ready);
    },
  }));
}

/** A variant on each document that the hostile player may only read. */
export function onReadOnly(
  name: string,
  shots: (aim: Aim) => readonly Shot[],
  kinds: readonly ReadOnlyKind[] = ['room', 'chat', 'private', 'canvas'],
): Variant[] {
  return kinds.map((kind) => ({
    name: `${name} (${kind}, read-only)`,
    craft(scene, random) {
      const target = readOnlyTarget(scene, kind);
      return target && channelAttack(scene, random, target, shots, []);
    },
  }));
}

function channelAttack(
  scene: Scene,
  random: RandomSource,
  target: Target,
  shots: (aim: Aim) => readonly Shot[],
  ready: readonly Uint8Array[],
): ReturnType<Variant['craft']> {
  return {
    type: 'channel',
    document: target.document,
    ready,
    shots(held, ids) {
      const client = random.pick(ids) ?? 0;
      return shots({
        scene,
        random,
        target,
        held,
        client,
        clock: held.get(client) ?? 0,
        someone: random.pick(itemsOf(target.doc)),
      });
    },
  };
}

/** The first place of every item that the document holds and nobody has deleted. */
const itemsOf = (doc: Y.Doc): At[] =>
  [...doc.store.clients.values()]
    .flat()
    .flatMap((struct) =>
      struct instanceof Y.Item && !struct.deleted ? [[struct.id.client, struct.id.clock]] : [],
    );

/** A struct that would pass the gate: what `changes` says is all that is wrong with it. */
export function properItem(
  aim: Aim,
  changes: Partial<Exclude<CraftedStruct, { gc: number } | { skip: number }>> = {},
) {
  return { content: { any: [aim.target.element(aim.random)] }, parent: aim.target.root, ...changes };
}

export function section(aim: Aim, structs: readonly CraftedStruct[]): CraftedSection {
  return { client: aim.client, clock: aim.clock, structs };
}

/** A proper push, to which something hostile is added. */
export const properSection = (aim: Aim): CraftedSection => section(aim, [properItem(aim)]);

/** An update in either of the messages that carry one. */
export function updateShot(aim: Aim, update: Uint8Array, ...expect: Outcome[]): Shot[] {
  const type = aim.random.chance(0.3) ? 'step2' : 'update';
  return [{ payload: encodeChannelMessage({ type, update }), expect }];
}

/** An update to a document that may only be read: a SyncStep2 is what an honest device would send, and is dropped. */
export function readOnlyShot(aim: Aim, update: Uint8Array, refusal: Outcome = 'read-only'): Shot[] {
  const type = aim.random.chance(0.3) ? 'step2' : 'update';
  return [
    { payload: encodeChannelMessage({ type, update }), expect: [type === 'step2' ? 'dropped' : refusal] },
  ];
}

/** An honest device's empty SyncStep2: from then on a gap is no quirk any more. */
export const EMPTY_STEP2 = encodeChannelMessage({ type: 'step2', update: craftUpdate([]) });

export const updateMessage = (update: Uint8Array): Uint8Array =>
  encodeChannelMessage({ type: 'update', update });

export function joinBytes(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

export const randomBytes = (random: RandomSource, count: number): Uint8Array =>
  Uint8Array.from({ length: count }, () => random.below(256));
