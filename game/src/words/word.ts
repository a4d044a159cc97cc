/** 1 easy, 2 medium, 3 hard to draw or to name. */
export type Difficulty = 1 | 2 | 3;

/** A word to draw; `category` is an English key such as `animal`, in packs of every language. */
export type Word = { readonly text: string; readonly difficulty: Difficulty; readonly category: string };

/** A pack as it is written down: by category, one comma-separated line for each difficulty. */
type PackSource = Readonly<Record<string, readonly [easy: string, medium: string, hard: string]>>;

/** The words of a written pack, in its order. */
export function readPack(source: PackSource): readonly Word[] {
  return Object.entries(source).flatMap(([category, [easy, medium, hard]]) => [
    ...readLine(easy, 1, category),
    ...readLine(medium, 2, category),
    ...readLine(hard, 3, category),
  ]);
}

function readLine(line: string, difficulty: Difficulty, category: string): Word[] {
  return line.split(',').map((text) => ({ text: text.trim(), difficulty, category }));
}
