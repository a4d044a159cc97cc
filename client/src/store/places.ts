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
const REMOVED_KEY = 'drawguess.removed';
const AVATAR_KEY = 'drawguess.avatar';
const NICKNAME_KEY = 'drawguess.nickname';
const MOST_KEPT = 8;

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

function readPlaces(key: string): KeptPlace[] {
  const listed = parse(readStored('local', key));
  return Array.isArray(listed) ? listed.filter(isPlace) : [];
}

/** The seats that tabs of this browser took, the latest first. */
export const browserPlaces = (): KeptPlace[] => readPlaces(BROWSER_KEY);

/** The seat that this tab is in: a reload goes straight back to it. */
export function tabPlace(): KeptPlace | undefined {
  const place = parse(readStored('session', TAB_KEY));
  return isPlace(place) ? place : undefined;
}

/** A seat in this room that some tab of this browser took; it is offered and not taken, or two tabs would fight for it. */
export const browserPlace = (code: string): KeptPlace | undefined =>
  browserPlaces().find((place) => place.code === code);

export function keepPlace(place: KeptPlace): void {
  const others = browserPlaces().filter(({ code }) => code !== place.code);
  writeStored('session', TAB_KEY, JSON.stringify(place));
  writeStored('local', BROWSER_KEY, JSON.stringify([place, ...others].slice(0, MOST_KEPT)));
}

export function forgetPlace({ playerId }: KeptPlace): void {
  const others = browserPlaces().filter((place) => place.playerId !== playerId);
  writeStored('local', BROWSER_KEY, JSON.stringify(others));
  if (tabPlace()?.playerId === playerId) writeStored('session', TAB_KEY, undefined);
}

/** A seat from which this browser's player was removed: they do not sit down in that room as somebody new. */
export const removedPlace = (code: string): KeptPlace | undefined =>
  readPlaces(REMOVED_KEY).find((place) => place.code === code);

export function keepRemovedPlace(place: KeptPlace): void {
  const others = readPlaces(REMOVED_KEY).filter(({ code }) => code !== place.code);
  writeStored('local', REMOVED_KEY, JSON.stringify([place, ...others].slice(0, MOST_KEPT)));
}

export function forgetRemovedPlace({ code }: KeptPlace): void {
  const others = readPlaces(REMOVED_KEY).filter((place) => place.code !== code);
  writeStored('local', REMOVED_KEY, JSON.stringify(others));
}

/** The nickname that was used last in this browser, or an empty text. */
export const lastNickname = (): string => readStored('local', NICKNAME_KEY) ?? '';

export const keepNickname = (nickname: string): void => writeStored('local', NICKNAME_KEY, nickname);

/** The face that was drawn last in this browser, as text of its ink, or an empty text. */
export const lastAvatar = (): string => readStored('local', AVATAR_KEY) ?? '';

export const keepAvatar = (avatar: string): void =>
  writeStored('local', AVATAR_KEY, avatar === '' ? undefined : avatar);
