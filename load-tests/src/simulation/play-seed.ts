import { countClientIdClashes } from './client-id-clashes.ts';
import { simulateGame, type GameReport } from './simulate-game.ts';

/** What to play: a seed, and whether to play it again to see that it comes to the same. */
export type SeedTask = { seed: number; twice: boolean };

/** Plays a seed. Whatever goes wrong is in the report; never rejects. */
export async function playSeed({ seed, twice }: SeedTask): Promise<GameReport> {
  const report = await playOnce(seed);
  if (!twice) return report;
  const again = await playOnce(seed);
  if (again.trace !== report.trace) report.broken.push('the same seed came to another game');
  return report;
}

async function playOnce(seed: number): Promise<GameReport> {
  const rejections: unknown[] = [];
  const onRejection = (error: unknown): void => void rejections.push(error);
  process.on('unhandledRejection', onRejection);
  try {
    const { result, clashes } = await countClientIdClashes(() => simulateGame(seed));
    // Who cheats may write under their own id behind their page's back.
    if (clashes > 0 && result.counts.hostileFrames === 0) result.broken.push('a client id was used twice');
    // Rejections are told when the loop comes round.
    await new Promise((resolve) => setImmediate(resolve));
    result.broken.push(...rejections.map((error) => `a rejection was not handled: ${String(error)}`));
    return result;
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { seed, broken: [`the simulation ended: ${why}`], trace: '', counts: {} };
  } finally {
    process.off('unhandledRejection', onRejection);
  }
}
