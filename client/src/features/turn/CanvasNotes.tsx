import { useGame } from '../../store/game.ts';
import { useTexts } from '../../texts/index.ts';

/** What the drawer has to know about their ink; below the canvas, never on it. */
export function CanvasNotes() {
  const { turn } = useTexts();
  const fetching = useGame((game) => game.session?.canvas !== undefined && !game.canvasSynced);
  const live = useGame((game) => game.status.type === 'live');
  const late = useGame((game) => game.late);
  const full = useGame((game) => game.canvasFull);
  return (
    <output className="canvas-notes">
      {fetching && live && turn.fetchingCanvas}
      {full && turn.canvasFull}
      {late !== undefined && <strong data-testid="late">{turn.lateStrokes(late)}</strong>}
    </output>
  );
}
