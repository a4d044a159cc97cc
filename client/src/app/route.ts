import { useSyncExternalStore } from 'react';

/** `/` is home, `/r/CODE` a room. Anything else is home. */
export type Route = { page: 'home' } | { page: 'room'; code: string };

const ROOM_PATH = /^\/r\/([0-9A-Za-z]{1,16})\/?$/;

function readRoute(pathname: string): Route {
  const code = ROOM_PATH.exec(pathname)?.[1];
  return code === undefined ? { page: 'home' } : { page: 'room', code: code.toUpperCase() };
}

export const roomPath = (code: string): string => `/r/${code}`;

const MOVED = 'drawguess:moved';

export function go(path: string): void {
  if (path === location.pathname) return;
  history.pushState(null, '', path);
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
