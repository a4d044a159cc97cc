import type { RoomView } from '@drawguess/game/documents';
import { send, useGame } from '../../store/game.ts';
import { useTexts } from '../../texts/index.ts';

/** Who watches; the host may send them away. */
export function Spectators({ room }: { room: RoomView }) {
  const { watching, players } = useTexts();
  const isHost = useGame((game) => game.place?.playerId === room.hostId);
  if (room.spectators.length === 0) return null;
  return (
    <details className="spectators">
      <summary>{watching.count(room.spectators.length)}</summary>
      <ul>
        {room.spectators.map(({ playerId, nickname }) => (
          <li key={playerId}>
            {nickname}
            {isHost && (
              <button type="button" className="button quiet" onClick={() => send({ type: 'kick', playerId })}>
                {players.remove}
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** For those who watch: says so, and offers a seat. */
export function WatchingBar({ room }: { room: RoomView }) {
  const { watching } = useTexts();
  const watches = useGame((game) =>
    room.spectators.some(({ playerId }) => playerId === game.place?.playerId),
  );
  if (!watches) return null;
  return (
    <div className="watching" data-testid="watching">
      <p>{watching.youWatch}</p>
      <button type="button" className="button" onClick={() => send({ type: 'sit' })}>
        {watching.sit}
      </button>
    </div>
  );
}
