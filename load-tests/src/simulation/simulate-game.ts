import { createInkSender, createSession, type Session } from '@drawguess/client/session';
import type { Word } from '@drawguess/game/words';
import {
  createMemoryArchive,
  createMemoryClientIds,
  createMemoryRoomLog,
} from '@drawguess/persistence/adapters/memory';
import { verifyScores } from '@drawguess/persistence/verify';
import { createNetworkPath, type NetworkPath } from './network.ts';
import { createRandomSource, type RandomSource } from './random-source.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import { startSimulatedServer, type Disks, type SimulatedServer } from './simulated-server.ts';

/** What one simulated game came to. `broken` lists the invariants that did not hold; empty is well. */
export type GameReport = { seed: number; broken: string[]; turns: number; crashes: number; cuts: number };

type Player = { session: Session; path: NetworkPath; playerId: string; said: string[] };

const START_MS = 1_700_000_000_000;
const LONGEST_GAME_MS = 15 * 60_000;
/** Words that occur nowhere else, so that a frame that holds one has leaked it. */
const WORDS: Word[] = Array.from({ length: 24 }, (_, index) => ({
  text: `qx${String.fromCharCode(97 + index)}zvjw`,
  difficulty: 1,
  category: 'simulation',
}));

/**
 * Plays one whole game under faults: every time, order, loss and crash follows from the seed, so a broken one can be
 * played again. Three players, the real session layer, hub, referee, gate and in-memory adapters.
 */
export async function simulateGame(seed: number): Promise<GameReport> {
  const random = createRandomSource(seed);
  const scheduler = createScheduler(START_MS);
  const archive = createMemoryArchive();
  const broken: string[] = [];
  let disks: Disks = {
    log: createMemoryRoomLog({ clock: scheduler }),
    clientIds: createMemoryClientIds(),
    archive,
  };
  const faults = { lose: 0.1, repeat: 0.1, delayMs: random.between(1, 60), refuse: 0.002 };
  const boot = (): SimulatedServer => startSimulatedServer(disks, scheduler, random, faults, WORDS);
  let server: SimulatedServer | undefined = boot();
  let crashes = 0;
  let cuts = 0;

  const first = server;
  const made = await settle(
    scheduler,
    first.referee.createRoom({
      settings: { rounds: 1, drawTimeMs: 20_000, chooseTimeMs: 5_000, revealTimeMs: 6_000 },
    }),
  );
  const { roomId, code } = made;

  const secretFor = (playerId: string): string | undefined => {
    const phase = server?.referee.inspect(roomId)?.phase;
    if (phase?.type !== 'drawing') return undefined;
    const knows = [...phase.turn.drawers, ...phase.rights].some((one) => one.playerId === playerId);
    return knows ? undefined : phase.word;
  };

  const players: Player[] = [];
  for (const nickname of ['Ada', 'Ben', 'Cleo']) {
    const seat = await settle(scheduler, first.referee.join({ code, nickname }));
    if ('refusal' in seat) throw new Error(seat.refusal);
    const { playerId } = seat;
    const path = createNetworkPath({
      clock: scheduler,
      random,
      accept: () => server && ((socket) => (server as SimulatedServer).hub.connect(socket)),
      onServerFrame(bytes) {
        const word = secretFor(playerId);
        if (word !== undefined && Buffer.from(bytes).includes(word))
          broken.push(`${nickname} was sent the word`);
      },
    });
    const token = first.tokens.signSession({ roomId, playerId, expiresAt: START_MS + 24 * 60 * 60_000 });
    const session = createSession({
      roomId,
      playerId,
      token,
      connect: path.connect,
      clock: scheduler,
      randomId: () => uuid(random),
      random: () => random.next(),
    });
    players.push({ session, path, playerId, said: [] });
  }
  for (const player of players) play(player, scheduler, random, () => server?.referee.inspect(roomId)?.phase);

  let calm = false;
  const disturb = (): void => {
    if (calm) return;
    const player = random.pick(players);
    if (player !== undefined && player.path.isUp && random.chance(0.5)) {
      cuts += 1;
      if (random.chance(0.5)) player.path.cut();
      else player.path.blackhole();
      scheduler.after(random.between(100, 12_000), () => player.path.restore());
    }
    if (server !== undefined && random.chance(0.15)) {
      crashes += 1;
      const log = server.kill(random.chance(0.5) ? { loseSinceMs: random.between(0, 1_000) } : undefined);
      disks = { ...disks, log };
      server = undefined;
      for (const { path } of players) {
        path.cut();
        path.restore();
      }
      scheduler.after(random.between(50, 3_000), () => {
        server = boot();
      });
    }
    scheduler.after(random.between(1_000, 9_000), disturb);
  };
  scheduler.after(3_000, disturb);

  const over = (): boolean => players.every(({ session }) => session.room?.phase.type === 'podium');
  const ended = await scheduler.run(START_MS + LONGEST_GAME_MS, over);
  if (!ended) broken.push(`no podium after ${LONGEST_GAME_MS / 60_000} minutes`);
  calm = true;
  for (const { path } of players) path.restore();
  await scheduler.run(scheduler.now() + 20_000, () => false);

  for (const { session, said, playerId } of players) {
    if (session.waiting > 0) broken.push(`${playerId}: ${session.waiting} intents were never judged`);
    const texts = session.chat.flatMap((message) => (message.type === 'said' ? [message.text] : []));
    for (const text of said) {
      const times = texts.filter((one) => one === text).length;
      if (times > 1) broken.push(`an intent was applied ${times} times`);
    }
    if (
      JSON.stringify([session.room, session.chat]) !==
      JSON.stringify([players[0]?.session.room, players[0]?.session.chat])
    ) {
      broken.push(`${playerId} sees another room than the first player`);
    }
  }
  const verified = await verifyScores(archive);
  if (verified.mismatches.length > 0) broken.push(`scores: ${JSON.stringify(verified.mismatches)}`);
  for (const { session } of players) session.close();
  server?.kill();
  return { seed, broken: [...new Set(broken)], turns: verified.turns, crashes, cuts };
}

/** Waits for a promise that needs virtual time to pass. */
async function settle<T>(scheduler: Scheduler, promise: Promise<T>): Promise<T> {
  let done = false;
  void promise.then(
    () => (done = true),
    () => (done = true),
  );
  await scheduler.run(scheduler.now() + 60_000, () => done);
  return promise;
}

function play(
  player: Player,
  scheduler: Scheduler,
  random: RandomSource,
  phaseNow: () => { type: string; word?: string } | undefined,
): void {
  const { session, playerId, said } = player;
  const act = (): void => {
    const room = session.room;
    const phase = room?.phase;
    if (phase?.type === 'lobby' && room?.hostId === playerId && room.players.length === 3)
      session.send({ type: 'start' });
    if (phase?.type === 'choosing' && phase.drawers.includes(playerId))
      session.send({ type: 'choose', choice: random.below(3) });
    if (phase?.type === 'drawing') {
      const drawer = phase.turn.drawers.find((one) => one.playerId === playerId);
      const { canvas } = session;
      if (drawer !== undefined && canvas?.synced) {
        const ink = createInkSender(canvas, drawer.slot, scheduler);
        ink.begin('pen', 1, 1, [random.below(1_600), random.below(900), 32]);
        ink.add([[random.below(1_600), random.below(900), 32]]);
        ink.end();
        ink.close();
      } else if (drawer === undefined) {
        const now = phaseNow();
        const right = random.chance(0.35) && now?.type === 'drawing' ? now.word : undefined;
        const text = right ?? `guess ${playerId} ${said.length}`;
        if (right === undefined) said.push(text);
        session.send({ type: 'say', text });
      }
    }
    if (session.status.type !== 'ended') scheduler.after(random.between(1_500, 5_000), act);
  };
  scheduler.after(random.between(500, 2_000), act);
}

function uuid(random: RandomSource): string {
  return [4, 2, 2, 2, 6].map((bytes) => random.hex(bytes)).join('-');
}
