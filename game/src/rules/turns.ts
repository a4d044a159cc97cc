import { canvasDocument } from '../documents/index.ts';
import { drawId, drawInt } from '../random/index.ts';
import { podium, scoreTurn } from '../scoring/index.ts';
import { chooseWords, hintPlan, hintTimes, WORD_PACKS } from '../words/index.ts';
import { say, type Draft } from './commands.ts';
import { findPlayer, type PlayerState, type RevealPhase, type RoomState } from './state.ts';

/** A canvas takes late ink for this long after the reveal begins (SPEC TN-7). */
export const CANVAS_CLOSES_AFTER_MS = 5_000;
/** How long a canvas may wait for its seal before it is closed with what the log holds (SPEC TN-8). */
export const SEAL_OVERDUE_MS = 3_000;
/** A guesser who is cut off is waited for this long before the turn may end without them (SPEC TN-6). */
export const CUT_GRACE_MS = 30_000;

/** Words on offer in each turn. */
const CHOICES = 3;

/** SPEC TN-1: begins a game with everyone who is in the room. */
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

/** SPEC TN-3: the chosen word is drawn on a fresh canvas whose id nobody could guess. */
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
  };
  say(draft, { type: 'turn-started', playerId, nickname, turnId });
  draft.events.push({ type: 'turn-started', turnId });
}

/** SPEC TN-6: a turn ends early when everyone who can still guess has guessed, and somebody has. */
export function endTurnIfAllRight(draft: Draft): void {
  const { state, now } = draft;
  const { phase } = state;
  if (phase.type !== 'drawing' || phase.rights.length === 0) return;
  const waitedFor = (playerId: string): boolean => {
    const player = findPlayer(state, playerId);
    if (player === undefined || phase.rights.some((right) => right.playerId === playerId)) return false;
    return player.connected || now - player.awayAt < CUT_GRACE_MS;
  };
  if (!phase.guessers.some(waitedFor)) endTurn(draft);
}

/** What a departure does to the turn: without its drawer it cannot go on (SPEC TN-9). */
export function leaveTurn(draft: Draft, playerId: string): void {
  const { phase } = draft.state;
  if (phase.type === 'choosing' && phase.drawerId === playerId) nextTurn(draft);
  else if (phase.type === 'drawing') {
    if (phase.turn.drawers.some((drawer) => drawer.playerId === playerId)) endTurn(draft);
    else endTurnIfAllRight(draft);
  }
}

/** SPEC TN-8: the picture is final; every copy of the canvas can be compared with this hash. */
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
  if (phase.type === 'choosing' && now >= phase.deadline) {
    const drawer = findPlayer(state, phase.drawerId);
    const [index, random] = drawInt(state.random, Math.max(1, phase.choices.length));
    state.random = random;
    const word = phase.choices[index];
    if (drawer === undefined || word === undefined) nextTurn(draft);
    else beginDrawing(draft, drawer, word);
  } else if (phase.type === 'drawing') {
    if (now >= phase.deadline) endTurn(draft);
    else {
      const times = hintTimes(phase.hints.length, state.settings.drawTimeMs);
      phase.hintsShown = times.filter((time) => now >= phase.startedAt + time).length;
      endTurnIfAllRight(draft);
    }
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
      return phase.deadline;
    case 'drawing': {
      const hint = hintTimes(phase.hints.length, state.settings.drawTimeMs)[phase.hintsShown];
      const away = phase.rights.length > 0 ? graceEnds(state, phase.guessers) : [];
      return Math.min(phase.deadline, ...(hint === undefined ? [] : [phase.startedAt + hint]), ...away);
    }
    case 'reveal':
      return phase.canvas.state === 'closed' ? nextTurnAt(state, phase.deadline) : phase.canvas.until;
    default:
      return undefined;
  }
}

function graceEnds(state: RoomState, guessers: string[]): number[] {
  return guessers.flatMap((id) => {
    const player = findPlayer(state, id);
    return player === undefined || player.connected ? [] : [player.awayAt + CUT_GRACE_MS];
  });
}

/** Nobody there: not before someone comes. Only absent players left to draw: not before their grace is over. */
function nextTurnAt(state: RoomState, deadline: number): number | undefined {
  if (!state.players.some((player) => player.connected)) return undefined;
  const queue = state.game?.queue ?? [];
  if (queue.some((id) => findPlayer(state, id)?.connected)) return deadline;
  return Math.max(deadline, ...graceEnds(state, queue));
}

function endTurn(draft: Draft): void {
  const { state, now } = draft;
  const { phase } = state;
  if (phase.type !== 'drawing') return;
  const { turn, word, guessers, rights, startedAt } = phase;
  const points = scoreTurn({
    drawTimeMs: state.settings.drawTimeMs,
    startedAt,
    drawers: turn.drawers.map((drawer) => drawer.playerId),
    guessers,
    rights,
  });
  for (const player of state.players) player.score += points[player.playerId] ?? 0;
  state.phase = {
    type: 'reveal',
    turn,
    word,
    startedAt,
    endedAt: now,
    deadline: now + state.settings.revealTimeMs,
    guessers,
    rights,
    points,
    canvas: { state: 'open', until: now + CANVAS_CLOSES_AFTER_MS, hash: '' },
  };
  say(draft, { type: 'turn-ended', word, turnId: turn.turnId });
  draft.events.push({ type: 'turn-ended', turnId: turn.turnId });
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
  if ((nextTurnAt(state, now) ?? Infinity) > now) {
    if (state.phase.type === 'choosing') state.phase.deadline = now + 1_000;
    return;
  }
  if (!game.queue.some(here)) {
    if (game.round >= state.settings.rounds || state.players.length < 2) {
      endGame(draft);
      return;
    }
    game.round += 1;
    game.queue = state.players.map((player) => player.playerId);
  }
  const drawerId = game.queue.find(here);
  if (drawerId === undefined) return;
  game.queue = game.queue.filter((id) => id !== drawerId);
  const pack = state.words.length > 0 ? state.words : WORD_PACKS[state.settings.language];
  const [offer, random] = chooseWords(state.random, pack, new Set(state.usedWords), CHOICES);
  state.random = random;
  if (offer.startedOver) state.usedWords = [];
  const choices = offer.words.map((word) => word.text);
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

function newId(state: RoomState): string {
  const [id, random] = drawId(state.random);
  state.random = random;
  return id;
}

/** Name of the canvas of a turn. */
export const turnCanvas = (state: Pick<RoomState, 'roomId'>, turnId: string): string => canvasDocument(state.roomId, turnId);
