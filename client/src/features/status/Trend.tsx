type TrendProps = {
  name: string;
  samples: readonly number[];
  /** A value in words and units. */
  show: (value: number) => string;
  /** The latest, lowest and highest value in a sentence. */
  sentence: (latest: string, lowest: string, highest: string) => string;
};

const WIDTH = 100;
const HEIGHT = 30;

/** A few minutes of one number: as a line, and in words for who does not see it. */
export function Trend({ name, samples, show, sentence }: TrendProps) {
  const highest = Math.max(...samples, 0);
  const lowest = Math.min(...samples);
  const points = samples.map((value, index) => {
    const x = samples.length === 1 ? WIDTH : (index / (samples.length - 1)) * WIDTH;
    // The line's own thickness stays inside.
    const y = HEIGHT - 1 - (highest === 0 ? 0 : (value / highest) * (HEIGHT - 2));
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <figure className="trend">
      <figcaption>
        <strong>{name}</strong>
        <br />
        <span className="reason">
          {samples.length === 0 ? '–' : sentence(show(samples.at(-1) ?? 0), show(lowest), show(highest))}
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <polyline points={points.join(' ')} />
      </svg>
    </figure>
  );
}
