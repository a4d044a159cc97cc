import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { roomDocument } from '../documents/index.ts';
import { ROOM_ID, stageHost } from './staged-host.ts';

describe('reactions in the room document', () => {
  it('RM-25 are the latest of each, do not make it grow, and leave with their author', async () => {
    const game = stageHost();
    for (const playerId of ['ann', 'ben']) await game.enter(playerId);
    await game.ask('ann', { type: 'start' });
    await game.ask('ann', { type: 'choose', choice: 0 });
    await game.ask('ben', { type: 'react', reaction: 'wow' });
    const size = (): number =>
      Y.encodeStateAsUpdate(game.readers.get(roomDocument(ROOM_ID)) ?? new Y.Doc()).byteLength;
    const before = size();
    for (let count = 0; count < 15; count++) await game.ask('ben', { type: 'react', reaction: 'clap' });
    expect(size() - before).toBeLessThan(100);
    await game.ask('ann', { type: 'react', reaction: 'heart' });
    expect(game.view().reactions).toMatchObject([
      { playerId: 'ben', reaction: 'clap' },
      { playerId: 'ann', reaction: 'heart' },
    ]);
    await game.ask('ben', { type: 'leave' });
    expect(game.view().reactions).toMatchObject([{ playerId: 'ann' }]);
  });
});
