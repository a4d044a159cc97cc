import { useEffect } from 'react';
import { send, useGame } from '../store/game.ts';
import { useTexts } from '../texts/index.ts';

const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'click'] as const;

/** Asks a player whom the game takes for idle. Any touch or key is an answer; the button is what one looks for. */
export function StillThere() {
  const { players: texts } = useTexts();
  const idle = useGame(
    ({ room, place }) => room?.players.find(({ playerId }) => playerId === place?.playerId)?.idle === true,
  );

  useEffect(() => {
    if (!idle) return;
    const end = (): void => {
      for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, answer);
    };
    const answer = (): void => {
      end();
      send({ type: 'here' });
    };
    for (const sign of SIGNS_OF_LIFE) addEventListener(sign, answer);
    return end;
  }, [idle]);

  if (!idle) return null;
  return (
    <div className="still-there" role="alert" data-testid="still-there">
      <p>
        <strong>{texts.stillThere}</strong> {texts.stillThereHint}
      </p>
      <button type="button" className="button primary">
        {texts.here}
      </button>
    </div>
  );
}
