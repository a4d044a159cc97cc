import { setTimeout as sleep } from 'node:timers/promises';
import { CLOSE } from '@drawguess/game/wire';
import { openBot } from '../bots/index.ts';
import { expect } from '../checks/index.ts';
import type { Fault } from './fault.ts';
import { readNothing } from './slow-readers.ts';
import { twiceAndOutOfOrder } from './twice-and-out-of-order.ts';
import { writeTwinElements } from './twin-writers.ts';

/** The longest backoff of a device that was away for so long, and a beat. */
const BACK_WITHIN_S = 10;

/** What befalls players' devices and their networks. */
export const PLAYER_FAULTS: readonly Fault[] = [
  {
    name: 'one-cut',
    does: 'one player of each room is cut off for 20 s',
    withinS: BACK_WITHIN_S,
    async act({ rooms, random }) {
      const cut = rooms.flatMap(({ table }) => random.pick(table.bots) ?? []);
      for (const { line } of cut) line.setUp(false);
      await sleep(20_000);
      for (const { line } of cut) line.setUp(true);
    },
  },
  {
    name: 'all-cut',
    does: 'everybody is cut off for 10 s',
    withinS: BACK_WITHIN_S,
    async act({ rooms }) {
      const all = rooms.flatMap(({ table }) => table.bots);
      for (const { line } of all) line.setUp(false);
      await sleep(10_000);
      for (const { line } of all) line.setUp(true);
    },
  },
  {
    name: 'reader-stalls',
    does: 'a reader in each room reads nothing for 10 s while much is drawn',
    withinS: 3,
    inTurn: true,
    act: readNothing,
  },
  {
    name: 'twice-and-out-of-order',
    does: 'for 8 s every update is sent twice, and every fifth after the next one',
    withinS: 3,
    async act({ rooms, random }) {
      const all = rooms.flatMap(({ table }) => table.bots);
      for (const { line } of all) line.disturb(twiceAndOutOfOrder(random));
      await sleep(8_000);
      for (const { line } of all) line.disturb();
    },
  },
  {
    name: 'two-tabs',
    does: 'a player of each room opens a second tab just after having said something',
    withinS: 3,
    inTurn: true,
    async act({ stage, rooms, random }) {
      for (const { table, turn } of rooms) {
        const older = random.pick(table.bots.filter((bot) => bot !== turn?.drawer));
        expect(older !== undefined && turn !== undefined, 'Nobody guesses.');
        const text = `not ${random.hex(6)}`;
        turn.said.push(text);
        older.session.send({ type: 'say', text });
        // Long enough that it has left, short enough that it is not yet acknowledged.
        await sleep(10);
        const newer = openBot(stage.url, older);
        table.bots[table.bots.indexOf(older)] = newer;
        await older.until('the end of the older tab', () => older.session.status.type === 'ended');
        const { status } = older.session;
        const code = status.type === 'ended' ? status.code : undefined;
        expect(code === CLOSE.takenOver, `The older tab ended with ${code}.`);
      }
    },
  },
  {
    name: 'one-id-twice',
    does: 'one token writes the same id and clock with different content on two sync-servers',
    withinS: 3,
    inTurn: true,
    needs: { sync: 2 },
    act: writeTwinElements,
  },
];
