import { readInk } from '@drawguess/game/documents';
import { createStrokeWriter, MAX_OPERATION_CHARS, type Point } from '@drawguess/game/ink';
import { LIMITS } from '@drawguess/game/limits';
import * as Y from 'yjs';
import { createRandomSource, type RandomSource } from '../simulation/random-source.ts';
import type { Scheduler } from '../simulation/scheduler.ts';
import { collectCopies, disagreements } from './copies.ts';
import { playHonestly, type HonestPlayer } from './honest-player.ts';
import { advance, finish, setTable, START_MS } from './table.ts';

/** What one drawing with one refused update came to; empty `broken` is well. */
export type RefusedDrawing = { operations: number; broken: string[] };

const STROKES = 4;
const LONGEST_MS = 60_000;
/** What is still on its way when the hand rests: round trips, the reset, the log's batches. */
const REST_MS = 2_000;

/**
 * An honest drawer draws without a pause, and one element that the gate cannot take slips in among the good ones, at a
 * moment and a place that the seed says. It must cost one reset and none of the honest ink, in order.
 */
export async function drawWithOneRefusal(seed: number): Promise<RefusedDrawing> {
  const table = setTable(seed);
  const { scheduler, server } = table;
  const seats = await table.makeRoom(['Ada', 'Ben', 'Cleo']);
  const [drawer, ...guessers] = seats.map((seat, index) => table.sitDown(seat, seed * 10 + index));
  if (drawer === undefined) throw new Error('Nobody draws.');
  for (const guesser of guessers) playHonestly(guesser, seats.length, scheduler, () => undefined);

  const random = createRandomSource(seed);
  const batches = planBatches(random);
  const drawing = drawBatches(drawer, batches, scheduler);
  const isDone = await scheduler.run(START_MS + LONGEST_MS, () => drawing.done);
  await advance(scheduler, REST_MS);

  const broken: string[] = isDone ? [] : ['the drawing did not come to its end'];
  const expect = (what: string, holds: boolean): void => void (holds || broken.push(what));
  const honestInk = batches
    .flat()
    .filter((operation) => operation.isGood)
    .map(({ text }) => text);
  const isHonestInk = (operations: readonly string[] | undefined): boolean =>
    JSON.stringify(operations) === JSON.stringify(honestInk);

  const reasons = server.refusals.map(({ reason }) => reason).join(', ');
  expect(`the server refused: ${reasons || 'nothing'}`, reasons === 'bad-element');
  expect(`the drawer was reset ${drawer.copy.resets} times`, drawer.copy.resets === 1);
  const canvas = drawer.session.canvas?.document;
  const readers = [drawer, ...guessers];
  const withIds = readers.map((player) => ({ ...player, clientId: player.copy.clientId ?? 0 }));
  const copies = await finish(scheduler, collectCopies(server, scheduler, withIds, readers, canvas));
  // The guessers go on talking meanwhile: only the canvas is at rest.
  const ink = new Map([...copies].filter(([name]) => name.endsWith(` ${canvas}`)));
  broken.push(...disagreements(ink).map((name) => `${name} is not what others hold`));
  for (const holder of ['log', 'server', ...readers.map(({ nickname }) => nickname)]) {
    const bytes = ink.get(`${holder} ${canvas}`);
    expect(`${holder}: the ink is not what was drawn`, bytes !== undefined && isHonestInk(inkOf(bytes)));
  }
  for (const { nickname, copy, session } of readers) {
    expect(`${nickname} sees other ink`, isHonestInk(session.canvas?.operations()));
    expect(`${nickname} was reset`, copy.resets === 0 || nickname === drawer.nickname);
    session.close();
  }
  broken.push(...server.errors.map((error) => `the server reported: ${String(error)}`));
  await server.close();
  return { operations: honestInk.length, broken };
}

function inkOf(update: Uint8Array): string[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return readInk(doc);
}

type Operation = { text: string; isGood: boolean };

/** What leaves together, as a hand draws it: each batch one update. In one of them is one operation too bad to take. */
function planBatches(random: RandomSource): Operation[][] {
  const batches: Operation[][] = [];
  let batch: Operation[] = [];
  const writer = createStrokeWriter(0, 0, (text) => batch.push({ text, isGood: true }));
  const point = (): Point => [random.below(1_600), random.below(900), random.below(64)];
  for (let stroke = 0; stroke < STROKES; stroke++) {
    writer.begin('pen', random.below(20), random.below(5), point());
    for (let flush = 10 + random.below(20); flush > 0; flush--) {
      writer.add(Array.from({ length: 1 + random.below(6) }, point));
      writer.flush();
      batches.push(batch);
      batch = [];
    }
    if (random.chance(0.3)) writer.undo();
  }
  const bad = {
    text: random.pick(['', 'X', 'B00', 'U1', 'P'.repeat(MAX_OPERATION_CHARS + 1)]) ?? '',
    isGood: false,
  };
  const unlucky = batches[random.below(batches.length)] ?? [];
  // In the middle of others, or alone.
  if (random.chance(0.7)) unlucky.splice(random.below(unlucky.length + 1), 0, bad);
  else batches.splice(random.below(batches.length), 0, [bad]);
  return batches;
}

/** Starts the game, chooses a word, and draws one batch after another, whatever becomes of them. */
function drawBatches(
  { session, playerId }: HonestPlayer,
  batches: readonly (readonly Operation[])[],
  clock: Scheduler,
): { readonly done: boolean } {
  let next = 0;
  const act = (): void => {
    const { room, canvas } = session;
    const phase = room?.phase;
    if (phase?.type === 'lobby' && room?.players.length === 3) session.send({ type: 'start' });
    if (phase?.type === 'choosing' && phase.drawers.includes(playerId))
      session.send({ type: 'choose', choice: 0 });
    // The first operation needs a synced canvas; a hand that draws already does not wait for one.
    if (phase?.type === 'drawing' && (next > 0 || canvas?.synced === true))
      canvas?.push((batches[next++] ?? []).map(({ text }) => text));
    if (next < batches.length) clock.after(next > 0 ? LIMITS.inkFlushMs : 500, act);
  };
  clock.after(500, act);
  return {
    get done() {
      return next >= batches.length;
    },
  };
}
