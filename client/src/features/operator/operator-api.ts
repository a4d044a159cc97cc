import { createApi, type Api } from '../../session/join-room.ts';
import { readStored, writeStored } from '../../store/stored.ts';
import type { TurnSummary } from '../gallery/turns-api.ts';

/** A report that waits; times are server time in ms. */
export type OpenReport = { id: string; reason: string; text: string; at: number; turn: TurnSummary };

const KEY = 'drawguess.operator';

/** The operator's token as this tab knows it; it goes with the tab. */
export const readOperatorToken = (): string => readStored('session', KEY) ?? '';
export const keepOperatorToken = (token: string | undefined): void => writeStored('session', KEY, token);

/** The API as the operator uses it. */
const operatorApi = (token: string): Api =>
  createApi('', (input, init) =>
    fetch(input, { ...init, headers: { ...init?.headers, authorization: `Bearer ${token}` } }),
  );

export async function listReports(
  token: string,
  before?: string,
): Promise<{ items: OpenReport[]; cursor?: string }> {
  const query = before === undefined ? '' : `&before=${encodeURIComponent(before)}`;
  const { reports, ...cursor } = await operatorApi(token).get<{ reports: OpenReport[]; cursor?: string }>(
    `/api/operator/reports?limit=20${query}`,
  );
  return { items: reports, ...cursor };
}

export const removeTurn = (token: string, turnId: string): Promise<unknown> =>
  operatorApi(token).post(`/api/operator/turns/${encodeURIComponent(turnId)}/remove`, {});

export const dismissReport = (token: string, reportId: string): Promise<unknown> =>
  operatorApi(token).post(`/api/operator/reports/${encodeURIComponent(reportId)}/dismiss`, {});

/** @param whom a player's id, or an address */
export const ban = (
  token: string,
  whom: { playerId: string } | { address: string },
  days: number,
): Promise<{ until: number }> => operatorApi(token).post('/api/operator/bans', { ...whom, days });
