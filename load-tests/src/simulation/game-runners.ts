import { fork } from 'node:child_process';
import { playSeed, type SeedTask } from './play-seed.ts';
import type { GameReport } from './simulate-game.ts';

/** Something that plays one seed at a time. */
export type GameRunner = { play(task: SeedTask): Promise<GameReport>; close(): void };

/** One runner in this process, or as many processes as are asked for. */
export const createRunners = (workers: number): GameRunner[] =>
  workers <= 1
    ? [{ play: playSeed, close: () => undefined }]
    : Array.from({ length: workers }, () => createWorker());

function createWorker(): GameRunner {
  const child = fork(new URL('./game-worker.ts', import.meta.url));
  return {
    play(task) {
      return new Promise((resolve) => {
        const onReport = (report: GameReport): void => {
          child.off('exit', onExit);
          resolve(report);
        };
        const onExit = (): void => {
          child.off('message', onReport);
          resolve({ seed: task.seed, broken: ['its process ended'], trace: '', counts: {} });
        };
        if (!child.connected) return onExit();
        child.once('message', onReport);
        child.once('exit', onExit);
        child.send(task);
      });
    },
    close: () => {
      if (child.connected) child.disconnect();
    },
  };
}
