import { useCallback, useEffect, useState, type RefCallback } from 'react';
import { createInkLayers, createReplay, type Replay } from '../../canvas/index.ts';

export const SPEEDS = [0.5, 1, 2, 4] as const;
export type Speed = (typeof SPEEDS)[number];

export type ReplayControls = {
  durationMs: number;
  atMs: number;
  playing: boolean;
  speed: Speed;
  setSpeed(speed: Speed): void;
  /** Plays on, from the beginning where the end is shown. */
  play(): void;
  pause(): void;
  seek(atMs: number): void;
};

const wantsRest = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/**
 * A replay of these operations on the element that takes the first of what is returned. It plays by itself once, unless
 * motion is not wanted: then it shows the whole drawing.
 */
export function useReplay(
  operations: readonly string[],
  label: string,
): [surface: RefCallback<HTMLElement>, controls: ReplayControls] {
  const [replay, setReplay] = useState<Replay>();
  const [atMs, setAtMs] = useState(0);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(1);
  const durationMs = replay?.durationMs ?? 0;

  const surface = useCallback(
    (element: HTMLElement | null) => {
      if (element === null) return undefined;
      let close = (): void => undefined;
      const made = createReplay(operations, (items) => {
        const layers = createInkLayers(element, label, items);
        close = layers.close;
        return layers;
      });
      const rests = wantsRest();
      made.seek(rests ? made.durationMs : 0);
      setReplay(made);
      setAtMs(made.atMs);
      setPlaying(!rests && made.durationMs > 0);
      return close;
    },
    [operations, label],
  );

  const seek = useCallback(
    (target: number) => {
      replay?.seek(target);
      setAtMs(replay?.atMs ?? 0);
    },
    [replay],
  );

  useEffect(() => {
    if (!playing || replay === undefined) return undefined;
    let frame = 0;
    let shownAt = performance.now();
    const step = (now: number): void => {
      seek(replay.atMs + Math.max(0, now - shownAt) * speed);
      shownAt = now;
      if (replay.atMs >= replay.durationMs) setPlaying(false);
      else frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [playing, speed, replay, seek]);

  return [
    surface,
    {
      durationMs,
      atMs,
      playing,
      speed,
      setSpeed,
      play() {
        if (atMs >= durationMs) seek(0);
        setPlaying(true);
      },
      pause: () => setPlaying(false),
      seek(target) {
        setPlaying(false);
        seek(target);
      },
    },
  ];
}
