import { turnPath } from '../../app/route.ts';
import { useTexts } from '../../texts/index.ts';
import { fetchActivity, fetchOverview, type Activity, type Overview } from '../archive/archive-api.ts';
import { ArchivePage } from '../archive/ArchivePage.tsx';
import { Failure } from '../archive/Failure.tsx';
import { formatDay, formatNumber, formatTime } from '../archive/format.ts';
import { Link } from '../../app/Link.tsx';
import { More } from '../archive/More.tsx';
import { useLoad } from '../archive/use-load.ts';
import { usePages } from '../archive/use-pages.ts';
import './stats.css';

/** What is played here, and what happened just now. */
export function StatsPage() {
  const { archive } = useTexts();
  const overview = useLoad(fetchOverview);
  const activity = usePages(fetchActivity);
  return (
    <ArchivePage title={archive.pages.stats}>
      <p className="reason">{archive.statsHint}</p>
      <section
        className="stats-figures"
        aria-label={archive.pages.stats}
        aria-busy={overview.state === 'loading'}
      >
        {overview.state === 'loading' && <p className="reason">{archive.loading}</p>}
        {overview.state === 'failed' && <Failure error={overview.error} onRetry={overview.retry} />}
        {overview.state === 'ready' && <Figures overview={overview.value} />}
      </section>
      <section aria-labelledby="activity">
        <h2 id="activity">{archive.activity}</h2>
        {activity.state === 'ready' && activity.items.length === 0 && <p>{archive.activityEmpty}</p>}
        <ul className="activity">
          {activity.items.map((item) => (
            <ActivityLine key={item.type === 'turn' ? item.turn.id : item.game.id} item={item} />
          ))}
        </ul>
        <More pages={activity} />
      </section>
    </ArchivePage>
  );
}

function Figures({ overview: { all, days, roomsOpen } }: { overview: Overview }) {
  const { archive, locale } = useTexts();
  const most = Math.max(1, ...days.map(({ turns }) => turns));
  const figures = [
    [archive.games, all.games],
    [archive.turns, all.turns],
    [archive.guesses, all.guesses],
    [archive.rights, all.rights],
    [archive.strokes, all.operations],
    [archive.roomsNow, roomsOpen],
  ] as const;
  return (
    <>
      <dl className="figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{formatNumber(value, locale)}</dd>
          </div>
        ))}
      </dl>
      <h2>{archive.turnsByDay}</h2>
      <ol className="day-bars">
        {days.map(({ day, turns }) => (
          <li key={day} title={`${formatDay(day, locale)}: ${formatNumber(turns, locale)}`}>
            <span className="unseen">{`${formatDay(day, locale)}: ${formatNumber(turns, locale)}`}</span>
            <svg viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true">
              <rect x="1" width="8" y={100 - (100 * turns) / most} height={(100 * turns) / most} />
            </svg>
          </li>
        ))}
      </ol>
      <p className="reason">
        {archive.daySpan(
          formatDay(days[0]?.day ?? 0, locale),
          formatDay(days.at(-1)?.day ?? 0, locale),
          formatNumber(Math.max(0, ...days.map(({ turns }) => turns)), locale),
        )}
      </p>
    </>
  );
}

function ActivityLine({ item }: { item: Activity }) {
  const { archive, locale } = useTexts();
  const time = <span className="reason">{formatTime(item.at, locale)}</span>;
  if (item.type === 'game') {
    const winners = item.game.standings.filter(({ rank }) => rank === 1).map(({ nickname }) => nickname);
    const names = new Intl.ListFormat(locale).format(winners);
    return (
      <li>
        {archive.gameWon(names, item.game.turns)} {time}
      </li>
    );
  }
  const { id, word, drawers } = item.turn;
  return (
    <li>
      <Link to={turnPath(id)}>
        {archive.turnDrawn(drawers.map(({ nickname }) => nickname).join(', '), word)}
      </Link>{' '}
      {time}
    </li>
  );
}
