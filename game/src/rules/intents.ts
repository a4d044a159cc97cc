import * as Value from 'typebox/value';
import { Settings, type Intent, type IntentRefusal, type Reaction } from '../documents/index.ts';
import { isAvatar } from '../ink/index.ts';
import { holdsRudeWord, readRoomName } from '../text/index.ts';
import { checkCustomWords, FEWEST_CUSTOM_WORDS } from '../words/index.ts';
import { noteActivity } from './activity.ts';
import { takeAllowance } from './allowance.ts';
import { acknowledge, type Draft } from './commands.ts';
import { hear } from './messages.ts';
import { handOver, leave, remove } from './players.ts';
import { leaveSpectators, removeSpectator, sit, stand } from './spectators.ts';
import { AVATAR_MESSAGES, SEAT_MESSAGES, findPlayer, type MemberState, type PlayerState } from './state.ts';
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
      return takeAllowance(draft, spectator, SEAT_MESSAGES) ? sit(draft, spectator) : 'too-fast';
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
      return takeAllowance(draft, player, SEAT_MESSAGES) ? stand(draft, player) : 'too-fast';
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
    case 'name':
      return rename(draft, player, intent.name);
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
  if (settings.isPublic && holdsRudeWord(state.name)) return 'bad-name';
  state.settings = settings;
  state.everPublic ||= settings.isPublic;
  return undefined;
}

/** SPEC RM-26. */
function rename({ state }: Draft, player: PlayerState, text: string): IntentRefusal | undefined {
  if (player.playerId !== state.hostId) return 'not-host';
  if (state.phase.type !== 'lobby') return 'not-now';
  const name = readRoomName(text);
  if (name === undefined || (state.settings.isPublic && holdsRudeWord(name))) return 'bad-name';
  state.name = name;
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
