import { useEffect, useState } from 'react';
import { useGame } from '../../store/game.ts';
import { useTexts } from '../../texts/index.ts';

const TICK_MS = 1_000;
const RADIUS = 20;
const LENGTH = 2 * Math.PI * RADIUS;
/** From here on the ring is drawn in the colour of haste. */
const HASTE_MS = 10_000;

/** A ring that empties until the deadline, by the server's clock. Its size never changes. */
export function TimerRing({ deadline, durationMs }: { deadline: number; durationMs: number }) {
  const session = useGame((game) => game.session);
  const texts = useTexts();
  const remaining = (): number => Math.max(0, deadline - (session?.serverNow() ?? deadline));
  const [leftMs, setLeftMs] = useState(remaining);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    // When the number changes and not more often: whoever draws needs the time in between.
    const update = (): void => {
      const left = Math.max(0, deadline - (session?.serverNow() ?? deadline));
      setLeftMs(left);
      timer = setTimeout(update, left % TICK_MS || TICK_MS);
    };
    update();
    return () => clearTimeout(timer);
  }, [session, deadline]);

  const seconds = Math.ceil(leftMs / 1_000);
  const gone = 1 - Math.min(1, leftMs / durationMs);
  return (
    <div
      className="timer-ring"
      data-haste={leftMs <= HASTE_MS}
      data-long={seconds >= 100}
      role="timer"
      aria-label={texts.turn.timeLeft(seconds)}
    >
      <svg viewBox="0 0 48 48" aria-hidden="true">
        <circle className="timer-track" cx="24" cy="24" r={RADIUS} />
        <circle
          className="timer-left"
          cx="24"
          cy="24"
          r={RADIUS}
          strokeDasharray={LENGTH}
          strokeDashoffset={LENGTH * gone}
          transform="rotate(-90 24 24)"
        />
      </svg>
      <span aria-hidden="true">{seconds}</span>
    </div>
  );
}
