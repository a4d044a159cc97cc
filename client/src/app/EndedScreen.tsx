import { CLOSE, REMOVED_REASON } from '@drawguess/game/wire';
import { enterRoom, useGame } from '../store/game.ts';
import type { KeptPlace } from '../store/places.ts';
import { useTexts, type Texts } from '../texts/index.ts';
import { Header } from './Header.tsx';
import { go } from './route.ts';

type Ending = { title: string; hint: string; action?: { label: string; run: () => void } };

/** The session is over for good: says why, and where to go from here. */
export function EndedScreen({ place, onJoinAgain }: { place: KeptPlace; onJoinAgain: () => void }) {
  const texts = useTexts();
  const status = useGame((game) => game.status);
  if (status.type !== 'ended') return null;
  const { title, hint, action } = explain(status, texts.ended, place, onJoinAgain);
  return (
    <div className="page">
      <Header />
      <main className="narrow">
        <section className="sheet ended" role="alert" data-testid="ended">
          <h1>{title}</h1>
          <p>{hint}</p>
          {action && (
            <button type="button" className="button primary" onClick={action.run}>
              {action.label}
            </button>
          )}
          <button type="button" className="button" onClick={() => go('/')}>
            {texts.ended.home}
          </button>
        </section>
      </main>
    </div>
  );
}

function explain(
  { code, reason }: { code: number; reason: string },
  texts: Texts['ended'],
  place: KeptPlace,
  onJoinAgain: () => void,
): Ending {
  const joinAgain = { label: texts.joinAgain, run: onJoinAgain };
  switch (code) {
    case CLOSE.takenOver:
      return {
        title: texts.takenOver,
        hint: texts.takenOverHint,
        action: { label: texts.playHere, run: () => enterRoom(place) },
      };
    case CLOSE.badToken:
      return { title: texts.expired, hint: texts.expiredHint, action: joinAgain };
    case CLOSE.notYours:
      if (reason === REMOVED_REASON) return { title: texts.removed, hint: texts.removedHint };
      return { title: texts.notYours, hint: texts.notYoursHint, action: joinAgain };
    case CLOSE.noSuchDocument:
      return { title: texts.gone, hint: texts.goneHint };
    case CLOSE.update:
      return {
        title: texts.update,
        hint: texts.updateHint,
        action: { label: texts.reload, run: () => location.reload() },
      };
    default:
      return {
        title: texts.refused,
        hint: texts.refusedHint(code),
        action: { label: texts.joinAgain, run: () => enterRoom(place) },
      };
  }
}
