import { createInkSender, type Session } from '@drawguess/client/session';
import type { Clock } from '@drawguess/game/clock';
import { CANVAS_HEIGHT, CANVAS_WIDTH, PALETTE, SIZES, type Point } from '@drawguess/game/ink';
import type { Device } from './device.ts';
import type { RandomSource } from './random-source.ts';

export type Play = {
  device: Device;
  clock: Clock;
  random: RandomSource;
  /** Players with whom a game begins. */
  startsWith: number;
  /** The word that is drawn, whoever may know it. */
  word(): string | undefined;
  isOver(): boolean;
};

type Hand = { canvas: string; session: Session; ink: ReturnType<typeof createInkSender> };

/** Lets a player start, choose, draw, guess and chat from now on, over whatever pages their device has, cut off or not. */
export function play({ device, clock, random, startsWith, word, isOver }: Play): void {
  const { playerId } = device;
  let hand: Hand | undefined;

  const act = (): void => {
    if (!device.seated || isOver()) return;
    const phase = device.page.session.room?.phase;
    if (hand !== undefined && (phase?.type !== 'drawing' || phase.turn.canvas !== hand.canvas)) dropHand();
    if (phase?.type === 'lobby') start();
    if (phase?.type === 'choosing' && phase.drawers.includes(playerId))
      device.send({ type: 'choose', choice: random.below(3) });
    // A cheat goes on when the turn is over.
    const mayDraw = phase?.type === 'drawing' || (!device.honest && phase?.type === 'reveal');
    const drawer = mayDraw ? phase.turn.drawers.find((one) => one.playerId === playerId) : undefined;
    if (drawer !== undefined) draw(drawer.slot);
    else if (phase?.type === 'drawing') device.send({ type: 'say', text: guess() });
    if (random.chance(0.1)) device.send({ type: 'say', text: `well ${playerId} ${device.said.length}` });
    clock.after(drawer === undefined ? random.between(1_500, 5_000) : random.between(500, 2_500), act);
  };

  const start = (): void => {
    const room = device.page.session.room;
    if (room?.hostId === playerId && room.players.length >= startsWith) device.send({ type: 'start' });
  };

  const guess = (): string => {
    const right = word();
    const unlike = `guess ${playerId} ${device.said.length}`;
    if (right === undefined) return unlike;
    if (random.chance(0.35)) return right;
    return random.chance(0.1) ? `is it ${right}? ${playerId} ${device.said.length}` : unlike;
  };

  const dropHand = (): void => {
    if (hand?.session === device.page.session) hand.ink.close();
    hand = undefined;
  };

  /** A drawer picks the pen up when the canvas is there, and keeps it through cuts; a reload takes it away. */
  const draw = (slot: number): void => {
    const { session } = device.page;
    if (hand !== undefined && hand.session !== session) hand = undefined;
    const canvas = device.canvas();
    if (hand === undefined && canvas?.synced)
      hand = { canvas: canvas.document, session, ink: createInkSender(canvas, slot, clock) };
    if (hand !== undefined) move(hand, () => hand?.session === device.page.session);
  };

  const move = ({ ink }: Hand, isHeld: () => boolean): void => {
    const what = random.next();
    if (what < 0.08) return ink.undo();
    if (what < 0.11) return ink.redo();
    if (what < 0.16) return ink.fill(place(), random.below(PALETTE.length));
    if (what < 0.18) return ink.clear();
    ink.begin(
      what < 0.25 ? 'eraser' : 'pen',
      random.below(PALETTE.length),
      random.below(SIZES.length),
      point(),
    );
    let left = 1 + random.below(6);
    const go = (): void => {
      if (!isHeld()) return;
      ink.add(Array.from({ length: 1 + random.below(3) }, point));
      if (--left > 0) clock.after(random.between(8, 60), go);
      else ink.end();
    };
    clock.after(random.between(8, 60), go);
  };

  const place = (): [number, number] => [random.below(CANVAS_WIDTH), random.below(CANVAS_HEIGHT)];
  const point = (): Point => [...place(), random.below(64)];

  clock.after(random.between(500, 2_000), act);
}
