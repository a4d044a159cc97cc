import { setTimeout as sleep } from 'node:timers/promises';
import { readInk } from '@drawguess/game/documents';
import { drawStrokes } from '@drawguess/game/ink';
import { beginTurn, joinAsStock, seatBots, type BotTurn, type StockDocument } from '../bots/index.ts';
import { expect, type Checks } from '../checks/index.ts';
import { checkRefusals } from './refusals.ts';

/** Longer than a message takes, and than ink waits for its flush. */
const SETTLE_MS = 200;

/** A room in which a session bot draws and a stock player reads and guesses. */
export async function checkReading(server: string, checks: Checks): Promise<void> {
  const table = await seatBots(server, ['Ada', 'Ben'], { drawTimeMs: 120_000 });
  const stock = await joinAsStock(server, table.code, 'Sam');
  const turn = await beginTurn(table);
  await draw(turn, 1);
  const canvas = await stock.open(turn.canvas);

  await checks.run('reads the canvas that was drawn before it connected', async () => seen(canvas, turn));
  await checks.run('reads what is drawn while it is connected', async () => {
    await draw(turn, 2);
    return seen(canvas, turn);
  });
  await checks.run('reads what was drawn while it was cut off, and comes back by itself', async () => {
    expect(canvas.cut(), 'there was no socket to cut');
    await draw(turn, 3);
    await canvas.until('connected again', () => canvas.attempts === 2 && canvas.synced);
    return seen(canvas, turn);
  });
  await checks.run('guesses through its outbox; the chat shows it once', async () => {
    const text = 'qxzvjw 1';
    const id = stock.send({ type: 'say', text });
    const times = ({ session }: (typeof table.bots)[number]): number =>
      session.chat.filter((message) => message.type === 'said' && message.text === text).length;
    await stock.secret.until('the acknowledgement', () => stock.acks.some((ack) => ack.id === id));
    await Promise.all(table.bots.map((bot) => bot.until('the guess', () => times(bot) > 0)));
    expect(stock.outbox.cut(), 'there was no socket to cut');
    await stock.outbox.until('its outbox again', () => stock.outbox.attempts === 2 && stock.outbox.synced);
    await sleep(SETTLE_MS);
    expect(
      table.bots.every((bot) => times(bot) === 1),
      `it is shown ${table.bots.map(times).join(' and ')} times`,
    );
    return 'judged, also once after its outbox was sent again';
  });
  await checkRefusals(server, checks, { table, turn, stock });
  await checks.run('what was refused reached nobody', async () => seen(canvas, turn));

  turn.ink.close();
  stock.close();
  table.close();
}

async function draw({ ink }: BotTurn, seed: number): Promise<void> {
  const [[start = [0, 0, 0] as const, ...points] = []] = drawStrokes(seed, 1, 40);
  ink.begin('pen', 1, 1, start);
  ink.add(points);
  ink.end();
  await sleep(SETTLE_MS);
}

/** Waits until the provider's copy is the drawer's, element by element. */
async function seen(canvas: StockDocument, { drawer }: BotTurn): Promise<string> {
  const drawn = drawer.session.canvas?.operations() ?? [];
  const same = (): boolean => JSON.stringify(readInk(canvas.doc)) === JSON.stringify(drawn);
  await canvas.until(`all ${drawn.length} operations`, same);
  expect(drawn.length > 0, 'nothing was drawn');
  return `${drawn.length} operations`;
}
