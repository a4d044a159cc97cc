import type { PhaseView } from '@drawguess/game/documents';
import { useEffect, useState } from 'react';
import { useGame } from '../../store/game.ts';

/** `same`: this device shows the picture that the server has closed (SPEC TN-8). */
export type PictureCheck = 'closing' | 'same' | 'differs';

/** Compares the picture on screen with the closed canvas's hash, again with every change of the ink. */
export function usePictureCheck({ canvasHash }: Extract<PhaseView, { type: 'reveal' }>): PictureCheck {
  const session = useGame((game) => game.session);
  const picture = useGame((game) => game.picture);
  const [shownHash, setShownHash] = useState<string>();

  useEffect(() => {
    if (canvasHash === undefined || picture === undefined || session === undefined) return;
    let wanted = true;
    // Later than the painter, which hears of the ink in the same round of events.
    const look = (): void => queueMicrotask(() => wanted && setShownHash(picture.hash()));
    look();
    const unsubscribe = session.subscribe((event) => {
      if (event.type === 'ink') look();
    });
    return () => {
      wanted = false;
      unsubscribe();
    };
  }, [session, picture, canvasHash]);

  if (canvasHash === undefined || shownHash === undefined) return 'closing';
  return shownHash === canvasHash ? 'same' : 'differs';
}
