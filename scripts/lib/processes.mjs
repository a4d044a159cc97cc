import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { root } from './root.mjs';

/**
 * @typedef {object} Outcome
 * @property {number} code exit code; 1 when a signal ended the process or it could not be started
 * @property {string} output what it printed on both streams
 * @property {number} durationMs
 */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

// On POSIX each child leads a process group, so that its own children end with it.
const ownGroup = process.platform !== 'win32';

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function kill(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(ownGroup ? -child.pid : child.pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/** How long a child may take to end in order; npm would take ten seconds to undo half an install. */
const graceMs = 2_000;

const exitCodes = /** @type {const} */ ({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 });

/**
 * From now on a signal ends the processes started here, then this one.
 * @returns {() => void} leaves signals alone again
 */
export function endChildrenOnSignals() {
  /** @param {NodeJS.Signals} signal */
  const endAll = (signal) => {
    process.exitCode = exitCodes[/** @type {keyof typeof exitCodes} */ (signal)];
    const exitAfterLast = () => {
      if (running.size === 0) process.exit();
    };
    exitAfterLast();
    for (const child of running) {
      child.once('close', exitAfterLast);
      kill(child, 'SIGTERM');
    }
    setTimeout(() => {
      for (const child of running) kill(child, 'SIGKILL');
      process.exit();
    }, graceMs);
  };
  const signals = /** @type {NodeJS.Signals[]} */ (Object.keys(exitCodes));
  for (const signal of signals) process.once(signal, endAll);
  return () => {
    for (const signal of signals) process.off(signal, endAll);
  };
}

/**
 * Takes the end of npm for a SIGTERM. npm passes a signal on to its shell only, and not every shell passes it
 * on to us. Call it where SIGINT and SIGTERM are handled already. Without npm in between it does nothing.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== shell) process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => clearInterval(watch));
}

/**
 * Runs a command without a shell, in the repository's folder, and waits for its end. Never rejects.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, onLine?: (line: string) => void }} [options]
 *   env: added to this process's own; onLine: called with each line as it comes
 * @returns {Promise<Outcome>}
 */
export function run(command, args, { env = {}, onLine } = {}) {
  const startedAt = performance.now();
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: ownGroup,
  });
  running.add(child);
  /** @type {string[]} */
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      onLine?.(line);
    });
  }
  return new Promise((resolve) => {
    /** @param {number} code */
    const finish = (code) => {
      running.delete(child);
      resolve({ code, output: lines.join('\n'), durationMs: performance.now() - startedAt });
    };
    child.once('error', (error) => {
      lines.push(error.message);
      finish(1);
    });
    child.once('close', (code) => finish(code ?? 1));
  });
}

/**
 * Runs a script with this very Node.
 * @param {string[]} args the script and its arguments
 * @param {Parameters<typeof run>[2]} [options]
 */
export const runNode = (args, options) => run(process.execPath, args, options);

/**
 * @param {number} durationMs
 * @returns {string} for example '3.2 s'
 */
export const inSeconds = (durationMs) => `${(durationMs / 1_000).toFixed(1)} s`;
