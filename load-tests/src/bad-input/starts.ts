import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startServerProcess } from '../bots/index.ts';
import { expectParts, type Checks } from '../checks/index.ts';

/** Starts that cannot come to anything: each must end with one line that names what is wrong. */
export async function checkStarts(
  checks: Checks,
  environment: NodeJS.ProcessEnv,
  folder: string,
): Promise<void> {
  const fails = (what: string, wrong: NodeJS.ProcessEnv, parts: readonly string[]): Promise<void> =>
    checks.run(what, () => failedStart({ ...environment, ...wrong }, parts));

  const values: [name: string, value: string][] = [
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['HOST', 'not a host'],
    ['DATA_DIR', ' '],
    ['PUBLIC_URL', 'draw.example.org'],
    ['ALLOWED_ORIGINS', 'https://draw.example.org/path'],
    ['SESSION_SECRET', 'short'],
    ['OPERATOR_TOKEN', 'short'],
    ['MAX_SESSIONS', '0'],
    ['LOG_LEVEL', 'loud'],
  ];
  for (const [name, value] of values) await fails(`${name}="${value}"`, { [name]: value }, [name, 'must be']);

  await fails('a port that is taken', { DATA_DIR: join(folder, 'other') }, [
    String(environment.PORT),
    'taken',
    'Set PORT',
  ]);
  await fails('a DATA_DIR that another process uses', { PORT: '0' }, ['DATA_DIR is in use by process']);

  const file = join(folder, 'a-file');
  await writeFile(file, 'kept as it is');
  await fails('a DATA_DIR below a regular file', { PORT: '0', DATA_DIR: join(file, 'below') }, [
    'DATA_DIR',
    file,
    'Set DATA_DIR',
  ]);
  await checks.run('the file is as it was', async () =>
    expectParts(await readFile(file, 'utf8'), ['kept as it is']),
  );
}

/** Resolves with the one line that the start ended with. */
async function failedStart(environment: NodeJS.ProcessEnv, parts: readonly string[]): Promise<string> {
  let message: string;
  try {
    const server = await startServerProcess(environment);
    await server.stop();
    message = '';
  } catch (error) {
    message = error instanceof Error ? error.message : String(error);
  }
  const [, line, ...more] = message.split('\n');
  if (line === undefined || more.length > 0) throw new Error(`One line was expected: ${message}`);
  return expectParts(line, ['DrawGuess did not start', ...parts]);
}
