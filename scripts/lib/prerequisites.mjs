import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { findChromium } from './chromium.mjs';
import { findNginx } from './nginx.mjs';
import { findPostgres } from './postgres.mjs';
import { run } from './processes.mjs';
import { findRedisServer } from './redis.mjs';

/**
 * What the tests need beyond npm packages.
 * @typedef {object} Prerequisite
 * @property {string} name
 * @property {() => string | undefined} find its path, undefined when it is missing
 * @property {string[]} debianPackages
 * @property {{ packages: string[], configure: () => void }} [before] what must be installed and configured first on Debian
 * @property {string} [service] what its package starts, and nobody here needs
 * @property {string} elsewhere how to get it where there is no apt-get
 */

/** @type {Prerequisite[]} */
const prerequisites = [
  {
    name: 'Chromium',
    find: findChromium,
    debianPackages: ['chromium', 'fonts-noto-cjk'],
    elsewhere:
      process.platform === 'darwin'
        ? 'brew install --cask chromium'
        : 'setting CHROMIUM_PATH to a Chromium or Chrome',
  },
  {
    name: 'redis-server',
    find: findRedisServer,
    debianPackages: ['redis-server'],
    // Tests start their own.
    service: 'redis-server',
    elsewhere:
      process.platform === 'darwin'
        ? 'brew install redis'
        : 'setting REDIS_SERVER_PATH to the redis-server of Redis 7',
  },
  {
    name: 'nginx',
    find: findNginx,
    debianPackages: ['nginx'],
    service: 'nginx',
    elsewhere: process.platform === 'darwin' ? 'brew install nginx' : 'setting NGINX_PATH to an nginx',
  },
  {
    name: 'PostgreSQL',
    find: findPostgres,
    debianPackages: ['postgresql'],
    // Debian's package starts a server of its own, which no test uses.
    before: { packages: ['postgresql-common'], configure: () => startNoCluster() },
    elsewhere:
      process.platform === 'darwin'
        ? 'brew install postgresql'
        : 'setting POSTGRES_BIN to the folder that holds its initdb and postgres',
  },
];

function startNoCluster() {
  const path = '/etc/postgresql-common/createcluster.conf';
  const lines = existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : [];
  const others = lines.filter((line) => !/^\s*create_main_cluster\b/.test(line));
  writeFileSync(path, `${[...others, 'create_main_cluster = false'].join('\n')}\n`);
}

/**
 * Finds the prerequisites, and installs missing ones where that needs no question: as root on Debian.
 * @returns {Promise<void>} rejects with a line for each that is still missing: its name and the command to get it
 */
export async function providePrerequisites() {
  const missing = prerequisites.filter(({ find }) => find() === undefined);
  if (missing.length === 0) return;

  const isDebian = existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
  const aptInstall = ['install', '-y', '--no-install-recommends'];
  if (isDebian && process.getuid?.() === 0) {
    // The run level keeps a package from starting what it brings, except under systemd.
    const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
    /** @param {string[]} packages */
    const install = async (packages) => {
      console.log(`▸ apt-get ${aptInstall.join(' ')} ${packages.join(' ')}`);
      const { code, output } = await run('apt-get', [...aptInstall, ...packages], { env });
      if (code !== 0) console.error(output);
      return code === 0;
    };
    await run('apt-get', ['update'], { env });
    for (const { before } of missing) {
      if (before !== undefined && (await install(before.packages))) before.configure();
    }
    await install(missing.flatMap(({ debianPackages }) => debianPackages));
    const services = missing.flatMap(({ service }) => service ?? []);
    if (services.length > 0 && existsSync('/run/systemd/system'))
      await run('systemctl', ['disable', '--now', ...services]);
  }
  const lines = missing
    .filter(({ find }) => find() === undefined)
    .map(({ name, debianPackages, elsewhere }) => {
      const command = isDebian ? ['sudo apt-get', ...aptInstall, ...debianPackages].join(' ') : elsewhere;
      return `${name} is missing, get it by: ${command}`;
    });
  if (lines.length > 0) throw new Error(lines.join('\n'));
}
