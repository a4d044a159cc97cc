import { describe, expect, it } from 'vitest';
import { outboxDocument, privateDocument } from '../documents/index.ts';
import { ROOM_ID, stageHost } from './staged-host.ts';

describe('spectators in the log', () => {
  it('RM-22 RM-23 ask, are answered, sit, stand and stay through a restart; what is theirs leaves with them', async () => {
    const game = stageHost();
    for (const playerId of ['ann', 'ben']) await game.enter(playerId);
    await game.perform({ type: 'join', playerId: 'wim', nickname: 'wim', role: 'spectator' });
    game.store([{ type: 'presence', playerId: 'wim', connected: true }]);
    const said = await game.ask('wim', { type: 'say', text: 'hello' });
    expect(game.readPrivate('wim')).toMatchObject({
      view: {},
      acks: [{ id: said.id, refusal: 'not-player' }],
    });
    await game.ask('ben', { type: 'stand' });
    game.store([{ type: 'archived', id: 'a turn of an earlier game' }]);
    await game.settle();
    expect(game.stage.compactions).toBe(1);
    await game.host.close();
    game.open();
    await game.settle();
    expect(game.view()).toMatchObject({
      players: [{ playerId: 'ann' }],
      spectators: [
        { playerId: 'wim', connected: true },
        { playerId: 'ben', connected: true },
      ],
    });
    await game.ask('wim', { type: 'sit' });
    await game.ask('ben', { type: 'leave' });
    expect(game.view()).toMatchObject({
      players: [{ playerId: 'ann' }, { playerId: 'wim' }],
      spectators: [],
    });
    for (const document of [outboxDocument(ROOM_ID, 'ben'), privateDocument(ROOM_ID, 'ben')])
      expect(game.readers.has(document)).toBe(false);
    expect(game.readers.has(privateDocument(ROOM_ID, 'wim'))).toBe(true);
  });
});
