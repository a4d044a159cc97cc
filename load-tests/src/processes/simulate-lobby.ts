import type { Clock } from '@drawguess/game/clock';
import { canvasOf, readInk, slotOf } from '@drawguess/game/documents';
import type { LogRecord } from '@drawguess/game/log';
import { createMemoryArchive, createMemoryClientIds } from '@drawguess/persistence/adapters/memory';
import { createClientIdPool } from '@drawguess/persistence/client-ids';
import { LogReplacedError } from '@drawguess/persistence/ports';
import { createReferee } from '@drawguess/persistence/referee';
import { createTokens } from '@drawguess/persistence/tokens';
import { createHub } from '@drawguess/sync-server/hub';
import * as Y from 'yjs';
import { createDevice, type Device } from '../simulation/device.ts';
import { createHand } from '../simulation/hand.ts';
import { checkChat, checkCommits, checkJudged, checkWall } from '../simulation/invariants.ts';
import { createNetworkPath } from '../simulation/network.ts';
import { createRandomSource } from '../simulation/random-source.ts';
import { createScheduler } from '../simulation/scheduler.ts';
import type { LogWatch } from '../simulation/watched-log.ts';
import { createSharedLog } from './shared-log.ts';

/** What one lobby came to; `broken` says in words what did not hold. */
export type LobbyReport = { seed: number; broken: string[]; counts: Record<string, number> };

const START_MS = 1_700_000_000_000;
const TOKEN_MS = 24 * 60 * 60_000;
const NICKNAMES = ['Ada', 'Ben', 'Cleo', 'Dan'];
/** A silence is found out meanwhile, and what was missed in it fetched. */
const CALM_MS = 20_000;

type SyncProcess = {
  accept: ReturnType<typeof createHub>['connect'];
  kill(): void;
};

/**
 * Players of one room at several sync-servers, everybody drawing on the lobby's wall and talking, while connections are
 * cut and go to whichever process there is, publications are lost, repeated and late, processes die and the store loses
 * its last records. Everything follows from the seed. In the end every copy is what the log holds (SPEC SY-20 … SY-23).
 */
export async function simulateLobby(seed: number): Promise<LobbyReport> {
  const random = createRandomSource(seed);
  const clock = createScheduler(START_MS);
  const problems = new Set<string>();
  const counts = { kills: 0, losses: 0, cuts: 0, reloads: 0, moves: 0, operations: 0, intents: 0 };
  const onError = (error: unknown): void => {
    if (!isExpected(error)) problems.add(`a process failed: ${String(error)}`);
  };
  const faults = { lose: 0.1, repeat: 0.1, delayMs: random.between(1, 60), refuse: 0.002 };
  const shared = createSharedLog(clock, random, faults, onError);
  const tokens = createTokens('a secret for simulations only');
  const clientIds = createMemoryClientIds();
  let over = false;

  const openProcess = () => {
    let alive = true;
    const processClock: Clock = {
      now: () => clock.now(),
      after: (delayMs, task) => clock.after(delayMs, () => alive && task()),
    };
    const { log, crash } = shared.join(processClock);
    const pool = createClientIdPool(clientIds, 20);
    return {
      common: { log, clock: processClock, nextClientId: () => pool.next(), onError },
      kill(): void {
        alive = false;
        crash();
      },
    };
  };

  const { common } = openProcess();
  const referee = createReferee({
    ...common,
    archive: createMemoryArchive(),
    randomBytes: (count) => Uint8Array.from({ length: count }, () => random.below(256)),
    hashCanvas: (operations) => operations.join(),
  });

  const processes = new Set<SyncProcess>();
  const startProcess = (): void => {
    const opened = openProcess();
    const hub = createHub({ ...opened.common, tokens });
    processes.add({ accept: hub.connect, kill: opened.kill });
  };
  for (let count = 0; count < 2 + random.below(2); count++) startProcess();

  const inVirtualTime = async <Result>(promise: Promise<Result>): Promise<Result> => {
    let done = false;
    const end = (): void => void (done = true);
    promise.then(end, end);
    await clock.run(clock.now() + 60_000, () => done);
    return promise;
  };
  /** Tries until the log does not refuse it. */
  const insist = async <Result>(task: () => Promise<Result>): Promise<Result> => {
    for (;;) {
      try {
        return await inVirtualTime(task());
      } catch (error) {
        if (!isExpected(error)) throw error;
      }
    }
  };
  const { roomId, code } = await insist(() => referee.createRoom({}));

  /** At which process each device is. */
  const places = new Map<string, SyncProcess>();
  const sitDown = async (nickname: string, only?: SyncProcess): Promise<Device> => {
    const seat = await insist(() => referee.join({ code, nickname }));
    if ('refusal' in seat) throw new Error(`Nobody is let in: ${seat.refusal}.`);
    const path = createNetworkPath({
      clock,
      random,
      accept() {
        const process = only ?? random.pick([...processes]);
        if (process === undefined) return undefined;
        if (places.has(nickname) && places.get(nickname) !== process) counts.moves += 1;
        places.set(nickname, process);
        return process.accept;
      },
      onServerFrame: () => undefined,
    });
    const { playerId } = seat;
    const token = tokens.signSession({ roomId, playerId, expiresAt: clock.now() + TOKEN_MS });
    return createDevice({
      nickname,
      roomId,
      playerId,
      token,
      honest: true,
      path,
      connect: path.connect,
      clock,
      random,
    });
  };

  const devices: Device[] = [];
  for (const nickname of NICKNAMES.slice(0, 2 + random.below(3))) devices.push(await sitDown(nickname));

  const play = (device: Device): void => {
    const hand = createHand(device, clock, random);
    const act = (): void => {
      const phase = device.page.session.room?.phase;
      hand.leaveOthers(over ? undefined : phase && canvasOf(phase));
      if (over) return;
      const slot = phase && slotOf(phase, device.playerId);
      if (slot !== undefined) hand.draw(slot, false);
      if (random.chance(0.15))
        device.send({ type: 'say', text: `well ${device.playerId} ${device.said.length}` });
      clock.after(random.between(100, 1_200), act);
    };
    clock.after(random.between(500, 2_000), act);
  };

  const cutDown = (device: Device): void => {
    if (!device.path.isUp) return;
    counts.cuts += 1;
    if (random.chance(0.5)) device.path.cut();
    else device.path.blackhole();
    clock.after(random.between(50, 8_000), () => device.path.restore());
  };

  const killProcess = (process: SyncProcess | undefined): void => {
    if (process === undefined || processes.size < 2) return;
    counts.kills += 1;
    processes.delete(process);
    process.kill();
    for (const { nickname, path } of devices) {
      if (places.get(nickname) !== process || !path.isUp) continue;
      path.cut();
      path.restore();
    }
    clock.after(random.between(50, 3_000), startProcess);
  };

  const strike = (): void => {
    if (over) return;
    const device = random.pick(devices);
    if (device !== undefined && random.chance(0.6)) cutDown(device);
    if (device !== undefined && random.chance(0.08)) {
      counts.reloads += 1;
      device.reload();
    }
    if (random.chance(0.2)) killProcess(random.pick([...processes]));
    if (random.chance(0.04)) {
      counts.losses += 1;
      shared.lose(random.between(0, 1_000));
    }
    clock.after(random.between(300, 3_000), strike);
  };

  for (const device of devices) play(device);
  clock.after(2_000, strike);
  await clock.run(clock.now() + random.between(10_000, 40_000), () => false);
  over = true;
  for (const { path } of devices) path.restore();
  await clock.run(clock.now() + CALM_MS, () => false);
  // What each process gives to a page that has nothing.
  const witnesses = [];
  for (const [index, process] of [...processes].entries())
    witnesses.push(await sitDown(`Eye ${index}`, process));
  await clock.run(clock.now() + CALM_MS, () => false);

  const all = [...devices, ...witnesses];
  for (const problem of judge(all, await shared.read(roomId, 0), shared.watch)) problems.add(problem);
  for (const { page } of all) {
    counts.operations += page.session.canvas?.operations().length ?? 0;
    counts.intents += page.sent.length;
    page.session.close();
  }
  return { seed, broken: [...problems], counts };
}

/** Everything that must hold when all is well again. */
function judge(
  devices: readonly Device[],
  records: readonly LogRecord[],
  { commits, problems: faults }: LogWatch,
): string[] {
  const wall = devices[0]?.page.session.canvas?.document ?? '';
  const { ink, problems } = inkOf(records, wall);
  const typed = new Set(devices.flatMap(({ said }) => said));
  for (const { nickname, page } of devices) {
    const { session, sent, sentAway } = page;
    if (sentAway !== undefined) problems.push(`${nickname} was sent away: ${sentAway}`);
    if (session.waiting > 0) problems.push(`${session.waiting} intents of ${nickname} wait for ever`);
    if (session.canvas?.operations().join() !== ink.join())
      problems.push(`${nickname} has another wall than the log`);
    problems.push(...checkJudged(sent, commits), ...checkChat(session.chat, typed));
  }
  const copies = devices.map(({ page: { session, ink: pushed } }) => ({
    synced: session.canvas?.synced === true,
    // What was done again at another process is there twice, and painted once (SPEC IN-2).
    operations: [...new Set(session.canvas?.operations() ?? [])],
    pushed: pushed.get(wall) ?? [],
  }));
  return [...problems, ...checkWall(copies), ...checkCommits(commits), ...faults];
}

/** The wall as the log has it; says so where an update builds upon what is not in the log before it. */
function inkOf(records: readonly LogRecord[], wall: string): { ink: string[]; problems: string[] } {
  const doc = new Y.Doc();
  const problems: string[] = [];
  for (const { entries } of records)
    for (const entry of entries) {
      if (entry.type !== 'update' || entry.document !== wall) continue;
      Y.applyUpdate(doc, entry.update);
      if (doc.store.pendingStructs !== null) problems.push('the log holds ink whose ground is missing');
    }
  return { ink: readInk(doc), problems };
}

/** What the faults bring about by themselves. */
const isExpected = (error: unknown): boolean =>
  error instanceof LogReplacedError ||
  (error instanceof Error &&
    /\(simulated\)|has crashed|Another referee holds|host has stopped|is held by/.test(error.message));
