import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { canvasOf, DEFAULT_SETTINGS, readInk } from '../documents/index.ts';
import { stageHost, type StagedHost } from './staged-host.ts';

async function stageLobby(): Promise<{ game: StagedHost; wall: string }> {
  const game = stageHost();
  for (const playerId of ['ann', 'ben']) await game.enter(playerId);
  const wall = canvasOf(game.view().phase);
  if (wall === undefined) throw new Error('There is no wall.');
  await game.draw('one', 'two');
  return { game, wall };
}

const inkIn = (game: StagedHost, document: string): string[] => {
  const doc = new Y.Doc();
  for (const entry of game.stage.records.flatMap(({ entries }) => entries))
    if (entry.type === 'update' && entry.document === document) Y.applyUpdate(doc, entry.update);
  return readInk(doc);
};

const logHolds = (game: StagedHost, document: string): boolean =>
  game.stage.records.some(({ entries }) =>
    entries.some((entry) => entry.type === 'update' && entry.document === document),
  );

describe('the doodle wall in the log', () => {
  it('RM-17 ST-4 stays through a restart and a compaction', async () => {
    const { game, wall } = await stageLobby();
    await game.host.close();
    game.open();
    game.store([{ type: 'archived', id: 'a turn of an earlier game' }]);
    await game.settle();
    expect(game.stage.compactions).toBe(1);
    await game.draw('three');
    expect(canvasOf(game.view().phase)).toBe(wall);
    expect(inkIn(game, wall)).toEqual(['one', 'two', 'three']);
  });

  it.each([
    ['a game begins', { type: 'start' }],
    ['it is renewed', { type: 'wall' }],
  ] as const)(
    'RM-17 leaves when %s, and what was on its way there does not bring it back',
    async (_, body) => {
      const { game, wall } = await stageLobby();
      await game.ask('ann', body);
      expect(game.readers.has(wall)).toBe(false);
      await game.drawOn(wall, 'on its way');
      if (body.type === 'wall') await game.ask('ann', { type: 'start' });
      await game.ask('ann', { type: 'choose', choice: 0 });
      await game.draw('ink');
      await game.wait(DEFAULT_SETTINGS.drawTimeMs + DEFAULT_SETTINGS.revealTimeMs);
      expect(game.stage.compactions).toBe(1);
      expect(logHolds(game, wall)).toBe(false);
      expect([...game.archived.keys()]).toHaveLength(1);
    },
  );
});
