import type { Settings } from '@drawguess/game/documents';
import type { RoomState } from '@drawguess/game/rules';
import type { Word } from '@drawguess/game/words';
import {
  createMemoryArchive,
  createMemoryClientIds,
  createMemoryRoomLog,
} from '@drawguess/persistence/adapters/memory';
import { LeaseLostError } from '@drawguess/persistence/ports';
import type { Connection, Socket } from '@drawguess/sync-server/sessions';
import { watchClosings, type Closings } from './closings.ts';
import { createCounts, type Counts } from './counts.ts';
import { createDevice, type Device, type Page } from './device.ts';
import { createFrameWatch } from './frame-watch.ts';
import { beHostile, tapSocket } from './hostile-player.ts';
import { createNetworkPath } from './network.ts';
import type { RandomSource } from './random-source.ts';
import { connectAs, type Release } from './releases.ts';
import type { Scheduler } from './scheduler.ts';
import {
  startSimulatedReferee,
  startSimulatedServer,
  type Disks,
  type SimulatedReferee,
  type SimulatedServer,
} from './simulated-server.ts';
import { watchArchive, type WatchedArchive } from './watched-archive.ts';
import { createLogWatch, type LogWatch } from './watched-log.ts';

/** One simulated room: a server that can fail, its disks, and devices around it. */
export type Table = {
  readonly roomId: string;
  readonly devices: readonly Device[];
  readonly log: LogWatch;
  readonly archive: WatchedArchive;
  readonly counts: Counts;
  readonly closings: Closings['byTurn'];
  /** Invariants that were broken on the way. */
  readonly problems: Set<string>;
  /** Of all processes that run now. */
  readonly unarchived: number;
  readonly serverIsUp: boolean;
  /** Everything that was sent and when, as one digest. */
  trace(): string;
  /** Tries until the server gives a seat; `undefined` once `isLate` holds. */
  seat(
    nickname: string,
    kind: 'honest' | 'hostile' | 'spectator',
    isLate: () => boolean,
  ): Promise<Device | undefined>;
  crash(loss: { loseSinceMs: number } | undefined, downMs: number): void;
  /** One of the processes that only host rooms, if there are any, stands still for a while. */
  pauseReferee(forMs: number): void;
  /** One of them dies, and another one comes after a while. */
  killReferee(downMs: number): void;
  /** All that is down or stands still comes back at once. */
  revive(): void;
  close(): void;
};

const SEAT_RETRY_MS = 2_000;
const TOKEN_MS = 24 * 60 * 60_000;
/** Words that occur nowhere else, so that a frame that holds one has leaked it. */
const WORDS: Word[] = Array.from({ length: 24 }, (_, index) => ({
  text: `qx${String.fromCharCode(97 + index)}zvjw`,
  difficulty: 1,
  category: 'simulation',
}));

export async function setTable(
  scheduler: Scheduler,
  random: RandomSource,
  settings: Partial<Settings>,
  isOver: () => boolean,
  nextRelease: () => Release,
): Promise<Table> {
  const devices: Device[] = [];
  const problems = new Set<string>();
  const closings = watchClosings(scheduler, devices);
  const counts = createCounts();
  const frames = createFrameWatch({
    clock: scheduler,
    devices,
    counts,
    state: () => log.state,
    onProblem: (problem) => problems.add(problem),
  });

  const log = createLogWatch((state) => onState(state));
  const archive = watchArchive(createMemoryArchive(), random, 0.03);
  const disks: Disks = {
    log: log.watch(createMemoryRoomLog({ clock: scheduler, onListenerError: reportError })),
    clientIds: createMemoryClientIds(),
    archive,
  };
  const faults = { lose: 0.1, repeat: 0.1, delayMs: random.between(1, 60), refuse: 0.002 };
  const pick = (): Release => {
    const release = nextRelease();
    if (release === 'next') counts.nextReleases += 1;
    return release;
  };
  const boot = (): SimulatedServer =>
    startSimulatedServer(disks, pick(), scheduler, random, faults, WORDS, reportError);
  let server: SimulatedServer | undefined = boot();
  const bootReferee = (): SimulatedReferee =>
    startSimulatedReferee(disks, pick(), scheduler, random, faults, WORDS, reportError);
  /** Up to two more that host rooms; which of them stand still. */
  const referees = new Set<SimulatedReferee>();
  const paused = new Set<SimulatedReferee>();
  const refereesWanted = random.below(3);
  const { tokens } = server;
  const { roomId, code } = await inVirtualTime(scheduler, server.referee.createRoom({ settings }));
  while (referees.size < refereesWanted) referees.add(bootReferee());

  function reportError(error: unknown): void {
    if (!isExpected(error)) problems.add(`the server failed: ${String(error)}`);
  }

  function onState(state: RoomState): void {
    frames.onState(state);
    closings.onState(state);
  }

  const sitDown = (nickname: string, playerId: string, honest: boolean): Device => {
    /** Of each page: that of the process which it met first. */
    const releases = new Map<Page, Release>();
    const connectTo =
      ({ release, hub }: SimulatedServer) =>
      (socket: Socket): Connection => {
        const { page } = device;
        const own = releases.get(page) ?? release;
        releases.set(page, own);
        return connectAs(own, release, hub.connect(socket));
      };
    const path = createNetworkPath({
      clock: scheduler,
      random,
      accept: () => server && connectTo(server),
      onServerFrame: (bytes) => frames.fromServer(nickname, playerId, bytes),
      onClientFrame: (bytes) => frames.fromClient(nickname, bytes),
    });
    const tap = tapSocket(path.connect);
    const token = tokens.signSession({ roomId, playerId, expiresAt: scheduler.now() + TOKEN_MS });
    const device = createDevice({
      nickname,
      roomId,
      playerId,
      token,
      honest,
      path,
      connect: honest ? path.connect : tap.connect,
      clock: scheduler,
      random,
    });
    devices.push(device);
    if (!honest) {
      beHostile({
        device,
        tap,
        clock: scheduler,
        random,
        roomId,
        others() {
          const phase = log.state?.phase;
          return {
            playerIds: devices.map((one) => one.playerId),
            turnId: phase !== undefined && 'turn' in phase ? phase.turn.turnId : undefined,
          };
        },
        isOver,
        onSent: () => void counts.hostileFrames++,
      });
    }
    return device;
  };

  const disturbAll = (): void => {
    for (const device of devices) device.disturbedAt = scheduler.now();
  };

  const resume = (one: SimulatedReferee): void => {
    if (paused.delete(one)) one.resume();
  };

  const kill = (one: SimulatedReferee): void => {
    if (one.referee.roomsOpen > 0) counts.failovers += 1;
    referees.delete(one);
    paused.delete(one);
    one.kill();
  };

  const revive = (): void => {
    server ??= boot();
    for (const one of paused) resume(one);
    while (referees.size < refereesWanted) referees.add(bootReferee());
  };

  return {
    roomId,
    devices,
    log,
    archive,
    counts,
    closings: closings.byTurn,
    problems,
    get unarchived() {
      return [server, ...referees].reduce((sum, one) => sum + (one?.referee.unarchived ?? 0), 0);
    },
    get serverIsUp() {
      return server !== undefined;
    },
    trace: () => frames.trace(),

    seat(nickname, kind, isLate) {
      return new Promise((resolve) => {
        let seated = false;
        let asked: SimulatedServer | undefined;
        const ask = (): void => {
          if (seated) return;
          if (isLate()) return resolve(undefined);
          // A server that dies meanwhile never answers; another one in its place is asked.
          scheduler.after(SEAT_RETRY_MS, ask);
          if (server === undefined || server === asked) return;
          asked = server;
          server.seat(code, nickname, kind === 'spectator' ? kind : 'player').then(
            ({ playerId }) => {
              if (seated) return;
              seated = true;
              resolve(sitDown(nickname, playerId, kind !== 'hostile'));
            },
            (error: unknown) => {
              asked = undefined;
              reportError(error);
            },
          );
        };
        ask();
      });
    },

    crash(loss, downMs) {
      if (server === undefined) return;
      counts.crashes += 1;
      if (loss !== undefined) {
        counts.powerLosses += 1;
        frames.expectLoss(loss);
        // What took the store's power took everybody's.
        for (const one of referees) kill(one);
      }
      disks.log = server.kill(loss);
      server = undefined;
      disturbAll();
      for (const { path } of devices) {
        if (!path.isUp) continue;
        path.cut();
        path.restore();
      }
      scheduler.after(downMs, revive);
    },

    pauseReferee(forMs) {
      const one = random.pick([...referees]);
      if (one === undefined || paused.has(one)) return;
      if (one.referee.roomsOpen > 0) counts.stale += 1;
      paused.add(one);
      one.pause();
      scheduler.after(forMs, () => resume(one));
    },
    killReferee(downMs) {
      const one = random.pick([...referees]);
      if (one === undefined) return;
      kill(one);
      scheduler.after(downMs, () => {
        if (server !== undefined && referees.size < refereesWanted) referees.add(bootReferee());
      });
    },
    revive,

    close() {
      for (const { page } of devices) page.session.close();
      for (const one of referees) kill(one);
      server?.kill();
    },
  };
}

/** What the faults bring about by themselves; anything else that a server reports is a defect. */
function isExpected(error: unknown): boolean {
  return (
    error instanceof LeaseLostError ||
    (error instanceof Error &&
      /\(simulated\)|has crashed|Another referee holds|host has stopped|unanswered/.test(error.message))
  );
}

/** Waits for a promise that needs virtual time to pass. */
async function inVirtualTime<T>(scheduler: Scheduler, promise: Promise<T>): Promise<T> {
  let done = false;
  const settled = (): void => {
    done = true;
  };
  promise.then(settled, settled);
  await scheduler.run(scheduler.now() + 60_000, () => done);
  return promise;
}
