import { DrawingCard } from './DrawingCard.tsx';
import type { TurnSummary } from './turns-api.ts';

/** Drawings side by side; while they are fetched, as many empty sheets hold their places. */
export function DrawingGrid({
  turns,
  waitingFor = 0,
}: {
  turns: readonly TurnSummary[];
  waitingFor?: number;
}) {
  return (
    <ul className="drawings" aria-busy={waitingFor > 0} data-testid="drawings">
      {turns.map((turn) => (
        <DrawingCard key={turn.id} turn={turn} />
      ))}
      {Array.from({ length: waitingFor }, (_, place) => (
        <li key={place} className="drawing" aria-hidden="true">
          <div className="canvas-frame drawing-waits" />
          <p className="drawing-word"> </p>
          <p className="drawing-by"> </p>
        </li>
      ))}
    </ul>
  );
}
