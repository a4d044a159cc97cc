import type { Clock } from '@drawguess/game/clock';

/** What a process of its own runs. */
export type Service = {
  /** Takes nobody in any more, ends sessions, stores what is on its way, and closes everything. */
  drain(): Promise<void>;
};

/** The part of Node's `process` that is needed here. */
export type HostProcess = {
  on(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  exit(code: number): void;
  readonly stderr: { write(text: string): unknown };
};

/** Within ten seconds it is over: that is how long orchestrators wait by default, Docker among them. */
const DRAIN_LIMIT_MS = 9_000;
/** Ctrl-C in a terminal comes twice: from the terminal and passed on by npm. */
const SAME_WISH_MS = 500;
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Starts a service, and ends the process in order at the first SIGINT or SIGTERM: with code 0 when all is stored, with 1 and
 * a line when something is not, or when that takes too long. A second signal ends it at once (SPEC ST-20).
 *
 * A start that fails ends it with code 1 and one line that says why; a signal before it is over ends it at once.
 */
export async function runService(
  host: HostProcess,
  clock: Clock,
  start: () => Promise<Service>,
): Promise<void> {
  let service: Service | undefined;
  let drainingSince: number | undefined;

  const end = (code: number, line?: string): void => {
    if (line !== undefined) host.stderr.write(`${line}\n`);
    host.exit(code);
  };

  const onSignal = (signal: keyof typeof EXIT_CODES) => (): void => {
    if (service === undefined) return end(EXIT_CODES[signal]);
    if (drainingSince !== undefined) {
      if (clock.now() - drainingSince >= SAME_WISH_MS) end(EXIT_CODES[signal]);
      return;
    }
    drainingSince = clock.now();
    clock.after(DRAIN_LIMIT_MS, () =>
      end(
        1,
        `DrawGuess did not end in order within ${DRAIN_LIMIT_MS / 1_000} s: what was on its way may not be stored.`,
      ),
    );
    service.drain().then(
      () => end(0),
      (error: unknown) => end(1, `DrawGuess ended before all was stored: ${lineOf(error)}`),
    );
  };
  host.on('SIGINT', onSignal('SIGINT'));
  host.on('SIGTERM', onSignal('SIGTERM'));

  try {
    service = await start();
  } catch (error) {
    end(1, `DrawGuess did not start: ${lineOf(error)}`);
  }
}

const lineOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
