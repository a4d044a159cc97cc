import type { PhaseView, RoomView } from '@drawguess/game/documents';
import { Doodle } from '../../art/Doodle.tsx';
import { Avatar } from '../elements/Avatar.tsx';
import { RisingScore } from './RisingScore.tsx';
import './podium.css';

type Standing = Extract<PhaseView, { type: 'podium' }>['standings'][number];

/** How many stand on steps. */
const STEPS = 3;

/** The first three as a drawing, for the eyes: whoever shows it says the same in words. */
export function Steps({ room, standings }: { room: RoomView; standings: readonly Standing[] }) {
  const avatarOf = (wanted: string): string | undefined =>
    room.players.find(({ playerId }) => playerId === wanted)?.avatar;
  return (
    <div className="podium-steps" aria-hidden="true">
      {standings
        .filter(({ rank }) => rank <= STEPS)
        .slice(0, STEPS)
        .map(({ playerId, nickname, rank, score }) => (
          <div key={playerId} className="podium-step" data-rank={rank}>
            {rank === 1 && score > 0 && (
              <div className="podium-crown">
                <Doodle name="crown" />
              </div>
            )}
            <Avatar name={nickname} drawn={avatarOf(playerId)} />
            <span className="podium-name">{nickname}</span>
            <span className="podium-block">
              <b>{rank}</b>
              <RisingScore score={score} />
            </span>
          </div>
        ))}
    </div>
  );
}
