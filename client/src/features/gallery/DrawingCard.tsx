import { useState } from 'react';
import { turnPath } from '../../app/route.ts';
import { useTexts } from '../../texts/index.ts';
import { Link } from '../../app/Link.tsx';
import { pictureOf, type TurnSummary } from './turns-api.ts';

/** One drawing in a list, which leads to its replay: its picture, its word, who drew it and who guessed it. */
export function DrawingCard({ turn }: { turn: TurnSummary }) {
  const { gallery } = useTexts();
  const [failed, setFailed] = useState(false);
  const name = turn.drawers.map(({ nickname }) => nickname).join(', ');
  return (
    <li className="drawing">
      <Link to={turnPath(turn.id)} className="drawing-link">
        <span className="canvas-frame">
          <img
            className="drawing-picture"
            src={pictureOf(turn)}
            alt={gallery.drawing(turn.word, name)}
            width={1600}
            height={900}
            loading="lazy"
            decoding="async"
            onError={() => setFailed(true)}
          />
        </span>
        <span className="drawing-word">{turn.word}</span>
      </Link>
      <p className="drawing-by">
        {failed ? gallery.failed : `${gallery.by(name)} · ${gallery.guessed(turn.rights, turn.guessers)}`}
      </p>
    </li>
  );
}
