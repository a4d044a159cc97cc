import { outboxDocument, ROOTS } from '@drawguess/game/documents';
import { encodeOperation } from '@drawguess/game/ink';
import type { Clock } from '@drawguess/game/clock';
import type { RandomSource } from '../simulation/random-source.ts';
import { canvasNow } from './crafting.ts';
import { uuid, type Seat } from './honest-player.ts';
import type { HostilePlayer } from './hostile-player.ts';
import { roomIn, type LogView } from './log-view.ts';

const EVERY_MS = 1_000;
const OPERATIONS = 6;

/**
 * What the hostile player does in every game, hostile or not: stays connected, says something in each turn, and draws a
 * little in their own, so that there is something of theirs to aim at.
 */
export function actAsMember(
  hostile: HostilePlayer,
  me: Seat,
  view: LogView,
  clock: Clock,
  random: RandomSource,
  onError: (error: unknown) => void,
): void {
  const outbox = outboxDocument(me.roomId, me.playerId);
  const seen = new Set<string>();

  const act = async (): Promise<void> => {
    await hostile.ping();
    const room = roomIn(view, me.roomId);
    if (room?.phase.type !== 'drawing' || seen.has(room.phase.turn.turnId)) return;
    const { turnId, canvas } = room.phase.turn;
    seen.add(turnId);
    const slot = canvasNow({ room, me })?.slot;
    if (slot === undefined) {
      const intent = { id: uuid(random), type: 'say', text: `hello ${random.hex(3)}` };
      return hostile.push(outbox, ROOTS.intents, [intent]);
    }
    for (let number = 0; number < OPERATIONS; number++)
      await hostile.push(canvas, ROOTS.ink, [encodeOperation({ type: 'clear', slot, number })]);
  };

  const again = (): void => {
    act().catch(onError);
    clock.after(EVERY_MS, again);
  };
  again();
}
