import { createInkSender } from '@drawguess/client/session';
import type { PhaseView } from '@drawguess/game/documents';
import { decodeOperation } from '@drawguess/game/ink';
import { createSystemClock } from '@drawguess/persistence/adapters/system';
import { waitUntil, type Bot, type Table } from '../bots/index.ts';
import type { RandomSource } from '../simulation/random-source.ts';

/** Longer than a fault keeps anybody from playing, and than it may take to recover from it. */
export const PATIENCE_MS = 60_000;
const STROKE_MS = 150;
const POINTS = 8;
const SAY_MS = 700;

const clock = createSystemClock();

/** What the players of a turn did, by their own account. */
export type Deeds = {
  readonly turnId: string;
  readonly canvas: string;
  readonly word: string;
  readonly drawer: Bot;
  /** The drawer's writer slot on the canvas. */
  readonly slot: number;
  /** Operations of each stroke, by its number on the canvas. */
  readonly strokes: ReadonlyMap<number, readonly string[]>;
  readonly said: string[];
  /** Operations that were written beside the drawer's hand: each may be in the picture or not. */
  readonly besides: Set<string>;
};

/** A turn in which everybody is always at it: the drawer draws, the others guess wrong. */
export type BusyTurn = Deeds & {
  /** When each stroke's first operation was pushed, by that operation; in ms of `performance.now()`. */
  readonly pushedAt: ReadonlyMap<string, number>;
  /** Points of each further stroke. */
  setPoints(points: number): void;
  /** Hands rest from now on; what they did is on its way. */
  rest(): void;
};

type Drawing = Extract<PhaseView, { type: 'drawing' }>;

export const drawingPhase = ({ session }: Bot): Drawing | undefined => {
  const phase = session.room?.phase;
  return phase?.type === 'drawing' ? phase : undefined;
};

/** Chooses a word whenever the player is asked to, again when a crash took the choice. Returns a function that ends it. */
export function chooseWhenAsked({ session, playerId }: Bot): () => void {
  return session.subscribe(() => {
    const phase = session.room?.phase;
    const isAsked = phase?.type === 'choosing' && phase.drawers.includes(playerId);
    if (isAsked && session.privateView.choices !== undefined && session.waiting === 0)
      session.send({ type: 'choose', choice: 0 });
  });
}

/** Waits until everybody is in the next turn and has its canvas, and lets them draw and guess. */
export async function beginBusyTurn(
  table: Table,
  random: RandomSource,
  after: string | undefined,
): Promise<BusyTurn> {
  const [host] = table.bots;
  const seen = (): Drawing['turn'] | undefined => host && drawingPhase(host)?.turn;
  const areInIt = (): boolean => {
    const turn = seen();
    if (turn === undefined || turn.turnId === after) return false;
    return table.bots.every((bot) => {
      const { canvas } = bot.session;
      const isSame = drawingPhase(bot)?.turn.turnId === turn.turnId;
      return isSame && canvas?.document === turn.canvas && canvas.synced;
    });
  };
  // Any of them may be the last to see it.
  const onAny = (look: () => void): (() => void) => {
    const ends = table.bots.map(({ session }) => session.subscribe(look));
    return () => {
      for (const end of ends) end();
    };
  };
  await waitUntil(onAny, 'everybody in the next turn', areInIt, PATIENCE_MS);
  const turn = seen();
  const [place] = turn?.drawers ?? [];
  const drawer = table.bots.find(({ playerId }) => playerId === place?.playerId);
  const canvas = drawer?.session.canvas;
  if (turn === undefined || place === undefined || drawer === undefined || canvas === undefined)
    throw new Error('Nobody draws.');
  await drawer.until('the word', () => drawer.session.privateView.word !== undefined, PATIENCE_MS);

  const strokes = new Map<number, string[]>();
  const pushedAt = new Map<string, number>();
  const said: string[] = [];
  const recorded = {
    ...canvas,
    push(operations: readonly string[]) {
      for (const text of operations) {
        const operation = decodeOperation(text);
        if (operation === undefined) continue;
        if (operation.type === 'begin') pushedAt.set(text, performance.now());
        strokes.set(operation.number, [...(strokes.get(operation.number) ?? []), text]);
      }
      canvas.push(operations);
    },
  };
  const ink = createInkSender(recorded, place.slot, clock);
  let points = POINTS;
  const drawing = setInterval(() => {
    const [x, y] = [random.below(1_000), random.below(800)];
    ink.begin('pen', random.below(8), random.below(5), [x, y, 32]);
    for (let step = 1; step <= points; step++) ink.add([[x + ((step * 9) % 590), y + random.below(90), 32]]);
    ink.end();
  }, STROKE_MS);
  const saying = setInterval(() => {
    const bot = random.pick(table.bots.filter((one) => one !== drawer));
    const text = `not ${random.hex(6)}`;
    said.push(text);
    bot?.session.send({ type: 'say', text });
  }, SAY_MS);
  return {
    turnId: turn.turnId,
    canvas: turn.canvas,
    word: drawer.session.privateView.word ?? '',
    drawer,
    slot: place.slot,
    strokes,
    said,
    besides: new Set(),
    pushedAt,
    setPoints: (next) => (points = next),
    rest() {
      clearInterval(drawing);
      clearInterval(saying);
      ink.close();
    },
  };
}
