import { describe, expect, it } from 'vitest';
import { stageHost, type StagedHost } from './staged-host.ts';

const DOT = 'U00';

const shown = (game: StagedHost) =>
  Object.fromEntries(game.view().players.map(({ playerId, avatar }) => [playerId, avatar]));

describe('avatars in the log', () => {
  it('RM-20 ST-4 stay through what else happens, a restart and a compaction, and leave with their player', async () => {
    const game = stageHost();
    await game.perform({ type: 'join', playerId: 'ann', nickname: 'ann', avatar: DOT });
    for (const playerId of ['ann', 'ben', 'cho']) await game.enter(playerId);
    await game.ask('cho', { type: 'avatar', avatar: `${DOT}.U01` });
    expect(shown(game)).toEqual({ ann: DOT, ben: undefined, cho: `${DOT}.U01` });
    game.store([{ type: 'archived', id: 'a turn of an earlier game' }]);
    await game.settle();
    expect(game.stage.compactions).toBe(1);
    await game.host.close();
    game.open();
    await game.ask('ann', { type: 'say', text: 'hello' });
    await game.ask('cho', { type: 'leave' });
    expect(shown(game)).toEqual({ ann: DOT, ben: undefined });
    await game.ask('ann', { type: 'avatar', avatar: '' });
    await game.perform({ type: 'join', playerId: 'cho', nickname: 'cho' });
    expect(shown(game)).toEqual({ ann: undefined, ben: undefined, cho: undefined });
  });
});
