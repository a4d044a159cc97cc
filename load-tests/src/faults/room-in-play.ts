import { setTimeout as sleep } from 'node:timers/promises';
import { joinAsBot, createBotApi, together, type Bot, type Table } from '../bots/index.ts';
import type { RandomSource } from '../simulation/random-source.ts';
import {
  beginBusyTurn,
  chooseWhenAsked,
  drawingPhase,
  PATIENCE_MS,
  type BusyTurn,
  type Deeds,
} from './busy-turn.ts';
import { createPictureHash, watchCopy, type Copy } from './copies.ts';
import { watchStrokes, type StrokeWatch } from './stroke-watch.ts';
import type { GuessingPage } from './guessing-page.ts';
import type { Place } from './stage.ts';

/** A turn that was played to its end, and what became of its canvas on each device. */
export type PlayedTurn = Deeds & {
  readonly copies: readonly Copy[];
  /** Ink whose author was told that it came too late (SPEC TN-7). */
  readonly late: readonly string[];
};

/** A room whose players play one turn after another, whatever becomes of their servers. */
export type RoomInPlay = {
  readonly table: Table;
  readonly played: readonly PlayedTurn[];
  readonly strokes: StrokeWatch;
  /** The turn that is being drawn now. */
  readonly turn: BusyTurn | undefined;
  /** The page that sits in it, if one does. */
  readonly page: GuessingPage | undefined;
  /** While it holds, a turn that is being drawn does not end. */
  hold(held: boolean): void;
  /** Resolves once whatever each player asks for from now on is done, and everybody sees ink drawn from now on. */
  recovered(timeoutMs: number): Promise<void>;
  /** Plays the turn to its end, lets all but one leave, which ends the game, and waits for the podium. */
  finish(): Promise<void>;
  close(): Promise<void>;
};

const NICKNAMES = ['Ada', 'Ben', 'Cleo', 'Dora', 'Eve', 'Finn', 'Gus', 'Hal', 'Ida', 'Jo', 'Kim', 'Leo'];
const LEAST_TURN_MS = 2_000;
const LONGER_TURN_MS = 5_000;
/** As long as a turn is being drawn, it is looked this often whether it is long enough. */
const LOOK_EVERY_MS = 50;

export type RoomOptions = {
  stage: Pick<Place, 'url' | 'addresses'>;
  bots: number;
  random: RandomSource;
  /** Sits a page down in the room with this code. */
  openPage?: ((code: string) => Promise<GuessingPage>) | undefined;
};

export async function openRoomInPlay({ stage, bots, random, openPage }: RoomOptions): Promise<RoomInPlay> {
  const table = await seat(stage, bots);
  const page = await openPage?.(table.code);
  const choosers = table.bots.map(chooseWhenAsked);
  const stopChoosing = (): void => {
    for (const stop of choosers.splice(0)) stop();
  };
  const strokes = watchStrokes(table);
  const played: PlayedTurn[] = [];
  let turn: BusyTurn | undefined;
  let held = false;
  let finishing = false;
  /** A turn has ended because the room is to finish: nothing befalls the players until all have seen its picture. */
  let finished = false;

  const playTurn = async (): Promise<void> => {
    const begun = await beginBusyTurn(table, random, played.at(-1)?.turnId);
    turn = begun;
    strokes.expect(begun.pushedAt);
    const pageSaid = page?.say(`not ${random.hex(6)}`);
    try {
      const leastEndAt = performance.now() + LEAST_TURN_MS;
      const endAt = leastEndAt + random.between(0, LONGER_TURN_MS);
      // The page came last and draws last: the game ends before.
      const isLast = (): boolean => played.length === bots - 1;
      const goesOn = (now: number): boolean =>
        held || now < leastEndAt || (!finishing && (isLast() || now < endAt));
      while (goesOn(performance.now())) await sleep(LOOK_EVERY_MS);
      finished = finishing;
      // However long the pictures are looked at, no further turn comes about before all have left.
      if (finished) stopChoosing();
    } finally {
      begun.rest();
      turn = undefined;
    }
    if (pageSaid !== undefined) begun.said.push(await pageSaid);
    await together(
      table,
      'nothing on its way',
      ({ session }) => session.status.type === 'live' && session.waiting === 0,
      PATIENCE_MS,
    );
    for (const bot of table.bots)
      if (bot !== begun.drawer) bot.session.send({ type: 'say', text: begun.word });
    await page?.say(begun.word);
    await together(table, 'the reveal', (bot) => drawingPhase(bot) === undefined, PATIENCE_MS);
    const hashOf = createPictureHash();
    const [pageCopy, ...copies] = await Promise.all([
      page?.watchCopy(begun.canvas),
      ...table.bots.map((bot) => watchCopy(bot, begun.canvas, hashOf)),
    ]);
    const { canvas, lateInk } = begun.drawer.session;
    const late = canvas?.document === begun.canvas ? canvas.lateOperations() : lateInk;
    played.push({
      ...begun,
      copies: [...copies, ...(pageCopy === undefined ? [] : [pageCopy])].filter((copy) => copy !== undefined),
      late,
    });
  };

  table.bots[0]?.session.send({ type: 'start' });
  const playing = (async () => {
    while (!finished) await playTurn();
  })();
  // Whoever waits for the room learns of it; until then it is no unhandled rejection.
  playing.catch(() => undefined);

  const seeInkFromNow = async (timeoutMs: number): Promise<void> => {
    const current = turn;
    if (current === undefined) return;
    const from = performance.now();
    const isNew = (): string | undefined => [...current.pushedAt].find(([, at]) => at >= from)?.[0];
    await together(
      table,
      'ink from now on',
      ({ session }) => {
        const wanted = isNew();
        return (
          turn !== current ||
          (wanted !== undefined && (session.canvas?.operations().includes(wanted) ?? false))
        );
      },
      timeoutMs,
    );
  };

  return {
    table,
    played,
    strokes,
    page,
    get turn() {
      return turn;
    },
    hold: (next) => (held = next),
    async recovered(timeoutMs) {
      const back = async ({ session, until }: Bot): Promise<void> => {
        session.send({ type: 'here' });
        await until('an answer', () => session.status.type === 'live' && session.waiting === 0, timeoutMs);
      };
      const all = Promise.all([...table.bots.map(back), seeInkFromNow(timeoutMs)]);
      await Promise.race([all, playing.then(() => all)]);
    },
    async finish() {
      held = false;
      finishing = true;
      await playing;
      const [last, ...others] = table.bots;
      for (const { session } of others) session.send({ type: 'leave' });
      await page?.leave();
      await last?.until('the podium', () => last.session.room?.phase.type === 'podium', PATIENCE_MS);
    },
    async close() {
      [held, finishing] = [false, true];
      turn?.rest();
      stopChoosing();
      strokes.close();
      table.close();
      await page?.close();
    },
  };
}

async function seat({ url, addresses }: RoomOptions['stage'], count: number): Promise<Table> {
  const { code, roomId } = await createBotApi(url).createRoom({
    settings: {
      rounds: 1,
      drawTimeMs: 240_000,
      chooseTimeMs: 30_000,
      revealTimeMs: 8_000,
      isPublic: true,
    },
  });
  const bots: Bot[] = [];
  for (const [index, nickname] of NICKNAMES.slice(0, count).entries()) {
    const ways = addresses[index % addresses.length] ?? [];
    bots.push(
      await joinAsBot(url, code, nickname, {
        localAddress: ways[Math.floor(index / addresses.length) % ways.length],
      }),
    );
  }
  const close = (): void => {
    for (const bot of bots) bot.close();
  };
  const table = { code, roomId, bots, close };
  await together(table, 'everybody', ({ session }) => session.room?.players.length === count);
  return table;
}
