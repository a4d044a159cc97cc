/** What was sent, and what of it is missing or there more than once in the end. */
export type Count = { sent: number; lost: number; doubled: number };

/** What a fault's rooms came to. */
export type Tally = {
  strokes: Count;
  /** Ink that came after a canvas's end, as its author was told (SPEC TN-7): not lost. */
  lateStrokes: number;
  guesses: Count;
  turns: { expected: number; archived: number; doubled: number };
  /** Copies of closed canvases: those that show the closed picture, another one, and those whose device was away. */
  copies: { same: number; differs: number; unseen: number };
  /** Everything that should not be, in words. */
  broken: string[];
};

const emptyCount = (): Count => ({ sent: 0, lost: 0, doubled: 0 });

export const createTally = (): Tally => ({
  strokes: emptyCount(),
  lateStrokes: 0,
  guesses: emptyCount(),
  turns: { expected: 0, archived: 0, doubled: 0 },
  copies: { same: 0, differs: 0, unseen: 0 },
  broken: [],
});

/** Whether nothing is missing, doubled or otherwise wrong. */
export const isWhole = ({ strokes, guesses, turns, copies, broken }: Tally): boolean =>
  broken.length === 0 &&
  [strokes, guesses].every(({ lost, doubled }) => lost === 0 && doubled === 0) &&
  turns.archived === turns.expected &&
  turns.doubled === 0 &&
  copies.differs === 0;
