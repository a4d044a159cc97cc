import type { RoomView } from '@drawguess/game/documents';
import { useGame } from '../../store/game.ts';
import { useTexts } from '../../texts/index.ts';
import { TimerRing } from '../elements/TimerRing.tsx';
import { MaskedWord } from './MaskedWord.tsx';
import { drawersOf, type TurnPhase } from './phases.ts';

/** Time, word and round in one line; says the phase aloud. */
export function TurnBar({ room, phase }: { room: RoomView; phase: TurnPhase }) {
  const { turn } = useTexts();
  const { settings } = room;
  return (
    <div className="turn-bar">
      <TimerRing
        key={phase.type}
        deadline={phase.deadline}
        durationMs={
          phase.type === 'drawing'
            ? phase.deadline - phase.startedAt
            : phase.type === 'choosing'
              ? settings.chooseTimeMs
              : settings.revealTimeMs
        }
      />
      <div className="turn-word" aria-live="polite">
        <Caption room={room} phase={phase} />
        <Word phase={phase} />
      </div>
      <p className="turn-round">{turn.round(room.round, settings.rounds)}</p>
    </div>
  );
}

function Caption({ room, phase }: { room: RoomView; phase: TurnPhase }) {
  const { turn } = useTexts();
  const myId = useGame((game) => game.place?.playerId ?? '');
  const knowsWord = useGame((game) => game.privateView.word !== undefined);
  const drawers = drawersOf(phase);
  const names = room.players
    .filter(({ playerId }) => drawers.includes(playerId))
    .map(({ nickname }) => nickname);
  const caption = (): string => {
    if (phase.type === 'reveal') return turn.theWordWas;
    if (drawers.includes(myId)) return turn.youDraw;
    if (phase.type === 'choosing') return turn.isChoosing(names.join(', '));
    return knowsWord ? turn.guessedIt : turn.draws(names.join(', '));
  };
  // Another caption is another text: none is seen to move.
  return (
    <p key={caption()} className="turn-caption">
      {caption()}
    </p>
  );
}

function Word({ phase }: { phase: TurnPhase }) {
  const word = useGame((game) => game.privateView.word);
  if (phase.type === 'choosing') return null;
  if (phase.type === 'reveal') {
    return (
      <p className="known-word" data-testid="word">
        {phase.word}
      </p>
    );
  }
  if (word === undefined) return <MaskedWord mask={phase.mask} />;
  return (
    <p className="known-word" data-testid="word">
      {word}
    </p>
  );
}
