import { createInkSender, createSession, type Session } from '@drawguess/client/session';
import type { Point } from '@drawguess/game/ink';
import type { Scheduler } from '../simulation/scheduler.ts';
import { createRandomSource, type RandomSource } from '../simulation/random-source.ts';
import { createDeviceCopy, type DeviceCopy } from './device-copy.ts';
import type { FuzzServer } from './fuzz-server.ts';
import { createPerfectLine } from './perfect-line.ts';

/** Somebody's place in a room, and the token that proves it. */
export type Seat = { nickname: string; roomId: string; playerId: string; token: string };

/** A player with the client's own session layer on a perfect line. */
export type HonestPlayer = Seat & { session: Session; copy: DeviceCopy; random: RandomSource };

/** Times that honest players choose are whole numbers of 1/1024 ms: exact in sums, and hardly ever the same. */
const randomMs = (random: RandomSource, least: number, most: number): number =>
  Math.round(random.between(least, most) * 1_024) / 1_024;

export function seatHonestPlayer(
  seat: Seat,
  server: FuzzServer,
  scheduler: Scheduler,
  seed: number,
): HonestPlayer {
  const random = createRandomSource(seed);
  const copy = createDeviceCopy(scheduler);
  const delayMs = randomMs(random, 5, 60);
  const line = createPerfectLine(scheduler, delayMs, (socket) => server.hub.connect(socket), copy.onFrame);
  const session = createSession({
    ...seat,
    connect: line,
    clock: scheduler,
    randomId: () => uuid(random),
    random: () => random.next(),
  });
  return { ...seat, session, copy, random };
}

export const uuid = (random: RandomSource): string =>
  [4, 2, 2, 2, 6].map((bytes) => random.hex(bytes)).join('-');

/** When a guesser who knows the word says it: this long before the deadline, so that turns last. */
const SAYS_THE_WORD_MS = 3_000;

/**
 * Plays as people do: starts, chooses, draws with undo and fills, guesses wrong, and right at last. Everything follows
 * from the player's own seed and from what their session shows.
 *
 * @param players how many the host waits for
 * @param wordNow the secret word, for the one who guesses right
 */
export function playHonestly(
  player: HonestPlayer,
  players: number,
  scheduler: Scheduler,
  wordNow: () => string | undefined,
): void {
  const { session, playerId, random } = player;
  let ink: { canvas: string; hand: ReturnType<typeof createInkSender> } | undefined;
  let said = 0;

  const act = (): void => {
    const { room, canvas } = session;
    const phase = room?.phase;
    if (phase?.type === 'lobby' && room?.hostId === playerId && room.players.length === players)
      session.send({ type: 'start' });
    if (phase?.type === 'choosing' && phase.drawers.includes(playerId))
      session.send({ type: 'choose', choice: random.below(3) });
    if (phase?.type === 'drawing') {
      const drawer = phase.turn.drawers.find((one) => one.playerId === playerId);
      if (drawer === undefined) guess(phase.deadline - session.serverNow(), phase.rights.length > 0);
      else if (canvas?.synced === true) {
        if (ink?.canvas !== canvas.document)
          ink = { canvas: canvas.document, hand: createInkSender(canvas, drawer.slot, scheduler) };
        draw(ink.hand, random);
      }
    }
    if (session.status.type !== 'ended') scheduler.after(randomMs(random, 300, 1_500), act);
  };

  const guess = (leftMs: number, isGuessed: boolean): void => {
    const word = wordNow();
    if (leftMs < SAYS_THE_WORD_MS && !isGuessed && word !== undefined)
      session.send({ type: 'say', text: word });
    else if (random.chance(0.6)) session.send({ type: 'say', text: `is it a ${random.hex(3)} ${said++}` });
    else if (random.chance(0.1)) session.send({ type: 'say', text: `I know that it is ${word}!` });
  };

  scheduler.after(randomMs(random, 500, 1_500), act);
}

function draw(hand: ReturnType<typeof createInkSender>, random: RandomSource): void {
  const point = (): Point => [random.below(1_600), random.below(900), random.below(64)];
  if (random.chance(0.1)) return hand.undo();
  if (random.chance(0.05)) return hand.redo();
  if (random.chance(0.1)) return hand.fill([random.below(1_600), random.below(900)], random.below(20));
  if (random.chance(0.03)) return hand.clear();
  hand.begin(random.chance(0.9) ? 'pen' : 'eraser', random.below(20), random.below(5), point());
  for (let part = random.below(6); part > 0; part--)
    hand.add(Array.from({ length: 1 + random.below(30) }, point));
  hand.end();
}
