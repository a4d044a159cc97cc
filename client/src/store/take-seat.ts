import type { Settings } from '@drawguess/game/documents';
import { api } from './api.ts';
import { keepNickname, keepPlace, type KeptPlace } from './places.ts';

/** Makes a room and sits down in it. Rejects with a `RequestError`. */
export async function createRoom(nickname: string, settings: Partial<Settings>): Promise<KeptPlace> {
  const { code } = await api.createRoom({ settings });
  return joinRoom(code, nickname);
}

/** Sits down in a room as somebody new and remembers the seat. Rejects with a `RequestError`. */
export async function joinRoom(code: string, nickname: string): Promise<KeptPlace> {
  const { roomId, playerId, token, nickname: given } = await api.join(code, { nickname });
  const place = { code, roomId, playerId, token, nickname: given };
  keepNickname(nickname);
  keepPlace(place);
  return place;
}
