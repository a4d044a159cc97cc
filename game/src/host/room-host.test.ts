import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  canvasDocument,
  chatDocument,
  DEFAULT_SETTINGS,
  outboxDocument,
  privateDocument,
  readChat,
  roomDocument,
  ROOTS,
} from '../documents/index.ts';
import { LIMITS } from '../limits/index.ts';
import type { LogRecord } from '../log/index.ts';
import type { RoomState } from '../rules/index.ts';
import { CURRENT_SCORING } from '../scoring/index.ts';
import { createRoomHost } from './index.ts';
import { ROOM_ID, stageHost, type Crash, type StagedHost } from './staged-host.ts';

const chat = (game: StagedHost) => readChat(game.readers.get(chatDocument(ROOM_ID)) ?? new Y.Doc());

/** The documents as somebody finds them who reads the log now. */
function replay(records: readonly LogRecord[]): Map<string, Y.Doc> {
  const docs = new Map<string, Y.Doc>();
  for (const entry of records.flatMap((record) => record.entries)) {
    if (entry.type === 'drop') docs.delete(entry.document);
    if (entry.type !== 'update') continue;
    const doc = docs.get(entry.document) ?? new Y.Doc();
    docs.set(entry.document, doc);
    Y.applyUpdate(doc, entry.update);
  }
  return docs;
}

const contents = (docs: ReadonlyMap<string, Y.Doc>): unknown =>
  Object.fromEntries(
    [...docs]
      .map(([name, doc]) => [name, clocksOf(doc), asJson(doc)] as const)
      .filter(([, clocks]) => clocks.length > 0)
      .map(([name, clocks, json]) => [name, { clocks, json }]),
  );

const clocksOf = (doc: Y.Doc): [client: number, clock: number][] =>
  [...Y.decodeStateVector(Y.encodeStateVector(doc))].toSorted((a, b) => a[0] - b[0]);

/** All roots of a document that came out of a log, whose kinds nobody has told it yet. */
function asJson(doc: Y.Doc): unknown {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  const maps: string[] = [ROOTS.room, ROOTS.view];
  return [...copy.share.keys()].map((root) =>
    maps.includes(root) ? copy.getMap(root).toJSON() : copy.getArray(root).toArray(),
  );
}

async function guessRight(game: StagedHost, drawer: string, guesser: string): Promise<void> {
  await game.ask(guesser, { type: 'say', text: game.readPrivate(drawer).view.word ?? '' });
}

/** ann and ben play a whole game of one round, in which something of everything happens. */
async function playGame(crash?: Crash): Promise<StagedHost> {
  const game = stageHost(crash === undefined ? {} : { crash });
  for (const playerId of ['ann', 'ben']) await game.enter(playerId);
  game.store([{ type: 'grant', clientId: 7, playerId: 'ann' }]);
  await game.ask('ben', { type: 'start' });
  await game.ask('ben', { type: 'say', text: 'hello' });
  await game.ask('ann', { type: 'start' });
  for (const [drawer, guesser] of [
    ['ann', 'ben'],
    ['ben', 'ann'],
  ] as const) {
    await game.ask(drawer, { type: 'choose', choice: 1 });
    await game.draw('stroke one', 'stroke two');
    await game.wait(3_000);
    await game.ask(guesser, { type: 'say', text: 'no idea' });
    await game.ask(drawer, { type: 'say', text: 'come on' });
    await game.tidy(guesser);
    await guessRight(game, drawer, guesser);
    await game.draw('late stroke');
    await game.wait(DEFAULT_SETTINGS.revealTimeMs);
  }
  return game;
}

/** What players and the archive have at the end. */
const outcome = (game: StagedHost): unknown => ({
  view: game.view(),
  chat: chat(game),
  notices: ['ann', 'ben'].map((playerId) => game.readPrivate(playerId).notices),
  archived: [...game.archived.values()].map((item) =>
    item.kind === 'turn' ? { ...item, canvas: undefined } : item,
  ),
});

describe('a whole game', () => {
  it('SY-6 ST-2 is played by intents in outboxes', async () => {
    const game = await playGame();
    const { phase } = game.view();
    expect(phase).toMatchObject({ type: 'podium' });
    expect(chat(game).map((message) => message.type)).toEqual([
      'joined',
      'joined',
      'said',
      'game-started',
      'turn-started',
      'said',
      'guessed',
      'turn-ended',
      'turn-started',
      'said',
      'guessed',
      'turn-ended',
      'game-ended',
    ]);
    expect(game.stage.failures).toEqual([]);
  });

  it.each(['goes on', 'dies and is opened again'])(
    'TN-14 sees by its ink that a drawer is at work, and skips the turn of one who is not: the host %s',
    async (what) => {
      const game = stageHost({ settings: { drawTimeMs: 60_000 } });
      for (const playerId of ['ann', 'ben']) await game.enter(playerId);
      await game.ask('ann', { type: 'start' });
      await game.wait(DEFAULT_SETTINGS.chooseTimeMs + 10_000);
      await game.draw('stroke one');
      if (what !== 'goes on') {
        await game.host.close();
        game.open();
      }
      await game.settle();
      expect(game.host.state.phase).toMatchObject({ type: 'drawing', inked: true });
      await game.ask('ben', { type: 'here' });
      await game.wait(40_000);
      expect(game.view().phase).toMatchObject({ type: 'drawing' });
      await game.wait(10_000);
      expect(game.view().phase).not.toHaveProperty('skipped');
      await game.wait(DEFAULT_SETTINGS.revealTimeMs + DEFAULT_SETTINGS.chooseTimeMs + 20_000);
      expect(game.view().phase).toMatchObject({ type: 'reveal', skipped: true, points: { ben: 0 } });
    },
  );

  it('ST-1 ink that nobody told the referee of is seen when the host is opened', async () => {
    const game = stageHost({ settings: { drawTimeMs: 60_000 } });
    for (const playerId of ['ann', 'ben']) await game.enter(playerId);
    await game.ask('ann', { type: 'start' });
    await game.ask('ann', { type: 'choose', choice: 0 });
    await game.host.close();
    await game.draw('stroke one');
    expect(game.host.state.phase).toMatchObject({ type: 'drawing', inked: false });
    game.open();
    await game.settle();
    expect(game.host.state.phase).toMatchObject({ type: 'drawing', inked: true });
  });

  it('ST-6 every turn and the game are archived with all that they need', async () => {
    const game = await playGame();
    const items = [...game.archived.values()];
    expect(items.map((item) => item.kind)).toEqual(['turn', 'turn', 'game']);
    const [turn] = items;
    if (turn?.kind !== 'turn') throw new Error('The first item is a turn.');
    expect(turn).toMatchObject({
      number: 1,
      drawers: [{ playerId: 'ann', nickname: 'ann', slot: 0 }],
      guessers: [{ playerId: 'ben', nickname: 'ben' }],
      guesses: [
        { playerId: 'ben', text: 'no idea', verdict: 'wrong' },
        { playerId: 'ben', text: turn.word, verdict: 'right' },
      ],
      scoring: CURRENT_SCORING,
      canvasHash: 'hash of stroke onestroke twolate stroke',
      operationsInTime: 2,
      operations: 3,
    });
    const canvas = new Y.Doc();
    Y.applyUpdate(canvas, turn.canvas);
    expect(canvas.getArray(ROOTS.ink).toArray()).toEqual(['stroke one', 'stroke two', 'late stroke']);
  });

  it('ST-11 the archive learns whether the room was public', async () => {
    for (const isPublic of [true, false]) {
      const game = stageHost({ settings: { isPublic } });
      for (const playerId of ['ann', 'ben']) await game.enter(playerId);
      await game.ask('ann', { type: 'start' });
      await game.wait(DEFAULT_SETTINGS.chooseTimeMs + DEFAULT_SETTINGS.drawTimeMs + 30_000);
      const [turn] = game.archived.values();
      expect(turn?.isPublic ?? false).toBe(isPublic);
    }
  });

  it('ST-1 who follows the log and who reads it later have the same', async () => {
    const game = await playGame();
    expect(contents(replay(game.stage.appended))).toEqual(contents(game.readers));
    expect(contents(replay(game.stage.records))).toEqual(contents(game.readers));
  });

  it('SY-6 an acknowledgement leaves once its intent has left the outbox', async () => {
    const game = stageHost();
    await game.enter('ann');
    const first = await game.ask('ann', { type: 'say', text: 'one' });
    expect(game.readPrivate('ann').acks).toEqual([{ id: first.id, revision: game.host.state.revision }]);
    await game.tidy('ann');
    const second = await game.ask('ann', { type: 'start' });
    const revision = game.host.state.revision;
    expect(game.readPrivate('ann').acks).toEqual([{ id: second.id, revision, refusal: 'too-few-players' }]);
  });

  it('RM-7 TN-3 documents leave with their player or their turn', async () => {
    const game = stageHost();
    for (const playerId of ['ann', 'ben', 'cho']) await game.enter(playerId);
    await game.ask('ann', { type: 'start' });
    await game.ask('ann', { type: 'choose', choice: 0 });
    await game.draw('stroke');
    await game.ask('cho', { type: 'leave' });
    const names = (): string[] =>
      [...game.readers.keys()].map((name) => name.replace(/(canvas:.*:).*/, '$1'));
    expect(names()).not.toContain(outboxDocument(ROOM_ID, 'cho'));
    expect(names()).not.toContain(privateDocument(ROOM_ID, 'cho'));
    expect(names()).toContain(canvasDocument(ROOM_ID, ''));
    await game.wait(DEFAULT_SETTINGS.drawTimeMs + DEFAULT_SETTINGS.revealTimeMs);
    expect(game.view().phase.type).toBe('choosing');
    expect(names()).not.toContain(canvasDocument(ROOM_ID, ''));
  });

  it('RM-7 ST-4 what a player wrote as they left does not bring their outbox back', async () => {
    const game = stageHost();
    for (const playerId of ['ann', 'ben', 'cho']) await game.enter(playerId);
    await game.ask('ann', { type: 'start' });
    await game.ask('cho', { type: 'leave' });
    await game.ask('cho', { type: 'say', text: 'on its way' });
    await game.ask('ann', { type: 'choose', choice: 0 });
    await game.wait(DEFAULT_SETTINGS.drawTimeMs + DEFAULT_SETTINGS.revealTimeMs);
    expect(game.stage.compactions).toBe(1);
    const kept = game.stage.records.flatMap(({ entries }) => entries);
    const names = kept.flatMap((entry) => (entry.type === 'update' ? [entry.document] : []));
    expect(names).toContain(outboxDocument(ROOM_ID, 'ann'));
    expect(names).not.toContain(outboxDocument(ROOM_ID, 'cho'));
  });

  it('ST-6 two players whose intents have the same id are both in the archive', async () => {
    const game = stageHost();
    for (const playerId of ['ann', 'ben', 'cho']) await game.enter(playerId);
    await game.ask('ann', { type: 'start' });
    await game.ask('ann', { type: 'choose', choice: 0 });
    await game.draw('stroke');
    for (const playerId of ['ben', 'cho']) {
      const doc = new Y.Doc();
      const id = '00000000-0000-4000-8000-ffffffffffff';
      doc.getArray(ROOTS.intents).push([{ id, type: 'say', text: `${playerId} guesses` }]);
      const update = Y.encodeStateAsUpdate(doc);
      game.store([{ type: 'update', document: outboxDocument(ROOM_ID, playerId), update }]);
      await game.settle();
    }
    await game.wait(DEFAULT_SETTINGS.drawTimeMs + DEFAULT_SETTINGS.revealTimeMs);
    const [turn] = game.archived.values();
    expect(turn).toMatchObject({ guesses: [{ playerId: 'ben' }, { playerId: 'cho' }] });
  });

  it('SY-9 the chat is bounded', async () => {
    const game = stageHost();
    await game.enter('ann');
    for (let index = 0; index < LIMITS.maxChatMessages * 1.5; index++) {
      await game.clock.advance(500);
      await game.ask('ann', { type: 'say', text: `message ${index}` });
    }
    const messages = chat(game);
    expect(messages.length).toBeLessThanOrEqual(LIMITS.maxChatMessages * 1.25);
    expect(messages.at(-1)).toMatchObject({ text: `message ${LIMITS.maxChatMessages * 1.5 - 1}` });
  });
});

describe('crashes', () => {
  it('SY-6 ST-2 at every write, before and after it is stored, change nothing', async () => {
    const undisturbed = await playGame();
    const expected = outcome(undisturbed);
    for (let at = 1; at <= undisturbed.stage.writes; at++) {
      for (const stored of [false, true]) {
        const game = await playGame({ at, stored });
        expect(game.stage.failures, `write ${at}, stored ${stored}`).toHaveLength(1);
        expect(outcome(game), `write ${at}, stored ${stored}`).toEqual(expected);
        expect(contents(replay(game.stage.appended))).toEqual(contents(game.readers));
        expect(contents(replay(game.stage.records))).toEqual(contents(game.readers));
      }
    }
  });

  it('TN-12 what was due while there was no host happens when there is one again', async () => {
    const game = stageHost();
    for (const playerId of ['ann', 'ben']) await game.enter(playerId);
    await game.ask('ann', { type: 'start' });
    await game.host.close();
    await game.clock.advance(DEFAULT_SETTINGS.chooseTimeMs);
    expect(game.view().phase.type).toBe('choosing');
    game.open();
    await game.settle();
    expect(game.view().phase.type).toBe('drawing');
  });

  it('RM-5 presence that was logged while there was no host, or before a state that does not know of it, is kept', async () => {
    const game = stageHost();
    await game.enter('ann');
    const { state } = game.host;
    await game.host.close();
    game.store([{ type: 'presence', playerId: 'ann', connected: false }]);
    game.store([{ type: 'state', epoch: game.epoch, state: { ...state, revision: state.revision + 1 } }]);
    expect(game.view().players).toMatchObject([{ connected: true }]);
    game.open();
    await game.settle();
    expect(game.view().players).toMatchObject([{ connected: false }]);
  });
});

describe('compaction', () => {
  it('ST-4 the room that is opened from it is the same', async () => {
    const game = await playGame();
    expect(game.stage.compactions).toBeGreaterThan(0);
    expect(game.stage.records.length).toBeLessThan(game.stage.appended.length);
    expect(game.stage.records.flatMap((record) => record.entries)).toContainEqual({
      type: 'grant',
      clientId: 7,
      playerId: 'ann',
    });
    const before = game.host.state;
    await game.host.close();
    game.open();
    await game.settle();
    expect(game.host.state).toEqual(before);
    expect(game.host.unarchived()).toEqual([]);
  });

  it('ST-4 in the middle of a turn keeps its guesses and its ink in time', async () => {
    const game = stageHost();
    for (const playerId of ['ann', 'ben']) await game.enter(playerId);
    await game.ask('ann', { type: 'start' });
    await game.ask('ann', { type: 'choose', choice: 0 });
    await game.draw('stroke');
    await game.ask('ben', { type: 'say', text: 'no idea' });
    game.store([{ type: 'archived', id: 'an earlier turn' }]);
    await game.settle();
    expect(game.stage.compactions).toBe(1);
    await guessRight(game, 'ann', 'ben');
    await game.draw('late');
    game.store([{ type: 'archived', id: 'another one' }]);
    await game.host.close();
    game.open();
    await game.wait(DEFAULT_SETTINGS.revealTimeMs);
    const [turn] = game.archived.values();
    expect(turn).toMatchObject({
      guesses: [{ verdict: 'wrong' }, { verdict: 'right' }],
      operationsInTime: 1,
      operations: 2,
    });
  });

  it('ST-4 ST-5 while the archive is away, a turn leaves nothing in the log but what waits for it', async () => {
    const game = stageHost({ archives: false, settings: { rounds: 2 } });
    for (const playerId of ['ann', 'ben']) await game.enter(playerId);
    await game.ask('ann', { type: 'start' });
    const kept: number[] = [];
    for (const turn of [0, 1, 2, 3]) {
      const [drawer, guesser] = turn % 2 === 0 ? (['ann', 'ben'] as const) : (['ben', 'ann'] as const);
      await game.ask(drawer, { type: 'choose', choice: 0 });
      await game.draw('stroke');
      await guessRight(game, drawer, guesser);
      await game.wait(DEFAULT_SETTINGS.revealTimeMs);
      kept.push(game.stage.records.length);
    }
    expect(game.host.unarchived().map(({ kind }) => kind)).toEqual(['turn', 'turn', 'turn', 'turn', 'game']);
    // The first waits for the second, the last ends with the game.
    expect(Math.max(...kept.slice(1))).toBeLessThan(5);
    const waiting = game.host.unarchived();
    game.open();
    expect(game.host.unarchived()).toEqual(waiting);
  });

  it('ST-5 what the archive does not have yet stays in the log', async () => {
    const game = stageHost({ archives: false });
    for (const playerId of ['ann', 'ben']) await game.enter(playerId);
    await game.ask('ann', { type: 'start' });
    await game.ask('ann', { type: 'choose', choice: 0 });
    await game.draw('stroke');
    await game.wait(DEFAULT_SETTINGS.drawTimeMs + DEFAULT_SETTINGS.revealTimeMs);
    const [turn] = game.host.unarchived();
    expect(turn).toMatchObject({ kind: 'turn', operations: 1 });
    game.store([{ type: 'archived', id: 'an earlier turn' }]);
    await game.settle();
    expect(game.stage.compactions).toBe(1);
    game.open();
    expect(game.host.unarchived()).toEqual([turn]);
    game.store([{ type: 'archived', id: turn?.id ?? '' }]);
    await game.settle();
    expect(game.host.unarchived()).toEqual([]);
  });

  it('TN-8 a turn that nobody seals is archived all the same', async () => {
    const game = stageHost();
    for (const playerId of ['ann', 'ben']) await game.enter(playerId);
    await game.ask('ann', { type: 'start' });
    await game.ask('ann', { type: 'choose', choice: 0 });
    await game.clock.advance(DEFAULT_SETTINGS.drawTimeMs + DEFAULT_SETTINGS.revealTimeMs + 1_000);
    expect(game.view().phase.type).toBe('choosing');
    expect([...game.archived.values()]).toMatchObject([{ kind: 'turn', canvasHash: 'hash of ' }]);
  });
});

describe('failing', () => {
  /** A host over the log of another game, whose appends do as they are told. */
  async function stageFailing(append: () => Promise<void>) {
    const game = stageHost();
    await game.enter('ann');
    await game.host.close();
    const failures: unknown[] = [];
    const host = createRoomHost({
      records: game.stage.records,
      epoch: 500,
      append,
      compact: () => Promise.resolve(),
      clock: game.clock,
      hashCanvas: () => '',
      onFailure: (error) => failures.push(error),
    });
    return { game, host, failures };
  }

  const asks = (...playerIds: string[]): LogRecord[] =>
    playerIds.map((playerId, index) => ({
      position: 900 + index,
      at: 0,
      entries: [
        {
          type: 'ask',
          id: `of ${playerId}`,
          until: Infinity,
          command: { type: 'join', playerId, nickname: playerId },
        },
      ],
    }));

  it('ST-7 a failed append stops the host and is told once', async () => {
    const error = new Error('The disk is full.');
    let appends = 0;
    const { host, failures, game } = await stageFailing(() => {
      appends += 1;
      return Promise.reject(error);
    });
    const before = host.state;
    for (const record of asks('ben', 'cho')) host.receive(record);
    await game.clock.advance(60_000);
    expect(failures).toEqual([error]);
    expect(appends).toBe(1);
    expect(host.state).toBe(before);
  });

  it('ST-7 a later lease in the log stops the host', async () => {
    let appends = 0;
    const { host, failures, game } = await stageFailing(async () => void appends++);
    const record = {
      position: 800,
      at: 0,
      entries: [{ type: 'state', epoch: 501, state: host.state }],
    } as const;
    host.receive(record);
    host.receive({ ...record, position: 801 });
    expect(failures).toHaveLength(1);
    for (const one of asks('ben')) host.receive(one);
    await game.settle();
    expect(appends).toBe(0);
  });

  it('ST-7 a closed host does nothing more, says nothing, and may be closed again', async () => {
    let appends = 0;
    const { host, failures, game } = await stageFailing(async () => void appends++);
    await host.close();
    await host.close();
    for (const record of asks('ben')) host.receive(record);
    host.heed(new Set());
    await game.settle();
    expect(appends).toBe(0);
    expect(failures).toEqual([]);
    expect(game.clock.nextDueAt()).toBeUndefined();
  });

  it('ST-1 a log without a state cannot be hosted', async () => {
    const { game } = await stageFailing(() => Promise.resolve());
    expect(() =>
      createRoomHost({
        records: [],
        epoch: 1,
        append: () => Promise.resolve(),
        compact: () => Promise.resolve(),
        clock: game.clock,
        hashCanvas: () => '',
        onFailure: () => undefined,
      }),
    ).toThrow('no state');
  });

  it('ST-1 a room that the version before stored is hosted', async () => {
    const { game } = await stageFailing(() => Promise.resolve());
    const { locked: _l, everPublic: _e, votes: _v, bans: _b, ...state } = game.host.state;
    const players = state.players.map(
      ({ startedVote: _s, hereSince: _h, actedAt: _a, idle: _i, activeSince: _t, ...player }) => player,
    );
    const entry = { type: 'state', epoch: 1, state: { ...state, players } as unknown as RoomState } as const;
    const host = createRoomHost({
      records: [{ position: 1, at: 0, entries: [entry] }],
      epoch: 2,
      append: () => Promise.resolve(),
      compact: () => Promise.resolve(),
      clock: game.clock,
      hashCanvas: () => '',
      onFailure: () => undefined,
    });
    expect(host.state).toEqual(game.host.state);
    await host.close();
  });

  it('RM-10 ST-17 of a refused command nothing is stored but the answer', async () => {
    const game = stageHost({ settings: { maxPlayers: 2 } });
    for (const playerId of ['ann', 'ben']) await game.enter(playerId);
    const { writes } = game.stage;
    const { revision } = game.host.state;
    expect(await game.perform({ type: 'join', playerId: 'cho', nickname: 'cho' })).toBe('room-full');
    expect(game.stage.writes).toBe(writes + 1);
    expect(game.stage.appended.at(-1)?.entries).toMatchObject([{ type: 'answer', refusal: 'room-full' }]);
    expect(game.host.state.revision).toBe(revision);
    expect(game.readers.has(roomDocument(ROOM_ID))).toBe(true);
  });
});
