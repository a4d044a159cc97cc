import { createFakeClock } from '@drawguess/game/clock';
import { LIMITS } from '@drawguess/game/limits';
import { expect, it } from 'vitest';
import { startRetention } from './index.ts';

function setUp(answers: (number | Error)[]) {
  const clock = createFakeClock();
  const asked: { at: number; before: number; limit: number }[] = [];
  const errors: unknown[] = [];
  const retention = startRetention({
    archive: {
      async purge({ before, limit, now }) {
        asked.push({ at: now, before, limit });
        const answer = answers.shift() ?? 0;
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
    clock,
    onError: (error) => errors.push(error),
  });
  return { clock, asked, errors, retention };
}

it('MD-6 goes on in small batches until nothing is left, then looks again in an hour', async () => {
  const { clock, asked, retention } = setUp([100, 3, 0, 0]);
  const begunAt = clock.now();
  await clock.advance(3 * LIMITS.purgePauseMs);
  expect(asked).toHaveLength(3);
  expect(asked[0]).toEqual({
    at: begunAt + LIMITS.purgePauseMs,
    before: begunAt + LIMITS.purgePauseMs - LIMITS.archiveKeptMs,
    limit: LIMITS.maxPurgedRows,
  });
  await clock.advance(LIMITS.purgeEveryMs - 1);
  expect(asked).toHaveLength(3);
  await clock.advance(1);
  expect(asked).toHaveLength(4);
  retention.close();
  await clock.advance(10 * LIMITS.purgeEveryMs);
  expect(asked).toHaveLength(4);
});

it('MD-6 an archive that does not answer is tried again in an hour', async () => {
  const { clock, asked, errors, retention } = setUp([new Error('gone')]);
  await clock.advance(LIMITS.purgePauseMs);
  expect(errors).toEqual([new Error('gone')]);
  await clock.advance(LIMITS.purgeEveryMs);
  expect(asked).toHaveLength(2);
  retention.close();
});
