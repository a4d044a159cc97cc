import type { Clock } from '@drawguess/game/clock';
import type { Dependency } from './options.ts';

/** A dependency that has not answered by then is taken for dead. */
const PROBE_MS = 2_000;

/** Asks a dependency whether it can serve. Never rejects, and takes two seconds at most. */
export async function askDependency(
  dependency: Dependency,
  clock: Clock,
): Promise<{ ok: boolean; ms: number }> {
  const begunAt = clock.now();
  let cancel = (): void => undefined;
  const late = new Promise<boolean>((resolve) => {
    cancel = clock.after(PROBE_MS, () => resolve(false));
  });
  const answer = dependency.probe().then(
    () => true,
    () => false,
  );
  const ok = await Promise.race([answer, late]);
  cancel();
  return { ok, ms: clock.now() - begunAt };
}
