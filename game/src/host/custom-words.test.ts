import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../log/index.ts';
import type { RoomState } from '../rules/index.ts';
import { stageHost, type Crash, type StagedHost } from './staged-host.ts';

const OWN = Array.from({ length: 9 }, (_, index) => `our word ${index}`);
/** The second canvas of a game is closed by then, and its turn archived. */
const TURN_MS = 12_000;

/** ann gives the room its words, and the two play a game; what was on offer comes with it. */
async function playGame(crash?: Crash): Promise<{ game: StagedHost; offers: string[][] }> {
  const game = stageHost(crash === undefined ? {} : { crash });
  const offers: string[][] = [];
  for (const playerId of ['ann', 'ben']) await game.enter(playerId);
  await game.ask('ann', { type: 'words', use: 'mixed', words: OWN.slice(0, 3) });
  await game.ask('ann', { type: 'words', use: 'only', words: OWN });
  await game.tidy('ann');
  await game.ask('ann', { type: 'start' });
  for (const [drawer, guesser] of [
    ['ann', 'ben'],
    ['ben', 'ann'],
  ] as const) {
    offers.push(game.readPrivate(drawer).view.choices ?? []);
    await game.ask(drawer, { type: 'choose', choice: 1 });
    await game.draw('stroke');
    await game.ask(guesser, { type: 'say', text: game.readPrivate(drawer).view.word ?? '' });
    await game.wait(TURN_MS);
  }
  return { game, offers };
}

const entriesOf = <T extends LogEntry['type']>(game: StagedHost, type: T) =>
  game.stage.appended
    .flatMap(({ entries }) => entries)
    .filter((entry): entry is Extract<LogEntry, { type: T }> => entry.type === type);

async function reopen(game: StagedHost): Promise<RoomState> {
  await game.host.close();
  game.open();
  await game.settle();
  return game.host.state;
}

describe('custom words in the log', () => {
  it('WD-10 stand there once for each time they were given, and in no state', async () => {
    const { game, offers } = await playGame();
    expect(entriesOf(game, 'words').map(({ words }) => words)).toEqual([OWN.slice(0, 3), OWN]);
    const states = entriesOf(game, 'state');
    expect(states.length).toBeGreaterThan(10);
    expect(states.filter(({ state }) => state.customWords.words.length > 0)).toEqual([]);
    expect(states.at(-1)?.state.customWords.use).toBe('only');
    expect(offers.flat().filter((word) => !OWN.includes(word))).toEqual([]);
    expect(offers.map(({ length }) => length)).toEqual([3, 3]);
  });

  it('WD-10 ST-4 are the same when the room is opened again, from the log and from its compaction', async () => {
    const game = stageHost();
    await game.enter('ann');
    await game.ask('ann', { type: 'words', use: 'only', words: OWN });
    expect((await reopen(game)).customWords).toEqual({ use: 'only', words: OWN });
    game.store([{ type: 'archived', id: 'an earlier turn' }]);
    await game.settle();
    expect(game.stage.compactions).toBe(1);
    expect(game.stage.records).toHaveLength(1);
    expect((await reopen(game)).customWords).toEqual({ use: 'only', words: OWN });
    expect(game.view().customWords).toEqual({ use: 'only', count: 9 });
    await game.ask('ann', { type: 'words', use: 'off', words: [] });
    expect((await reopen(game)).customWords).toEqual({ use: 'off', words: [] });
  });

  it('WD-10 ST-2 a crash at any write, before or after it is stored, changes nothing', async () => {
    const undisturbed = await playGame();
    const { customWords } = undisturbed.game.host.state;
    expect(customWords).toEqual({ use: 'only', words: OWN });
    expect(undisturbed.game.stage.compactions).toBeGreaterThan(0);
    for (let at = 1; at <= undisturbed.game.stage.writes; at++) {
      for (const stored of [false, true]) {
        const { game, offers } = await playGame({ at, stored });
        expect(game.stage.failures, `write ${at}, stored ${stored}`).toHaveLength(1);
        expect(offers, `write ${at}, stored ${stored}`).toEqual(undisturbed.offers);
        expect((await reopen(game)).customWords).toEqual(customWords);
      }
    }
  });

  it('WD-10 a room that was stored by a version without them has none', async () => {
    const { game } = await playGame();
    const { customWords, ...earlier } = game.host.state;
    expect(customWords.use).toBe('only');
    game.stage.records = [
      { position: 1, at: 0, entries: [{ type: 'state', epoch: 1, state: earlier as RoomState }] },
    ];
    expect((await reopen(game)).customWords).toEqual({ use: 'off', words: [] });
    await game.perform({ type: 'join', playerId: 'cho', nickname: 'cho' });
    expect(game.host.state).toMatchObject({ customWords: { use: 'off' } });
    expect(game.view().customWords).toEqual({ use: 'off', count: 0 });
  });
});
