import { useEffect, useState } from 'react';
import { readOwnGames } from '../../store/own-games.ts';
import { useTexts } from '../../texts/index.ts';
import { Link } from '../../app/Link.tsx';
import { DrawingCard } from './DrawingCard.tsx';
import { hasDrawing, listTurns, type TurnSummary } from './turns-api.ts';
import './gallery.css';

const SHOWN = 6;

/** The latest finished drawings: of this browser's latest game, and of public rooms. */
export function Gallery() {
  const { archive, gallery } = useTexts();
  const [turns, setTurns] = useState<TurnSummary[] | 'failed'>();

  useEffect(() => {
    let wanted = true;
    listLatest().then(
      (listed) => wanted && setTurns(listed),
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
        {turns !== 'failed' && turns?.map((turn) => <DrawingCard key={turn.id} turn={turn} />)}
      </ul>
      <p className="gallery-all">
        <Link to="/gallery">{archive.toGallery}</Link>
      </p>
    </section>
  );
}

async function listLatest(): Promise<TurnSummary[]> {
  const gameId = readOwnGames()[0]?.gameId;
  const pages = await Promise.all([
    listTurns({ limit: SHOWN }),
    ...(gameId === undefined ? [] : [listTurns({ limit: SHOWN, gameId })]),
  ]);
  const found = new Map(pages.flatMap(({ turns }) => turns.map((turn) => [turn.id, turn])));
  return [...found.values()]
    .filter(hasDrawing)
    .sort((a, b) => b.endedAt - a.endedAt)
    .slice(0, SHOWN);
}
