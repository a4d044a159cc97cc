import { canvasOf, slotOf } from '@drawguess/game/documents';
import type { Device } from './device.ts';
import { disturb } from './disturb.ts';
import { createHand } from './hand.ts';
import { checkWall } from './invariants.ts';
import type { RandomSource } from './random-source.ts';
import type { Scheduler } from './scheduler.ts';
import type { Table } from './simulated-table.ts';

const LONGEST_MS = 60_000;
/** A silence is found out meanwhile, and what was missed in it fetched. */
const CALM_MS = 20_000;

/**
 * After a game everybody goes back to the lobby and draws on its one wall, whatever goes wrong; when all is well again
 * every copy of it must be the same (SPEC RM-17, SY-14).
 *
 * @returns what does not hold, in words
 */
export async function doodleTogether(
  table: Table,
  clock: Scheduler,
  random: RandomSource,
  present: readonly Device[],
): Promise<string[]> {
  let over = false;
  const isOver = (): boolean => over;
  goBack(present, clock, isOver);
  const inLobby = (): boolean => present.every(({ page }) => page.session.room?.phase.type === 'lobby');
  if (!(await clock.run(clock.now() + LONGEST_MS, inLobby))) return ['nobody came back to the lobby'];

  for (const device of present) doodle(device, clock, random, isOver);
  disturb(table, clock, random, isOver);
  await clock.run(clock.now() + random.between(5_000, 25_000), () => false);
  over = true;
  table.revive();
  for (const { path } of table.devices) path.restore();
  await clock.run(clock.now() + CALM_MS, () => false);
  // What the server gives to a page that has nothing.
  random.pick(present)?.reload();
  await clock.run(clock.now() + CALM_MS, () => false);
  return compare(table, present);
}

function goBack(present: readonly Device[], clock: Scheduler, isOver: () => boolean): void {
  const ask = (): void => {
    const host = present.find(({ page: { session }, playerId }) => session.room?.hostId === playerId);
    if (host?.page.session.room?.phase.type === 'podium') host.send({ type: 'again' });
    if (!isOver()) clock.after(2_000, ask);
  };
  ask();
}

function doodle(device: Device, clock: Scheduler, random: RandomSource, isOver: () => boolean): void {
  const hand = createHand(device, clock, random);
  const act = (): void => {
    const phase = device.page.session.room?.phase;
    hand.leaveOthers(isOver() ? undefined : phase && canvasOf(phase));
    if (isOver()) return;
    const slot = phase && slotOf(phase, device.playerId);
    if (slot !== undefined) hand.draw(slot, false);
    clock.after(random.between(200, 1_500), act);
  };
  act();
}

function compare({ counts }: Table, present: readonly Device[]): string[] {
  const copies = present.map(({ page: { session, ink } }) => ({
    synced: session.canvas?.synced === true,
    operations: session.canvas?.operations() ?? [],
    pushed: ink.get(session.canvas?.document ?? '') ?? [],
  }));
  counts.walls += copies.length;

  counts.doodles += copies[0]?.operations.length ?? 0;
  return checkWall(copies);
}
