import { createFakeClock } from '@drawguess/game/clock';
import type { LogEntry } from '@drawguess/game/log';
import { describe, expect, it } from 'vitest';
import { createLogWriter } from './log-writer.ts';

const grant = (clientId: number): LogEntry => ({ type: 'grant', clientId, playerId: 'p1' });

/** A writer on a log that refuses while `refuses` says so. */
function open() {
  const clock = createFakeClock();
  const errors: unknown[] = [];
  const test = { clock, errors, stored: [] as LogEntry[], refuses: false };
  const append = async (entries: readonly LogEntry[]): Promise<void> => {
    await Promise.resolve();
    if (test.refuses) throw new Error('refused');
    test.stored.push(...entries);
  };
  return Object.assign(test, { writer: createLogWriter(append, clock, (error) => void errors.push(error)) });
}

describe('the log writer', () => {
  it('ST-2 stores in the order of the writes, however often the log refuses', async () => {
    const test = open();
    test.refuses = true;
    test.writer.write(grant(1), 0);
    test.writer.write(grant(2), 0);
    await test.clock.advance(600);
    test.refuses = false;
    test.writer.write(grant(3), 100);
    await test.writer.flush();
    expect(test.stored).toEqual([grant(1), grant(2), grant(3)]);
    await test.writer.close();
  });

  it('ST-20 says so when it is closed with something that the log does not take', async () => {
    const test = open();
    test.writer.write(grant(1), 100);
    test.refuses = true;
    await expect(test.writer.close()).rejects.toThrow('The room log did not take');
    expect(test.clock.nextDueAt()).toBeUndefined();
  });

  it('ST-1 stores nothing more once it has discarded: not what waits, is on its way or still comes', async () => {
    const test = open();
    test.refuses = true;
    test.writer.write(grant(1), 0);
    test.writer.write(grant(2), 100);
    test.writer.discard();
    await test.clock.advance(0);
    test.refuses = false;
    test.writer.write(grant(3), 0);
    await test.clock.advance(5_000);
    await test.writer.close();
    expect(test.stored).toEqual([]);
    expect(test.writer.waiting()).toEqual([]);
    expect(test.errors).toHaveLength(1);
  });
});
