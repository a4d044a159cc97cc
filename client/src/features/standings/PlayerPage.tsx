import { useCallback } from 'react';
import { useTexts } from '../../texts/index.ts';
import { fetchPlayer, type Standing } from '../archive/archive-api.ts';
import { ArchivePage } from '../archive/ArchivePage.tsx';
import { Failure } from '../archive/Failure.tsx';
import { formatNumber, formatTime } from '../archive/format.ts';
import { useLoad } from '../archive/use-load.ts';
import { DrawingGrid } from '../gallery/DrawingGrid.tsx';
import '../gallery/gallery.css';

/** What somebody of this name has come to in public rooms. */
export function PlayerPage({ nickname }: { nickname: string }) {
  const { archive } = useTexts();
  const loaded = useLoad(useCallback(() => fetchPlayer(nickname), [nickname]));
  return (
    <ArchivePage title={nickname}>
      {loaded.state === 'failed' && <Failure error={loaded.error} onRetry={loaded.retry} />}
      {loaded.state === 'ready' && (
        <section aria-labelledby="standings">
          <h2 id="standings">{archive.inGames}</h2>
          {loaded.value.players.length === 0 && <p>{archive.playerEmpty}</p>}
          {loaded.value.players.length > 1 && <p className="reason">{archive.severalPlayers}</p>}
          {loaded.value.players.map((standing) => (
            <PlayerFigures key={standing.playerId} standing={standing} />
          ))}
        </section>
      )}
      {loaded.state !== 'failed' && (
        <section aria-labelledby="drawings">
          <h2 id="drawings">{archive.publicDrawings}</h2>
          {loaded.state === 'ready' && loaded.value.drawings.length === 0 && (
            <p>{archive.playerDrewNothing}</p>
          )}
          <DrawingGrid
            turns={loaded.state === 'ready' ? loaded.value.drawings : []}
            waitingFor={loaded.state === 'loading' ? 4 : 0}
          />
        </section>
      )}
    </ArchivePage>
  );
}

function PlayerFigures({ standing }: { standing: Standing }) {
  const { archive, locale } = useTexts();
  const { pointsPerTurn, games, wins, points, turns, lastAt } = standing;
  const figures = [
    [archive.pointsPerTurn, formatNumber(pointsPerTurn, locale, 1)],
    [archive.games, formatNumber(games, locale)],
    [archive.wins, formatNumber(wins, locale)],
    [archive.points, formatNumber(points, locale)],
    [archive.turns, formatNumber(turns, locale)],
    [archive.lastPlayed, formatTime(lastAt, locale)],
  ] as const;
  return (
    <dl className="figures">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
