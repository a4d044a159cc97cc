import { useCallback, useState } from 'react';
import { readOwnGames, type OwnGame } from '../../store/own-games.ts';
import { useTexts } from '../../texts/index.ts';
import { ArchivePage } from '../archive/ArchivePage.tsx';
import { More } from '../archive/More.tsx';
import { usePages } from '../archive/use-pages.ts';
import { DeleteOwnDrawings } from './DeleteOwnDrawings.tsx';
import { DrawingGrid } from './DrawingGrid.tsx';
import { hasDrawing, listTurns, type TurnSummary } from './turns-api.ts';
import './gallery.css';

const PUBLIC_PAGE = 24;
/** Games whose drawings are fetched at once, and the most that one game has. */
const GAMES_PAGE = 4;
const TURNS_OF_GAME = 100;

/** Every drawing that may be seen from here: those of this browser's own games, and those of public rooms. */
export function GalleryPage() {
  const { archive } = useTexts();
  return (
    <ArchivePage title={archive.pages.gallery}>
      <OwnDrawings />
      <PublicDrawings />
    </ArchivePage>
  );
}

function OwnDrawings() {
  const { archive } = useTexts();
  const [games] = useState(readOwnGames);
  const pages = usePages(useCallback((before?: string) => listOwn(games, Number(before ?? 0)), [games]));
  return (
    <section aria-labelledby="own-drawings">
      <h2 id="own-drawings">{archive.own}</h2>
      <p className="reason">{archive.ownHint}</p>
      {pages.state === 'ready' && pages.items.length === 0 && !pages.hasMore && <p>{archive.ownEmpty}</p>}
      <DrawingGrid turns={pages.items} waitingFor={pages.state === 'loading' && games.length > 0 ? 4 : 0} />
      <More pages={pages} />
      {games.length > 0 && <DeleteOwnDrawings games={games} />}
    </section>
  );
}

/** Drawings of some of the games, the latest first; the cursor is how many games have been shown. */
async function listOwn(
  games: readonly OwnGame[],
  from: number,
): Promise<{ items: TurnSummary[]; cursor?: string }> {
  const to = from + GAMES_PAGE;
  const gameIds = new Set(games.slice(from, to).map(({ gameId }) => gameId));
  const pages = await Promise.all([...gameIds].map((gameId) => listTurns({ limit: TURNS_OF_GAME, gameId })));
  return {
    items: pages.flatMap(({ turns }) => turns).filter(hasDrawing),
    ...(to < games.length && { cursor: String(to) }),
  };
}

async function listPublic(before?: string): Promise<{ items: TurnSummary[]; cursor?: string }> {
  const { turns, ...cursor } = await listTurns({
    limit: PUBLIC_PAGE,
    ...(before !== undefined && { before }),
  });
  return { items: turns.filter(hasDrawing), ...cursor };
}

function PublicDrawings() {
  const { archive } = useTexts();
  const pages = usePages(listPublic);
  return (
    <section aria-labelledby="public-drawings">
      <h2 id="public-drawings">{archive.public}</h2>
      <p className="reason">{archive.publicHint}</p>
      {pages.state === 'ready' && pages.items.length === 0 && <p>{archive.publicEmpty}</p>}
      <DrawingGrid turns={pages.items} waitingFor={pages.state === 'loading' ? 4 : 0} />
      <More pages={pages} />
    </section>
  );
}
