import { useCallback } from 'react';
import { playerPath } from '../../app/route.ts';
import { useTexts } from '../../texts/index.ts';
import { ArchivePage } from '../archive/ArchivePage.tsx';
import { Failure } from '../archive/Failure.tsx';
import { formatTime } from '../archive/format.ts';
import { Link } from '../../app/Link.tsx';
import { useLoad } from '../archive/use-load.ts';
import { GuessLog } from './GuessLog.tsx';
import { ReplayView } from './ReplayView.tsx';
import { ReportDialog } from './ReportDialog.tsx';
import { SaveAndShare } from './SaveAndShare.tsx';
import { fetchTurn, type FinishedTurn } from './turn-api.ts';
import './replay.css';

/** One finished turn: its drawing as it came about, and who guessed what. */
export function TurnPage({ id }: { id: string }) {
  const { archive } = useTexts();
  const loaded = useLoad(useCallback(() => fetchTurn(id), [id]));
  const title = loaded.state === 'ready' ? loaded.value.word : archive.drawing;
  return (
    <ArchivePage title={title}>
      {loaded.state === 'failed' && <Failure error={loaded.error} onRetry={loaded.retry} />}
      {loaded.state === 'loading' && (
        <div className="replay" aria-busy="true">
          <div className="canvas-frame">
            <div className="canvas" />
          </div>
        </div>
      )}
      {loaded.state === 'ready' && <Turn turn={loaded.value} />}
    </ArchivePage>
  );
}

function Turn({ turn }: { turn: FinishedTurn }) {
  const { archive, gallery, locale } = useTexts();
  const names = turn.drawers.map(({ nickname }) => nickname);
  const label = gallery.drawing(turn.word, names.join(', '));
  return (
    <div className="replay">
      <div className="replay-picture">
        <ReplayView operations={turn.operations} label={label} />
        <SaveAndShare turn={turn} label={label} />
        <ReportDialog turnId={turn.id} />
      </div>
      <section className="sheet replay-about" aria-labelledby="guesses">
        <p>
          {archive.drawnBy}{' '}
          {names.map((name) => (
            <Link key={name} to={playerPath(name)}>
              {name}
            </Link>
          ))}
          <br />
          <span className="reason">{formatTime(turn.endedAt, locale)}</span>
        </p>
        <GuessLog turn={turn} />
      </section>
    </div>
  );
}
