import { once } from 'node:events';
import { setTimeout as rest } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { Instance } from './instance.ts';

const PER_SERVER = 4;
const MAX_TRIED = 64;

/**
 * Finds addresses of this machine, from 127.0.0.2 on, by the sync-server to which a front sends them: players of one room
 * that come from different ones sit at different servers.
 *
 * @param servers at which nobody is yet
 * @throws Error when one of them gets nobody
 */
export async function spreadAddresses(
  front: string,
  servers: readonly Pick<Instance, 'metric'>[],
): Promise<string[][]> {
  const found: string[][] = servers.map(() => []);
  for (let last = 2; last < 2 + MAX_TRIED && found.some(({ length }) => length < PER_SERVER); last++) {
    const localAddress = `127.0.0.${last}`;
    const index = await serverOf(front, servers, localAddress);
    found[index]?.push(localAddress);
  }
  if (found.some(({ length }) => length === 0)) throw new Error('A sync-server gets nobody from nginx.');
  return found;
}

async function serverOf(
  front: string,
  servers: readonly Pick<Instance, 'metric'>[],
  localAddress: string,
): Promise<number> {
  const count = (): Promise<number[]> =>
    Promise.all(servers.map((server) => server.metric('drawguess_sessions')));
  while ((await count()).some((sessions) => sessions > 0)) await rest(5);
  const socket = new WebSocket(`${front.replace('http', 'ws')}/sync`, { localAddress });
  await once(socket, 'open');
  const after = await count();
  const closed = once(socket, 'close');
  socket.terminate();
  await closed;
  return after.findIndex((sessions) => sessions > 0);
}
