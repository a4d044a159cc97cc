import type { ArchivedGame, ArchivedTurn } from '@drawguess/game/archive';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '@drawguess/game/limits';
import type { Archive } from '../archive.ts';
import type { Report } from '../moderation.ts';

export type ArchiveUnderTest = {
  archive: Archive;
  /** The archive as another process finds it. */
  reopen(): Promise<Archive>;
  close(): Promise<void>;
};

const turn = (id: string, change: Partial<ArchivedTurn> = {}): ArchivedTurn => ({
  kind: 'turn',
  id,
  gameId: 'game1',
  roomId: 'RoomOne1',
  round: 1,
  number: 1,
  language: 'ko',
  word: '고양이',
  drawers: [{ playerId: 'p1', nickname: '나무', slot: 0 }],
  guessers: [
    { playerId: 'p2', nickname: 'Bo "quote" \\u0000' },
    { playerId: 'p3', nickname: 'Cy' },
  ],
  drawTimeMs: 80_000,
  startedAt: 1_700_000_000_000,
  endedAt: 1_700_000_080_000,
  guesses: [
    { id: 'g1', playerId: 'p2', nickname: 'Bo', text: '강아지 🐕', at: 1_700_000_010_000, verdict: 'wrong' },
    { id: 'g2', playerId: 'p2', nickname: 'Bo', text: '고양이', at: 1_700_000_020_000, verdict: 'right' },
  ],
  points: { p1: 120, p2: 262, p3: 0 },
  scoring: 2,
  canvas: Uint8Array.from({ length: 300 }, (_, index) => index % 256),
  canvasHash: '0123456789abcdef',
  operationsInTime: 40,
  operations: 42,
  ...change,
});

const game = (id: string, change: Partial<ArchivedGame> = {}): ArchivedGame => ({
  kind: 'game',
  id,
  roomId: 'RoomOne1',
  language: 'ko',
  startedAt: 1_700_000_000_000,
  endedAt: 1_700_000_300_000,
  turns: 3,
  standings: [{ playerId: 'p2', nickname: 'Bo', score: 262, rank: 1 }],
  ...change,
});

/** Every adapter of `Archive` passes these (SPEC ST-5). */
export function describeArchive(name: string, open: () => Promise<ArchiveUnderTest>): void {
  describe(`Archive: ${name}`, () => {
    let under: ArchiveUnderTest;
    let archive: Archive;

    beforeEach(async () => {
      under = await open();
      ({ archive } = under);
    });
    afterEach(() => under.close());

    it('ST-5 gives a turn back as it was saved, canvas bytes and guess log included', async () => {
      await archive.saveTurn(turn('turn1'));
      expect(await archive.getTurn('turn1')).toEqual(turn('turn1'));
      expect(await archive.getTurn('turn2')).toBeUndefined();
    });

    it('SC-8 a turn that names no rules was scored by the first', async () => {
      const { scoring: _scoring, ...older } = turn('turn1');
      await archive.saveTurn(older);
      expect((await archive.getTurn('turn1'))?.scoring ?? 1).toBe(1);
    });

    it('ST-5 saves idempotently: the first version stays', async () => {
      await Promise.all([archive.saveTurn(turn('turn1')), archive.saveTurn(turn('turn1'))]);
      await archive.saveTurn(turn('turn1', { word: 'another' }));
      await archive.saveGame(game('game1'));
      await archive.saveGame(game('game1', { turns: 99 }));
      expect((await archive.getTurn('turn1'))?.word).toBe('고양이');
      expect((await archive.listTurns({ limit: 10 })).turns).toHaveLength(1);
      expect((await archive.listGames({ limit: 10 })).games).toEqual([game('game1')]);
    });

    it('ST-5 saves whatever text a player can send', async () => {
      const texts = [
        '\u0000',
        'a\u0000b',
        '\\u0000',
        '\ud800',
        "'; DROP TABLE turns; --",
        '\u202e',
        '😀'.repeat(100),
      ];
      const guesses = texts.map((text, index) => ({
        id: `g${index}`,
        playerId: 'p2',
        nickname: 'Bo',
        text,
        at: 1_700_000_000_000 + index,
        verdict: 'wrong' as const,
      }));
      await archive.saveTurn(turn('turn1', { guesses }));
      const saved = (await archive.getTurn('turn1'))?.guesses.map((guess) => guess.text) ?? [];
      expect(saved).toHaveLength(texts.length);
      // What no text can hold (NUL, half a surrogate pair) may come back as U+FFFD; all else as it was.
      expect(saved.slice(4)).toEqual(texts.slice(4));
    });

    it('ST-5 lists turns newest first with what the gallery shows', async () => {
      await archive.saveTurn(turn('turn1', { endedAt: 1_000 }));
      await archive.saveTurn(turn('turn3', { endedAt: 3_000 }));
      await archive.saveTurn(turn('turn2', { endedAt: 2_000 }));
      const { turns, cursor } = await archive.listTurns({ limit: 10 });
      expect(turns.map(({ id }) => id)).toEqual(['turn3', 'turn2', 'turn1']);
      expect(cursor).toBeUndefined();
      expect(turns[0]).toEqual({
        id: 'turn3',
        gameId: 'game1',
        round: 1,
        number: 1,
        word: '고양이',
        language: 'ko',
        endedAt: 3_000,
        canvasHash: '0123456789abcdef',
        operations: 42,
        drawers: [{ playerId: 'p1', nickname: '나무' }],
        guessers: 2,
        rights: 1,
      });
    });

    it('ST-5 pages through everything once, ties in time included', async () => {
      const ids = Array.from({ length: 7 }, (_, index) => `turn${index}`);
      for (const id of ids) await archive.saveTurn(turn(id, { endedAt: 5_000 }));
      const seen: string[] = [];
      let before: string | undefined;
      do {
        const page = await archive.listTurns({ limit: 3, ...(before !== undefined && { before }) });
        expect(page.turns.length).toBeGreaterThan(0);
        seen.push(...page.turns.map(({ id }) => id));
        before = page.cursor;
      } while (before !== undefined);
      expect(seen).toHaveLength(ids.length);
      expect(new Set(seen)).toEqual(new Set(ids));
    });

    it('ST-5 pages through games newest first', async () => {
      for (let index = 0; index < 3; index++)
        await archive.saveGame(game(`game${index}`, { endedAt: 1_000 + index }));
      const first = await archive.listGames({ limit: 2 });
      expect(first.games.map(({ id }) => id)).toEqual(['game2', 'game1']);
      const rest = await archive.listGames({ limit: 2, before: first.cursor ?? '' });
      expect(rest.games.map(({ id }) => id)).toEqual(['game0']);
      expect(rest.cursor).toBeUndefined();
    });

    it('ST-5 rejects pages that are none', async () => {
      await expect(archive.listTurns({ limit: 0 })).rejects.toBeInstanceOf(RangeError);
      await expect(archive.listTurns({ limit: 101 })).rejects.toBeInstanceOf(RangeError);
      await expect(archive.listGames({ limit: 1, before: 'nonsense' })).rejects.toBeInstanceOf(RangeError);
    });

    it('ST-6 gives the turns of one game in their order', async () => {
      await archive.saveTurn(turn('turnB', { number: 2 }));
      await archive.saveTurn(turn('turnA', { number: 10 }));
      await archive.saveTurn(turn('turnC', { number: 1 }));
      await archive.saveTurn(turn('other', { gameId: 'game2' }));
      expect((await archive.turnsOfGame('game1')).map(({ id }) => id)).toEqual(['turnC', 'turnB', 'turnA']);
      expect((await archive.turnsOfGame('game1'))[0]).toEqual(turn('turnC', { number: 1 }));
    });

    it('ST-11 keeps whether a room was public, and lists public turns and games alone where asked', async () => {
      await archive.saveTurn(turn('open1', { isPublic: true, endedAt: 3_000 }));
      await archive.saveTurn(turn('closed1', { endedAt: 2_000 }));
      await archive.saveTurn(turn('open2', { isPublic: true, endedAt: 1_000 }));
      await archive.saveGame(game('open1', { isPublic: true }));
      await archive.saveGame(game('closed1'));
      expect(await archive.getTurn('open1')).toEqual(turn('open1', { isPublic: true, endedAt: 3_000 }));
      const first = await archive.listTurns({ limit: 1, publicOnly: true });
      expect(first.turns.map(({ id }) => id)).toEqual(['open1']);
      const rest = await archive.listTurns({ limit: 1, publicOnly: true, before: first.cursor ?? '' });
      expect(rest.turns.map(({ id }) => id)).toEqual(['open2']);
      expect(rest.cursor).toBeUndefined();
      const { games } = await archive.listGames({ limit: 9, publicOnly: true });
      expect(games).toEqual([game('open1', { isPublic: true })]);
    });

    it('ST-11 lists the turns of one game, and those of drawers of one name', async () => {
      const ann = { drawers: [{ playerId: 'p9', nickname: "Ann' --", slot: 0 }] };
      await archive.saveTurn(turn('turn1', { gameId: 'game1', endedAt: 1_000 }));
      await archive.saveTurn(turn('turn2', { gameId: 'game2', endedAt: 2_000, ...ann }));
      await archive.saveTurn(turn('turn3', { gameId: 'game2', endedAt: 3_000 }));
      const idsOf = async (about: object): Promise<string[]> =>
        (await archive.listTurns({ limit: 9, ...about })).turns.map(({ id }) => id);
      expect(await idsOf({ gameId: 'game2' })).toEqual(['turn3', 'turn2']);
      expect(await idsOf({ drawnBy: "Ann' --" })).toEqual(['turn2']);
      expect(await idsOf({ drawnBy: 'Ann' })).toEqual([]);
      expect(await idsOf({ publicOnly: true, gameId: 'game2' })).toEqual([]);
    });

    describe('standings', () => {
      // A Monday.
      const MONDAY = Date.UTC(2026, 0, 5);
      const DAY_MS = 86_400_000;
      /** A game of ten turns, with the points of its players by id. */
      const save = (id: string, endedAt: number, scores: Record<string, number>, change = {}) => {
        const ranked = Object.entries(scores).sort(([, a], [, b]) => b - a);
        return archive.saveGame(
          game(id, {
            endedAt,
            turns: 10,
            isPublic: true,
            standings: ranked.map(([playerId, score]) => ({
              playerId,
              nickname: `${playerId} of ${id}`,
              score,
              rank: 1 + ranked.findIndex(([, other]) => other === score),
            })),
            ...change,
          }),
        );
      };
      const boardOf = async (period: 'all' | { weekOf: number }): Promise<string[]> =>
        (await archive.leaderboard({ period, limit: 100 })).players.map(({ playerId }) => playerId);

      it('ST-12 orders players by points per turn, from two games on that count', async () => {
        await save('g1', MONDAY, { a: 500, b: 1_000, c: 100 });
        await save('g2', MONDAY + 5, { a: 900, b: 300, d: 2_000 });
        await save('g2', MONDAY + 5, { a: 9_999, b: 9_999, d: 9_999 });
        expect(await boardOf('all')).toEqual(['a', 'b']);
        expect((await archive.leaderboard({ period: 'all', limit: 1 })).players).toEqual([
          {
            playerId: 'a',
            nickname: 'a of g2',
            games: 2,
            wins: 0,
            points: 1_400,
            turns: 20,
            lastAt: MONDAY + 5,
          },
        ]);
      });

      it('ST-12 counts public games in which three have scored, and no others', async () => {
        for (const number of [1, 2]) {
          await save(`two${number}`, MONDAY, { a: 3_000, b: 3_000 });
          await save(`idle${number}`, MONDAY, { c: 3_000, d: 3_000, e: 0 });
          await save(`private${number}`, MONDAY, { f: 9, g: 8, h: 7 }, { isPublic: false });
          await save(`real${number}`, MONDAY, { i: 9, j: 8, k: 7, l: 0 });
        }
        expect(await boardOf('all')).toEqual(['i', 'j', 'k', 'l']);
      });

      it('ST-12 keeps weeks apart, which begin on Monday', async () => {
        const scores = { a: 30, b: 20, c: 10 };
        await save('g1', MONDAY - 1, scores);
        await save('g2', MONDAY, scores);
        await save('g3', MONDAY + 7 * DAY_MS - 1, scores);
        await save('g4', MONDAY + 7 * DAY_MS, scores);
        expect(await boardOf({ weekOf: MONDAY + 3 * DAY_MS })).toEqual(['a', 'b', 'c']);
        expect(await boardOf({ weekOf: MONDAY - 1 })).toEqual([]);
        expect(await boardOf({ weekOf: MONDAY + 7 * DAY_MS })).toEqual([]);
        expect((await archive.leaderboard({ period: 'all', limit: 1 })).players[0]?.games).toBe(4);
      });

      it('ST-12 pages through ties once', async () => {
        const scores = Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`p${index}`, 50]));
        await save('g1', MONDAY, scores);
        await save('g2', MONDAY, scores);
        const seen: string[] = [];
        let before: string | undefined;
        do {
          const page = await archive.leaderboard({
            period: 'all',
            limit: 3,
            ...(before !== undefined && { before }),
          });
          seen.push(...page.players.map(({ playerId }) => playerId));
          before = page.cursor;
        } while (before !== undefined);
        expect(seen.toSorted()).toEqual(Object.keys(scores));
      });

      it('ST-12 finds players by name, those who played last first', async () => {
        await save('g', MONDAY, { a: 3, b: 2, c: 1 });
        await save('g2', MONDAY + 1, { x: 3, y: 2, c: 1 });
        expect((await archive.playersNamed('a of g')).map(({ playerId }) => playerId)).toEqual(['a']);
        expect(await archive.playersNamed('c of g')).toEqual([]);
        expect(await archive.playersNamed('c of g2')).toMatchObject([{ playerId: 'c', games: 2, points: 2 }]);
      });
    });

    describe('moderation', () => {
      const report = (id: string, turnId: string, change: Partial<Report> = {}): Report => ({
        id,
        turnId,
        reason: 'offensive',
        text: "it's \u202e rude",
        at: 1_000,
        reporter: `of ${id}`,
        ...change,
      });
      const openReports = async (): Promise<string[]> =>
        (await archive.listReports({ limit: 100 })).reports.map(({ id }) => id);

      it('MD-3 a hidden turn has no ink, is in no list, and keeps what its points are computed from', async () => {
        await archive.saveTurn(turn('turn1', { isPublic: true }));
        await archive.saveTurn(turn('turn2'));
        expect(await archive.hideTurn('turn1', 'removed', 5)).toBe(true);
        expect(await archive.hideTurn('turn1', 'deleted', 6)).toBe(false);
        expect(await archive.hideTurn('turn9', 'removed', 6)).toBe(false);
        const hidden = { ...turn('turn1', { isPublic: true }), hidden: 'removed', canvas: new Uint8Array() };
        expect(await archive.getTurn('turn1')).toEqual(hidden);
        expect((await archive.listTurns({ limit: 9 })).turns.map(({ id }) => id)).toEqual(['turn2']);
        expect((await archive.turnsOfGame('game1')).map(({ id }) => id)).toEqual(['turn1', 'turn2']);
      });

      it('MD-5 hides what one player drew, and nobody else’s', async () => {
        const drawnBy = (playerId: string) => ({ drawers: [{ playerId, nickname: 'Ann', slot: 0 }] });
        for (const id of ['a1', 'a2', 'a3']) await archive.saveTurn(turn(id, drawnBy('ann"]')));
        await archive.saveTurn(turn('b1', drawnBy('ben')));
        expect(await archive.hideDrawingsOf('ann"]', 5, 2)).toBe(2);
        expect(await archive.hideDrawingsOf('ann"]', 5, 2)).toBe(1);
        expect(await archive.hideDrawingsOf('ann"]', 5, 2)).toBe(0);
        expect((await archive.listTurns({ limit: 9 })).turns.map(({ id }) => id)).toEqual(['b1']);
      });

      it('MD-1 keeps one report of each reporter and turn, newest first', async () => {
        await archive.saveTurn(turn('turn1'));
        await archive.saveReport(report('r1', 'turn1'));
        await archive.saveReport(report('r2', 'turn1', { at: 2_000 }));
        await archive.saveReport(report('r3', 'turn1', { at: 3_000, reporter: 'of r1' }));
        expect(await openReports()).toEqual(['r2', 'r1']);
        const first = await archive.listReports({ limit: 1 });
        expect(first.reports).toMatchObject([
          {
            id: 'r2',
            reason: 'offensive',
            text: "it's \u202e rude",
            at: 2_000,
            turn: { id: 'turn1', word: '고양이' },
          },
        ]);
        expect(first.reports[0]).not.toHaveProperty('reporter');
        const rest = await archive.listReports({ limit: 1, before: first.cursor ?? '' });
        expect(rest.reports.map(({ id }) => id)).toEqual(['r1']);
      });

      it('MD-1 keeps only so many reports that wait', async () => {
        await archive.saveTurn(turn('turn1'));
        for (let index = 0; index < LIMITS.maxOpenReports; index++)
          await archive.saveReport(report(`r${index}`, 'turn1'));
        expect(await archive.saveReport(report('more', 'turn1'))).toBe('full');
        await archive.dismissReport('r0', 5);
        expect(await archive.saveReport(report('more', 'turn1'))).toBe('saved');
      });

      it('MD-3 a report is handled once: dismissed, or with its turn hidden', async () => {
        for (const id of ['turn1', 'turn2']) await archive.saveTurn(turn(id));
        await archive.saveReport(report('r1', 'turn1'));
        await archive.saveReport(report('r2', 'turn2'));
        expect(await archive.dismissReport('r1', 5)).toBe(true);
        expect(await archive.dismissReport('r1', 5)).toBe(false);
        await archive.hideTurn('turn2', 'removed', 5);
        expect(await openReports()).toEqual([]);
      });

      it('MD-4 remembers the longest ban until it is over', async () => {
        await archive.saveBan('ann', 2_000);
        await archive.saveBan('ann', 1_500);
        await archive.saveBan('net', 3_000);
        expect(await archive.bannedUntil(['ann', 'ben'], 1_000)).toBe(2_000);
        expect(await archive.bannedUntil(['ann', 'net'], 1_000)).toBe(3_000);
        expect(await archive.bannedUntil(['ann'], 2_000)).toBeUndefined();
        expect(await archive.bannedUntil([], 0)).toBeUndefined();
      });

      it('MD-6 deletes what is kept no longer, in small batches, and nothing else', async () => {
        for (const id of ['old1', 'old2', 'old3']) await archive.saveTurn(turn(id, { endedAt: 10 }));
        await archive.saveGame(game('oldgame', { endedAt: 10 }));
        await archive.saveTurn(turn('new1', { endedAt: 1_000 }));
        await archive.saveTurn(turn('edge1', { endedAt: 99, gameId: 'newgame' }));
        await archive.saveGame(game('newgame', { endedAt: 1_000 }));
        await archive.saveReport(report('handled', 'new1'));
        await archive.saveReport(report('open', 'new1'));
        await archive.dismissReport('handled', 10);
        await archive.saveBan('over', 500);
        await archive.saveBan('going', 5_000);
        const about = { before: 100, handledBefore: 100, now: 1_000, limit: 2 };
        expect(await archive.purge(about)).toBe(2 + 1 + 1 + 1);
        expect(await archive.purge(about)).toBe(1);
        expect(await archive.purge(about)).toBe(0);
        expect((await archive.listTurns({ limit: 9 })).turns.map(({ id }) => id)).toEqual(['new1', 'edge1']);
        expect((await archive.listGames({ limit: 9 })).games.map(({ id }) => id)).toEqual(['newgame']);
        expect(await openReports()).toEqual(['open']);
        expect(await archive.bannedUntil(['over', 'going'], 0)).toBe(5_000);
        expect((await archive.totals(0)).all.turns).toBe(5);
      });
    });

    it('ST-13 counts what was played, in all and by day', async () => {
      const day = Date.UTC(2026, 0, 5);
      expect(await archive.totals(0)).toMatchObject({ all: { turns: 0, games: 0 }, days: [] });
      await archive.saveTurn(turn('turn1', { endedAt: day - 1 }));
      await archive.saveTurn(turn('turn2', { endedAt: day }));
      await archive.saveTurn(turn('turn2', { endedAt: day }));
      await archive.saveGame(game('game1', { endedAt: day + 1 }));
      expect(await archive.totals(day)).toEqual({
        all: { turns: 2, games: 1, guesses: 4, rights: 2, operations: 84 },
        days: [{ day, turns: 1, games: 1, guesses: 2, rights: 1, operations: 42 }],
      });
    });

    it('ST-5 finds everything again after a restart', async () => {
      await archive.saveTurn(turn('turn1'));
      await archive.saveGame(game('game1'));
      const again = await under.reopen();
      expect(await again.getTurn('turn1')).toEqual(turn('turn1'));
      expect((await again.listGames({ limit: 1 })).games).toEqual([game('game1')]);
    });

    it('answers a ping, and closes twice without harm', async () => {
      await expect(archive.ping()).resolves.toBeUndefined();
      await archive.close();
      await expect(archive.close()).resolves.toBeUndefined();
    });
  });
}
