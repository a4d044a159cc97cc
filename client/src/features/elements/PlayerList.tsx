import type { PlayerView, RoomView } from '@drawguess/game/documents';
import { useGame } from '../../store/game.ts';
import { useTexts } from '../../texts/index.ts';
import { Avatar } from './Avatar.tsx';
import { Icon } from './Icon.tsx';
import { PlayerName } from './PlayerName.tsx';
import { ShownReaction } from './ShownReaction.tsx';

const MARKS = { drawing: 'pen', guessed: 'check', away: 'sleep', host: 'host' } as const;

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

  const markOf = (player: PlayerView): keyof typeof MARKS | undefined => {
    if (isDrawing(player)) return 'drawing';
    if (hasGuessed(player)) return 'guessed';
    if (!player.connected || player.idle === true) return 'away';
    return player.playerId === room.hostId ? 'host' : undefined;
  };

  return (
    <ul className="players" data-testid="players">
      {room.players.map((player) => (
        <li
          key={player.playerId}
          data-away={!player.connected || player.idle === true}
          data-right={hasGuessed(player)}
          data-drawing={isDrawing(player)}
        >
          <span className="player-face">
            <Avatar name={player.nickname} drawn={player.avatar} />
            <Mark of={markOf(player)} />
            <ShownReaction room={room} playerId={player.playerId} />
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
            <span className="player-score">
              {/* Another number is another text, which does not count as one that has moved. */}
              <span key={player.score}>{player.score}</span>
              <strong className="player-gain">
                {gained(player) > 0 && texts.turn.points(gained(player))}
              </strong>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Mark({ of }: { of: keyof typeof MARKS | undefined }) {
  const { players } = useTexts();
  if (of === undefined) return null;
  return (
    <span className="player-mark" data-mark={of}>
      <Icon name={MARKS[of]} />
      {(of === 'drawing' || of === 'guessed') && <span className="unseen">{players[of]}</span>}
    </span>
  );
}
