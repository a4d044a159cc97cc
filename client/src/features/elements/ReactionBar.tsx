import type { Reaction } from '@drawguess/game/documents';
import { send } from '../../store/game.ts';
import { useTexts } from '../../texts/index.ts';
import { ReactionIcon } from './ReactionIcon.tsx';

const REACTIONS: readonly Reaction[] = ['heart', 'laugh', 'wow', 'clap', 'think', 'fire'];

/** What one can say without words; while it is not open it keeps its place. */
export function ReactionBar({ isOpen }: { isOpen: boolean }) {
  const { reactions } = useTexts();
  return (
    <fieldset className="reactions" inert={!isOpen} aria-label={reactions.title}>
      {REACTIONS.map((reaction) => (
        <button
          key={reaction}
          type="button"
          className="reaction"
          aria-label={reactions.names[reaction]}
          title={reactions.names[reaction]}
          onClick={() => send({ type: 'react', reaction })}
        >
          <ReactionIcon reaction={reaction} />
        </button>
      ))}
    </fieldset>
  );
}
