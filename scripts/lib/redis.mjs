import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const fixedPlaces = [
  '/usr/bin/redis-server',
  '/usr/local/bin/redis-server',
  '/opt/homebrew/bin/redis-server',
];

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined} path of a redis-server: REDIS_SERVER_PATH where set, else one that is installed
 */
export function findRedisServer(env = process.env) {
  const chosen = env['REDIS_SERVER_PATH'];
  if (chosen) {
    if (!existsSync(chosen)) throw new Error(`REDIS_SERVER_PATH names no file: ${chosen}`);
    return chosen;
  }
  const onPath = (env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'redis-server'));
  return [...onPath, ...fixedPlaces].find((path) => existsSync(path));
}
