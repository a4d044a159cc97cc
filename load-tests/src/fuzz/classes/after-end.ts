import { ROOTS } from '@drawguess/game/documents';
import { craftUpdate } from '@drawguess/game/gate';
import { encodeOperation } from '@drawguess/game/ink';
import { CLOSE } from '@drawguess/game/wire';
import * as Y from 'yjs';
import type { RandomSource } from '../../simulation/random-source.ts';
import type { HostileClass, Scene, Shot, Variant } from '../attack.ts';
import { updateMessage } from '../crafting.ts';

/** Ink that would have been taken in time. */
function ink(scene: Scene, random: RandomSource, document: string): Uint8Array {
  const operation = encodeOperation({ type: 'clear', slot: 0, number: random.below(60) + 1_000 });
  const structs = [{ content: { any: [operation] }, parent: ROOTS.ink }];
  const client = random.pick(scene.ids) ?? 0;
  const doc = scene.documents.get(document);
  const clock = doc === undefined ? 0 : Y.getState(doc.store, client);
  return updateMessage(craftUpdate([{ client, clock, structs }]));
}

/** The canvas that the hostile player has drawn, once it is closing or closed. */
function ownClosedCanvas({ room: { phase }, me }: Scene): string | undefined {
  if (phase.type !== 'reveal' || phase.canvasState === 'open') return undefined;
  return phase.turn.drawers.some(({ playerId }) => playerId === me.playerId) ? phase.turn.canvas : undefined;
}

const ownOpenCanvas = ({ room: { phase }, me }: Scene): string | undefined =>
  phase.type === 'drawing' && phase.turn.drawers.some(({ playerId }) => playerId === me.playerId)
    ? phase.turn.canvas
    : undefined;

const variants: Variant[] = [
  {
    name: 'an own canvas that is closed',
    craft(scene, random) {
      const document = ownClosedCanvas(scene);
      if (document === undefined) return undefined;
      const shot: Shot = { payload: ink(scene, random, document), expect: ['read-only'] };
      return { type: 'channel', document, shots: () => [shot] };
    },
  },
  {
    name: 'an own canvas, through a channel opened in time',
    craft(scene, random) {
      const { kept } = scene;
      if (kept === undefined || kept.left <= KEPT_FOR_LATER || ownClosedCanvas(scene) !== kept.document)
        return undefined;
      return { type: 'kept', payload: ink(scene, random, kept.document), expect: ['read-only'] };
    },
  },
  {
    name: 'a canvas that was dropped, through a channel opened in time',
    craft(scene, random) {
      const { kept } = scene;
      if (kept === undefined || kept.left === 0 || !scene.droppedCanvases.includes(kept.document))
        return undefined;
      return { type: 'kept', payload: ink(scene, random, kept.document), expect: ['dropped'] };
    },
  },
  {
    name: 'the canvas of an earlier turn',
    craft(scene, random) {
      const document = random.pick(scene.droppedCanvases);
      const expect = [`denied ${CLOSE.noSuchDocument}`] as const;
      return document === undefined
        ? undefined
        : { type: 'open', document, payload: ink(scene, random, document), expect };
    },
  },
];

/** Of the channels kept open, those that are used only when the canvas is gone. */
const KEPT_FOR_LATER = 10;

/** The few seconds in which an own canvas is closed and still there are what this class is about. */
const rush = (scene: Scene): number => (ownClosedCanvas(scene) === undefined ? 1 : 20);

export const afterEnd: HostileClass = { name: 'after-end', variants, keepOpen: ownOpenCanvas, rush };
