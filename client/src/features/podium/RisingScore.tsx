import { useEffect, useState } from 'react';

const RISE_MS = 1_200;

/** A score that counts up once to where it is. */
export function RisingScore({ score }: { score: number }) {
  const [calm] = useState(() => matchMedia('(prefers-reduced-motion: reduce)').matches);
  const [shown, setShown] = useState(calm ? score : 0);

  useEffect(() => {
    if (calm) return;
    let frame = 0;
    const rise = (begunAt: number | undefined, now: number): void => {
      const part = begunAt === undefined ? 0 : Math.min(1, (now - begunAt) / RISE_MS);
      // Slower towards the end, as one counts when it matters.
      setShown(Math.round(score * (1 - (1 - part) ** 3)));
      if (part < 1) frame = requestAnimationFrame((next) => rise(begunAt ?? now, next));
    };
    frame = requestAnimationFrame((now) => rise(undefined, now));
    return () => cancelAnimationFrame(frame);
  }, [score, calm]);

  return <span className="rising-score">{shown}</span>;
}
