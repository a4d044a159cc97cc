import { expect, it } from 'vitest';
import { openTogether } from './index.ts';

const named = (name: string, closed: string[], fails = false) => ({
  async close() {
    closed.push(name);
    if (fails) throw new Error(name);
  },
});

it('closes what was opened in reverse, once', async () => {
  const closed: string[] = [];
  const { close } = await openTogether(async (closers) => {
    closers.add(named('first', closed));
    closers.add(named('second', closed));
    return closers;
  });
  await Promise.all([close(), close()]);
  expect(closed).toEqual(['second', 'first']);
});

it('closes the rest when something cannot be closed, and says so', async () => {
  const closed: string[] = [];
  const closers = await openTogether(async (all) => all);
  for (const name of ['a', 'b', 'c']) closers.add(named(name, closed, name === 'b'));
  await expect(closers.close()).rejects.toThrow('b');
  expect(closed).toEqual(['c', 'b', 'a']);
});

it('closes what is open when the next cannot be opened', async () => {
  const closed: string[] = [];
  const opening = openTogether(async (closers) => {
    closers.add(named('log', closed, true));
    throw new Error('The archive is not there.');
  });
  await expect(opening).rejects.toThrow('The archive is not there.');
  expect(closed).toEqual(['log']);
});
