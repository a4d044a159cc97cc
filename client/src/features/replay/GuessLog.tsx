import { useTexts } from '../../texts/index.ts';
import type { FinishedTurn } from './turn-api.ts';

/** Who said what and when, what became of it, and the points that came of all. */
export function GuessLog({ turn }: { turn: FinishedTurn }) {
  const { archive, players } = useTexts();
  const scored = [...turn.drawers, ...turn.guessers]
    .map(({ playerId, nickname }) => ({ playerId, nickname, points: turn.points[playerId] ?? 0 }))
    .sort((a, b) => b.points - a.points);
  return (
    <>
      <h2 id="guesses">{archive.guessLog}</h2>
      {turn.guesses.length === 0 && <p className="reason">{archive.noGuesses}</p>}
      <ol className="guesses">
        {turn.guesses.map(({ id, playerId, nickname, text, at, verdict }) => (
          <li key={`${playerId}:${id}`} data-verdict={verdict}>
            <span className="guess-time">
              {archive.seconds(Math.max(0, Math.round((at - turn.startedAt) / 1_000)))}
            </span>
            <span>
              <strong>{nickname}</strong> {text}{' '}
              <span className="guess-verdict">{archive.verdicts[verdict]}</span>
            </span>
          </li>
        ))}
      </ol>
      <h2>{archive.points}</h2>
      <ul className="turn-points">
        {scored.map(({ playerId, nickname, points }) => (
          <li key={playerId}>
            <span className="names">{nickname}</span>
            <span>{players.score(points)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
