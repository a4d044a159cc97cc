import type { PlayerView, RoomView } from '@drawguess/game/documents';
import { useGame } from '../../store/game.ts';
import { useTexts } from '../../texts/index.ts';
import { Icon } from './Icon.tsx';
import { PlayerName } from './PlayerName.tsx';

/** Everyone in the room in the order in which they sat down, with their scores once there are any. */
export function PlayerList({ room, withScores }: { room: RoomView; withScores: boolean }) {
  const texts = useTexts();
  const myId = useGame((game) => game.place?.playerId);
  const { phase } = room;

  const isDrawing = ({ playerId }: PlayerView): boolean => {
    if (phase.type === 'choosing') return phase.drawers.includes(playerId);
    return phase.type === 'drawing' && phase.turn.drawers.some((drawer) => drawer.playerId === playerId);
  };
  const hasGuessed = ({ playerId }: PlayerView): boolean =>
    (phase.type === 'drawing' || phase.type === 'reveal') && phase.rights.includes(playerId);
  const gained = ({ playerId }: PlayerView): number =>
    phase.type === 'reveal' ? (phase.points[playerId] ?? 0) : 0;

  return (
    <ul className="players" data-testid="players">
      {room.players.map((player) => (
        <li
          key={player.playerId}
          data-away={!player.connected || player.idle === true}
          data-right={hasGuessed(player)}
          data-drawing={isDrawing(player)}
        >
          <span className="player-mark">
            {isDrawing(player) && (
              <>
                <Icon name="pen" />
                <span className="unseen">{texts.players.drawing}</span>
              </>
            )}
            {hasGuessed(player) && (
              <>
                <Icon name="check" />
                <span className="unseen">{texts.players.guessed}</span>
              </>
            )}
          </span>
          <PlayerName room={room} player={player} />
          <span className="player-notes">
            {[
              player.playerId === myId && texts.players.you,
              player.playerId === room.hostId && texts.players.host,
              !player.connected && texts.players.away,
              player.connected && player.idle === true && texts.players.idle,
              player.votes !== undefined && texts.players.votes(player.votes.by.length, player.votes.needed),
            ]
              .filter((note) => note !== false)
              .join(' · ')}
          </span>
          {withScores && (
            <span className="player-score" aria-label={texts.players.score(player.score)}>
              {player.score}
              {gained(player) > 0 && (
                <strong className="player-gain">{texts.turn.points(gained(player))}</strong>
              )}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
