import type { PhaseView, RoomView } from '@drawguess/game/documents';
import { useTexts } from '../../texts/index.ts';
import { usePictureCheck } from './use-picture-check.ts';

type Reveal = Extract<PhaseView, { type: 'reveal' }>;

/** What the turn brought, and whether everybody has the same picture. */
export function Points({ room, phase }: { room: RoomView; phase: Reveal }) {
  const { turn } = useTexts();
  const check = usePictureCheck(phase);
  const gains = room.players
    .map(({ playerId, nickname }) => ({ playerId, nickname, points: phase.points[playerId] ?? 0 }))
    .filter(({ points }) => points > 0)
    .toSorted((a, b) => b.points - a.points);

  return (
    <div className="points">
      {gains.length === 0 ? (
        <p>{phase.skipped ? turn.skipped : turn.nobodyScored}</p>
      ) : (
        <ol data-testid="points">
          {gains.map(({ playerId, nickname, points }) => (
            <li key={playerId}>
              <span className="points-name">{nickname}</span>
              <strong>{turn.points(points)}</strong>
            </li>
          ))}
        </ol>
      )}
      <p className="points-picture" data-check={check} data-testid="picture-check">
        {{ closing: turn.pictureClosing, same: turn.everybodySees, differs: turn.pictureDiffers }[check]}
      </p>
    </div>
  );
}
