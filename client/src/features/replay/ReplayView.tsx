import { useId } from 'react';
import { useTexts } from '../../texts/index.ts';
import { SPEEDS, useReplay, type Speed } from './use-replay.ts';

/** Places of the scrubber. */
const STEPS = 100;

/** The drawing and what moves it: play and pause, a scrubber, its speed. All of it by keyboard, too. */
export function ReplayView({ operations, label }: { operations: readonly string[]; label: string }) {
  const { archive } = useTexts();
  const [surface, replay] = useReplay(operations, label);
  const speedId = useId();
  const inSeconds = (ms: number): string => (ms / 1_000).toFixed(1);
  return (
    <>
      <div className="canvas-frame">
        <div ref={surface} className="canvas" data-testid="replay" />
      </div>
      <div className="replay-controls">
        <button
          type="button"
          className="button primary"
          disabled={replay.durationMs === 0}
          onClick={replay.playing ? replay.pause : replay.play}
        >
          {replay.playing ? archive.pause : archive.play}
        </button>
        <input
          type="range"
          className="scrubber"
          aria-label={archive.scrubber}
          aria-valuetext={archive.position(inSeconds(replay.atMs), inSeconds(replay.durationMs))}
          min={0}
          max={STEPS}
          value={replay.durationMs === 0 ? 0 : Math.round((STEPS * replay.atMs) / replay.durationMs)}
          disabled={replay.durationMs === 0}
          onChange={(event) => replay.seek((Number(event.target.value) / STEPS) * replay.durationMs)}
        />
        <label className="unseen" htmlFor={speedId}>
          {archive.speed}
        </label>
        <select
          id={speedId}
          className="speed"
          value={replay.speed}
          onChange={(event) => replay.setSpeed(Number(event.target.value) as Speed)}
        >
          {SPEEDS.map((speed) => (
            <option key={speed} value={speed}>
              {speed} ×
            </option>
          ))}
        </select>
      </div>
    </>
  );
}
