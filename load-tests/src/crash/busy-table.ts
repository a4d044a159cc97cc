import { hashOperations } from '@drawguess/game/ink';
import { beginTurn, together, type Bot, type BotTurn, type Table } from '../bots/index.ts';
import type { RandomSource } from '../simulation/random-source.ts';

const STROKE_MS = 120;
const SAY_MS = 1_100;

/** What the players of one turn did, whatever became of their server meanwhile. */
export type Deeds = { said: string[]; drawn: number };

/** A turn in which everybody is always at it: the drawer draws, the guessers guess wrong. */
export type BusyTurn = BotTurn & {
  readonly deeds: Deeds;
  /** Everybody is connected, in this turn, and has its canvas; resolves when that holds. */
  everybodyBack(): Promise<void>;
  /** Hands rest from now on; what they did is on its way. */
  rest(): void;
};

export async function beginBusyTurn(table: Table, random: RandomSource): Promise<BusyTurn> {
  const turn = await beginTurn(table);
  const deeds: Deeds = { said: [], drawn: 0 };
  const drawing = setInterval(() => {
    const [x, y] = [random.below(1_500), random.below(800)];
    turn.ink.begin('pen', random.below(8), random.below(5), [x, y, 32]);
    for (let step = 1; step <= 6; step++) turn.ink.add([[x + step * 9, y + random.below(90), 32]]);
    turn.ink.end();
    deeds.drawn += 1;
  }, STROKE_MS);
  const saying = setInterval(() => {
    const bot = random.pick(turn.guessers);
    if (bot === undefined) return;
    const text = `not ${random.hex(6)}`;
    deeds.said.push(text);
    bot.session.send({ type: 'say', text });
  }, SAY_MS);
  return {
    ...turn,
    deeds,
    everybodyBack: () =>
      together(table, `turn ${turn.canvas} again`, ({ session }) => {
        const phase = session.room?.phase;
        return (
          session.status.type === 'live' &&
          session.canvas?.synced === true &&
          phase?.type === 'drawing' &&
          phase.turn.canvas === turn.canvas
        );
      }),
    rest() {
      clearInterval(drawing);
      clearInterval(saying);
      turn.ink.close();
    },
  };
}

/** Everybody guesses the word; resolves with the canvas's hash once it is closed and each device shows that picture. */
export async function finishTurn(
  table: Table,
  turn: BotTurn,
  beforeClose: () => Promise<void>,
): Promise<string> {
  await together(table, 'no intent waiting', ({ session }) => session.waiting === 0);
  for (const { session } of turn.guessers) session.send({ type: 'say', text: turn.word });
  await together(table, 'the reveal', ({ session }) => session.room?.phase.type === 'reveal');
  await beforeClose();
  const closedHash = ({ session }: Bot): string | undefined => {
    const phase = session.room?.phase;
    return phase?.type === 'reveal' && session.canvas?.document === turn.canvas
      ? phase.canvasHash
      : undefined;
  };
  await together(
    table,
    'the canvas closed',
    (bot) => closedHash(bot) !== undefined && bot.session.canvas?.synced === true,
  );
  const hashes = table.bots.map((bot) => ({
    closed: closedHash(bot),
    shown: hashOperations(bot.session.canvas?.operations() ?? []),
  }));
  const [first] = hashes;
  if (
    first?.closed === undefined ||
    hashes.some(({ closed, shown }) => closed !== first.closed || shown !== closed)
  )
    throw new Error(`The pictures differ: ${JSON.stringify(hashes)}`);
  return first.closed;
}
