import { isDeepStrictEqual } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bot } from '../bots/index.ts';
import type { Player } from './players.ts';

/** How long everything may take to arrive once nothing is cut any more; the longest backoff is 8 s. */
const SETTLE_MS = 15_000;

/** Remembers what the chat showed to somebody who was never cut: the document keeps the latest messages only. */
export function judgeTalk({ session }: Bot) {
  const shown = new Map<number, string>();
  const look = (): void => {
    for (const message of session.chat) if (message.type === 'said') shown.set(message.id, message.text);
  };
  session.subscribe((event) => {
    if (event.type === 'chat') look();
  });
  return {
    /** Waits until every intent is judged. Returns what was not shown exactly once. */
    async judge(said: readonly string[], authors: readonly Player[]): Promise<string[]> {
      const isDone = (): boolean =>
        authors.every((author) => author.waiting() === 0) &&
        said.every((text) => [...shown.values()].includes(text));
      await settle(isDone);
      const waiting = authors.reduce((sum, author) => sum + author.waiting(), 0);
      const broken = waiting === 0 ? [] : [`${waiting} intents were never acknowledged`];
      for (const text of said) {
        const times = [...shown.values()].filter((one) => one === text).length;
        if (times !== 1) broken.push(`"${text}" was shown ${times} times`);
      }
      return broken;
    },
  };
}

/** Compares what the drawer did with what somebody new is given, and with what everyone else sees. */
export async function judgeInk(
  pushed: readonly string[],
  fresh: Bot,
  readers: readonly Pick<Player, 'operations'>[],
): Promise<{ lost: number; doubled: number; broken: string[] }> {
  const stored = (): string[] => fresh.session.canvas?.operations() ?? [];
  await settle(() => isDeepStrictEqual(stored(), pushed));
  const counts = new Map<string, number>();
  for (const operation of stored()) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  const lost = pushed.filter((operation) => !counts.has(operation)).length;
  const doubled = [...counts.values()].filter((count) => count > 1).length;
  const broken: string[] = [];
  if (lost > 0) broken.push(`${lost} operations were lost`);
  if (doubled > 0) broken.push(`${doubled} operations are there more than once`);
  if (broken.length === 0 && !isDeepStrictEqual(stored(), pushed)) broken.push('the ink is in another order');
  await settle(() => readers.every((reader) => isDeepStrictEqual(reader.operations(), stored())));
  const others = readers.filter((reader) => !isDeepStrictEqual(reader.operations(), stored())).length;
  if (others > 0) broken.push(`${others} of ${readers.length} see other ink than somebody new`);
  return { lost, doubled, broken };
}

const LOOK_EVERY_MS = 50;

/** Waits until `holds`, but not for ever: what does not is for the judge to say. */
async function settle(holds: () => boolean): Promise<void> {
  for (let waitedMs = 0; waitedMs < SETTLE_MS && !holds(); waitedMs += LOOK_EVERY_MS)
    await sleep(LOOK_EVERY_MS);
}
