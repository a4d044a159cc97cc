import { useEffect, useRef, useState } from 'react';
import { createPainter } from '../../canvas/painter.ts';
import { useTexts } from '../../texts/index.ts';
import { fetchOperations, listTurns, type TurnSummary } from './turns-api.ts';
import './gallery.css';

const SHOWN = 6;

/** The latest finished drawings. */
export function Gallery() {
  const { gallery } = useTexts();
  const [turns, setTurns] = useState<TurnSummary[] | 'failed'>();

  useEffect(() => {
    let wanted = true;
    listTurns(SHOWN).then(
      // A turn whose drawer was not there left an empty sheet.
      (listed) => wanted && setTurns(listed.filter(({ operations, guessers }) => operations + guessers > 0)),
      () => wanted && setTurns('failed'),
    );
    return () => {
      wanted = false;
    };
  }, []);

  return (
    <section className="gallery">
      <h2>{gallery.title}</h2>
      {turns === 'failed' && <p className="reason">{gallery.failed}</p>}
      {turns !== 'failed' && turns?.length === 0 && <p className="reason">{gallery.empty}</p>}
      <ul data-testid="gallery">
        {turns !== 'failed' && turns?.map((turn) => <Drawing key={turn.id} turn={turn} />)}
      </ul>
    </section>
  );
}

function Drawing({ turn }: { turn: TurnSummary }) {
  const { gallery } = useTexts();
  const surface = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  const name = turn.drawers.map(({ nickname }) => nickname).join(', ');
  const label = gallery.drawing(turn.word, name);

  useEffect(() => {
    if (surface.current === null) return;
    const painter = createPainter(surface.current, label);
    let wanted = true;
    fetchOperations(turn.id).then(
      (operations) => wanted && painter.load(operations),
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
      painter.close();
    };
  }, [turn.id, label]);

  return (
    <li className="drawing">
      <div className="canvas-frame">
        <div ref={surface} className="canvas" />
      </div>
      <p className="drawing-word">{turn.word}</p>
      <p className="drawing-by">
        {failed ? gallery.failed : `${gallery.by(name)} · ${gallery.guessed(turn.rights, turn.guessers)}`}
      </p>
    </li>
  );
}
