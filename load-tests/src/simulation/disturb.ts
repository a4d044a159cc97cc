import type { RandomSource } from './random-source.ts';
import type { Scheduler } from './scheduler.ts';
import type { Table } from './simulated-table.ts';

/** Lets bad luck strike the table from now on, until `isOver` holds: cuts, silence, reloads, crashes, processes that stand still. */
export function disturb(table: Table, clock: Scheduler, random: RandomSource, isOver: () => boolean): void {
  const strike = (): void => {
    if (isOver()) return;
    if (random.chance(0.5)) cutSomebody(table, clock, random);
    if (random.chance(0.1)) reloadSomebody(table, random);
    if (random.chance(0.15)) {
      const loss = random.chance(0.5) ? { loseSinceMs: random.between(0, 1_000) } : undefined;
      table.crash(loss, random.between(50, 3_000));
    }
    if (random.chance(0.12)) table.pauseReferee(random.between(500, 15_000));
    if (random.chance(0.06)) table.killReferee(random.between(50, 3_000));
    clock.after(random.between(1_000, 9_000), strike);
  };
  clock.after(random.between(1_000, 6_000), strike);
}

function cutSomebody({ devices, counts }: Table, clock: Scheduler, random: RandomSource): void {
  const device = random.pick(devices);
  if (device === undefined || !device.path.isUp) return;
  counts.cuts += 1;
  device.disturbedAt = clock.now();
  if (random.chance(0.5)) device.path.cut();
  else device.path.blackhole();
  clock.after(random.between(100, 12_000), () => device.path.restore());
}

function reloadSomebody({ devices, counts }: Table, random: RandomSource): void {
  const device = random.pick(devices);
  if (device === undefined || !device.seated) return;
  counts.reloads += 1;
  device.reload();
}
