import { describe, expect, it } from 'vitest';
import { createFakeClock } from './index.ts';

describe('the fake clock', () => {
  it('stands still until it is moved, and ends where it was sent', async () => {
    const clock = createFakeClock(1_000);
    expect(clock.now()).toBe(1_000);
    await clock.advance(250);
    expect(clock.now()).toBe(1_250);
  });

  it('runs tasks in order of time, then in the order in which they were set', async () => {
    const clock = createFakeClock(0);
    const ran: string[] = [];
    const note = (name: string) => () => void ran.push(`${name} at ${clock.now()}`);
    clock.after(20, note('late'));
    clock.after(10, note('first'));
    clock.after(10, note('second'));
    clock.after(-5, note('overdue'));
    expect(clock.nextDueAt()).toBe(0);
    await clock.advance(20);
    expect(ran).toEqual(['overdue at 0', 'first at 10', 'second at 10', 'late at 20']);
    expect(clock.nextDueAt()).toBeUndefined();
  });

  it('runs tasks that are set on the way, by tasks or by promises that they set off', async () => {
    const clock = createFakeClock(0);
    const ran: number[] = [];
    const again = async (): Promise<void> => {
      ran.push(clock.now());
      await Promise.resolve();
      clock.after(10, () => void again());
    };
    clock.after(10, () => void again());
    await clock.advance(35);
    expect(ran).toEqual([10, 20, 30]);
  });

  it('forgets a cancelled task, and does not mind a second cancelling', async () => {
    const clock = createFakeClock(0);
    const ran: string[] = [];
    const cancel = clock.after(10, () => void ran.push('cancelled'));
    clock.after(10, () => void ran.push('kept'));
    cancel();
    cancel();
    await clock.advance(10);
    cancel();
    expect(ran).toEqual(['kept']);
  });

  it('runs what is due without moving on', () => {
    const clock = createFakeClock(0);
    const ran: string[] = [];
    clock.after(0, () => {
      ran.push('now');
      clock.after(0, () => void ran.push('set now for now'));
    });
    clock.after(1, () => void ran.push('later'));
    clock.runDue();
    expect(ran).toEqual(['now', 'set now for now']);
    expect(clock.now()).toBe(0);
  });
});
