import type { Reaction } from '@drawguess/game/documents';
import './reactions.css';

const ROUND = 'M12 3.5a8.5 8.5 0 1 0 .1 0z';
const PATHS: Record<Reaction, string> = {
  heart: 'M12 20C5 14.5 3.5 11 4.5 8c1-3 5-3.5 7.5 0 2.5-3.5 6.5-3 7.5 0 1 3-.5 6.5-7.5 12z',
  laugh: `${ROUND} M7 10.5l2-2 2 2 M13 10.5l2-2 2 2 M7.5 13.5h9c-.5 3-2.5 4.5-4.5 4.5s-4-1.5-4.5-4.5z`,
  wow: `${ROUND} M9 9v.6 M15 9v.6 M12 13.2a2 2.4 0 1 0 .1 0z`,
  clap: 'M8.5 20.5c-2.5-1.5-4-4-4.3-7.5l.3-4.5 2.2.2.4 3.5.3-8 2.2-.1.7 7 1-7.3 2.2.2.1 7.6 1.8-5.6 2 .7-1.3 7.6c-.6 4-2.3 6.2-4.6 6.2z M18.5 4l1.2-1.8 M20.5 7.5l2-.6',
  think: `${ROUND} M9 9v.6 M15 8v.6 M8.5 15.5c2-2 4.5.5 7-1.5`,
  fire: 'M12 21c-4.5 0-6.5-3-6-6.5.4-3 3-4 3.5-8 3 1.5 4 4 3.8 6.5 1-.5 1.5-1.5 1.5-3 2 2 3.5 4 3.2 6.5-.4 3-2.5 4.5-6 4.5z',
};

/** A sign in the game's own hand. */
export function ReactionIcon({ reaction }: { reaction: Reaction }) {
  return (
    <svg className="reaction-icon" data-reaction={reaction} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[reaction]} />
    </svg>
  );
}
