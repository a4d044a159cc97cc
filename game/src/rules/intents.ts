import * as Value from 'typebox/value';
import { Settings, type Intent, type IntentRefusal, type Reaction } from '../documents/index.ts';
import { isAvatar } from '../ink/index.ts';
import { LIMITS } from '../limits/index.ts';
import {
  checkCustomWords,
  FEWEST_CUSTOM_WORDS,
  isAsLongAsWord,
  judgeGuess,
  type GuessVerdict,
} from '../words/index.ts';
import { noteActivity } from './activity.ts';
import { acknowledge, notify, say, type Draft } from './commands.ts';
import { handOver, leave, remove } from './players.ts';
import { leaveSpectators, removeSpectator, sit, stand } from './spectators.ts';
import {
  AVATAR_MESSAGES,
  drawsIn,
  findPlayer,
  MESSAGE_BURST,
  MESSAGE_INTERVAL_MS,
  type DrawingPhase,
  type MemberState,
  type PlayerState,
} from './state.ts';
import { beginDrawing, MIN_PLAYERS, startGame } from './turns.ts';
import { castVote, hostRemovesAlone, otherPlayer } from './votes.ts';
import { putUpWall, renewWall } from './wall.ts';

/** Gives one intent its effect, once, and acknowledges it with or without a refusal (SPEC SY-6). */
export function applyIntent(draft: Draft, member: MemberState, intent: Intent): void {
  const player = findPlayer(draft.state, member.playerId);
  if (player !== undefined) noteActivity(draft, player);
  const refusal =
    player === undefined ? effectOfSpectator(draft, member, intent) : effect(draft, player, intent);
  acknowledge(draft, member.playerId, intent.id, refusal);
}

/** Who watches may come, go, take a seat and react, and nothing else (SPEC RM-22). */
function effectOfSpectator(draft: Draft, spectator: MemberState, intent: Intent): IntentRefusal | undefined {
  switch (intent.type) {
    case 'leave':
      leaveSpectators(draft, spectator);
      return undefined;
    case 'sit':
      return sit(draft, spectator);
    case 'react':
      return react(draft, spectator, intent.reaction);
    case 'here':
      return undefined;
    default:
      return 'not-player';
  }
}

function effect(draft: Draft, player: PlayerState, intent: Intent): IntentRefusal | undefined {
  const { state } = draft;
  switch (intent.type) {
    case 'say':
      return hear(draft, player, intent);
    case 'choose': {
      if (state.phase.type !== 'choosing') return 'not-now';
      if (!state.phase.drawers.includes(player.playerId)) return 'not-drawer';
      const word = state.phase.choices[intent.choice];
      if (word === undefined) return 'bad-choice';
      beginDrawing(draft, word);
      return undefined;
    }
    case 'start':
    case 'again': {
      if (player.playerId !== state.hostId) return 'not-host';
      if (state.phase.type !== (intent.type === 'start' ? 'lobby' : 'podium')) return 'not-now';
      if (intent.type === 'again') {
        state.phase = { type: 'lobby', wall: putUpWall(state) };
        return undefined;
      }
      if (state.players.filter((one) => one.connected).length < MIN_PLAYERS) return 'too-few-players';
      startGame(draft);
      return undefined;
    }
    case 'settings':
      return whyNotArrange(draft, player) ?? changeSettings(draft, intent);
    case 'words':
      return whyNotArrange(draft, player) ?? giveWords(draft, intent);
    case 'leave':
      leave(draft, player);
      return undefined;
    case 'sit':
      return 'not-now';
    case 'stand':
      return stand(draft, player);
    case 'here':
      return undefined;
    case 'kick':
      return kick(draft, player, intent.playerId);
    case 'host':
      if (player.playerId !== state.hostId) return 'not-host';
      return handOver(state, otherPlayer(state, player, intent.playerId));
    case 'avatar':
      return changeAvatar(draft, player, intent.avatar);
    case 'react':
      return react(draft, player, intent.reaction);
    case 'wall':
      return takeAllowance(draft, player) ? renewWall(state, player) : 'too-fast';
    case 'lock':
      if (player.playerId !== state.hostId) return 'not-host';
      state.locked = intent.locked;
      return undefined;
  }
}

/** What the game will be is the host's to say, between games (SPEC RM-4, WD-6). */
function whyNotArrange({ state }: Draft, player: PlayerState): IntentRefusal | undefined {
  if (player.playerId !== state.hostId) return 'not-host';
  return state.phase.type === 'lobby' || state.phase.type === 'podium' ? undefined : 'not-now';
}

function changeSettings(
  { state }: Draft,
  intent: Extract<Intent, { type: 'settings' }>,
): IntentRefusal | undefined {
  const settings = { ...state.settings, ...intent.settings };
  if (!Value.Check(Settings, settings) || settings.maxPlayers < state.players.length) return 'bad-settings';
  state.settings = settings;
  state.everPublic ||= settings.isPublic;
  return undefined;
}

/** SPEC WD-6, WD-7. */
function giveWords(draft: Draft, intent: Extract<Intent, { type: 'words' }>): IntentRefusal | undefined {
  const { use } = intent;
  const given = intent.words && checkCustomWords(intent.words).words;
  const words = given ?? draft.state.customWords.words;
  if (words.length < FEWEST_CUSTOM_WORDS[use]) return 'bad-words';
  draft.state.customWords = { use, words };
  if (given !== undefined) draft.events.push({ type: 'words', words: given });
  return undefined;
}

/** SPEC RM-25. */
function react(draft: Draft, member: MemberState, reaction: Reaction): IntentRefusal | undefined {
  const { state, now } = draft;
  const { type } = state.phase;
  if (type !== 'drawing' && type !== 'reveal' && type !== 'podium') return 'not-now';
  if (!takeAllowance(draft, member)) return 'too-fast';
  const id = state.nextMessageId++;
  const { playerId } = member;
  draft.events.push({ type: 'reaction', reaction: { id, at: now, playerId, reaction } });
  return undefined;
}

/** SPEC RM-20; while a word is secret, who has guessed it could draw it into their avatar. */
function changeAvatar(draft: Draft, player: PlayerState, avatar: string): IntentRefusal | undefined {
  const { type } = draft.state.phase;
  if (type === 'choosing' || type === 'drawing') return 'not-now';
  if (!takeAllowance(draft, player, AVATAR_MESSAGES)) return 'too-fast';
  if (!isAvatar(avatar)) return 'bad-avatar';
  draft.events.push({ type: 'avatar', playerId: player.playerId, avatar });
  return undefined;
}

/** SPEC RM-12, RM-13. */
function kick(draft: Draft, player: PlayerState, targetId: string): IntentRefusal | undefined {
  const { state } = draft;
  const spectator = state.spectators.find((one) => one.playerId === targetId);
  if (spectator !== undefined) return removeSpectator(draft, player, spectator);
  const target = otherPlayer(state, player, targetId);
  if (target === undefined) return 'no-such-player';
  if (hostRemovesAlone(state, player.playerId)) {
    remove(draft, target);
    return undefined;
  }
  const result = castVote(state, player, target);
  if ('refusal' in result) return result.refusal;
  if (result.decided) remove(draft, target);
  return undefined;
}

type Say = Extract<Intent, { type: 'say' }>;

function hear(draft: Draft, player: PlayerState, intent: Say): IntentRefusal | undefined {
  const { text } = intent;
  if (!takeAllowance(draft, player)) return 'too-fast';
  const { phase } = draft.state;
  const { playerId, nickname } = player;
  if (phase.type === 'choosing' && phase.drawers.includes(playerId)) return 'drawer-silent';
  if (phase.type !== 'drawing') {
    say(draft, { type: 'said', playerId, nickname, text });
    return undefined;
  }
  if (knowsWord(phase, playerId)) {
    for (const other of draft.state.players) {
      if (knowsWord(phase, other.playerId)) {
        notify(draft, other.playerId, { type: 'solver-said', playerId, nickname, text });
      }
    }
    return undefined;
  }
  guess(draft, phase, player, intent);
  return undefined;
}

/** Who may see the word while it is secret: its drawers, and those who have guessed it (SPEC GS-7). */
export function knowsWord(phase: DrawingPhase, playerId: string): boolean {
  return drawsIn(phase, playerId) || phase.rights.some((right) => right.playerId === playerId);
}

/** What becomes of a message from someone who may guess (SPEC GS-9 … GS-11). */
function guess(draft: Draft, phase: DrawingPhase, player: PlayerState, { id, text }: Say): void {
  const { playerId, nickname } = player;
  const verdict = judgeGuess(text, phase.word);
  draft.events.push({
    type: 'guess',
    turnId: phase.turn.turnId,
    guess: { id, playerId, nickname, text, at: draft.now, verdict },
  });
  countTry(phase, playerId, text, verdict);
  switch (verdict) {
    case 'right':
      phase.rights.push({ playerId, at: draft.now, wrongTries: phase.wrongTries?.[playerId] ?? 0 });
      say(draft, { type: 'guessed', playerId, nickname });
      return;
    case 'contains':
      notify(draft, playerId, { type: 'held-back', text });
      return;
    case 'close':
      notify(draft, playerId, { type: 'close', text });
      say(draft, { type: 'said', playerId, nickname, text });
      return;
    case 'wrong':
      say(draft, { type: 'said', playerId, nickname, text });
  }
}

/** SPEC GS-16; of what the archive leaves out (GS-15) nothing counts, so that points can be computed from it again. */
function countTry(phase: DrawingPhase, playerId: string, text: string, verdict: GuessVerdict): void {
  const { judged = 0, wrongTries = {} } = phase;
  phase.judged = judged + 1;
  if (verdict !== 'wrong' || judged >= LIMITS.maxTurnGuesses || !isAsLongAsWord(text, phase.word)) return;
  phase.wrongTries = { ...wrongTries, [playerId]: (wrongTries[playerId] ?? 0) + 1 };
}

/** @param messages as many does it count for (SPEC GS-8) */
function takeAllowance(draft: Draft, player: MemberState, messages = 1): boolean {
  const regained = Math.floor(Math.max(0, draft.now - player.allowanceAt) / MESSAGE_INTERVAL_MS);
  if (regained > 0) {
    player.allowance = Math.min(MESSAGE_BURST, player.allowance + regained);
    player.allowanceAt += regained * MESSAGE_INTERVAL_MS;
  }
  if (player.allowance < messages) return false;
  player.allowance -= messages;
  return true;
}
