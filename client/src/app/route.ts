import { useSyncExternalStore } from 'react';

/** Where one is: `/` is home, `/r/CODE` a room; every other page has a path of its own. */
export type Route =
  | { page: (typeof PLAIN_PAGES)[number] | 'home' | 'not-found' }
  | { page: 'room' | 'watch'; code: string }
  | { page: 'turn'; id: string }
  | { page: 'player'; nickname: string };

/** Pages whose path is their name. */
const PLAIN_PAGES = [
  'how-to-play',
  'about',
  'gallery',
  'leaderboard',
  'stats',
  'status',
  'operator',
] as const;

const ROOM_PATH = /^\/r\/([0-9A-Za-z]{1,16})\/?$/;
const WATCH_PATH = /^\/watch\/([0-9A-Za-z]{1,16})\/?$/;
const TURN_PATH = /^\/turns\/([0-9A-Za-z]{1,64})\/?$/;
const PLAYER_PATH = /^\/players\/([^/]{1,200})\/?$/;

function readRoute(pathname: string): Route {
  if (pathname === '/') return { page: 'home' };
  const code = ROOM_PATH.exec(pathname)?.[1];
  if (code !== undefined) return { page: 'room', code: code.toUpperCase() };
  const watched = WATCH_PATH.exec(pathname)?.[1];
  if (watched !== undefined) return { page: 'watch', code: watched.toUpperCase() };
  const id = TURN_PATH.exec(pathname)?.[1];
  if (id !== undefined) return { page: 'turn', id };
  const nickname = decoded(PLAYER_PATH.exec(pathname)?.[1]);
  if (nickname !== undefined) return { page: 'player', nickname };
  const name = pathname.slice(1).replace(/\/$/, '');
  return { page: PLAIN_PAGES.find((page) => page === name) ?? 'not-found' };
}

/** The text behind a part of a path; `undefined` where it stands for none. */
function decoded(part: string | undefined): string | undefined {
  try {
    return part === undefined ? undefined : decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

export const roomPath = (code: string): string => `/r/${code}`;
export const turnPath = (id: string): string => `/turns/${encodeURIComponent(id)}`;
export const playerPath = (nickname: string): string => `/players/${encodeURIComponent(nickname)}`;

const MOVED = 'drawguess:moved';

export function go(path: string): void {
  if (path === location.pathname) return;
  history.pushState(null, '', path);
  scrollTo(0, 0);
  dispatchEvent(new Event(MOVED));
}

function subscribe(listener: () => void): () => void {
  addEventListener('popstate', listener);
  addEventListener(MOVED, listener);
  return () => {
    removeEventListener('popstate', listener);
    removeEventListener(MOVED, listener);
  };
}

export const useRoute = (): Route => readRoute(useSyncExternalStore(subscribe, () => location.pathname));
