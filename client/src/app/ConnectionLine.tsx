import { useEffect, useState } from 'react';
import { useGame } from '../store/game.ts';
import { useTexts } from '../texts/index.ts';
import { connectionState, connectionText } from './connection-line.ts';

export function ConnectionLine() {
  const texts = useTexts();
  const browserOnline = useBrowserOnline();
  const waiting = useGame((game) => game.waiting);
  const state = useGame((game) => connectionState(game.status, browserOnline));
  return (
    <output className="connection" data-state={state} data-testid="connection">
      {connectionText(state, waiting, texts)}
    </output>
  );
}

function useBrowserOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const update = (): void => setOnline(navigator.onLine);
    addEventListener('online', update);
    addEventListener('offline', update);
    return () => {
      removeEventListener('online', update);
      removeEventListener('offline', update);
    };
  }, []);
  return online;
}
