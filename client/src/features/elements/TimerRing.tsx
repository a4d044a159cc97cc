import { useLayoutEffect, useRef } from 'react';
import { useGame } from '../../store/game.ts';
import { useTexts } from '../../texts/index.ts';

const TICK_MS = 1_000;
const RADIUS = 20;
const LENGTH = 2 * Math.PI * RADIUS;
/** From here on the ring is drawn in the colour of haste. */
const HASTE_MS = 10_000;

/**
 * A ring that empties until the deadline, by the server's clock. Its size never changes. What changes each second is
 * written past React: a rendering would cost whoever draws a frame.
 */
export function TimerRing({ deadline, durationMs }: { deadline: number; durationMs: number }) {
  const session = useGame((game) => game.session);
  const texts = useTexts();
  const ring = useRef<HTMLDivElement>(null);
  const circle = useRef<SVGCircleElement>(null);
  const number = useRef<HTMLSpanElement>(null);

  useLayoutEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    // When the number changes and not more often.
    const update = (): void => {
      const leftMs = Math.max(0, deadline - (session?.serverNow() ?? deadline));
      const seconds = Math.ceil(leftMs / 1_000);
      const gone = 1 - Math.min(1, leftMs / durationMs);
      ring.current?.setAttribute('aria-label', texts.turn.timeLeft(seconds));
      ring.current?.setAttribute('data-haste', String(leftMs <= HASTE_MS));
      ring.current?.setAttribute('data-long', String(seconds >= 100));
      circle.current?.setAttribute('stroke-dashoffset', String(LENGTH * gone));
      if (number.current !== null) number.current.textContent = String(seconds);
      timer = setTimeout(update, leftMs % TICK_MS || TICK_MS);
    };
    update();
    return () => clearTimeout(timer);
  }, [session, deadline, durationMs, texts]);

  return (
    <div className="timer-ring" role="timer" ref={ring}>
      <svg viewBox="0 0 48 48" aria-hidden="true">
        <circle className="timer-track" cx="24" cy="24" r={RADIUS} />
        <circle
          className="timer-left"
          cx="24"
          cy="24"
          r={RADIUS}
          strokeDasharray={LENGTH}
          transform="rotate(-90 24 24)"
          ref={circle}
        />
      </svg>
      <span aria-hidden="true" ref={number} />
    </div>
  );
}
