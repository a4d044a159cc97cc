import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from '@playwright/test';
import type { RandomSource } from '../simulation/random-source.ts';
import type { Fault, Scene } from './fault.ts';
import { openGuessingPage } from './guessing-page.ts';
import { judgeRoom } from './judge-room.ts';
import { openRoomInPlay, type RoomInPlay } from './room-in-play.ts';
import type { Place } from './stage.ts';
import { createTally, isWhole, type Tally } from './tally.ts';

export type FaultOptions<Where extends Place> = {
  stage: Where;
  random: RandomSource;
  rooms: number;
  /** In each room. */
  bots: number;
  /** Sits as one more in the first room. */
  browser?: Browser | undefined;
  /** One turn in each room, so that what waits for the next one takes no time. */
  quick?: boolean;
};

/** A row of the table. `recoveredS` is NaN when not everybody came back. */
export type FaultReport = Tally & {
  fault: Pick<Fault, 'name' | 'withinS'>;
  recoveredS: number;
  passed: boolean;
  notes: string[];
};

const SETTLED_MS = 2_000;
const PLAYED_ON_MS = 1_500;
/** Beyond its bound a recovery is still waited for, so that the row says how long it takes. */
const PATIENCE_MS = 60_000;

/** Lets rooms play, makes the fault happen, waits until they play on, ends their games and judges them. Never rejects. */
export async function playFault<Where extends Place>(
  fault: Fault<Where>,
  options: FaultOptions<Where>,
): Promise<FaultReport> {
  const { stage, random, browser } = options;
  const tally = createTally();
  const notes: string[] = [];
  const rooms: RoomInPlay[] = [];
  let recoveredS = NaN;
  try {
    const opening = Array.from({ length: options.rooms }, async (_, index) => {
      const openPage =
        browser !== undefined && index === 0
          ? (code: string) => openGuessingPage(browser, `${stage.url}/r/${code}`)
          : undefined;
      rooms.push(await openRoomInPlay({ stage, bots: options.bots, random, openPage }));
    });
    await Promise.all(opening);
    const scene: Scene<Where> = { stage, rooms, random, note: (text) => notes.push(text) };
    if (fault.inTurn === true || options.quick === true) await holdTurns(rooms);
    await sleep(SETTLED_MS + random.below(1_000));
    const acted = await fault.act(scene);
    const from = performance.now();
    await Promise.all([
      acted?.meanwhile,
      ...rooms
        .map((room) => room.recovered(fault.withinS * 1_000 + PATIENCE_MS))
        .map(async (recovered) => {
          await recovered;
          recoveredS = Math.max(
            Number.isNaN(recoveredS) ? 0 : recoveredS,
            (performance.now() - from) / 1_000,
          );
        }),
    ]);
    if (recoveredS > fault.withinS) tally.broken.push(`Not everybody was back within ${fault.withinS} s`);
    await sleep(PLAYED_ON_MS);
    await Promise.all(rooms.map((room) => room.finish()));
    for (const room of rooms) await judgeRoom(stage.url, room, tally);
    tally.broken.push(...(await stage.verify()));
  } catch (error) {
    tally.broken.push(error instanceof Error ? error.message : String(error));
    notes.push(...rooms.map(describe));
  }
  for (const room of rooms) await room.close();
  return { ...tally, fault, recoveredS, notes, passed: isWhole(tally) };
}

/**
 * Resolves when a turn is being drawn in every room; none of them ends until the room is to finish.
 *
 * @throws Error when that does not come about
 */
async function holdTurns(rooms: readonly RoomInPlay[]): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  for (const room of rooms) room.hold(true);
  while (rooms.some(({ turn }) => turn === undefined)) {
    if (performance.now() > until) throw new Error('Not in every room a turn is being drawn');
    await sleep(50);
  }
}

/** Where each player of a room stands, for whoever looks for the cause of a failure. */
function describe({ table }: RoomInPlay): string {
  const players = table.bots.map(({ nickname, session: { status, room, waiting, canvas } }) => {
    const { type, turn } = { turn: undefined, type: 'nowhere', ...room?.phase };
    const ended = status.type === 'ended' ? ` ${status.code} ${status.reason}` : '';
    const ink = canvas?.synced === true ? `${canvas.operations().length} operations` : 'no canvas';
    return `${nickname} ${status.type}${ended}, ${type} ${turn?.number ?? ''}, ${ink}, ${waiting} waiting`;
  });
  return `room ${table.roomId}: ${players.join('; ')}`;
}
