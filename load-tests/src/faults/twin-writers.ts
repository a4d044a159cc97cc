import { setTimeout as sleep } from 'node:timers/promises';
import { ROOTS } from '@drawguess/game/documents';
import { encodeOperation } from '@drawguess/game/ink';
import { CLOSE } from '@drawguess/game/wire';
import { openStockDocument, requestTicket } from '../bots/index.ts';
import { expect } from '../checks/index.ts';
import type { Scene } from './fault.ts';
import type { RoomInPlay } from './room-in-play.ts';

const WRITES = 5;
const WRITE_EVERY_MS = 200;
/** Numbers that the drawer's own hand does not come to. */
const FIRST_NUMBER = 20_000;

/**
 * The drawer's token opens the canvas on two sync-servers under one client id, and writes other strokes there at the same
 * clocks. One of the two is told that it is not seen; all devices must have the same, which is judged when the canvas is
 * closed.
 *
 * @throws Error when not exactly one of them is sent away
 */
export async function writeTwinElements({ stage, rooms, note }: Scene): Promise<void> {
  const closes = await Promise.all(rooms.map((room) => writeAtBoth(stage, room)));
  note(`of the writers in each room was sent away who was second: ${closes.join(', ')}`);
  expect(
    closes.every((codes) => codes.length === 1 && codes[0] === CLOSE.takenOver),
    'Who was second was not told.',
  );
  const kept = rooms.map(({ turn }) => {
    const shown = new Set(turn?.drawer.session.canvas?.operations());
    return `${[...(turn?.besides ?? [])].filter((stroke) => shown.has(stroke)).length} of ${turn?.besides.size}`;
  });
  note(`of their strokes the drawers see ${kept.join(', ')}`);
}

async function writeAtBoth({ url, sync }: Scene['stage'], room: RoomInPlay): Promise<number[]> {
  const { turn } = room;
  const [one, other] = sync;
  expect(turn !== undefined && one !== undefined && other !== undefined, 'Nobody draws.');
  const grant = await requestTicket(url, turn.drawer.token, turn.canvas);
  const twins = [one, other].map((server) => openStockDocument(server.url, turn.canvas, grant));
  try {
    await Promise.all(twins.map((twin) => twin.until('the ink', () => twin.synced)));
    for (let write = 0; write < WRITES; write++) {
      for (const [index, twin] of twins.entries()) {
        const operation = encodeOperation({
          type: 'begin',
          slot: turn.slot,
          number: FIRST_NUMBER + 2 * write + index,
          tool: 'pen',
          colour: index,
          size: 1,
          point: [100 + write, 100 + index, 32],
        });
        turn.besides.add(operation);
        twin.doc.getArray<string>(ROOTS.ink).push([operation]);
      }
      await sleep(WRITE_EVERY_MS);
    }
    return twins.flatMap(({ closeCodes }) => [...closeCodes]);
  } finally {
    for (const twin of twins) twin.close();
  }
}
