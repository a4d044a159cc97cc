import { useSyncExternalStore } from 'react';

/** Where one is: `/` is home, `/r/CODE` a room; every other page has a path of its own. */
export type Route = { page: 'home' | 'how-to-play' | 'about' | 'not-found' } | { page: 'room'; code: string };

const ROOM_PATH = /^\/r\/([0-9A-Za-z]{1,16})\/?$/;

function readRoute(pathname: string): Route {
  const code = ROOM_PATH.exec(pathname)?.[1];
  if (code !== undefined) return { page: 'room', code: code.toUpperCase() };
  switch (pathname.replace(/\/$/, '')) {
    case '':
      return { page: 'home' };
    case '/how-to-play':
      return { page: 'how-to-play' };
    case '/about':
      return { page: 'about' };
    default:
      return { page: 'not-found' };
  }
}

export const roomPath = (code: string): string => `/r/${code}`;

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
