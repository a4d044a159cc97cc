import { canvasDocument } from '../documents/index.ts';
import { drawId, drawInt } from '../random/index.ts';
import { CURRENT_SCORING, podium, scoreTurn } from '../scoring/index.ts';
import { hintPlan, hintTimes, offerWords, WORD_PACKS } from '../words/index.ts';
import { findIdle } from './activity.ts';
import { say, type Draft } from './commands.ts';
import {
  remainingDrawers,
  findPlayer,
  isActive,
  membersOf,
  type PlayerState,
  type RevealPhase,
  type RoomState,
  type Turn,
} from './state.ts';
import { callDrawers } from './drawers.ts';
import { countsAsGuesser, CUT_GRACE_MS, turnEnd } from './turn-end.ts';
import { lapseVotes } from './votes.ts';

/** A canvas takes late ink for this long after the reveal begins (SPEC TN-7). */
export const CANVAS_CLOSES_AFTER_MS = 5_000;
/** How long a canvas may wait for its seal before it is closed with what the log holds (SPEC TN-8). */
export const SEAL_OVERDUE_MS = 3_000;
/** A game begins with at least this many players there, and ends when fewer are left in the room (SPEC TN-1, TN-10). */
export const MIN_PLAYERS = 2;

/** Words on offer in each turn. */
const CHOICES = 3;

/** Begins a game with everyone who is in the room (SPEC TN-1). */
export function startGame(draft: Draft): void {
  const { state } = draft;
  const gameId = newId(state);
  for (const member of membersOf(state)) member.score = 0;
  state.game = {
    gameId,
    startedAt: draft.now,
    round: 1,
    turns: 0,
    queue: state.players.map((player) => player.playerId),
    drawn: {},
  };
  say(draft, { type: 'game-started' });
  nextTurn(draft);
}

/** The chosen word is drawn on a fresh canvas whose id nobody could guess (SPEC TN-3). */
export function beginDrawing(draft: Draft, word: string): void {
  const { state, now } = draft;
  const { game } = state;
  const drawers = choosers(state);
  const [drawer, partner] = drawers;
  if (game === null || drawer === undefined) return;
  const turnId = newId(state);
  game.turns += 1;
  const [order, random] = hintPlan(word, state.random);
  state.random = random;
  state.usedWords.push(word);
  state.phase = {
    type: 'drawing',
    turn: {
      turnId,
      number: game.turns,
      drawers: drawers.map(({ playerId, nickname }, slot) => ({ playerId, nickname, slot })),
    },
    word,
    startedAt: now,
    deadline: now + state.settings.drawTimeMs,
    hints: order.map((step) => [...step]),
    hintsShown: 0,
    inked: false,
    guessers: state.players
      .filter((player) => !player.idle && !drawers.includes(player))
      .map((player) => player.playerId),
    rights: [],
    scoring: CURRENT_SCORING,
    judged: 0,
    wrongTries: {},
  };
  const named = ({ playerId, nickname }: PlayerState) => ({ playerId, nickname });
  say(draft, {
    type: 'turn-started',
    ...named(drawer),
    turnId,
    ...(partner && { partner: named(partner) }),
  });
  draft.events.push({ type: 'turn-started', turnId });
}

/** What a departure does to the turn: without any of its drawers it cannot go on (SPEC TN-9). */
export function leaveTurn(draft: Draft, playerId: string): void {
  const { phase } = draft.state;
  if (phase.type !== 'drawing' && phase.type !== 'reveal') return;
  const drawer = phase.turn.drawers.find((one) => one.playerId === playerId);
  if (drawer === undefined) return;
  drawer.left = true;
  if (phase.type === 'drawing' && remainingDrawers(draft.state, phase).length === 0) endTurn(draft, false);
}

/** Those who are to draw the word that is being chosen, as far as they are in the room. */
const choosers = ({ phase, players }: RoomState): PlayerState[] =>
  phase.type === 'choosing' ? players.filter(({ playerId }) => phase.drawers.includes(playerId)) : [];

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
    if (choosers(state).length === 0) nextTurn(draft);
    else if (now >= phase.deadline) beginDrawing(draft, drawWord(state, phase.choices));
  } else if (phase.type === 'drawing') {
    const times = hintTimes(phase.hints.length, state.settings.drawTimeMs);
    phase.hintsShown = times.filter((time) => now >= phase.startedAt + time).length;
    const { at, skipped } = turnEnd(state, phase);
    if (now >= at) endTurn(draft, skipped);
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
      return choosers(state).length === 0 ? nextTurnAt(state, -Infinity) : phase.deadline;
    case 'drawing': {
      const hint = hintTimes(phase.hints.length, state.settings.drawTimeMs)[phase.hintsShown];
      const hintAt = hint === undefined ? Infinity : phase.startedAt + hint;
      return Math.min(hintAt, turnEnd(state, phase).at);
    }
    case 'reveal':
      return phase.canvas.state === 'closed' ? nextTurnAt(state, phase.deadline) : phase.canvas.until;
    default:
      return undefined;
  }
}

/**
 * When the next turn may begin, or the game end, given the `earliest` time (SPEC TN-2). Nobody there and awake: not before
 * someone is. Only absent players left to draw: not before their grace is over. Idle ones are not waited for (TN-15).
 */
function nextTurnAt(state: RoomState, earliest: number): number | undefined {
  if (state.players.length < MIN_PLAYERS) return earliest;
  if (!state.players.some(isActive)) return undefined;
  const queue = state.players.filter((player) => state.game?.queue.includes(player.playerId));
  if (queue.some(isActive)) return earliest;
  const waitedFor = queue.filter((player) => !player.idle);
  return Math.max(earliest, ...waitedFor.map((player) => player.awayAt + CUT_GRACE_MS));
}

/** @param skipped the drawer was not there: nobody scores, whatever was guessed (SPEC TN-14) */
function endTurn(draft: Draft, skipped: boolean): void {
  const { state, now } = draft;
  const { phase } = state;
  if (phase.type !== 'drawing') return;
  const { turn, word, rights, startedAt, scoring } = phase;
  // Without guessers there is nothing to earn (SPEC SC-5), now and whenever it is computed again.
  const guessers = skipped
    ? []
    : phase.guessers.filter((playerId) => countsAsGuesser(state, phase, playerId));
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
  for (const member of membersOf(state)) member.score += points[member.playerId] ?? 0;
  lapseVotes(state);
  findIdle(draft, phase, skipped);
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
    skipped,
    canvas: { state: 'open', until: now + CANVAS_CLOSES_AFTER_MS, hash: '' },
  };
  say(draft, { type: 'turn-ended', word, turnId: turn.turnId });
  draft.events.push({ type: 'turn-ended', turnId: turn.turnId });
}

/**
 * SPEC TN-2: whoever is there and awake draws before the others, a round waits for those who were cut off just now, and
 * nothing moves on while nobody is there and awake.
 */
function nextTurn(draft: Draft): void {
  const { state, now } = draft;
  const { game } = state;
  if (game === null) return;
  const awake = new Set(state.players.filter(isActive).map((player) => player.playerId));
  if ((nextTurnAt(state, now) ?? Infinity) > now) return;
  if (state.players.length < MIN_PLAYERS) return endGame(draft);
  if (!game.queue.some((id) => awake.has(id))) {
    if (game.round >= state.settings.rounds) return endGame(draft);
    game.round += 1;
    game.queue = state.players.map((player) => player.playerId);
  }
  const drawers = callDrawers(state, game);
  if (drawers.length === 0) return;
  const pack = state.words.length > 0 ? state.words : WORD_PACKS[state.settings.language];
  // Whoever left instead of choosing has seen what was on offer.
  const seen = state.phase.type === 'choosing' ? state.phase.choices : [];
  const spent = [...state.usedWords, ...seen];
  const [offer, random] = offerWords(state.random, pack, state.customWords, spent, CHOICES);
  const { choices, usedWords } = offer;
  state.random = random;
  state.usedWords = usedWords;
  state.phase = { type: 'choosing', drawers, choices, deadline: now + state.settings.chooseTimeMs };
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
      ...(state.settings.isPublic && { isPublic: true }),
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

/** Name of the canvas that takes ink now or may still be looked at: the turn's, or the lobby's wall. */
export function openCanvas(state: RoomState): string | undefined {
  const { phase, roomId } = state;
  if (phase.type === 'lobby') return canvasDocument(roomId, phase.wall.wallId);
  const turn = turnOf(state);
  return turn && canvasDocument(roomId, turn.turnId);
}

/** Name of the canvas of a turn. */
export const turnCanvas = (state: Pick<RoomState, 'roomId'>, turnId: string): string =>
  canvasDocument(state.roomId, turnId);
