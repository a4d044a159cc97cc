import type { SessionStatus } from '../session/index.ts';
import type { Texts } from '../texts/index.ts';

/** Attempts in vain after which "Reconnecting…" would be a hope and no longer a description. */
const OFFLINE_AFTER_ATTEMPTS = 3;

export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'offline' | 'ended';

export function connectionState(status: SessionStatus, browserOnline: boolean): ConnectionState {
  if (status.type !== 'reconnecting') return status.type;
  return !browserOnline || status.attempt > OFFLINE_AFTER_ATTEMPTS ? 'offline' : 'reconnecting';
}

/**
 * The truth about the connection in five words or fewer.
 * @param waiting intents that the server has not taken yet
 */
export function connectionText(state: ConnectionState, waiting: number, { connection }: Texts): string {
  switch (state) {
    case 'connecting':
      return connection.connecting;
    case 'live':
      return connection.live;
    case 'reconnecting':
      return waiting > 0 ? connection.reconnectingWaiting(waiting) : connection.reconnecting;
    case 'offline':
      return waiting > 0 ? connection.offlineWaiting(waiting) : connection.offline;
    case 'ended':
      return connection.offline;
  }
}
