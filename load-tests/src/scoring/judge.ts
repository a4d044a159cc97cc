import type { Formula } from './candidates.ts';
import { MEASURES, type Measure } from './measures.ts';
import { scoreSample, type Sample } from './sample.ts';

/** What a formula measures, in the order of `MEASURES`. */
export type Measured = { name: string; values: readonly number[] };

export type Verdict = { title: string; holds: boolean };

export function measureFormula(formula: Formula, sample: Sample): Measured {
  const scored = scoreSample(sample, formula);
  return { name: formula.name, values: MEASURES.map((measure) => measure.of(scored)) };
}

/** Whether one is at least as good as another in everything and better in something. */
export function dominates(one: Measured, another: Measured): boolean {
  const compared = MEASURES.map(
    ({ badness }, index) => badness(one.values[index] ?? NaN) - badness(another.values[index] ?? NaN),
  );
  return compared.every((worse) => worse <= 0) && compared.some((worse) => worse < 0);
}

/** Whether the chosen formula deserves it: nothing is better all round, every bound holds, and nothing got worse. */
export function judge(chosen: Measured, former: Measured, others: readonly Measured[]): Verdict[] {
  const better = others.filter((other) => dominates(other, chosen)).map(({ name }) => name);
  const badness = (measure: Measure, { values }: Measured): number =>
    measure.badness(values[MEASURES.indexOf(measure)] ?? NaN);
  return [
    {
      title: `no other formula is better all round${better.map((name) => `, but ${name}`).join('')}`,
      holds: better.length === 0,
    },
    ...MEASURES.map((measure) => ({
      title: `${measure.name}: within its bound`,
      holds: badness(measure, chosen) <= measure.bound,
    })),
    ...MEASURES.map((measure) => ({
      title: `${measure.name}: no worse than before${measure.mayLose ? `, or by at most ${measure.mayLose}` : ''}`,
      holds: badness(measure, chosen) <= badness(measure, former) + (measure.mayLose ?? 0),
    })),
  ];
}
