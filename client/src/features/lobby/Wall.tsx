import type { PhaseView, RoomView } from '@drawguess/game/documents';
import { send, useGame } from '../../store/game.ts';
import { chooseColour, chooseSize, chooseTool, useTools } from '../../store/tools.ts';
import { useTexts } from '../../texts/index.ts';
import { Blots, Brushes } from '../elements/Blots.tsx';
import { Icon } from '../elements/Icon.tsx';
import { CanvasNotes } from '../turn/CanvasNotes.tsx';
import { TurnCanvas } from '../turn/TurnCanvas.tsx';
import { useToolKeys } from '../turn/use-tool-keys.ts';

const COLOURS = ['ink', 'tomato', 'tangerine', 'marker', 'leaf', 'sky', 'cobalt', 'grape', 'rose'] as const;
const SIZES = [1, 3, 5];

/** While the others are on their way: a sheet on which all draw at once. */
export function Wall({ room, phase }: { room: RoomView; phase: Extract<PhaseView, { type: 'lobby' }> }) {
  const { wall } = useTexts();
  return (
    <section className="wall" aria-label={wall.title}>
      <div className="canvas-frame">
        <TurnCanvas phase={phase} label={wall.title} />
        <Hint />
      </div>
      <WallTools room={room} />
      <CanvasNotes />
    </section>
  );
}

/** Says what the empty sheet is for, until there is ink on it. */
function Hint() {
  const { wall } = useTexts();
  const blank = useTools((tools) => !tools.canClear);
  return blank ? <p className="wall-hint">{wall.hint}</p> : null;
}

function WallTools({ room }: { room: RoomView }) {
  const { tools, wall } = useTexts();
  const isHost = useGame((game) => game.place?.playerId === room.hostId);
  const tool = useTools((held) => held.tool);
  const colour = useTools((held) => held.colour);
  const size = useTools((held) => held.size);
  const canUndo = useTools((held) => held.canUndo);
  useToolKeys();
  return (
    <fieldset className="wall-tools" aria-label={tools.title}>
      <Blots
        colours={COLOURS}
        chosen={tool === 'eraser' ? undefined : colour}
        onChoose={(chosen) => {
          chooseTool('pen');
          chooseColour(chosen);
        }}
      />
      <fieldset className="row" aria-label={tools.sizes}>
        <Brushes sizes={SIZES} chosen={size} onChoose={chooseSize} />
        <button
          type="button"
          className="button small"
          aria-label={tools.eraser}
          aria-pressed={tool === 'eraser'}
          onClick={() => chooseTool('eraser')}
        >
          <Icon name="eraser" />
        </button>
        <button
          type="button"
          className="button small"
          aria-label={tools.undo}
          disabled={!canUndo}
          onClick={() => useTools.getState().hand?.undo()}
        >
          <Icon name="undo" />
        </button>
        {isHost && (
          <button
            type="button"
            className="button small"
            aria-label={wall.fresh}
            title={wall.fresh}
            onClick={() => send({ type: 'wall' })}
          >
            <Icon name="clear" />
          </button>
        )}
      </fieldset>
    </fieldset>
  );
}
