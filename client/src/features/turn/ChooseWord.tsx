import type { RoomView } from '@drawguess/game/documents';
import { send, useGame } from '../../store/game.ts';
import { useTexts } from '../../texts/index.ts';

/** Where the canvas will be: three words for the drawer, patience for the others. */
export function ChooseWord({ room, drawers }: { room: RoomView; drawers: readonly string[] }) {
  const { turn } = useTexts();
  const myId = useGame((game) => game.place?.playerId ?? '');
  const choices = useGame((game) => game.privateView.choices);
  const names = room.players
    .filter(({ playerId }) => drawers.includes(playerId))
    .map(({ nickname }) => nickname);

  if (!drawers.includes(myId)) return <p className="choose-patience">{turn.isChoosing(names.join(', '))}…</p>;
  return (
    <div className="choose">
      <h2>{turn.chooseWord}</h2>
      <div className="choose-words">
        {choices?.map((word, choice) => (
          <button
            key={word}
            type="button"
            className="button primary plain"
            data-testid="choice"
            onClick={() => send({ type: 'choose', choice })}
          >
            {word}
          </button>
        ))}
      </div>
    </div>
  );
}
