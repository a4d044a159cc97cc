import { useState } from 'react';
import { playerPath } from '../../app/route.ts';
import { useTexts } from '../../texts/index.ts';
import { fetchLeaderboard, type Standing } from '../archive/archive-api.ts';
import { ArchivePage } from '../archive/ArchivePage.tsx';
import { formatNumber } from '../archive/format.ts';
import { Link } from '../../app/Link.tsx';
import { More } from '../archive/More.tsx';
import { usePages } from '../archive/use-pages.ts';

const PERIODS = ['week', 'all'] as const;
type Period = (typeof PERIODS)[number];

/** Who earns most per turn in public rooms, this week or of all time (SPEC ST-12). */
export function LeaderboardPage() {
  const { archive } = useTexts();
  const [period, setPeriod] = useState<Period>('week');
  return (
    <ArchivePage title={archive.pages.leaderboard}>
      <p className="reason">{archive.leaderboardHint}</p>
      <fieldset className="switch" aria-label={archive.period}>
        {PERIODS.map((one) => (
          <button
            key={one}
            type="button"
            className="button"
            aria-pressed={one === period}
            onClick={() => setPeriod(one)}
          >
            {archive.periods[one]}
          </button>
        ))}
      </fieldset>
      <Board key={period} load={LOADERS[period]} />
    </ArchivePage>
  );
}

type Load = (before?: string) => Promise<{ items: Standing[]; cursor?: string }>;

const loaderOf =
  (period: Period): Load =>
  async (before) => {
    const { players, ...cursor } = await fetchLeaderboard(period, before);
    return { items: players, ...cursor };
  };
const LOADERS: Readonly<Record<Period, Load>> = { week: loaderOf('week'), all: loaderOf('all') };

function Board({ load }: { load: Load }) {
  const { archive, locale } = useTexts();
  const pages = usePages(load);
  /** Equals share a place, and the places after them are skipped (SPEC SC-7). */
  const placeOf = (points: number): number =>
    1 + pages.items.findIndex(({ pointsPerTurn }) => pointsPerTurn === points);
  return (
    <>
      {pages.state === 'loading' && pages.items.length === 0 && <p className="reason">{archive.loading}</p>}
      {pages.state === 'ready' && pages.items.length === 0 && <p>{archive.leaderboardEmpty}</p>}
      {pages.items.length > 0 && (
        <div className="table-frame">
          <table>
            <thead>
              <tr>
                <th scope="col">{archive.place}</th>
                <th scope="col" className="names">
                  {archive.player}
                </th>
                <th scope="col">{archive.pointsPerTurn}</th>
                <th scope="col">{archive.games}</th>
                <th scope="col">{archive.wins}</th>
              </tr>
            </thead>
            <tbody>
              {pages.items.map(({ playerId, nickname, pointsPerTurn, games, wins }) => (
                <tr key={playerId}>
                  <td>{placeOf(pointsPerTurn)}</td>
                  <th scope="row" className="names">
                    <Link to={playerPath(nickname)}>{nickname}</Link>
                  </th>
                  <td>{formatNumber(pointsPerTurn, locale, 1)}</td>
                  <td>{formatNumber(games, locale)}</td>
                  <td>{formatNumber(wins, locale)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <More pages={pages} />
    </>
  );
}
