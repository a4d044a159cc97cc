import { api } from '../../store/api.ts';

/** How the service is, as `GET /api/status` tells it; times are server time in ms, parts run from 0 to 1. */
export type Status = {
  status: 'ok' | 'degraded' | 'down';
  score: number;
  issues: { code: string; severity: 'critical' | 'warning'; message: string }[];
  system: { cpus: number; loadPerCpu: number; memoryBytes: number; memoryFreeBytes: number };
  application: {
    version: string;
    commit: string;
    uptimeMs: number;
    roomsOpen: number;
    publicRooms: number;
    commands: number;
    unarchived: number;
  };
  runtime: { heapBytes: number; heapLimitBytes: number; loopDelayMs: number; loopBusy: number };
  dependencies: { name: string; required: boolean; ok: boolean; ms: number }[];
  trends: Record<TrendName | 'at', number[]>;
  prometheus: { state: 'not-configured' | 'metrics-are-read'; readAt?: number };
};

export type TrendName =
  | 'requests'
  | 'failedRequests'
  | 'answerMs'
  | 'loopDelayMs'
  | 'loopBusy'
  | 'heapBytes'
  | 'loadPerCpu'
  | 'roomsOpen'
  | 'commands';

export const fetchStatus = (): Promise<Status> => api.get('/api/status');
