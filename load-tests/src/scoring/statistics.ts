/** 0 for nothing. */
export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((total, value) => total + value, 0) / values.length;

/** Spearman's: 1 for the same order, −1 for the opposite, 0 where either has no order. Equal values share a rank. */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  const ranksA = centred(ranks(a));
  const ranksB = centred(ranks(b));
  const spread = Math.sqrt(product(ranksA, ranksA) * product(ranksB, ranksB));
  return spread === 0 ? 0 : product(ranksA, ranksB) / spread;
}

const ranks = (values: readonly number[]): number[] =>
  values.map((value) => {
    const below = values.filter((other) => other < value).length;
    return below + values.filter((other) => other === value).length / 2;
  });

function centred(values: readonly number[]): number[] {
  const middle = mean(values);
  return values.map((value) => value - middle);
}

const product = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((total, value, index) => total + value * (b[index] ?? 0), 0);
