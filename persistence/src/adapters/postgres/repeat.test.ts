import { createFakeClock } from '@drawguess/game/clock';
import { expect, it } from 'vitest';
import { createRepeat } from './repeat.ts';

it.each([
  [0, [0, 50, 150, 350]],
  [1, [0, 100, 300, 700]],
])('pauses twice as long each time, and ends: by chance %d', async (chance, times) => {
  const clock = createFakeClock(0);
  const repeat = createRepeat({ clock, random: () => chance });
  const made: number[] = [];
  const asked = repeat(
    async () => {
      made.push(clock.now());
      throw new Error(`attempt ${made.length}`);
    },
    () => true,
  );
  const told = asked.catch(String);
  await clock.advance(10_000);
  expect(await told).toBe('Error: attempt 4');
  expect(made).toEqual(times);
});

it('does not repeat what will not pass', async () => {
  const repeat = createRepeat({ clock: createFakeClock(0), random: () => 0 });
  let made = 0;
  const attempt = async (): Promise<never> => {
    made += 1;
    throw new RangeError('No.');
  };
  await expect(repeat(attempt, (error) => !(error instanceof RangeError))).rejects.toThrow('No.');
  expect(made).toBe(1);
});
