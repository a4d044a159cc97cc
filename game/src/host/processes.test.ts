import { describe, expect, it } from 'vitest';
import { LIMITS } from '../limits/index.ts';
import type { LogEntry } from '../log/index.ts';
import { CANVAS_CLOSES_AFTER_MS, SEAL_OVERDUE_MS, turnCanvas } from '../rules/index.ts';
import { stageHost, type StagedHost } from './staged-host.ts';

/** The player's session at a process begins, or is over there. */
async function tell(game: StagedHost, playerId: string, connected: boolean, via?: string): Promise<void> {
  game.store([{ type: 'presence', playerId, connected, ...(via !== undefined && { via }) }]);
  await game.settle();
}

const areHere = (game: StagedHost): Record<string, boolean> =>
  Object.fromEntries(game.view().players.map(({ playerId, connected }) => [playerId, connected]));

const commits = (game: StagedHost): number => game.host.state.revision;

async function reopen(game: StagedHost): Promise<void> {
  await game.host.close();
  game.open();
  await game.settle();
}

/** The host hears again and again who lives. */
async function heed(game: StagedHost, live: readonly string[], forMs = 0): Promise<void> {
  for (let ms = 0; ms <= forMs; ms += 500) {
    game.host.heed(new Set(live));
    await game.clock.advance(forMs === 0 ? 0 : 500);
  }
}

describe('RM-28 players at several processes', () => {
  async function stage() {
    const game = stageHost();
    for (const playerId of ['ann', 'ben']) await game.perform({ type: 'join', playerId, nickname: playerId });
    await tell(game, 'ann', true, 'one');
    await tell(game, 'ben', true, 'two');
    return game;
  }

  it('RM-28 are there while any process says so, and moving from one to another is no news', async () => {
    const game = await stage();
    const before = commits(game);
    await tell(game, 'ann', true, 'two');
    await tell(game, 'ann', false, 'one');
    await tell(game, 'ann', false, 'one');
    expect(areHere(game)).toEqual({ ann: true, ben: true });
    expect(commits(game)).toBe(before);
    await tell(game, 'ann', false, 'two');
    expect(areHere(game)).toEqual({ ann: false, ben: true });
  });

  it('RM-28 RM-5 whose process has died are away after the grace, unless they came back elsewhere', async () => {
    const game = await stage();
    await game.perform({ type: 'join', playerId: 'cho', nickname: 'cho' });
    await tell(game, 'cho', true, 'one');
    const before = commits(game);
    await heed(game, ['two']);
    await game.clock.advance(LIMITS.presenceGraceMs - 1);
    await heed(game, ['two']);
    await tell(game, 'cho', true, 'two');
    expect(areHere(game)).toEqual({ ann: true, ben: true, cho: true });
    expect(commits(game)).toBe(before);
    await game.clock.advance(1);
    await heed(game, ['two'], 500);
    expect(areHere(game)).toEqual({ ann: false, ben: true, cho: true });
    expect(commits(game)).toBe(before + 1);
  });

  it('RM-28 a process that is heard of again in time has not died', async () => {
    const game = await stage();
    await heed(game, ['two'], LIMITS.presenceGraceMs - 500);
    await heed(game, ['one', 'two']);
    await heed(game, ['two'], LIMITS.presenceGraceMs - 500);
    expect(areHere(game)).toEqual({ ann: true, ben: true });
  });

  it('RM-28 ST-4 a new referee and a compaction know via which processes they are there', async () => {
    const game = await stage();
    await tell(game, 'ann', true, 'two');
    await tell(game, 'ben', false, 'two');
    game.store([{ type: 'archived', id: 'a turn of an earlier game' }]);
    await game.settle();
    expect(game.stage.compactions).toBe(1);
    await reopen(game);
    await tell(game, 'ann', false, 'two');
    expect(areHere(game)).toEqual({ ann: true, ben: false });
    await tell(game, 'ann', false, 'one');
    expect(areHere(game)).toEqual({ ann: false, ben: false });
  });

  it('RM-28 whom a version before connected stay until they are heard of via a process that has a name', async () => {
    const game = stageHost();
    for (const playerId of ['ann', 'ben', 'cho']) await game.enter(playerId);
    await heed(game, ['one'], 2 * LIMITS.presenceGraceMs);
    expect(areHere(game)).toEqual({ ann: true, ben: true, cho: true });
    await tell(game, 'ann', true, 'one');
    await tell(game, 'ben', false, 'one');
    expect(areHere(game)).toEqual({ ann: true, ben: false, cho: true });
    await heed(game, ['one'], LIMITS.presenceGraceMs + 500);
    expect(areHere(game)).toEqual({ ann: true, ben: false, cho: false });
    await tell(game, 'ann', false, 'one');
    expect(areHere(game)).toEqual({ ann: false, ben: false, cho: false });
  });
});

describe('TN-8 RM-28 a canvas that several processes seal', () => {
  /** A turn of ann, at `one`, with ben at `two`; its canvas is closing. */
  async function stage() {
    const game = stageHost({ settings: { revealTimeMs: 2 * CANVAS_CLOSES_AFTER_MS } });
    for (const [playerId, via] of [
      ['ann', 'one'],
      ['ben', 'two'],
    ] as const) {
      await game.perform({ type: 'join', playerId, nickname: playerId });
      await tell(game, playerId, true, via);
    }
    await game.ask('ann', { type: 'start' });
    await game.ask('ann', { type: 'choose', choice: 0 });
    await game.draw('in time');
    await game.ask('ben', { type: 'say', text: game.readPrivate('ann').view.word ?? '' });
    await game.clock.advance(CANVAS_CLOSES_AFTER_MS);
    const { phase } = game.host.state;
    if (phase.type !== 'reveal') throw new Error(`The phase is ${phase.type}.`);
    const document = turnCanvas(game.host.state, phase.turn.turnId);
    return {
      game,
      document,
      async seal(via?: string): Promise<void> {
        game.store([{ type: 'sealed', document, ...(via !== undefined && { via }) }]);
        await game.settle();
      },
    };
  }

  const canvasState = (game: StagedHost): string => {
    const { phase } = game.view();
    return phase.type === 'reveal' ? phase.canvasState : phase.type;
  };

  it('TN-8 closes when all of them have, with ink that one still had on its way', async () => {
    const { game, document, seal } = await stage();
    await seal('two');
    expect(canvasState(game)).toBe('closing');
    await game.drawOn(document, 'on its way');
    await seal('one');
    expect(canvasState(game)).toBe('closed');
    const [item] = game.archived.values();
    expect(item).toMatchObject({ canvasHash: 'hash of in timeon its way', operations: 2 });
  });

  it('TN-8 does not wait for a process that has died, nor for one that nobody is connected to any more', async () => {
    const one = await stage();
    await one.seal('one');
    await heed(one.game, ['one']);
    expect(canvasState(one.game)).toBe('closed');

    const other = await stage();
    await other.seal('one');
    await tell(other.game, 'ben', false, 'two');
    expect(canvasState(other.game)).toBe('closed');
  });

  it('TN-8 closes without those that do not seal in time', async () => {
    const { game, seal } = await stage();
    await seal('one');
    await game.clock.advance(SEAL_OVERDUE_MS - 1);
    expect(canvasState(game)).toBe('closing');
    await game.clock.advance(1);
    expect(canvasState(game)).toBe('closed');
  });

  it('TN-8 a new referee knows who has sealed, and a seal without a name is the one of an earlier version', async () => {
    const one = await stage();
    await one.seal('one');
    await reopen(one.game);
    expect(canvasState(one.game)).toBe('closing');
    await one.seal('two');
    expect(canvasState(one.game)).toBe('closed');

    const other = await stage();
    await other.seal();
    expect(canvasState(other.game)).toBe('closed');
  });
});

describe('ST-17 what is asked through the log', () => {
  const ask = (id: string, until: number): LogEntry => ({
    type: 'ask',
    id,
    until,
    command: { type: 'join', playerId: id, nickname: id },
  });
  const answersIn = (entries: readonly LogEntry[]): LogEntry[] =>
    entries.filter(({ type }) => type === 'answer');
  const stored = (game: StagedHost): LogEntry[] => game.stage.records.flatMap(({ entries }) => [...entries]);

  it('ST-17 without a referee is answered by the next one, once, in the append that holds its effect', async () => {
    const game = stageHost();
    await game.host.close();
    game.store([ask('ann', game.clock.now() + LIMITS.askMs)]);
    game.open();
    await game.settle();
    await reopen(game);
    const answers = game.stage.appended.filter(({ entries }) => answersIn(entries).length > 0);
    expect(answers).toHaveLength(1);
    expect(answers[0]?.entries).toMatchObject([
      { type: 'state', state: { players: [{ playerId: 'ann' }] } },
      ...(answers[0]?.entries.slice(1) ?? []),
    ]);
    expect(game.view().players).toHaveLength(1);
  });

  it('ST-17 is refused when its time is over: who has asked does not wait any more', async () => {
    const game = stageHost();
    await game.host.close();
    game.store([ask('ann', game.clock.now() + LIMITS.askMs)]);
    await game.clock.advance(LIMITS.askMs);
    game.open();
    await game.settle();
    expect(game.host.state.players).toEqual([]);
    expect(answersIn(stored(game))).toMatchObject([{ id: 'ann', refusal: 'too-late' }]);
  });

  it('ST-17 ST-4 a compaction keeps an answer for as long as somebody may look for it', async () => {
    const game = stageHost();
    game.store([ask('ann', game.clock.now() + LIMITS.askMs)]);
    await game.settle();
    const compact = async (): Promise<void> => {
      game.store([{ type: 'archived', id: 'a turn of an earlier game' }]);
      await game.settle();
    };
    await compact();
    expect(game.stage.compactions).toBe(1);
    expect(answersIn(stored(game))).toMatchObject([{ id: 'ann' }]);
    await game.clock.advance(LIMITS.answerMs + 1);
    await compact();
    expect(stored(game).filter(({ type }) => type === 'ask' || type === 'answer')).toEqual([]);
  });

  it('RM-2 somebody who says who they were comes back as that, and as somebody new when they are not known', async () => {
    const game = stageHost();
    const join = (playerId: string, former: string) =>
      game.perform({ type: 'join', playerId, former, nickname: 'Ann' });
    await join('ann', 'a stranger');
    await join('ben', 'ann');
    expect(game.view().players.map(({ playerId }) => playerId)).toEqual(['ann']);
  });
});
