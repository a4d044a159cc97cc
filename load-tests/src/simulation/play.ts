import type { Clock } from '@drawguess/game/clock';
import { canvasOf, slotOf } from '@drawguess/game/documents';
import { AVATAR_SIDE, encodeOperation, writeAvatar } from '@drawguess/game/ink';
import type { Device } from './device.ts';
import { createHand } from './hand.ts';
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
  /** Takes a seat and gives it up again, time after time. */
  restless: boolean;
};

/** Lets a player start, choose, draw, guess and chat from now on, over whatever pages their device has, cut off or not. */
export function play({ device, clock, random, startsWith, word, isOver, restless }: Play): void {
  const { playerId } = device;
  const hand = createHand(device, clock, random);

  const act = (): void => {
    if (!device.seated || isOver()) return;
    const phase = device.page.session.room?.phase;
    hand.leaveOthers(phase?.type === 'drawing' || phase?.type === 'lobby' ? canvasOf(phase) : undefined);
    if (phase?.type === 'lobby' && random.chance(0.4)) start();
    if (phase?.type === 'choosing' && phase.drawers.includes(playerId))
      device.send({ type: 'choose', choice: random.below(3) });
    // A cheat goes on when the turn is over.
    const mayDraw = phase !== undefined && (phase.type !== 'reveal' || !device.honest);
    const slot = mayDraw ? slotOf(phase, playerId) : undefined;
    if (slot !== undefined) hand.draw(slot, phase?.type !== 'lobby');
    else if (phase?.type === 'drawing') device.send({ type: 'say', text: guess() });
    if (restless && random.chance(0.05)) changePlaces();
    if (random.chance(0.05))
      device.send({ type: 'react', reaction: random.pick(['heart', 'wow', 'fire']) ?? 'clap' });
    if (random.chance(0.02)) device.send({ type: 'avatar', avatar: avatar() });
    if (random.chance(0.1)) device.send({ type: 'say', text: `well ${playerId} ${device.said.length}` });
    clock.after(slot === undefined ? random.between(1_500, 5_000) : random.between(500, 2_500), act);
  };

  const start = (): void => {
    const room = device.page.session.room;
    if (room?.hostId === playerId && room.players.length >= startsWith) device.send({ type: 'start' });
  };

  const changePlaces = (): void => {
    const isSeated = device.page.session.room?.players.some((player) => player.playerId === playerId);
    // Who was there when the game was to begin would be missed.
    if (device.page.session.room?.phase.type !== 'lobby') device.send({ type: isSeated ? 'stand' : 'sit' });
  };

  const avatar = (): string =>
    writeAvatar(
      Array.from({ length: random.below(5) }, (_, number) =>
        encodeOperation({ type: 'fill', slot: 0, number, point: [random.below(AVATAR_SIDE), 0], colour: 1 }),
      ),
    );

  const guess = (): string => {
    const right = word();
    const unlike = `guess ${playerId} ${device.said.length}`;
    if (right === undefined) return unlike;
    if (random.chance(0.35)) return right;
    return random.chance(0.1) ? `is it ${right}? ${playerId} ${device.said.length}` : unlike;
  };

  clock.after(random.between(500, 2_000), act);
}
