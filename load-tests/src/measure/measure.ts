import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { ROOTS } from '@drawguess/game/documents';
import { LIMITS } from '@drawguess/game/limits';
import * as Y from 'yjs';
import { beginTurn, joinAsBot, seatBots, type Bot, type BotTurn, type LineFrame } from '../bots/index.ts';
import { createMeter, type Meter, type Reading } from './meter.ts';
import { createPen, POINTS_PER_STROKE } from './pen.ts';

/** One line of the result, in bytes. Without a limit it is there to compare with. `digits` are behind the point. */
export type Row = { what: string; measured: number; limit?: number; digits?: number };

const STROKES = 60;
/** SPEC IN-10. */
const MAX_BYTES_PER_POINT = 8;
const MAX_LATE_JOIN_BYTES = 20_480;
/** Faster than a hand, and within the burst that the server takes. */
const QUICK_FLUSH_MS = 8;

type Scene = {
  code: string;
  turn: BotTurn;
  pen: ReturnType<typeof createPen>;
  /** What went over a bot's line since this was asked for before. */
  take(bot: Bot): Reading;
};

/** Measures on real sockets what ink costs: while it is drawn, to who joins late, and to who was cut off for a while. */
export async function measure(server: string, cutMs: number): Promise<Row[]> {
  const meters = new Map<string, Meter>();
  const meterOf = (nickname: string): Meter => {
    const meter = meters.get(nickname) ?? createMeter();
    meters.set(nickname, meter);
    return meter;
  };
  const onFrame = (nickname: string, frame: LineFrame): void => meterOf(nickname).onFrame(frame);
  const table = await seatBots(server, ['Ada', 'Ben', 'Cleo'], { drawTimeMs: 240_000 }, onFrame);
  const turn = await beginTurn(table);
  const scene: Scene = {
    code: table.code,
    turn,
    pen: createPen(turn, 1),
    take: (bot) => meterOf(bot.nickname).take(bot.line),
  };
  const rows = [
    ...(await measureDrawing(scene)),
    ...(await measureLateJoin(server, scene)),
    ...(await measureRejoin(scene, cutMs)),
  ];
  table.close();
  return rows;
}

async function measureDrawing({ turn, pen, take }: Scene): Promise<Row[]> {
  const [reader] = turn.guessers;
  if (reader === undefined) throw new Error('There is nobody to measure.');
  take(turn.drawer);
  take(reader);
  await pen.draw(STROKES, QUICK_FLUSH_MS);
  await reader.until('the drawing', () => hasAll(reader, turn));
  const points = STROKES * POINTS_PER_STROKE;
  const row = (what: string, bytes: number): Row => ({
    what,
    measured: bytes / points,
    limit: MAX_BYTES_PER_POINT,
    digits: 2,
  });
  const { sent } = take(turn.drawer);
  const { received } = take(reader);
  return [
    row('a point from drawer to server: ink frames', sent.canvas),
    row('a point from drawer to server: TCP stream, heartbeats too', sent.stream),
    row('a point from server to reader: ink frames', received.canvas),
    row('a point from server to reader: TCP stream, heartbeats too', received.stream),
  ];
}

async function measureLateJoin(server: string, { code, turn }: Scene): Promise<Row[]> {
  const meter = createMeter();
  const late = await joinAsBot(server, code, 'Lou', { onFrame: meter.onFrame });
  await late.until('the canvas', () => hasAll(late, turn));
  const { received, sent } = meter.take(late.line);
  late.close();
  const limit = MAX_LATE_JOIN_BYTES;
  const drawing = `${STROKES} × ${POINTS_PER_STROKE} points`;
  return [
    { what: `join late, ${drawing}: ink frames`, measured: received.canvas, limit },
    { what: `join late, ${drawing}: all frames`, measured: received.all, limit },
    { what: `join late, ${drawing}: TCP stream`, measured: received.stream, limit },
    { what: 'join late: sent, TCP stream', measured: sent.stream },
  ];
}

/** Its limits are what somebody received in the same time who was not cut off. */
async function measureRejoin({ turn, pen, take }: Scene, cutMs: number): Promise<Row[]> {
  const [cut, staying] = turn.guessers;
  if (cut === undefined || staying === undefined) throw new Error('There is nobody to measure.');
  let isBack = false;
  const draw = async (): Promise<void> => {
    while (!isBack) await pen.draw(1, LIMITS.inkFlushMs);
  };
  const drawing = draw();
  take(staying);
  cut.line.setUp(false);
  await sleep(cutMs);
  take(cut);
  const meanwhile = take(staying).received;
  cut.line.setUp(true);
  cut.session.nudge();
  await cut.until('its canvas again', () => cut.session.canvas?.synced === true);
  const { received, sent } = take(cut);
  isBack = true;
  await drawing;
  await cut.until('the same ink', () => hasAll(cut, turn));
  const row = (kind: 'canvas' | 'all' | 'stream', name: string): Row => ({
    what: `rejoin after ${cutMs / 1_000} s: ${name}`,
    measured: received[kind],
    limit: meanwhile[kind],
  });
  return [
    row('canvas', 'ink frames'),
    row('all', 'all frames'),
    row('stream', 'TCP stream'),
    { what: 'rejoin: sent, TCP stream', measured: sent.stream },
    { what: 'the whole canvas then, to compare', measured: sizeOfCanvas(turn) },
  ];
}

const hasAll = ({ session }: Bot, { drawer }: BotTurn): boolean =>
  session.canvas?.synced === true &&
  isDeepStrictEqual(session.canvas.operations(), drawer.session.canvas?.operations());

/** As somebody new would be sent it. */
function sizeOfCanvas({ drawer }: BotTurn): number {
  const doc = new Y.Doc();
  doc.getArray(ROOTS.ink).push(drawer.session.canvas?.operations() ?? []);
  return Y.encodeStateAsUpdate(doc).length;
}
