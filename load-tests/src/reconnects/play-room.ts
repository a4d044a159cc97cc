import { setTimeout as sleep } from 'node:timers/promises';
import { createInkSender } from '@drawguess/client/session';
import { drawStrokes } from '@drawguess/game/ink';
import { createSystemClock } from '@drawguess/persistence/adapters/system';
import { createBotApi, joinAsBot } from '../bots/index.ts';
import type { RandomSource } from '../simulation/random-source.ts';
import { judgeInk, judgeTalk } from './judge.ts';
import { joinAs, type Player, type Provider } from './players.ts';

/** What one room came to. `broken` names everything that should not have happened; empty is well. */
export type RoomReport = {
  drawerCuts: number;
  otherCuts: number;
  operations: number;
  lost: number;
  doubled: number;
  said: number;
  broken: string[];
};

const DRAW_TIME_MS = 240_000;
/** Drawing ends this long before the turn: ink that comes too late does not count. */
const REST_MS = 20_000;
const POINT_EVERY_MS = 11;
const POINTS_PER_STROKE = 40;
/** The referee takes one message in 500 ms from a player, after a first 20 (SPEC GS-8). */
const SAY_EVERY_MS = 600;

const clock = createSystemClock();

/**
 * One turn in which the drawer never rests and its socket is cut `cuts` times at random moments, some of them right after
 * it has come back. Two guessers, one of each provider, talk and are cut just as their words leave.
 */
export async function playRoom(
  server: string,
  drawing: Provider,
  cuts: number,
  random: RandomSource,
): Promise<RoomReport> {
  const { code } = await createBotApi(server).createRoom({ settings: { drawTimeMs: DRAW_TIME_MS } });
  const drawer = await joinAs(drawing, server, code, 'Dora');
  const guessers = [await joinAs('session', server, code, 'Gus'), await joinAs('stock', server, code, 'Sue')];
  const witness = await joinAsBot(server, code, 'Wim');
  const talk = judgeTalk(witness);
  const { canvas, slot } = await drawer.begin(4);
  await Promise.all(guessers.map((guesser) => guesser.watch(canvas.document)));

  const pushed: string[] = [];
  const recorded = {
    ...canvas,
    push(operations: readonly string[]) {
      pushed.push(...operations);
      canvas.push(operations);
    },
  };
  const endAt = clock.now() + DRAW_TIME_MS - REST_MS;
  let going = true;
  const goesOn = (): boolean => going && clock.now() < endAt && drawer.offences.length === 0;

  const talking = guessers.map((guesser, index) => chatter(guesser, index, goesOn, random));
  const hand = drawOn(createInkSender(recorded, slot, clock), goesOn, random.below(2 ** 31));
  const drawerCuts = await cutOften(drawer, cuts, goesOn, random);
  going = false;
  await hand;
  const talked = await Promise.all(talking);

  const broken = drawerCuts < cuts ? [`only ${drawerCuts} of ${cuts} cuts in time`] : [];
  const said = talked.flatMap((one) => one.said);
  const heard = await talk.judge(said, guessers);
  const fresh = await joinAsBot(server, code, 'Fay');
  const readers = [drawer, ...guessers];
  const ink = await judgeInk(pushed, fresh, [
    ...readers,
    { operations: () => witness.session.canvas?.operations() ?? [] },
  ]);
  broken.push(...heard, ...ink.broken, ...readers.flatMap(({ offences }) => offences));
  for (const one of [...readers, witness, fresh]) one.close();
  return {
    drawerCuts,
    otherCuts: talked.reduce((sum, one) => sum + one.cuts, 0),
    operations: pushed.length,
    lost: ink.lost,
    doubled: ink.doubled,
    said: said.length,
    broken,
  };
}

async function drawOn(
  ink: ReturnType<typeof createInkSender>,
  goesOn: () => boolean,
  seed: number,
): Promise<void> {
  for (let stroke = 0; goesOn(); stroke++) {
    const [[start = [0, 0, 0] as const, ...points] = []] = drawStrokes(seed + stroke, 1, POINTS_PER_STROKE);
    ink.begin('pen', 1, 1, start);
    for (const point of points) {
      if (!goesOn()) break;
      ink.add([point]);
      await sleep(POINT_EVERY_MS);
    }
    ink.end();
  }
  ink.close();
}

/** Returns how often the drawer's socket was cut before there was no more time. */
async function cutOften(
  drawer: Player,
  cuts: number,
  goesOn: () => boolean,
  random: RandomSource,
): Promise<number> {
  let done = 0;
  while (done < cuts && goesOn()) {
    const hit = drawer.cutInk();
    if (hit) done += 1;
    // Without a socket, or now and then at once: the next cut falls into the first moments of the next one.
    const isSoon = !hit || random.chance(0.3);
    await sleep(isSoon ? random.between(1, 15) : random.between(20, 800));
  }
  return done;
}

/** Says something again and again, and loses the connection just as the words leave, half of the times. */
async function chatter(
  guesser: Player,
  index: number,
  goesOn: () => boolean,
  random: RandomSource,
): Promise<{ said: string[]; cuts: number }> {
  const said: string[] = [];
  let cuts = 0;
  const cut = (socket: 'cutInk' | 'cutIntents'): void => {
    if (guesser[socket]()) cuts += 1;
  };
  while (goesOn()) {
    const text = `qxzvjw ${index} ${said.length}`;
    said.push(text);
    guesser.say(text);
    const pauseMs = SAY_EVERY_MS + random.below(500);
    if (random.chance(0.5)) {
      await sleep(random.below(4));
      cut('cutIntents');
    }
    await sleep(pauseMs);
    if (random.chance(0.3)) cut('cutInk');
  }
  return { said, cuts };
}
