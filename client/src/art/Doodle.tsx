import { useEffect, useRef } from 'react';
import { createDoodlePainter, type DoodleName } from './doodle-painter.ts';
import { recordings } from './recordings.ts';
import './doodle.css';

/** How long a picture takes to draw itself; a long one is drawn faster, not longer. */
const DRAWING_MS = 1_900;
const MAX_PIXEL_RATIO = 2;

/** One of the game's own pictures. It draws itself once, and then rests; it says nothing that the words beside it do not. */
export function Doodle({ name, still = false }: { name: DoodleName; still?: boolean }) {
  const surface = useRef<HTMLCanvasElement>(null);
  const [, , width, height] = recordings[name].crop;

  useEffect(() => {
    const canvas = surface.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const calm = still || matchMedia('(prefers-reduced-motion: reduce)').matches;
    let painter = createDoodlePainter(context, recordings[name], coloursOf(canvas));
    let frame: number | undefined;
    let drawn = calm ? painter.length : 0;

    const animate = (begunAt: number | undefined, now: number): void => {
      const start = begunAt ?? now;
      drawn = Math.min(1, (now - start) / DRAWING_MS) * painter.length;
      painter.paint(drawn);
      frame = drawn < painter.length ? requestAnimationFrame((next) => animate(start, next)) : undefined;
    };
    const fit = (): void => {
      canvas.width = Math.max(
        1,
        Math.round(canvas.clientWidth * Math.min(devicePixelRatio, MAX_PIXEL_RATIO)),
      );
      canvas.height = Math.round((canvas.width * height) / width);
      painter.paint(drawn);
    };
    const recolour = (): void => {
      painter = createDoodlePainter(context, recordings[name], coloursOf(canvas));
      painter.paint(drawn);
    };
    const sizes = new ResizeObserver(fit);
    sizes.observe(canvas);
    dark.addEventListener('change', recolour);
    if (!calm) frame = requestAnimationFrame((now) => animate(undefined, now));
    return () => {
      sizes.disconnect();
      dark.removeEventListener('change', recolour);
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, [name, still, width, height]);

  return (
    <canvas
      ref={surface}
      className="doodle"
      style={{ aspectRatio: `${width} / ${height}` }}
      aria-hidden="true"
    />
  );
}

function coloursOf(element: Element): { ink: string; paper: string } {
  const style = getComputedStyle(element);
  return { ink: style.color, paper: style.getPropertyValue('--sheet') };
}
