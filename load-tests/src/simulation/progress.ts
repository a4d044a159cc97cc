import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GameReport } from './simulate-game.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** All that decides how a game of a seed goes. */
const SOURCES = [
  'game/src',
  'persistence/src',
  'sync-server/src',
  'client/src/session',
  'load-tests/src/simulation',
];
const isSource = (path: string): boolean => path.endsWith('.ts') && !path.endsWith('.test.ts');

/** The games of a run that are played, kept beyond the end of its process. */
export type Progress = { readonly reports: readonly GameReport[]; add(report: GameReport): void };

/** Keeps nothing. */
export const noProgress: Progress = { reports: [], add: () => undefined };

/**
 * Reads the games that are played from a file, a line for each, and adds to it from then on.
 *
 * @throws Error when the file is that of other sources: their games say nothing about these
 */
export function openProgress(file: string): Progress {
  const sources = hashSources();
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify({ sources })}\n`);
  }
  const text = readFileSync(file, 'utf8');
  // What follows the last line's end was being written as the process ended.
  const [head, ...lines] = text.split('\n').slice(0, -1);
  if (head !== JSON.stringify({ sources }))
    throw new Error(`${file} holds games of other sources: name another file, or remove it.`);
  writeFileSync(file, [head, ...lines, ''].join('\n'));
  return {
    reports: lines.map((line) => JSON.parse(line) as GameReport),
    add({ seed, broken, counts }) {
      appendFileSync(file, `${JSON.stringify({ seed, broken, trace: '', counts })}\n`);
    },
  };
}

function hashSources(): string {
  const hash = createHash('sha256');
  for (const folder of SOURCES)
    for (const path of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter(isSource)
      .sort())
      hash
        .update(path)
        .update('\0')
        .update(readFileSync(join(ROOT, folder, path)))
        .update('\0');
  return hash.digest('hex');
}
