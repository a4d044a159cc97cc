import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe'];
const fixedPlaces = [
  '/usr/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined} path of a Chromium or Chrome: CHROMIUM_PATH or CHROME_PATH where set, else one
 *   that is installed
 */
export function findChromium(env = process.env) {
  for (const name of ['CHROMIUM_PATH', 'CHROME_PATH']) {
    const chosen = env[name];
    if (!chosen) continue;
    if (!existsSync(chosen)) throw new Error(`${name} names no file: ${chosen}`);
    return chosen;
  }
  const onPath = (env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => commands.map((command) => join(folder, command)));
  return [...onPath, ...fixedPlaces].find((path) => existsSync(path));
}
