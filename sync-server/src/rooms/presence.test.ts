import { createFakeClock } from '@drawguess/game/clock';
import { LIMITS } from '@drawguess/game/limits';
import { describe, expect, it } from 'vitest';
import { createPresence } from './presence.ts';

function stagePresence() {
  const clock = createFakeClock();
  const told: string[] = [];
  const presence = createPresence(clock, (playerId, connected) =>
    told.push(`${playerId} ${connected ? 'came' : 'went'}`),
  );
  return { clock, told, presence };
}

describe('RM-5 presence', () => {
  it('coming is told at once, going only after the grace', async () => {
    const { clock, told, presence } = stagePresence();
    presence.enter('ann');
    presence.leave('ann');
    await clock.advance(LIMITS.presenceGraceMs - 1);
    expect(told).toEqual(['ann came']);
    await clock.advance(1);
    expect(told).toEqual(['ann came', 'ann went']);
  });

  it('a reload or a second tab is no news', async () => {
    const { clock, told, presence } = stagePresence();
    presence.enter('ann');
    presence.leave('ann');
    presence.enter('ann');
    presence.enter('ann');
    presence.leave('ann');
    await clock.advance(2 * LIMITS.presenceGraceMs);
    expect(told).toEqual(['ann came']);
  });

  it('whom the room took for present before it was opened here has the grace to come', async () => {
    const { clock, told, presence } = stagePresence();
    presence.start(['ann', 'ben']);
    presence.enter('ann');
    await clock.advance(LIMITS.presenceGraceMs);
    expect(told).toEqual(['ann came', 'ben went']);
  });

  it('who is here is told to be when the room takes them for gone', () => {
    const { told, presence } = stagePresence();
    presence.enter('ann');
    presence.insist('ann');
    presence.insist('ben');
    presence.leave('ann');
    presence.insist('ann');
    expect(told).toEqual(['ann came', 'ann came']);
  });

  it('who left the room and joins again at once is told to have come', async () => {
    const { clock, told, presence } = stagePresence();
    presence.enter('ann');
    presence.forget('ann');
    presence.leave('ann');
    presence.enter('ann');
    await clock.advance(2 * LIMITS.presenceGraceMs);
    expect(told).toEqual(['ann came', 'ann came']);
  });
});
