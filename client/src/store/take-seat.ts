import type { Settings } from '@drawguess/game/documents';
import { RequestError, type Place, type SeatRole } from '../session/join-room.ts';
import { api } from './api.ts';
import {
  forgetRemovedPlace,
  keepNickname,
  keepPlace,
  lastAvatar,
  removedPlace,
  type KeptPlace,
} from './places.ts';

/** Makes a room and sits down in it. Rejects with a `RequestError`. */
export async function createRoom(
  nickname: string,
  about: { name?: string; settings: Partial<Settings> },
): Promise<KeptPlace> {
  const { code } = await api.createRoom(about);
  return joinRoom(code, nickname);
}

/** Sits down in a room as somebody new and remembers the seat. Rejects with a `RequestError`. */
export async function joinRoom(
  code: string,
  nickname: string,
  role: SeatRole = 'player',
): Promise<KeptPlace> {
  const { roomId, playerId, token, nickname: given } = await askForSeat(code, nickname, role);
  const place = { code, roomId, playerId, token, nickname: given };
  keepNickname(nickname);
  keepPlace(place);
  return place;
}

/** Watches a room from a screen that is nobody's: neither seat nor name is remembered. Rejects with a `RequestError`. */
export async function watchRoom(code: string, nickname: string): Promise<KeptPlace> {
  const { roomId, playerId, token, nickname: given } = await api.join(code, { nickname, role: 'spectator' });
  return { code, roomId, playerId, token, nickname: given };
}

/** Who was removed from the room says so, and is told that they cannot come back. */
async function askForSeat(code: string, nickname: string, role: SeatRole): Promise<Place> {
  const removed = removedPlace(code);
  const avatar = lastAvatar();
  const about = { nickname, role, ...(avatar !== '' && { avatar }) };
  if (removed === undefined) return api.join(code, about);
  try {
    return await api.join(code, { ...about, playerToken: removed.token });
  } catch (error) {
    // The token is worth nothing any more, or the code is another room's by now: nobody was removed from that.
    if (!(error instanceof RequestError) || error.status !== 401) throw error;
    forgetRemovedPlace(removed);
    return api.join(code, about);
  }
}
