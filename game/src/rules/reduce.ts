import { LIMITS } from '../limits/index.ts';
import { noteInk } from './activity.ts';
import type { Command, Draft, Reduced } from './commands.ts';
import { applyIntent } from './intents.ts';
import { join } from './join.ts';
import { hostReplacedAt, replaceAbsentHost, setPresence } from './players.ts';
import { findMember, type RoomState } from './state.ts';
import { advance, closeCanvas, nextDeadline } from './turns.ts';

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
  // What was due has happened, even if its tick comes later than this command (SPEC TN-12).
  advance(draft);
  const refusal = handle(draft, command);
  if (refusal !== undefined) return { state, events: [], refusal };
  advance(draft);
  replaceAbsentHost(draft);
  return { state: draft.state, events: draft.events };
}

/** When the next `tick` is due, in server ms, or `undefined` if only players can move the room on. */
export function nextTick(state: RoomState): number | undefined {
  const due = [nextDeadline(state), hostReplacedAt(state)].filter((at) => at !== undefined);
  return due.length === 0 ? undefined : Math.min(...due);
}

function handle(draft: Draft, command: Command): Reduced['refusal'] {
  switch (command.type) {
    case 'join':
      return join(draft, command);
    case 'presence':
      setPresence(draft, command.playerId, command.connected);
      return undefined;
    case 'intent': {
      const member = findMember(draft.state, command.playerId);
      if (member === undefined) return 'unknown-player';
      if (member.applied.includes(command.intent.id)) return undefined;
      member.applied = [...member.applied, command.intent.id].slice(-LIMITS.maxAppliedIntents);
      applyIntent(draft, member, command.intent);
      return undefined;
    }
    case 'ink':
      noteInk(draft, command.turnId);
      return undefined;
    case 'canvas-closed':
      closeCanvas(draft, command.turnId, command.hash);
      return undefined;
    case 'tick':
      return undefined;
  }
}
