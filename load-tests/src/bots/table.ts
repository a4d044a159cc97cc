import { createInkSender } from '@drawguess/client/session';
import type { Settings } from '@drawguess/game/documents';
import { createSystemClock } from '@drawguess/persistence/adapters/system';
import { createBotApi, joinAsBot, type Bot } from './bot.ts';
import type { LineFrame } from './line.ts';

/** Bots around one room of a real server. */
export type Table = { readonly code: string; readonly roomId: string; readonly bots: Bot[]; close(): void };

/** A turn in its drawing phase: who draws with what hand, and who guesses. */
export type BotTurn = {
  readonly canvas: string;
  readonly word: string;
  readonly drawer: Bot;
  readonly guessers: Bot[];
  /** The drawer's writer slot on the canvas. */
  readonly slot: number;
  /** The drawer's hand on the canvas; close it to send what is left. */
  readonly ink: ReturnType<typeof createInkSender>;
};

/** Makes a room and seats bots in it; the first is the host. */
export async function seatBots(
  server: string,
  nicknames: readonly string[],
  settings: Partial<Settings> = {},
  onFrame?: (nickname: string, frame: LineFrame) => void,
): Promise<Table> {
  const { code, roomId } = await createBotApi(server).createRoom({ settings });
  const bots: Bot[] = [];
  for (const nickname of nicknames) {
    const bot = await joinAsBot(server, code, nickname, {
      onFrame: (frame) => onFrame?.(nickname, frame),
    });
    await bot.until('a place in the room', () => isSeated(bot));
    bots.push(bot);
  }
  return {
    code,
    roomId,
    bots,
    close() {
      for (const bot of bots) bot.close();
    },
  };
}

const isSeated = ({ session, playerId }: Bot): boolean =>
  session.room?.players.some((player) => player.playerId === playerId) ?? false;

/** Starts the game if it has not begun, lets the next drawer choose, and waits until the canvas can be drawn on. */
export async function beginTurn({ bots }: Table): Promise<BotTurn> {
  const [host] = bots;
  if (host === undefined) throw new Error('There is nobody at this table.');
  await Promise.all(
    bots.map((bot) => bot.until('everybody', () => (bot.session.room?.players.length ?? 0) >= bots.length)),
  );
  if (host.session.room?.phase.type === 'lobby') host.session.send({ type: 'start' });
  const drawerNow = (): Bot | undefined => {
    const phase = host.session.room?.phase;
    return phase?.type === 'choosing'
      ? bots.find(({ playerId }) => phase.drawers.includes(playerId))
      : undefined;
  };
  await host.until('the choice of a word', () => drawerNow() !== undefined, 40_000);
  const drawer = drawerNow();
  if (drawer === undefined) throw new Error('Nobody draws.');
  await drawer.until('the words', () => drawer.session.privateView.choices !== undefined);
  drawer.session.send({ type: 'choose', choice: 0 });
  await Promise.all(
    bots.map((bot) =>
      bot.until(
        'the canvas',
        () => bot.session.room?.phase.type === 'drawing' && bot.session.canvas?.synced === true,
      ),
    ),
  );
  await drawer.until('the word', () => drawer.session.privateView.word !== undefined);
  const { canvas, room, privateView } = drawer.session;
  const slot =
    room?.phase.type === 'drawing'
      ? room.phase.turn.drawers.find(({ playerId }) => playerId === drawer.playerId)?.slot
      : undefined;
  if (canvas === undefined || slot === undefined) throw new Error('The drawer has no canvas.');
  return {
    canvas: canvas.document,
    word: privateView.word ?? '',
    drawer,
    guessers: bots.filter((bot) => bot !== drawer),
    slot,
    ink: createInkSender(canvas, slot, createSystemClock()),
  };
}

/** Resolves when something holds for every bot of the table, each at a moment of its own, within `timeoutMs`. */
export const together = async (
  table: Table,
  what: string,
  holds: (bot: Bot) => boolean,
  timeoutMs = 40_000,
): Promise<void> => {
  await Promise.all(table.bots.map((bot) => bot.until(what, () => holds(bot), timeoutMs)));
};
