import { createRandomSource } from '../simulation/random-source.ts';
import { createScheduler, type Scheduler } from '../simulation/scheduler.ts';
import { startFuzzServer, type FuzzServer } from './fuzz-server.ts';
import { seatHonestPlayer, type HonestPlayer, type Seat } from './honest-player.ts';

export const START_MS = 1_700_000_000_000;
export const A_DAY_MS = 24 * 60 * 60_000;

const SETTINGS = { rounds: 1, drawTimeMs: 20_000, chooseTimeMs: 5_000, revealTimeMs: 12_000 };

/** A running server with players at a table; everything follows from the seed. */
export type Table = {
  scheduler: Scheduler;
  server: FuzzServer;
  /** Makes a room and gives these players a seat in it; nobody is connected yet. */
  makeRoom(nicknames: readonly string[]): Promise<Seat[]>;
  sitDown(seat: Seat, seed: number): HonestPlayer;
};

export function setTable(seed: number): Table {
  const scheduler = createScheduler(START_MS);
  const server = startFuzzServer(scheduler, createRandomSource(seed));
  return {
    scheduler,
    server,
    async makeRoom(nicknames) {
      const { roomId, code } = await server.referee.createRoom({ settings: SETTINGS });
      const seats: Seat[] = [];
      for (const nickname of nicknames) {
        const seat = await server.referee.join({ code, nickname });
        if ('refusal' in seat) throw new Error(`${nickname} was not let in: ${seat.refusal}`);
        const { playerId } = seat;
        const token = server.tokens.signSession({ roomId, playerId, expiresAt: START_MS + A_DAY_MS });
        seats.push({ nickname, roomId, playerId, token });
        // Who joins later joins at a later time.
        await advance(scheduler, 1);
      }
      return seats;
    },
    sitDown: (seat, playerSeed) => seatHonestPlayer(seat, server, scheduler, playerSeed),
  };
}

/** Lets virtual time pass, with all that happens in it. */
export async function advance(scheduler: Scheduler, ms: number): Promise<void> {
  let over = false;
  scheduler.after(ms, () => {
    over = true;
  });
  await scheduler.run(Infinity, () => over);
}

/** Lets virtual time pass until the promise is settled. */
export async function finish<T>(scheduler: Scheduler, promise: Promise<T>): Promise<T> {
  let over = false;
  const end = (): void => {
    over = true;
  };
  promise.then(end, end);
  await scheduler.run(Infinity, () => over);
  return promise;
}
