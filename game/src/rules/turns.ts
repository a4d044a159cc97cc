import { canvasDocument } from '../documents/index.ts';
import { drawId, drawInt } from '../random/index.ts';
import { CURRENT_SCORING, podium, scoreTurn } from '../scoring/index.ts';
import { hintPlan, hintTimes, offerWords, WORD_PACKS } from '../words/index.ts';
import { say, type Draft } from './commands.ts';
import {
  findPlayer,
  type DrawingPhase,
  type PlayerState,
  type RevealPhase,
  type RoomState,
  type Turn,
} from './state.ts';
import { lapseVotes } from './votes.ts';

/** A canvas takes late ink for this long after the reveal begins (SPEC TN-7). */
export const CANVAS_CLOSES_AFTER_MS = 5_000;
/** How long a canvas may wait for its seal before it is closed with what the log holds (SPEC TN-8). */
export const SEAL_OVERDUE_MS = 3_000;
/** A guesser who is cut off is waited for this long before the turn may end without them (SPEC TN-6). */
export const CUT_GRACE_MS = 30_000;

/** A game begins with at least this many players there, and ends when fewer are left in the room (SPEC TN-1, TN-10). */
export const MIN_PLAYERS = 2;

/** Words on offer in each turn. */
const CHOICES = 3;

/** Begins a game with everyone who is in the room (SPEC TN-1). */
export function startGame(draft: Draft): void {
  const { state } = draft;
  const gameId = newId(state);
  for (const player of state.players) player.score = 0;
  state.game = {
    gameId,
    startedAt: draft.now,
    round: 1,
    turns: 0,
    queue: state.players.map((player) => player.playerId),
  };
  say(draft, { type: 'game-started' });
  nextTurn(draft);
}

/** The chosen word is drawn on a fresh canvas whose id nobody could guess (SPEC TN-3). */
export function beginDrawing(draft: Draft, drawer: PlayerState, word: string): void {
  const { state, now } = draft;
  const { game } = state;
  if (game === null) return;
  const turnId = newId(state);
  game.turns += 1;
  const [order, random] = hintPlan(word, state.random);
  state.random = random;
  state.usedWords.push(word);
  const { playerId, nickname } = drawer;
  state.phase = {
    type: 'drawing',
    turn: { turnId, number: game.turns, drawers: [{ playerId, nickname, slot: 0 }] },
    word,
    startedAt: now,
    deadline: now + state.settings.drawTimeMs,
    hints: order.map((step) => [...step]),
    hintsShown: 0,
    guessers: state.players.map((player) => player.playerId).filter((id) => id !== playerId),
    rights: [],
    scoring: CURRENT_SCORING,
    judged: 0,
    wrongTries: {},
  };
  say(draft, { type: 'turn-started', playerId, nickname, turnId });
  draft.events.push({ type: 'turn-started', turnId });
}

/**
 * When a turn ends early (SPEC TN-6): once somebody has guessed right, and everyone who is in the room and has not is
 * away, as soon as the last of their graces is over. `undefined` while somebody can still guess.
 */
function endsEarlyAt(state: RoomState, phase: DrawingPhase): number | undefined {
  const { guessers, rights, startedAt } = phase;
  if (rights.length === 0) return undefined;
  const waitedFor = state.players.filter(
    ({ playerId }) => guessers.includes(playerId) && !rights.some((right) => right.playerId === playerId),
  );
  if (waitedFor.some((player) => player.connected)) return undefined;
  return Math.max(startedAt, ...waitedFor.map((player) => player.awayAt + CUT_GRACE_MS));
}

/** What a departure does to the turn: without its drawer it cannot go on (SPEC TN-9). */
export function leaveTurn(draft: Draft, playerId: string): void {
  const { phase } = draft.state;
  if (phase.type === 'drawing' && phase.turn.drawers.some((drawer) => drawer.playerId === playerId))
    endTurn(draft);
}

/** The picture is final; every copy of the canvas can be compared with this hash (SPEC TN-8). */
export function closeCanvas(draft: Draft, turnId: string, hash: string): void {
  const { phase } = draft.state;
  if (phase.type === 'reveal' && phase.turn.turnId === turnId && phase.canvas.state !== 'closed') {
    phase.canvas = { state: 'closed', until: 0, hash };
  }
}

/** Lets everything happen that is due at `draft.now`. */
export function advance(draft: Draft): void {
  const { state, now } = draft;
  const { phase } = state;
  if (phase.type === 'choosing') {
    const drawer = findPlayer(state, phase.drawerId);
    if (drawer === undefined) nextTurn(draft);
    else if (now >= phase.deadline) beginDrawing(draft, drawer, drawWord(state, phase.choices));
  } else if (phase.type === 'drawing') {
    const times = hintTimes(phase.hints.length, state.settings.drawTimeMs);
    phase.hintsShown = times.filter((time) => now >= phase.startedAt + time).length;
    if (now >= Math.min(phase.deadline, endsEarlyAt(state, phase) ?? Infinity)) endTurn(draft);
  } else if (phase.type === 'reveal') {
    advanceReveal(draft, phase);
  }
}

function advanceReveal(draft: Draft, phase: RevealPhase): void {
  const { now } = draft;
  const { canvas } = phase;
  if (canvas.state === 'open' && now >= canvas.until) {
    phase.canvas = { state: 'closing', until: now + SEAL_OVERDUE_MS, hash: '' };
  } else if (canvas.state === 'closing' && now >= canvas.until) {
    phase.canvas = { ...canvas, until: now + SEAL_OVERDUE_MS };
    draft.events.push({ type: 'canvas-overdue', turnId: phase.turn.turnId });
  } else if (canvas.state === 'closed' && now >= phase.deadline) {
    nextTurn(draft);
  }
}

/** When `advance` next has something to do. */
export function nextDeadline(state: RoomState): number | undefined {
  const { phase } = state;
  switch (phase.type) {
    case 'choosing':
      return findPlayer(state, phase.drawerId) === undefined ? nextTurnAt(state, -Infinity) : phase.deadline;
    case 'drawing': {
      const hint = hintTimes(phase.hints.length, state.settings.drawTimeMs)[phase.hintsShown];
      const hintAt = hint === undefined ? Infinity : phase.startedAt + hint;
      return Math.min(phase.deadline, hintAt, endsEarlyAt(state, phase) ?? Infinity);
    }
    case 'reveal':
      return phase.canvas.state === 'closed' ? nextTurnAt(state, phase.deadline) : phase.canvas.until;
    default:
      return undefined;
  }
}

/**
 * When the next turn may begin, or the game end, given the `earliest` time (SPEC TN-2). Nobody there: not before someone
 * comes. Only absent players left to draw: not before their grace is over.
 */
function nextTurnAt(state: RoomState, earliest: number): number | undefined {
  if (state.players.length < MIN_PLAYERS) return earliest;
  if (!state.players.some((player) => player.connected)) return undefined;
  const queue = state.players.filter((player) => state.game?.queue.includes(player.playerId));
  if (queue.some((player) => player.connected)) return earliest;
  return Math.max(earliest, ...queue.map((player) => player.awayAt + CUT_GRACE_MS));
}

function endTurn(draft: Draft): void {
  const { state, now } = draft;
  const { phase } = state;
  if (phase.type !== 'drawing') return;
  const { turn, word, rights, startedAt, scoring } = phase;
  const guessers = phase.guessers.filter((playerId) => countsAsGuesser(state, phase, playerId));
  const points = scoreTurn(
    {
      drawTimeMs: state.settings.drawTimeMs,
      startedAt,
      drawers: turn.drawers.map((drawer) => drawer.playerId),
      guessers,
      rights,
    },
    scoring,
  );
  for (const player of state.players) player.score += points[player.playerId] ?? 0;
  lapseVotes(state);
  state.phase = {
    type: 'reveal',
    turn,
    word,
    startedAt,
    endedAt: now,
    deadline: now + state.settings.revealTimeMs,
    guessers,
    rights,
    ...(scoring !== undefined && { scoring }),
    points,
    canvas: { state: 'open', until: now + CANVAS_CLOSES_AFTER_MS, hash: '' },
  };
  say(draft, { type: 'turn-ended', word, turnId: turn.turnId });
  draft.events.push({ type: 'turn-ended', turnId: turn.turnId });
}

/**
 * SPEC TN-11: who came in the second half of the draw time, was away all the time or has left the room takes nothing from
 * the drawer's points, unless they guessed right.
 */
function countsAsGuesser(state: RoomState, phase: DrawingPhase, playerId: string): boolean {
  if (phase.rights.some((right) => right.playerId === playerId)) return true;
  const player = findPlayer(state, playerId);
  if (player === undefined) return false;
  const wasThere = player.connected || player.awayAt > phase.startedAt;
  return wasThere && player.joinedAt <= phase.startedAt + state.settings.drawTimeMs / 2;
}

/**
 * SPEC TN-2: whoever is there draws before those who are away, a round waits for those who were cut off just now, and
 * nothing moves on while nobody is there.
 */
function nextTurn(draft: Draft): void {
  const { state, now } = draft;
  const { game } = state;
  if (game === null) return;
  const here = (id: string): boolean => findPlayer(state, id)?.connected === true;
  if ((nextTurnAt(state, now) ?? Infinity) > now) return;
  if (state.players.length < MIN_PLAYERS) return endGame(draft);
  if (!game.queue.some(here)) {
    if (game.round >= state.settings.rounds) return endGame(draft);
    game.round += 1;
    game.queue = state.players.map((player) => player.playerId);
  }
  const drawerId = game.queue.find(here);
  if (drawerId === undefined) return;
  game.queue = game.queue.filter((id) => id !== drawerId);
  const pack = state.words.length > 0 ? state.words : WORD_PACKS[state.settings.language];
  const [offer, random] = offerWords(state.random, pack, state.customWords, state.usedWords, CHOICES);
  const { choices, usedWords } = offer;
  state.random = random;
  state.usedWords = usedWords;
  state.phase = { type: 'choosing', drawerId, choices, deadline: now + state.settings.chooseTimeMs };
}

function endGame(draft: Draft): void {
  const { state } = draft;
  const { game } = state;
  if (game === null) return;
  const standings = podium(state.players).map(({ playerId, score, rank }) => ({
    playerId,
    nickname: findPlayer(state, playerId)?.nickname ?? '',
    score,
    rank,
  }));
  state.phase = { type: 'podium', standings };
  state.game = null;
  say(draft, { type: 'game-ended' });
  draft.events.push({
    type: 'game-ended',
    game: {
      kind: 'game',
      id: game.gameId,
      roomId: state.roomId,
      language: state.settings.language,
      startedAt: game.startedAt,
      endedAt: draft.now,
      turns: game.turns,
      standings,
    },
  });
}

function drawWord(state: RoomState, choices: readonly string[]): string {
  const [index, random] = drawInt(state.random, choices.length);
  state.random = random;
  return choices[index] ?? '';
}

function newId(state: RoomState): string {
  const [id, random] = drawId(state.random);
  state.random = random;
  return id;
}

/** The turn whose canvas is open or still shown, if there is one. */
export const turnOf = ({ phase }: RoomState): Turn | undefined =>
  phase.type === 'drawing' || phase.type === 'reveal' ? phase.turn : undefined;

/** Name of the canvas of a turn. */
export const turnCanvas = (state: Pick<RoomState, 'roomId'>, turnId: string): string =>
  canvasDocument(state.roomId, turnId);
