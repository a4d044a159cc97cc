import type { Settings } from '@drawguess/game/documents';

/** What the server gives to a player who joins (PROTOCOL §8). */
export type Place = { roomId: string; playerId: string; token: string; nickname: string };

/** To play, or only to watch. */
export type SeatRole = 'player' | 'spectator';

/** An answer that is not what was hoped for; `message` is the server's, ready to be shown. */
export class RequestError extends Error {
  override name = 'RequestError';
  readonly code: string;
  readonly status: number;
  constructor(code: string, message: string, status: number) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export type Api = {
  createRoom(about: {
    name?: string;
    settings?: Partial<Settings>;
  }): Promise<{ roomId: string; code: string }>;
  /**
   * `playerToken` is the token of an earlier place in the room: it brings the same player back, as they were. `avatar` is
   * what `writeAvatar` gives. A `spectator` only watches.
   */
  join(
    code: string,
    about: { nickname: string; role?: SeatRole; avatar?: string; playerToken?: string },
  ): Promise<Place>;
  get<Answer>(path: string): Promise<Answer>;
  post<Answer>(path: string, body: object): Promise<Answer>;
};

/** @param origin the API's origin, e.g. `http://localhost:8080`, or empty for the page's own. */
export function createApi(origin: string, fetchLike: typeof fetch): Api {
  const request = async <Answer>(path: string, body?: object): Promise<Answer> => {
    let response: Response;
    try {
      response = await fetchLike(
        `${origin}${path}`,
        body && {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        },
      );
    } catch {
      throw new RequestError(
        'offline',
        'The server cannot be reached. Check your connection and try again.',
        0,
      );
    }
    const answer = (await response.json().catch(() => undefined)) as
      | (Answer & { error?: { code: string; message: string } })
      | undefined;
    if (response.ok && answer !== undefined) return answer;
    const { code, message } = answer?.error ?? {
      code: 'bad-answer',
      message: 'The server gave no proper answer. Try again.',
    };
    throw new RequestError(code, message, response.status);
  };
  return {
    createRoom: (about) => request('/api/rooms', about),
    join: (code, about) => request(`/api/rooms/${encodeURIComponent(code)}/join`, about),
    get: (path) => request(path),
    post: (path, body) => request(path, body),
  };
}
