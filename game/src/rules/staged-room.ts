import { DEFAULT_SETTINGS, type IntentBody, type IntentRefusal, type Settings } from '../documents/index.ts';
import type { Word } from '../words/index.ts';
import { nextTick, reduce, type Command, type CommandRefusal, type RoomEvent } from './index.ts';
import { createRoomState, findPlayer, type PlayerState, type RoomState } from './state.ts';

/** A room played without host or log: commands go straight to the reducer, and ticks come when they are due. */
export type StagedRoom = {
  state: RoomState;
  now: number;
  /** Everything that has happened, oldest first. */
  readonly events: RoomEvent[];
  perform(command: Command): CommandRefusal | undefined;
  /** Lets spectators join and be there. */
  watch(...playerIds: string[]): void;
  /** Lets players join and be there. */
  enter(...playerIds: string[]): void;
  cutOff(...playerIds: string[]): void;
  reconnect(...playerIds: string[]): void;
  /** Returns the refusal of the acknowledgement. */
  ask(playerId: string, intent: IntentBody): IntentRefusal | undefined;
  say(playerId: string, text: string): IntentRefusal | undefined;
  /** Time passes; every tick comes on time. */
  wait(ms: number): void;
  /** There is ink on the canvas of the turn, if there is one. */
  draw(): void;
  /** Starts a game and lets the first drawer choose. */
  beginDrawing(): void;
  /** Everyone who is there takes part: from drawing or reveal to the next turn or the podium, with every canvas closed on time. */
  finishTurn(): void;
  player(playerId: string): PlayerState;
};

export const STAGE_STARTS_AT = 1_700_000_000_000;

/** @param given `players` join at once and are there; the first is the host. */
export function stageRoom(given: {
  players?: readonly string[];
  settings?: Partial<Settings>;
  words?: readonly Word[];
  seed?: string;
}): StagedRoom {
  let intents = 0;
  const room: StagedRoom = {
    state: createRoomState({
      roomId: 'room1',
      code: 'CODE1',
      name: 'A room',
      seed: given.seed ?? '5eed'.repeat(16),
      settings: { ...DEFAULT_SETTINGS, ...given.settings },
      words: given.words ?? [],
      now: STAGE_STARTS_AT,
    }),
    now: STAGE_STARTS_AT,
    events: [],
    perform(command) {
      const reduced = reduce(room.state, command, room.now);
      room.state = reduced.state;
      room.events.push(...reduced.events);
      return reduced.refusal;
    },
    enter(...playerIds) {
      for (const playerId of playerIds) {
        room.perform({ type: 'join', playerId, nickname: playerId });
        room.reconnect(playerId);
      }
    },
    watch(...playerIds) {
      for (const playerId of playerIds) {
        room.perform({ type: 'join', playerId, nickname: playerId, role: 'spectator' });
        room.reconnect(playerId);
      }
    },
    cutOff(...playerIds) {
      for (const playerId of playerIds) room.perform({ type: 'presence', playerId, connected: false });
    },
    reconnect(...playerIds) {
      for (const playerId of playerIds) room.perform({ type: 'presence', playerId, connected: true });
    },
    ask(playerId, body) {
      const id = intentId(++intents);
      room.perform({ type: 'intent', playerId, intent: { ...body, id } });
      const acks = room.events.flatMap((event) => (event.type === 'ack' ? [event.ack] : []));
      const ack = acks.findLast((one) => one.id === id);
      if (ack === undefined) throw new Error('The intent was not acknowledged.');
      return ack.refusal;
    },
    say: (playerId, text) => room.ask(playerId, { type: 'say', text }),
    wait(ms) {
      const until = room.now + ms;
      for (let due = nextTick(room.state); due !== undefined && due <= until; due = nextTick(room.state)) {
        if (due < room.now) throw new Error('A tick is due in the past.');
        room.now = due;
        room.perform({ type: 'tick' });
        const again = nextTick(room.state);
        if (again !== undefined && again <= due) throw new Error('A tick changed nothing.');
      }
      room.now = until;
    },
    draw() {
      const { phase } = room.state;
      if (phase.type === 'drawing') room.perform({ type: 'ink', turnId: phase.turn.turnId });
    },
    beginDrawing() {
      const { hostId } = room.state;
      room.ask(hostId, { type: 'start' });
      const { phase } = room.state;
      if (phase.type === 'choosing') room.ask(phase.drawers[0] ?? '', { type: 'choose', choice: 0 });
      room.draw();
    },
    finishTurn() {
      const { phase } = room.state;
      if (phase.type === 'drawing') {
        room.draw();
        for (const { playerId, connected } of room.state.players) {
          if (connected) room.ask(playerId, { type: 'here' });
        }
        room.wait(phase.deadline - room.now);
      }
      const reveal = room.state.phase;
      if (reveal.type !== 'reveal') return;
      room.wait(Math.max(0, reveal.canvas.until - room.now));
      room.perform({ type: 'canvas-closed', turnId: reveal.turn.turnId, hash: 'hash' });
      room.wait(Math.max(0, reveal.deadline - room.now));
    },
    player(playerId) {
      const player = findPlayer(room.state, playerId);
      if (player === undefined) throw new Error(`${playerId} is not in the room.`);
      return player;
    },
  };
  room.enter(...(given.players ?? []));
  return room;
}

/** A UUID for the intent of this number. */
export const intentId = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
