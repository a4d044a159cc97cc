import { useGame } from '../../store/game.ts';
import { useTexts } from '../../texts/index.ts';

/** Why the latest thing asked for had no effect. */
export function Refusal() {
  const { refusals } = useTexts();
  const refused = useGame((game) => game.refused);
  return (
    <p className="problem" role="alert">
      {refused && refusals[refused.refusal]}
    </p>
  );
}
