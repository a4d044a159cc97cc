import type { RandomSource } from '../simulation/random-source.ts';
import type { Clock } from '@drawguess/game/clock';
import type { HostileClass, Outcome, Scene, Variant } from './attack.ts';
import type { HostilePlayer } from './hostile-player.ts';

export type AttackPlan = { hostileClass: HostileClass; frames: number };

/** From the first stroke on, well into the third turn. */
const ATTACK_MS = 100_000;
const TICK_MS = 200;
const PAUSE_MS = 0.25;
const KEPT_CHANNELS = 40;
/** With fewer frames not every variant has its turn. */
const FRAMES_FOR_ALL_VARIANTS = 200;

/**
 * Sends the planned frames, spread over the game; of the variants that are possible at a moment, the one used least is
 * next. Resolves when all are sent or the time is over.
 *
 * @param sceneNow what the hostile player knows, with so many frames left to send
 * @param outcomes counts what came of each frame
 * @param broken is given what came to anything that was not expected
 */
export async function launchAttacks(
  { hostileClass, frames }: AttackPlan,
  sceneNow: (framesLeft: number) => Scene | undefined,
  hostile: HostilePlayer,
  clock: Clock,
  random: RandomSource,
  outcomes: Map<Outcome, number>,
  broken: string[],
): Promise<void> {
  const pause = (ms: number): Promise<void> => new Promise((resolve) => void clock.after(ms, resolve));
  const used = new Map<Variant, number>(hostileClass.variants.map((variant) => [variant, 0]));
  let left = frames;
  /** Frames that should have been sent by now, and fractions of one. */
  let due = 0;

  const launch = async (variant: Variant, scene: Scene): Promise<number> => {
    const crafted = variant.craft(scene, random);
    if (crafted === undefined) return 0;
    const results = await hostile.attack(crafted);
    used.set(variant, (used.get(variant) ?? 0) + results.length * (variant.weight ?? 1));
    for (const { outcome, expect } of results) {
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (!expect.includes(outcome))
        broken.push(`${variant.name}: came to ${outcome}, not ${expect.join(' or ')}`);
    }
    return results.length;
  };

  const launchNext = async (scene: Scene): Promise<number> => {
    for (const variant of hostileClass.variants.toSorted((a, b) => (used.get(a) ?? 0) - (used.get(b) ?? 0))) {
      const sent = await launch(variant, scene);
      if (sent > 0) return sent;
    }
    return 0;
  };

  const sendDue = async (): Promise<void> => {
    while (due >= 1 && left > 0) {
      const scene = sceneNow(left);
      if (scene === undefined) return;
      const document = hostileClass.keepOpen?.(scene);
      if (document !== undefined && hostile.kept?.document !== document)
        await hostile.keepOpen(document, KEPT_CHANNELS);
      const sent = await launchNext(scene);
      // Not the moment for any of them: what is due now is spread over what is left of the game.
      if (sent === 0) due = 0;
      due -= sent;
      left -= sent;
      await pause(PAUSE_MS);
    }
  };

  while (sceneNow(left)?.room.phase.type !== 'drawing') await pause(TICK_MS);
  const endAt = clock.now() + ATTACK_MS;
  while (left > 0 && clock.now() < endAt) {
    await pause(TICK_MS);
    const ticksLeft = Math.max(1, Math.floor((endAt - clock.now()) / TICK_MS));
    const scene = sceneNow(left);
    due += (left / ticksLeft) * ((scene && hostileClass.rush?.(scene)) ?? 1);
    await sendDue();
  }
  if (left > 0) broken.push(`${left} of ${frames} frames were not sent`);
  const unused = [...used].flatMap(([variant, count]) =>
    count === 0 && (variant.frames ?? 1) <= frames ? [variant.name] : [],
  );
  if (frames >= FRAMES_FOR_ALL_VARIANTS && unused.length > 0)
    broken.push(`never tried: ${unused.join(', ')}`);
}
