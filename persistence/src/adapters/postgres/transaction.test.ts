import { expect, it } from 'vitest';
import type { Query } from '../../archive/index.ts';
import { ConnectionLostError } from './failures.ts';
import { runTransaction } from './transaction.ts';

/** A transaction whose first COMMIT is not answered, on a server that then says `fate` of it. */
function setUp(fate: string | null | Error) {
  const asked: string[] = [];
  const query: Query = async (text) => {
    asked.push(text);
    if (text === 'COMMIT' && asked.filter((other) => other === text).length === 1) {
      throw new ConnectionLostError('gone');
    }
    if (!text.includes('pg_xact_status')) return { rows: [{ id: '7' }] };
    if (fate instanceof Error) throw fate;
    return { rows: [{ fate }] };
  };
  let runs = 0;
  const attempt = runTransaction(
    (ask) => ask(query),
    async () => (runs += 1),
  );
  return { asked, attempt };
}

it.each([
  ['committed', 1],
  ['aborted', 2],
  [null, 2],
  [new Error('transaction ID 7 is in the future'), 2],
] as const)(
  'ST-5 after a COMMIT without an answer, a server that says %s is believed',
  async (fate, runs) => {
    const { attempt } = setUp(fate);
    await expect(attempt()).rejects.toThrow('gone');
    expect(await attempt()).toBe(runs);
  },
);

it('ST-5 a transaction that is not over yet is not run again', async () => {
  const { attempt, asked } = setUp('in progress');
  await expect(attempt()).rejects.toThrow('gone');
  await expect(attempt()).rejects.toBeInstanceOf(ConnectionLostError);
  expect(asked.filter((text) => text.startsWith('BEGIN'))).toHaveLength(1);
});
