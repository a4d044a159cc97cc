import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '../checks/index.ts';
import type { Fault } from './fault.ts';
import type { Instance } from './instance.ts';

/** A lease's time to live, and the way to everybody from there. */
const TAKEN_OVER_S = 4;
/** The backoff of clients whose server is gone, and of those that nginx sends elsewhere. */
const RECONNECTED_S = 6;
/** A killed process is started again by whoever watches over it. */
const STARTED_AGAIN_MS = 5_000;
const PAUSED_MS = 15_000;

const startAgain = async (...instances: readonly Instance[]): Promise<void> => {
  await sleep(STARTED_AGAIN_MS);
  await Promise.all(instances.map((instance) => instance.start()));
};

/** The process of which most rooms have their referee. */
async function refereeOf(persistence: readonly Instance[]): Promise<{ busiest: Instance; rooms: number }> {
  const open = await Promise.all(persistence.map((instance) => instance.metric('drawguess_rooms_open')));
  const rooms = Math.max(...open);
  const busiest = persistence[open.indexOf(rooms)];
  expect(busiest !== undefined, 'No process hosts rooms.');
  return { busiest, rooms };
}

/** What befalls the game's own processes, of which there are several. */
export const PROCESS_FAULTS: readonly Fault[] = [
  {
    name: 'sync-killed',
    does: 'kill -9 of a sync-server, started again after 5 s',
    withinS: RECONNECTED_S,
    needs: { sync: 2 },
    async act({ stage, random, note }) {
      const killed = random.pick(stage.sync);
      expect(killed !== undefined, 'There is no sync-server.');
      note(`${await killed.metric('drawguess_sessions')} players were connected to it`);
      await killed.kill();
      return { meanwhile: startAgain(killed) };
    },
  },
  {
    name: 'referee-killed',
    does: 'kill -9 of the persistence process that hosts most rooms, started again after 5 s',
    withinS: TAKEN_OVER_S,
    needs: { persistence: 2 },
    async act({ stage, note }) {
      const { busiest, rooms } = await refereeOf(stage.persistence);
      note(`${rooms} rooms were hosted by it`);
      await busiest.kill();
      return { meanwhile: startAgain(busiest) };
    },
  },
  {
    name: 'both-killed',
    quick: true,
    does: 'kill -9 of a sync-server and of the busiest persistence process at once, started again after 5 s',
    withinS: RECONNECTED_S,
    needs: { persistence: 2, sync: 2 },
    async act({ stage, random }) {
      const { busiest } = await refereeOf(stage.persistence);
      const sync = random.pick(stage.sync);
      expect(sync !== undefined, 'There is no sync-server.');
      await Promise.all([busiest.kill(), sync.kill()]);
      return { meanwhile: startAgain(sync, busiest) };
    },
  },
  {
    name: 'referee-paused',
    does: 'the busiest persistence process stands still for 15 s, past its leases; others go on at once',
    withinS: TAKEN_OVER_S,
    needs: { persistence: 2 },
    async act({ stage, rooms, note }) {
      const { busiest } = await refereeOf(stage.persistence);
      const from = performance.now();
      busiest.freeze();
      try {
        await Promise.all(rooms.map((room) => room.recovered(PAUSED_MS)));
        const tookOverS = (performance.now() - from) / 1_000;
        note(`everybody played on ${tookOverS.toFixed(1)} s after it had stopped`);
        expect(tookOverS <= TAKEN_OVER_S, `Others took over after ${tookOverS.toFixed(1)} s only`);
        await sleep(Math.max(0, PAUSED_MS - (performance.now() - from)));
      } finally {
        busiest.thaw();
      }
    },
  },
  {
    name: 'rolling-restart',
    does: 'every process ends in order and is started again, one after the other',
    withinS: TAKEN_OVER_S,
    needs: { persistence: 2, sync: 2 },
    act: ({ stage }) => rollOver([...stage.sync, ...stage.persistence]),
  },
];

/**
 * Ends each process in order and starts it again, one after the other.
 *
 * @param root a copy of the repository to start them from
 * @throws Error when one does not end with 0
 */
export async function rollOver(instances: readonly Instance[], root?: string): Promise<void> {
  for (const instance of instances) {
    const code = await instance.stop();
    expect(code === 0, `A ${instance.service} process ended with ${code}.`);
    await instance.start(root);
  }
}
