import { randomUUID } from 'node:crypto';
import { createSession, createApi, type Api, type Place, type Session } from '@drawguess/client/session';
import { createSystemClock } from '@drawguess/persistence/adapters/system';
import { createLine, type Line, type LineOptions } from './line.ts';
import { OPERATOR_TOKEN } from './temporary-server.ts';
import { waitUntil } from './wait-until.ts';

/** A player without a screen: the client's own session layer over a real socket. */
export type Bot = Place & {
  readonly session: Session;
  readonly line: Line;
  /**
   * Resolves when `holds`, which is looked at after every change.
   * @throws Error that names `what` when it does not within `timeoutMs`
   */
  until(what: string, holds: () => boolean, timeoutMs?: number): Promise<void>;
  close(): void;
};

const clock = createSystemClock();

/** The server's API as an operator's bots use it. */
export const createBotApi = (server: string): Api =>
  createApi(server, (input, init) =>
    fetch(input, { ...init, headers: { ...init?.headers, authorization: `Bearer ${OPERATOR_TOKEN}` } }),
  );

export async function joinAsBot(
  server: string,
  code: string,
  nickname: string,
  options: LineOptions = {},
): Promise<Bot> {
  return openBot(server, await createBotApi(server).join(code, { nickname }), options);
}

/** A page at a place that there is already, as a second tab of the same player is. */
export function openBot(server: string, place: Place, options: LineOptions = {}): Bot {
  const line = createLine(server, options);
  const session = createSession({
    ...place,
    connect: line.connect,
    clock,
    randomId: randomUUID,
    random: Math.random,
  });
  return {
    ...place,
    session,
    line,
    until: (what, holds, timeoutMs = 20_000) =>
      waitUntil(session.subscribe, `${place.nickname}: ${what}`, holds, timeoutMs),
    close: () => session.close(),
  };
}
