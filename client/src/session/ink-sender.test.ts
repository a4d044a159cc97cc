import { createFakeClock } from '@drawguess/game/clock';
import { decodeOperation } from '@drawguess/game/ink';
import { LIMITS } from '@drawguess/game/limits';
import { describe, expect, it } from 'vitest';
import { createInkSender } from './ink-sender.ts';
import type { CanvasHandle } from './session.ts';

function hold() {
  const clock = createFakeClock();
  const updates: string[][] = [];
  const canvas = {
    operations: () => updates.flat(),
    push: (operations: readonly string[]) => updates.push([...operations]),
  } as unknown as CanvasHandle;
  const types = (): (string | undefined)[][] =>
    updates.map((operations) => operations.map((text) => decodeOperation(text)?.type));
  return { clock, updates, types, sender: createInkSender(canvas, 0, clock) };
}

const FRAME_MS = 1_000 / 60;

describe('the drawer’s hand', () => {
  it('IN-15 sends a begin at once and points with every second frame', async () => {
    const { clock, types, sender } = hold();
    sender.begin('pen', 1, 1, [10, 10, 64]);
    expect(types()).toEqual([['begin']]);
    for (let frame = 1; frame <= 8; frame++) {
      await clock.advance(FRAME_MS);
      sender.add([[10 + frame, 10, 64]]);
      expect(types()).toHaveLength(1 + Math.floor(frame / 2));
    }
    expect(types().slice(1)).toEqual([['points'], ['points'], ['points'], ['points']]);
  });

  it('IN-15 sends what a hand at rest has drawn', async () => {
    const { clock, types, sender } = hold();
    sender.begin('pen', 1, 1, [10, 10, 64]);
    await clock.advance(FRAME_MS);
    sender.add([[20, 10, 64]]);
    expect(types()).toHaveLength(1);
    await clock.advance(400);
    expect(types()).toEqual([['begin'], ['points']]);
  });

  it('IN-15 sends a stroke that ends at once, and what follows it soon', async () => {
    const { clock, types, sender } = hold();
    sender.begin('pen', 1, 1, [10, 10, 64]);
    await clock.advance(FRAME_MS);
    sender.add([[20, 10, 64]]);
    sender.end();
    expect(types()).toEqual([['begin'], ['points']]);
    sender.undo();
    sender.redo();
    await clock.advance(LIMITS.inkFlushMs);
    expect(types().slice(2)).toEqual([['undo', 'redo']]);
  });

  it('sends what is left when it is laid down, and nothing later', async () => {
    const { clock, types, sender } = hold();
    sender.begin('pen', 1, 1, [10, 10, 64]);
    await clock.advance(FRAME_MS);
    sender.add([[20, 10, 64]]);
    sender.close();
    await clock.advance(1_000);
    expect(types()).toEqual([['begin'], ['points']]);
  });
});
