import { api } from '../../store/api.ts';
import type { TurnSummary } from '../gallery/turns-api.ts';

/** What the archive tells (PROTOCOL §8). Times are server time in ms. */

export type Standing = {
  playerId: string;
  nickname: string;
  games: number;
  wins: number;
  points: number;
  turns: number;
  pointsPerTurn: number;
  lastAt: number;
};

export type Totals = { turns: number; games: number; guesses: number; rights: number; operations: number };

export type Overview = {
  all: Totals;
  days: (Totals & { day: number })[];
  roomsOpen: number;
  publicRooms: number;
};

export type Activity =
  | { type: 'turn'; at: number; turn: TurnSummary }
  | {
      type: 'game';
      at: number;
      game: { id: string; turns: number; standings: { nickname: string; score: number; rank: number }[] };
    };

const after = (before: string | undefined): string =>
  before === undefined ? '' : `&before=${encodeURIComponent(before)}`;

export const fetchLeaderboard = (
  period: 'week' | 'all',
  before?: string,
): Promise<{ players: Standing[]; cursor?: string }> =>
  api.get(`/api/leaderboard?period=${period}&limit=50${after(before)}`);

export const fetchPlayer = (nickname: string): Promise<{ players: Standing[]; drawings: TurnSummary[] }> =>
  api.get(`/api/user/${encodeURIComponent(nickname)}/stats`);

export const fetchOverview = (): Promise<Overview> => api.get('/api/stats/overview');

export const fetchActivity = (before?: string): Promise<{ items: Activity[]; cursor?: string }> =>
  api.get(`/api/recent-activity?limit=20${after(before)}`);
