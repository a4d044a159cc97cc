import type { Clock } from '@drawguess/game/clock';
import { createRandomSource } from '../simulation/random-source.ts';
import { isRefusal, type Outcome, type Scene } from './attack.ts';
import { collectCopies, disagreements, type Copies, type Reader } from './copies.ts';
import { playHonestly, type HonestPlayer, type Seat } from './honest-player.ts';
import { createHostilePlayer, type HostilePlayer } from './hostile-player.ts';
import { launchAttacks, type AttackPlan } from './launch-attacks.ts';
import { epochIn, followLog, roomIn, type LogView } from './log-view.ts';
import { actAsMember } from './member.ts';
import { advance, finish, setTable, START_MS, type Table } from './table.ts';

/** What one game came to. `broken` lists what did not hold by itself; the copies are to be compared with another game's. */
export type GameResult = { copies: Copies; outcomes: Map<Outcome, number>; broken: string[] };

/** Three turns of at most 5 + 20 + 12 s and the podium. */
const LONGEST_GAME_MS = 150_000;
/** Copies are collected so long before the end of each reveal: the canvas is closed, and nothing is on its way. */
const BEFORE_END_MS = 1_000;
const AFTER_GAME_MS = 5_000;
/** Others act at whole numbers of 1/1024 ms: nothing hangs on who is first at one moment. */
const BETWEEN_OTHERS_MS = 1 / 4_096;

/**
 * Plays one game of three turns: Ada and Ben are honest, and Mal, who draws second, sits between them. With a plan Mal
 * is hostile, without one Mal does only what everybody may. All else follows from the seed, so that two games can be
 * compared byte for byte. Dee is alone in a room of her own, which must not notice anything either.
 */
export async function playGame(seed: number, plan?: AttackPlan): Promise<GameResult> {
  const broken: string[] = [];
  const fail = (error: unknown): void => {
    broken.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  };
  const table = setTable(seed);
  const { scheduler, server } = table;
  const [ada, mal, ben] = await table.makeRoom(['Ada', 'Mal', 'Ben']);
  const [dee] = await table.makeRoom(['Dee']);
  if (ada === undefined || mal === undefined || ben === undefined || dee === undefined)
    throw new Error('Somebody has no seat.');
  const { roomId } = mal;
  const honest = [table.sitDown(ada, seed + 1), table.sitDown(ben, seed + 2)];
  const stranger = table.sitDown(dee, seed + 3);
  const view = await followLog(server.log, roomId, fail);
  await advance(scheduler, BETWEEN_OTHERS_MS);
  const hostile = createHostilePlayer(mal, server, scheduler, createRandomSource(seed + 4));
  await finish(scheduler, hostile.arrive());
  actAsMember(hostile, mal, view, scheduler, createRandomSource(seed + 5), fail);
  await advance(scheduler, 1_000 - BETWEEN_OTHERS_MS);

  for (const player of honest) playHonestly(player, 3, scheduler, () => secretWord(table, roomId));
  const copies: Copies = new Map();
  const readers = (): Reader[] => [
    ...honest.map((player) => ({ ...player, clientId: player.copy.clientId ?? 0 })),
    { ...mal, clientId: hostile.ids[0] ?? 0 },
  ];
  const collect = async (label: string): Promise<void> => {
    const { phase } = roomIn(view, roomId) ?? {};
    const canvas = phase?.type === 'reveal' ? phase.turn.canvas : undefined;
    const here = await collectCopies(server, scheduler, readers(), honest, canvas);
    const there = await collectCopies(
      server,
      scheduler,
      [{ ...dee, clientId: stranger.copy.clientId ?? 0 }],
      [stranger],
    );
    for (const found of [here, there]) {
      broken.push(...disagreements(found).map((name) => `${label}: ${name} is not what others hold`));
      for (const [name, bytes] of found) copies.set(`${label}: ${name}`, bytes);
    }
  };
  onEachReveal(honest, scheduler, (turn) => void collect(`turn ${turn}`).catch(fail));

  const outcomes = new Map<Outcome, number>();
  const scene = (framesLeft: number): Scene | undefined =>
    describeScene(view, mal, hostile, honest, stranger, framesLeft);
  if (plan !== undefined) {
    scheduler.after(BETWEEN_OTHERS_MS, () => {
      const random = createRandomSource(seed + 6);
      launchAttacks(plan, scene, hostile, scheduler, random, outcomes, broken).catch(fail);
    });
  }

  const isOver = (): boolean => server.referee.inspect(roomId)?.phase.type === 'podium';
  if (!(await scheduler.run(START_MS + LONGEST_GAME_MS, isOver))) broken.push('the game did not end');
  await advance(scheduler, AFTER_GAME_MS);
  await finish(scheduler, collect('podium'));
  broken.push(...[...honest, stranger].flatMap(complaintsOf));
  broken.push(...server.errors.map((error) => `the server reported: ${String(error)}`));
  const refused = [...outcomes].reduce((sum, [outcome, count]) => sum + (isRefusal(outcome) ? count : 0), 0);
  if (refused !== server.refusals.length)
    broken.push(`${server.refusals.length} updates were refused, ${refused} of them hostile ones`);
  for (const { session } of [...honest, stranger]) session.close();
  hostile.close();
  await server.close();
  return { copies, outcomes, broken: [...new Set(broken)] };
}

function secretWord({ server }: Table, roomId: string): string | undefined {
  const phase = server.referee.inspect(roomId)?.phase;
  return phase?.type === 'drawing' ? phase.word : undefined;
}

/** What an honest player would have to say about the game. */
function complaintsOf({ nickname, copy, session }: HonestPlayer): string[] {
  const complaints: string[] = [];
  if (copy.resets > 0) complaints.push(`${nickname} was reset ${copy.resets} times`);
  if (copy.awareness > 0) complaints.push(`${nickname} was sent somebody else's awareness`);
  if (session.status.type !== 'live') complaints.push(`${nickname} is not connected: ${session.status.type}`);
  if (session.waiting > 0) complaints.push(`${nickname}: ${session.waiting} intents were never judged`);
  return complaints;
}

/** Tells when a reveal is nearly over, once in each turn, by what an honest player sees. */
function onEachReveal([player]: readonly HonestPlayer[], clock: Clock, tell: (turn: number) => void): void {
  const told = new Set<number>();
  player?.session.subscribe(() => {
    const phase = player.session.room?.phase;
    if (phase?.type !== 'reveal' || told.has(phase.turn.number)) return;
    const { number } = phase.turn;
    told.add(number);
    clock.after(phase.deadline - clock.now() - BEFORE_END_MS, () => tell(number));
  });
}

function describeScene(
  view: LogView,
  me: Seat,
  hostile: HostilePlayer,
  honest: readonly HonestPlayer[],
  stranger: HonestPlayer,
  framesLeft: number,
): Scene | undefined {
  const room = roomIn(view, me.roomId);
  const epoch = epochIn(view, me.roomId);
  if (room === undefined || epoch === undefined) return undefined;
  const withId = <Player extends HonestPlayer>(player: Player): Player & { clientId: number } => ({
    ...player,
    clientId: player.copy.clientId ?? 0,
  });
  return {
    room,
    me,
    ids: hostile.ids,
    epoch,
    others: honest.map(withId),
    stranger: withId(stranger),
    documents: view.documents,
    droppedCanvases: view.droppedCanvases,
    kept: hostile.kept,
    ticketFor: hostile.ticketFor,
    framesLeft,
  };
}
