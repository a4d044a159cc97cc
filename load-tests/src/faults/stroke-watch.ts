import type { Table } from '../bots/index.ts';

/** How long strokes take from their author's hand to the others' screens. */
export type StrokeWatch = {
  /** The strokes of another turn: when each was pushed, by its first operation. */
  expect(pushedAt: ReadonlyMap<string, number>): void;
  /** The median in ms, of what has come since the last call, to those players; NaN when nothing has. */
  takeMedian(to?: (playerId: string) => boolean): number;
  close(): void;
};

export function watchStrokes(table: Table): StrokeWatch {
  let expected: ReadonlyMap<string, number> = new Map();
  let taken: { playerId: string; ms: number }[] = [];
  const endings = table.bots.map(({ session, playerId }) =>
    session.subscribe((event) => {
      if (event.type !== 'ink' || event.change.type !== 'appended') return;
      const now = performance.now();
      for (const element of event.change.elements) {
        const pushed = typeof element === 'string' ? expected.get(element) : undefined;
        if (pushed !== undefined) taken.push({ playerId, ms: now - pushed });
      }
    }),
  );
  return {
    expect: (pushedAt) => (expected = pushedAt),
    takeMedian(to = () => true) {
      const all = taken.flatMap(({ playerId, ms }) => (to(playerId) ? [ms] : [])).toSorted((a, b) => a - b);
      taken = [];
      return all[Math.floor(all.length / 2)] ?? NaN;
    },
    close() {
      for (const end of endings) end();
    },
  };
}
