import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const programs = ['initdb', 'postgres', 'psql', 'pg_dump', 'pg_restore'];
/** Where Debian keeps them, by version and off the PATH. */
const debianFolder = '/usr/lib/postgresql';

/** @param {string} folder */
const holdsPrograms = (folder) =>
  programs.every((name) => existsSync(join(folder, name)) || existsSync(join(folder, `${name}.exe`)));

/** @returns {string[]} newest version first */
function debianFolders() {
  if (!existsSync(debianFolder)) return [];
  return readdirSync(debianFolder)
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(debianFolder, version, 'bin'));
}

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined} the folder that holds PostgreSQL's programs, those for backups included: POSTGRES_BIN where
 *   set, else one where they are installed
 */
export function findPostgres(env = process.env) {
  const chosen = env.POSTGRES_BIN;
  if (chosen) {
    if (!holdsPrograms(chosen)) throw new Error(`POSTGRES_BIN holds no ${programs.join(' and ')}: ${chosen}`);
    return chosen;
  }
  const folders = [
    ...(env.PATH ?? '').split(delimiter).filter((folder) => folder !== ''),
    ...debianFolders(),
  ];
  return folders.find(holdsPrograms);
}
