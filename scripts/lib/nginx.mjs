import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const fixedPlaces = ['/usr/sbin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx'];

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined} path of nginx: NGINX_PATH where set, else one that is installed
 */
export function findNginx(env = process.env) {
  const chosen = env['NGINX_PATH'];
  if (chosen) {
    if (!existsSync(chosen)) throw new Error(`NGINX_PATH names no file: ${chosen}`);
    return chosen;
  }
  const onPath = (env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'nginx'));
  return [...onPath, ...fixedPlaces].find((path) => existsSync(path));
}
