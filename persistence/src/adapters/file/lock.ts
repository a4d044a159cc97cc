import { link, open, readFile, rename, unlink } from 'node:fs/promises';
import { isErrno } from './durable-files.ts';

/** Locks that this process holds: a lock file that names this process may also be left from an earlier one. */
const held = new Set<string>();

/**
 * Takes a lock file, so that no second process writes to the same directory. A lock whose process is gone (kill -9,
 * power loss) is taken over.
 *
 * @returns a function that gives the lock back
 * @throws Error with one line that names the process that holds it
 */
export async function takeLock(path: string): Promise<() => Promise<void>> {
  const mine = await describeProcess(processId);
  if (held.has(path)) throw new Error(inUse(path, processId));
  held.add(path);
  try {
    while (!(await createLock(path, mine))) await removeStaleLock(path);
  } catch (error) {
    held.delete(path);
    throw error;
  }
  return async () => {
    if (!held.delete(path)) return;
    await unlink(path).catch(ignoreMissing);
  };
}

async function createLock(path: string, content: string): Promise<boolean> {
  // Written first and linked then, so that nobody ever reads a lock that is empty still.
  const draft = `${path}.${processId}`;
  const file = await open(draft, 'w');
  try {
    await file.writeFile(content);
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

async function removeStaleLock(path: string): Promise<void> {
  const seen = await readFile(path, 'utf8').catch(ignoreMissing);
  if (seen === undefined) return;
  const holder = Number.parseInt(seen, 10);
  if (holder !== processId && isAlive(holder) && (await describeProcess(holder)) === seen) {
    throw new Error(inUse(path, holder));
  }
  // Moved away, not deleted: if another process has taken the lock over meanwhile, it gets it back.
  const aside = `${path}.stale.${processId}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return;
    throw error;
  }
  if ((await readFile(aside, 'utf8')) !== seen) await link(aside, path).catch(() => undefined);
  await unlink(aside);
}

/**
 * A process's number and when it began, where the system tells (Linux): after a reboot, and in a container, another
 * process may well have the same number.
 */
async function describeProcess(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  const startedAt = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  return `${pid}\n${startedAt} ${boot.trim()}\n`;
}

const inUse = (path: string, pid: number): string =>
  `DATA_DIR is in use by process ${pid} (${path}): end that process first, or choose another DATA_DIR.`;

const ignoreMissing = (error: unknown): undefined => {
  if (!isErrno(error, 'ENOENT')) throw error;
  return undefined;
};

// Which process this is and which others live is all that a lock between processes is about.
// oxlint-disable no-restricted-globals
const processId = process.pid;

function isAlive(pid: number): boolean {
  try {
    return Number.isInteger(pid) && pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return isErrno(error, 'EPERM');
  }
}
// oxlint-enable no-restricted-globals
