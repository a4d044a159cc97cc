import type { CanvasHandle } from '@drawguess/client/session';
import { CONTROL_CHANNEL, decodeControlText, decodeFrame, type ServerControl } from '@drawguess/game/wire';
import {
  beginStockTurn,
  beginTurn,
  joinAsBot,
  joinAsStock,
  stockCanvas,
  type LineFrame,
  type StockDocument,
} from '../bots/index.ts';

export type Provider = 'session' | 'stock';

/** A player whose sockets can be cut, behind one provider or the other. */
export type Player = {
  /** As the host and first drawer: waits for so many players, starts the game, chooses, and resolves with the canvas. */
  begin(players: number): Promise<{ canvas: CanvasHandle; slot: number }>;
  /** Reads a canvas from now on. */
  watch(canvas: string): Promise<void>;
  /** The ink as this player has it. */
  operations(): string[];
  say(text: string): void;
  /** Intents that the referee has not acknowledged. */
  waiting(): number;
  /** Cut the socket that carries ink, or the one that carries intents. Return whether there was one. */
  cutInk(): boolean;
  cutIntents(): boolean;
  /** Everything that should not happen to an honest player: resets, final closes, refused intents. */
  readonly offences: string[];
  close(): void;
};

export const joinAs = (
  provider: Provider,
  server: string,
  code: string,
  nickname: string,
): Promise<Player> =>
  provider === 'session' ? joinBySession(server, code, nickname) : joinByStock(server, code, nickname);

const REFUSALS: readonly string[] = ['reset', 'denied', 'resync'] satisfies ServerControl['type'][];

async function joinBySession(server: string, code: string, nickname: string): Promise<Player> {
  const offences: string[] = [];
  let hasCanvas = false;
  const onFrame = ({ from, bytes }: LineFrame): void => {
    const frame = from === 'server' ? decodeFrame(bytes) : undefined;
    if (frame?.channel !== CONTROL_CHANNEL) return;
    const text = decodeControlText(frame.payload) ?? '{}';
    const { type } = JSON.parse(text) as ServerControl;
    // The lobby's wall goes when the game begins, and whoever had it open is told so.
    const isOfWall = type === 'resync' && !hasCanvas;
    if (REFUSALS.includes(type) && !isOfWall) offences.push(text);
  };
  const bot = await joinAsBot(server, code, nickname, { onFrame });
  const { session, line } = bot;
  session.subscribe((event) => {
    if (event.type === 'refused') offences.push(`an intent was refused: ${event.refusal}`);
    if (event.type === 'status' && session.status.type === 'ended')
      offences.push(`the session ended with ${session.status.code}`);
  });
  const here = (): number => session.room?.players.filter(({ connected }) => connected).length ?? 0;
  return {
    async begin(players) {
      await bot.until('everybody', () => here() === players);
      const { slot } = await beginTurn({ code, roomId: bot.roomId, bots: [bot], close: bot.close });
      const { canvas } = session;
      if (canvas === undefined) throw new Error('The drawer has no canvas.');
      hasCanvas = true;
      return { canvas, slot };
    },
    async watch(canvas) {
      await bot.until('the canvas', () => session.canvas?.document === canvas && session.canvas.synced);
      hasCanvas = true;
    },
    operations: () => session.canvas?.operations() ?? [],
    say: (text) => void session.send({ type: 'say', text }),
    waiting: () => session.waiting,
    cutInk: line.cut,
    cutIntents: line.cut,
    offences,
    close: bot.close,
  };
}

/** Acknowledged intents that a stock player leaves in its outbox: it is not told when they are durable. */
const KEPT_INTENTS = 20;

async function joinByStock(server: string, code: string, nickname: string): Promise<Player> {
  const player = await joinAsStock(server, code, nickname);
  let canvas: StockDocument | undefined;
  const sent: string[] = [];
  const acknowledged = new Set<string>();
  const offences: string[] = [];
  player.secret.doc.on('update', () => {
    for (const { id, refusal } of player.acks) {
      if (acknowledged.has(id)) continue;
      acknowledged.add(id);
      if (refusal !== undefined) offences.push(`an intent was refused: ${refusal}`);
    }
  });
  const mind = (document: StockDocument): void => {
    document.onFinal((closeCode) => offences.push(`${document.name} was closed with ${closeCode}`));
  };
  for (const document of [player.room, player.secret, player.outbox]) mind(document);
  const here = (): number => player.roomView?.players.filter(({ connected }) => connected).length ?? 0;
  return {
    async begin(players) {
      await player.room.until('everybody', () => here() === players);
      const turn = await beginStockTurn(player);
      canvas = turn.canvas;
      mind(canvas);
      return { canvas: stockCanvas(canvas), slot: turn.slot };
    },
    async watch(name) {
      canvas = await player.open(name);
      mind(canvas);
    },
    operations: () => (canvas === undefined ? [] : stockCanvas(canvas).operations()),
    say(text) {
      sent.push(player.send({ type: 'say', text }));
      player.forget(sent.filter((id) => acknowledged.has(id)).slice(0, -KEPT_INTENTS));
    },
    waiting: () => sent.filter((id) => !acknowledged.has(id)).length,
    cutInk: () => canvas?.cut() ?? false,
    cutIntents: player.outbox.cut,
    offences,
    close: player.close,
  };
}
