import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Intent } from '../documents/index.ts';
import { judgeGuess } from '../words/index.ts';
import { nextTick, reduce, viewPrivate, viewRoom, type Command, type RoomState } from './index.ts';
import { intentId, stageRoom } from './staged-room.ts';

const PLAYERS = ['ann', 'ben', 'cho', 'dan', 'eve'];

/** A step: time that passes, then somebody who does something; or, without `what`, everything that is due on the way. */
type Step = { waitMs: number; who: string; what?: What };
type What =
  | 'join'
  | 'come'
  | 'go'
  | 'leave'
  | 'start'
  | 'again'
  | 'choose'
  | 'guess'
  | 'tell'
  | 'chat'
  | 'set'
  | 'close'
  | 'here'
  | 'ink'
  | 'stand'
  | 'sit'
  | 'tick';

const anyWhat = fc.constantFrom<What>(
  ...([
    'join',
    'come',
    'come',
    'go',
    'leave',
    'start',
    'start',
    'again',
    'choose',
    'choose',
    'guess',
    'guess',
  ] as const),
  ...(['tell', 'chat', 'set', 'close', 'close', 'here', 'ink', 'ink', 'stand', 'sit', 'tick'] as const),
);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ waitMs: fc.nat(3_000), who: fc.constantFrom(...PLAYERS), what: anyWhat }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ waitMs: fc.nat(120_000), who: fc.constantFrom(...PLAYERS), what: anyWhat }),
  },
  { weight: 2, arbitrary: fc.record({ waitMs: fc.nat(40_000), who: fc.constant('') }) },
);

const secretOf = ({ phase }: RoomState): string => (phase.type === 'drawing' ? phase.word : 'elephant');

function toCommand(state: RoomState, { who, what }: Step, number: number): Command {
  const intent = (body: object): Command => ({
    type: 'intent',
    playerId: who,
    intent: { id: intentId(number), ...body } as Intent,
  });
  switch (what) {
    case 'join':
      return { type: 'join', playerId: who, nickname: number % 2 === 0 ? 'Mo' : who };
    case 'come':
    case 'go':
      return { type: 'presence', playerId: who, connected: what === 'come' };
    case 'choose':
      return intent({ type: 'choose', choice: number % 4 });
    case 'guess':
      return intent({ type: 'say', text: secretOf(state) });
    case 'tell':
      return intent({ type: 'say', text: `I think ${secretOf(state)}!` });
    case 'chat':
      return intent({ type: 'say', text: 'hello' });
    case 'set':
      return intent({
        type: 'settings',
        settings: { rounds: 1 + (number % 2), maxPlayers: 3 + (number % 3) },
      });
    case 'close': {
      const turnId = state.phase.type === 'reveal' ? state.phase.turn.turnId : 'none';
      return { type: 'canvas-closed', turnId, hash: 'abc' };
    }
    case 'ink': {
      const turnId = state.phase.type === 'drawing' ? state.phase.turn.turnId : 'none';
      return { type: 'ink', turnId };
    }
    case 'leave':
    case 'here':
    case 'start':
    case 'again':
    case 'stand':
    case 'sit':
      return intent({ type: what });
    default:
      return { type: 'tick' };
  }
}

/** Plays the steps and shows every change to `look`. */
function play(
  steps: readonly Step[],
  look: (before: RoomState, after: RoomState, reduced: ReturnType<typeof reduce>, command: Command) => void,
): void {
  const mode = steps.length % 2 === 0 ? 'classic' : 'team';
  const room = stageRoom({ players: PLAYERS.slice(0, 3), settings: { rounds: 1, mode } });
  const perform = (command: Command): void => {
    const before = room.state;
    const text = JSON.stringify(before);
    const reduced = reduce(before, command, room.now);
    expect(JSON.stringify(before)).toBe(text);
    room.state = reduced.state;
    look(before, room.state, reduced, command);
  };
  perform({ type: 'intent', playerId: 'ann', intent: { id: intentId(0), type: 'start' } });
  for (const [index, step] of steps.entries()) {
    const number = index + 1;
    const until = room.now + step.waitMs;
    for (let ticks = 0; step.what === undefined; ticks++) {
      const due = nextTick(room.state);
      if (due === undefined || due > until) break;
      expect(ticks).toBeLessThan(100);
      room.now = Math.max(room.now, due);
      perform({ type: 'tick' });
    }
    room.now = until;
    if (step.what !== undefined) perform(toCommand(room.state, step, number));
  }
}

const anySteps = fc.array(anyStep, { minLength: 1, maxLength: 60 });
const always = (look: Parameters<typeof play>[1]): void =>
  fc.assert(
    fc.property(anySteps, (steps) => play(steps, look)),
    { numRuns: 150 },
  );

describe('whatever is done, and whenever', () => {
  it('TN-13 a tick is due later than now, or not at all', () => {
    always((_before, after, { refusal }) => {
      if (refusal !== undefined) return;
      expect(nextTick(after) ?? Infinity).toBeGreaterThan(after.activeAt);
    });
  });

  it('ST-1 the state is plain JSON, and nothing changes the one before', () => {
    always((before, after, { refusal }) => {
      expect(JSON.parse(JSON.stringify(after))).toEqual(after);
      if (refusal === undefined) expect(after.revision).toBe(before.revision + 1);
      else expect(after).toBe(before);
    });
  });

  it('ST-1 the same command at the same time gives the same', () => {
    always((before, _after, reduced, command) => {
      if (reduced.refusal !== undefined) return;
      expect(
        reduce(JSON.parse(JSON.stringify(before)) as RoomState, command, reduced.state.activeAt),
      ).toEqual(reduced);
    });
  });

  it('GS-7 the word is read by those who may know it alone', () => {
    always((_before, after, { events }) => {
      const { phase } = after;
      if (phase.type === 'choosing') {
        for (const { playerId } of after.players) {
          const { choices } = viewPrivate(after, playerId);
          expect(choices === undefined).toBe(!phase.drawers.includes(playerId));
        }
      }
      if (phase.type !== 'drawing') return;
      const holdsWord = (value: unknown): boolean => {
        const verdict = judgeGuess(JSON.stringify(value), phase.word);
        return verdict === 'right' || verdict === 'contains';
      };
      const knowing = new Set([
        ...phase.turn.drawers.map((drawer) => drawer.playerId),
        ...phase.rights.map((right) => right.playerId),
      ]);
      expect(holdsWord(viewRoom(after).phase)).toBe(false);
      for (const { playerId } of after.players) {
        expect(holdsWord(viewPrivate(after, playerId))).toBe(knowing.has(playerId));
      }
      const ended = events.some((event) => event.type === 'turn-ended');
      for (const event of ended ? [] : events) {
        if (event.type === 'chat' && event.message.type === 'said')
          expect(holdsWord(event.message.text)).toBe(false);
        if (event.type === 'notice' && event.notice.type === 'solver-said') {
          expect(knowing.has(event.playerId)).toBe(true);
        }
      }
    });
  });

  it('TN-15 nobody who is idle or away is asked to draw', () => {
    always((before, { phase, players }, _reduced, command) => {
      if (phase.type !== 'choosing' || before.phase.type === 'choosing') return;
      for (const player of players.filter(({ playerId }) => phase.drawers.includes(playerId))) {
        // Whoever goes in the moment in which they are asked was there.
        if ('playerId' in command && command.playerId === player.playerId) continue;
        expect(player).toMatchObject({ idle: false, connected: true });
      }
    });
  });

  it('TN-14 a skipped turn gives nobody anything', () => {
    always((_before, { phase }) => {
      if (phase.type !== 'reveal' || !phase.skipped) return;
      expect(Object.values(phase.points)).toEqual(phase.turn.drawers.map(() => 0));
    });
  });

  it('TN-7 SC-6 scores are the sum of the points that were shown', () => {
    const sums = new Map<string, number>();
    always((before, after, { events }) => {
      for (const event of events) {
        const { phase } = after;
        if (event.type === 'chat' && event.message.type === 'game-started') sums.clear();
        if (event.type === 'player-left') sums.delete(event.playerId);
        if (event.type !== 'turn-ended' || phase.type !== 'reveal') continue;
        for (const [playerId, points] of Object.entries(phase.points)) {
          sums.set(playerId, (sums.get(playerId) ?? 0) + points);
        }
      }
      if (before.revision === 0 || after.game === null) return;
      const { startedAt } = after.game;
      const lasting = after.players.filter((player) => player.joinedAt <= startedAt);
      expect(lasting.map((player) => player.score)).toEqual(
        lasting.map((player) => sums.get(player.playerId) ?? 0),
      );
    });
  });

  it('RM-6 RM-10 the host is in the room, and the room is never too full', () => {
    always((_before, after) => {
      const ids = after.players.map((player) => player.playerId);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length === 0 ? after.hostId === '' : ids.includes(after.hostId)).toBe(true);
      expect(ids.length).toBeLessThanOrEqual(after.settings.maxPlayers);
      expect(new Set(after.players.map((player) => player.nickname)).size).toBe(ids.length);
    });
  });
});
