import { isDeepStrictEqual } from 'node:util';
import type { ArchivedTurn } from '@drawguess/game/archive';
import { readInk, type RoomView } from '@drawguess/game/documents';
import { viewRoom } from '@drawguess/game/rules';
import { verifyScores } from '@drawguess/persistence/verify';
import * as Y from 'yjs';
import type { Counts } from './counts.ts';
import { disturb } from './disturb.ts';
import { doodleTogether } from './doodle.ts';
import type { Device, Page } from './device.ts';
import {
  checkChat,
  checkCommits,
  checkGuesses,
  checkInk,
  checkJudged,
  checkPicture,
  checkScores,
} from './invariants.ts';
import { play } from './play.ts';
import { createRandomSource, type RandomSource } from './random-source.ts';
import { createReleases } from './releases.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import { setTable, type Table } from './simulated-table.ts';

/**
 * What one simulated game came to. `broken` lists the invariants that did not hold; empty is well. `trace` is a digest of
 * all that was sent, which is the same whenever the seed is.
 */
export type GameReport = { seed: number; broken: string[]; trace: string; counts: Partial<Counts> };

const START_MS = 1_700_000_000_000;
const LONGEST_GAME_MS = 20 * 60_000;
/** Long enough to find blackholes out, to reconnect after the longest wait, and to archive what was refused. */
const LONGEST_CALM_MS = 40_000;
/** A silence is found out meanwhile, and what was missed in it fetched. */
const LAST_MS = 10_000;
const NICKNAMES = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve'];

/**
 * Plays one whole game under faults: every time, order, loss and crash follows from the seed, so a broken one can be
 * played again. The real session layer, hub, referee, gate and in-memory adapters.
 */
export async function simulateGame(seed: number): Promise<GameReport> {
  const random = createRandomSource(seed);
  const scheduler = createScheduler(START_MS);
  let over = false;
  const isOver = (): boolean => over;
  const settings = {
    rounds: random.chance(0.2) ? 2 : 1,
    drawTimeMs: 10_000 + random.below(10_000),
    chooseTimeMs: 5_000,
    revealTimeMs: random.chance(0.5) ? 6_000 : 11_000,
    mode: random.chance(0.4) ? ('team' as const) : ('classic' as const),
  };
  const table = await setTable(
    scheduler,
    random,
    settings,
    isOver,
    createReleases(createRandomSource(~seed)),
  );
  const { problems } = table;
  takeSeats(table, scheduler, random, isOver);
  disturb(table, scheduler, random, isOver);
  const present = (): Device[] => table.devices.filter(({ honest, seated }) => honest && seated);
  const seePodium = (): boolean =>
    present().length > 0 && present().every((one) => one.page.session.room?.phase.type === 'podium');
  const ended = await scheduler.run(START_MS + LONGEST_GAME_MS, seePodium);
  if (!ended) problems.add(`no podium after ${LONGEST_GAME_MS / 60_000} minutes`);
  // The last commits of a game are lost as easily as any others.
  if (random.chance(0.25)) {
    await scheduler.run(scheduler.now() + random.between(0, 1_000), () => false);
    table.crash({ loseSinceMs: random.between(300, 1_000) }, 0);
  }
  over = true;
  table.revive();
  for (const { path } of table.devices) path.restore();
  await scheduler.run(scheduler.now() + LONGEST_CALM_MS, () => isQuiet(table, present()));
  // What a cheat still has to say would be on its way when the replicas are compared.
  for (const { honest, page } of table.devices) if (!honest) page.session.close();
  await scheduler.run(scheduler.now() + LAST_MS, () => false);

  for (const problem of await judge(table, present())) problems.add(problem);
  if (random.chance(0.35) && problems.size === 0)
    for (const problem of await doodleTogether(table, scheduler, random, present())) problems.add(problem);
  table.close();
  return { seed, broken: [...problems], trace: table.trace(), counts: table.counts };
}

/** Whether everything that anybody waits for has come. */
function isQuiet({ unarchived, serverIsUp, log }: Table, present: readonly Device[]): boolean {
  return (
    serverIsUp &&
    unarchived === 0 &&
    log.state?.phase.type === 'podium' &&
    present.every(({ page: { session } }) => session.status.type === 'live' && session.waiting === 0)
  );
}

/** Who plays: two to five, some of them later, at times one who leaves and one who cheats. */
function takeSeats(table: Table, clock: Scheduler, random: RandomSource, isOver: () => boolean): void {
  const players = 2 + Math.floor(random.next() ** 1.5 * 4);
  const late = players > 2 && random.chance(0.4) ? 1 : 0;
  const hostile = random.chance(0.25);
  const startsWith = players - late + (hostile ? 1 : 0);
  const word = (): string | undefined => {
    const phase = table.log.state?.phase;
    return phase?.type === 'drawing' ? phase.word : undefined;
  };
  const isTooLate = (): boolean => isOver() || table.log.state?.phase.type === 'podium';
  const sit = async (
    nickname: string,
    kind: 'honest' | 'hostile' | 'spectator' = 'honest',
  ): Promise<void> => {
    const device = await table.seat(nickname, kind, isTooLate);
    if (device !== undefined)
      play({ device, clock, random, startsWith, word, isOver, restless: kind === 'spectator' });
  };
  const sitLater = (nickname: string, kind?: 'hostile' | 'spectator'): void => {
    sit(nickname, kind).catch((error: unknown) => table.problems.add(String(error)));
  };

  NICKNAMES.slice(0, players - late).forEach((nickname) => sitLater(nickname));
  if (hostile) sitLater('Mallory', 'hostile');
  if (random.chance(0.25)) sitLater('Wim', 'spectator');
  const joinDuringTurn = (nickname: string): void => {
    if (word() !== undefined) sitLater(nickname);
    else if (!isTooLate()) clock.after(random.between(500, 5_000), () => joinDuringTurn(nickname));
  };
  for (const nickname of NICKNAMES.slice(players - late, players))
    clock.after(random.between(5_000, 40_000), () => joinDuringTurn(nickname));
  const leaveDuringGame = (): void => {
    // With one fewer in the lobby the game would not begin.
    if (table.log.state?.phase.type === 'lobby') return void clock.after(5_000, leaveDuringGame);
    if (!isTooLate()) table.devices.find(({ nickname }) => nickname === NICKNAMES[random.below(2)])?.leave();
  };
  if (players > 2 && random.chance(0.2)) clock.after(random.between(10_000, 70_000), leaveDuringGame);
}

/** Everything that must hold when a game is over and the network is well again. */
async function judge(table: Table, present: readonly Device[]): Promise<string[]> {
  const { log, archive, counts } = table;
  const { games } = await archive.listGames({ limit: 100 });
  const turns = (await Promise.all(games.map(({ id }) => archive.turnsOfGame(id)))).flat();
  const verified = await verifyScores(archive);
  counts.turns = turns.length;
  counts.leases = log.leases;
  const problems = [
    ...log.problems,
    ...archive.problems,
    ...checkCommits(log.commits),
    ...checkGuesses(turns),
    ...verified.mismatches.map((mismatch) => `scores: ${JSON.stringify(mismatch)}`),
    ...present.flatMap((device) => checkSession(device, table)),
    ...turns.flatMap((turn) => checkTurn(turn, table)),
  ];
  const phase = present[0]?.page.session.room?.phase;
  if (phase?.type !== 'podium') return [...problems, 'the podium is gone'];
  return [...problems, ...checkScores(phase, games, turns)];
}

function checkSession(device: Device, { log, devices, counts }: Table): string[] {
  const { session, sent, sentAway } = device.page;
  const typed = new Set(devices.flatMap(({ said }) => said).filter((text) => text.includes(' ')));
  counts.intents += sent.length;
  const problems = [...checkJudged(sent, log.commits), ...checkChat(session.chat, typed)];
  if (session.waiting > 0) problems.push(`${session.waiting} intents wait for ever`);
  if (sentAway !== undefined) problems.push(`${device.nickname} was sent away: ${sentAway}`);
  const first = devices.find(({ honest, seated }) => honest && seated)?.page.session;
  if (!isDeepStrictEqual(session.chat, first?.chat)) problems.push('two replicas of the chat differ');
  if (!isDeepStrictEqual(session.room, first?.room)) problems.push('two replicas of the room differ');
  if (log.state === undefined || !isDeepStrictEqual(withoutShown(session.room), viewRoom(log.state)))
    problems.push('a replica of the room differs from what the judge has');
  return problems;
}

/** The room as far as the judge's state holds it. */
function withoutShown(room: RoomView | undefined): Partial<RoomView> | undefined {
  if (room === undefined) return undefined;
  const { reactions: _reactions, ...judged } = room;
  return { ...judged, players: room.players.map(({ avatar: _avatar, ...player }) => player) };
}

function checkTurn(turn: ArchivedTurn, { closings, devices, counts, roomId, log }: Table): string[] {
  const closing = closings.get(turn.id);
  if (closing === undefined) return [`turn ${turn.id} was archived and never closed`];
  const doc = new Y.Doc();
  Y.applyUpdate(doc, turn.canvas);
  const operations = readInk(doc);
  const closed = { canvasHash: turn.canvasHash, operations, closingAt: closing.at };
  counts.operations += operations.length;
  const name = `canvas:${roomId}:${turn.id}`;
  const problems: string[] = [];
  for (const device of devices.filter(({ honest }) => honest)) {
    for (const page of device.pages) problems.push(...checkPage(page, name, closed, counts, log));
    const pushed = device.page.ink.get(name) ?? [];
    const due = closing.due.get(device) ?? [];
    counts.dueOperations += due.length;
    problems.push(...checkInk(due, pushed, closed));
  }
  return problems;
}

function checkPage(
  page: Page,
  name: string,
  closed: Parameters<typeof checkPicture>[1],
  counts: Counts,
  { lostHashes }: Table['log'],
): string[] {
  const seen = page.pictures.get(name);
  const pushed = page.ink.get(name) ?? [];
  if (seen === undefined) {
    counts.unheardOperations += pushed.filter(({ text }) => !closed.operations.includes(text)).length;
    return [];
  }
  // What it saw was taken back, and it did not see what came in its place.
  if (seen.announced !== closed.canvasHash && lostHashes.has(seen.announced)) return [];
  counts.pictures += 1;
  counts.lateOperations += seen.late;
  return checkPicture(seen, closed, pushed);
}
