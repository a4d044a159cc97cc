import type { Clock } from '@drawguess/game/clock';
import { connectBy, createSession, type Session } from '../session/index.ts';
import type { KeptPlace } from './places.ts';

/** The browser's side of what a session is given: time, chance and the network. */

export const browserClock: Clock = {
  now: () => Date.now(),
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
};

/** A version 4 UUID. `crypto.randomUUID` is missing where a page comes over plain HTTP from the local network. */
function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export function openSession({ roomId, playerId, token }: KeptPlace): Session {
  const url = new URL('/sync', location.href);
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return createSession({
    roomId,
    playerId,
    token,
    connect: connectBy(() => new WebSocket(url)),
    clock: browserClock,
    randomId: randomUuid,
    random: () => Math.random(),
  });
}
