import { LIMITS } from '../limits/index.ts';
import type { Command, Draft, Reduced } from './commands.ts';
import { say } from './commands.ts';
import { applyIntent } from './intents.ts';
import { findPlayer, MESSAGE_BURST, type PlayerState, type RoomState } from './state.ts';
import { advance, closeCanvas, endTurnIfAllRight, nextDeadline } from './turns.ts';

/** An absent host keeps the room for this long; then the first player who is there takes over (SPEC RM-6). */
export const HOST_ABSENCE_MS = 15_000;

/**
 * The one judge (DESIGN §2): takes a room from one state to the next. Pure and deterministic: the same state, command
 * and `now` (server ms) give the same result, on any machine. Never throws for anything a player can send.
 *
 * @returns the new state, its revision one higher, and what happened; or the old state and a refusal.
 */
export function reduce(state: RoomState, command: Command, now: number): Reduced {
  const copy = JSON.parse(JSON.stringify(state)) as RoomState;
  copy.revision += 1;
  copy.activeAt = now;
  const draft: Draft = { state: copy, events: [], now };
  const refusal = handle(draft, command);
  if (refusal !== undefined) return { state, events: [], refusal };
  advance(draft);
  replaceAbsentHost(draft);
  return { state: draft.state, events: draft.events };
}

/** When the next `tick` is due, in server ms, or `undefined` if only players can move the room on. */
export function nextTick(state: RoomState): number | undefined {
  return nextDeadline(state);
}

function handle(draft: Draft, command: Command): Reduced['refusal'] {
  switch (command.type) {
    case 'join':
      return join(draft, command.playerId, command.nickname);
    case 'presence':
      setPresence(draft, command.playerId, command.connected);
      return undefined;
    case 'intent': {
      const player = findPlayer(draft.state, command.playerId);
      if (player === undefined) return 'unknown-player';
      if (player.applied.includes(command.intent.id)) return undefined;
      player.applied = [...player.applied, command.intent.id].slice(-LIMITS.maxAppliedIntents);
      applyIntent(draft, player, command.intent);
      return undefined;
    }
    case 'canvas-closed':
      closeCanvas(draft, command.turnId, command.hash);
      return undefined;
    case 'tick':
      return undefined;
  }
}

/** SPEC RM-2, RM-3: a known player comes back as who they were; a name that is taken gets a number. */
function join(draft: Draft, playerId: string, nickname: string): Reduced['refusal'] {
  const { state, now } = draft;
  const known = findPlayer(state, playerId);
  if (known !== undefined) return undefined;
  if (state.players.length >= state.settings.maxPlayers) return 'room-full';
  const player: PlayerState = {
    playerId,
    nickname: freeNickname(state, nickname),
    joinedAt: now,
    connected: false,
    awayAt: now,
    score: 0,
    applied: [],
    allowance: MESSAGE_BURST,
    allowanceAt: now,
  };
  state.players.push(player);
  if (state.hostId === '') state.hostId = playerId;
  if (state.game !== null) state.game.queue.push(playerId);
  if (state.phase.type === 'drawing') state.phase.guessers.push(playerId);
  say(draft, { type: 'joined', playerId, nickname: player.nickname });
  return undefined;
}

function freeNickname(state: RoomState, wanted: string): string {
  const taken = new Set(state.players.map((player) => player.nickname));
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number++) {
    const suffix = ` ${number}`;
    const name = [...wanted].slice(0, LIMITS.maxNicknameChars - suffix.length).join('') + suffix;
    if (!taken.has(name)) return name;
  }
}

function setPresence(draft: Draft, playerId: string, connected: boolean): void {
  const player = findPlayer(draft.state, playerId);
  if (player === undefined || player.connected === connected) return;
  player.connected = connected;
  if (!connected) player.awayAt = draft.now;
  endTurnIfAllRight(draft);
}

function replaceAbsentHost(draft: Draft): void {
  const { state, now } = draft;
  const host = findPlayer(state, state.hostId);
  if (host !== undefined && (host.connected || now - host.awayAt < HOST_ABSENCE_MS)) return;
  const next = state.players.find((player) => player.connected) ?? (host === undefined ? state.players[0] : host);
  state.hostId = next?.playerId ?? '';
}
