import { useEffect, useState } from 'react';
import { Header } from '../../app/Header.tsx';
import { installInspection } from '../../app/inspection.ts';
import { roomPath } from '../../app/route.ts';
import { useSounds } from '../../sound/use-sounds.ts';
import { enterRoom, exitRoom, useGame } from '../../store/game.ts';
import { watchRoom } from '../../store/take-seat.ts';
import { useTexts } from '../../texts/index.ts';
import { explainFailure } from '../elements/explain-failure.ts';
import { BigScreen } from './BigScreen.tsx';
import './watch.css';

installInspection();

/** A room on a large screen, for those who sit before it and play on their phones. It watches and says nothing. */
export function WatchPage({ code }: { code: string }) {
  const texts = useTexts();
  const room = useGame((game) => game.room);
  const ended = useGame((game) => game.status.type === 'ended');
  const [failure, setFailure] = useState<string>();
  useSounds();

  useEffect(() => {
    let wanted = true;
    watchRoom(code, texts.watching.screenName).then(
      (place) => wanted && enterRoom(place, { isKept: false }),
      (error: unknown) => wanted && setFailure(explainFailure(error, texts)),
    );
    return () => {
      wanted = false;
      exitRoom();
    };
    // A change of language takes no new seat.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [code]);

  if (room !== undefined && !ended)
    return <BigScreen room={room} link={new URL(roomPath(code), location.href).href} />;
  return (
    <div className="page">
      <Header />
      <main className="waiting-page">
        {failure === undefined && !ended ? (
          texts.connection.connecting
        ) : (
          <p className="problem" role="alert">
            {failure ?? texts.ended.gone}
          </p>
        )}
      </main>
    </div>
  );
}
