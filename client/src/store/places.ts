import { readStored, writeStored } from './stored.ts';

const PARTS = ['code', 'roomId', 'playerId', 'token', 'nickname'] as const;

/** A seat in a room that this browser may come back to. */
export type KeptPlace = Record<(typeof PARTS)[number], string>;

const isPlace = (value: unknown): value is KeptPlace =>
  typeof value === 'object' &&
  value !== null &&
  PARTS.every((part) => typeof (value as Partial<Record<string, unknown>>)[part] === 'string');

const TAB_KEY = 'drawguess.place';
const BROWSER_KEY = 'drawguess.places';
const NICKNAME_KEY = 'drawguess.nickname';
const MOST_KEPT = 8;

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

function readBrowserPlaces(): KeptPlace[] {
  const listed = parse(readStored('local', BROWSER_KEY));
  return Array.isArray(listed) ? listed.filter(isPlace) : [];
}

/** The seat that this tab is in: a reload goes straight back to it. */
export function tabPlace(): KeptPlace | undefined {
  const place = parse(readStored('session', TAB_KEY));
  return isPlace(place) ? place : undefined;
}

/** A seat in this room that some tab of this browser took; it is offered and not taken, or two tabs would fight for it. */
export const browserPlace = (code: string): KeptPlace | undefined =>
  readBrowserPlaces().find((place) => place.code === code);

export function keepPlace(place: KeptPlace): void {
  const others = readBrowserPlaces().filter(({ code }) => code !== place.code);
  writeStored('session', TAB_KEY, JSON.stringify(place));
  writeStored('local', BROWSER_KEY, JSON.stringify([place, ...others].slice(0, MOST_KEPT)));
}

export function forgetPlace({ playerId }: KeptPlace): void {
  const others = readBrowserPlaces().filter((place) => place.playerId !== playerId);
  writeStored('local', BROWSER_KEY, JSON.stringify(others));
  if (tabPlace()?.playerId === playerId) writeStored('session', TAB_KEY, undefined);
}

/** The nickname that was used last in this browser, or an empty text. */
export const lastNickname = (): string => readStored('local', NICKNAME_KEY) ?? '';

export const keepNickname = (nickname: string): void => writeStored('local', NICKNAME_KEY, nickname);
