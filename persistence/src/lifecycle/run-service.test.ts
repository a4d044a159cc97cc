import { createFakeClock } from '@drawguess/game/clock';
import { expect, it } from 'vitest';
import { runService, type Service } from './index.ts';

type Signal = 'SIGINT' | 'SIGTERM';

function setUp() {
  const clock = createFakeClock();
  const listeners = new Map<Signal, () => void>();
  const exits: number[] = [];
  const printed: string[] = [];
  const host = {
    on: (signal: Signal, listener: () => void) => listeners.set(signal, listener),
    exit: (code: number) => void exits.push(code),
    stderr: { write: (text: string) => printed.push(text) },
  };
  return {
    clock,
    exits,
    printed,
    run: (start: () => Promise<Service>) => runService(host, clock, start),
    signal: (name: Signal) => listeners.get(name)?.(),
  };
}

const never = (): Promise<never> => new Promise(() => undefined);

it('ST-20 ends with 0 when all is stored', async () => {
  const { clock, run, signal, exits, printed } = setUp();
  let drained = 0;
  await run(async () => ({ drain: async () => void drained++ }));
  expect(exits).toEqual([]);
  signal('SIGTERM');
  await clock.advance(0);
  expect({ drained, exits, printed }).toEqual({ drained: 1, exits: [0], printed: [] });
});

it('ST-20 ends with 1 and one line when something could not be stored', async () => {
  const { clock, run, signal, exits, printed } = setUp();
  await run(async () => ({ drain: () => Promise.reject(new Error('Redis does not answer.')) }));
  signal('SIGTERM');
  await clock.advance(0);
  expect(exits).toEqual([1]);
  expect(printed).toEqual(['DrawGuess ended before all was stored: Redis does not answer.\n']);
});

it('ST-20 ends within 10 s, whatever does not answer', async () => {
  const { clock, run, signal, exits, printed } = setUp();
  await run(async () => ({ drain: never }));
  signal('SIGTERM');
  await clock.advance(8_000);
  expect(exits).toEqual([]);
  await clock.advance(1_999);
  expect(exits).toEqual([1]);
  expect(printed.join('')).toMatch(/^DrawGuess did not end in order [^\n]*\n$/);
});

it('ST-20 ends at once at a second signal, but not at the same one passed on by npm', async () => {
  const { clock, run, signal, exits } = setUp();
  await run(async () => ({ drain: never }));
  signal('SIGINT');
  signal('SIGINT');
  await clock.advance(499);
  signal('SIGTERM');
  expect(exits).toEqual([]);
  await clock.advance(1);
  signal('SIGINT');
  expect(exits).toEqual([130]);
});

it('ends at once at a signal before it has started', async () => {
  const { run, signal, exits } = setUp();
  void run(never);
  signal('SIGTERM');
  expect(exits).toEqual([143]);
});

it('ends with one line when it cannot start', async () => {
  const { run, exits, printed } = setUp();
  await run(() => Promise.reject(new Error('Port 8080 is taken.')));
  expect({ exits, printed }).toEqual({
    exits: [1],
    printed: ['DrawGuess did not start: Port 8080 is taken.\n'],
  });
});
