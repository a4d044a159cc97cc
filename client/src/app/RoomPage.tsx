import { useEffect } from 'react';
import { WatchingBar } from '../features/elements/Spectators.tsx';
import { LobbyScreen } from '../features/lobby/LobbyScreen.tsx';
import { PodiumScreen } from '../features/podium/PodiumScreen.tsx';
import { TurnScreen } from '../features/turn/TurnScreen.tsx';
import { enterRoom, exitRoom, useGame } from '../store/game.ts';
import type { KeptPlace } from '../store/places.ts';
import { rememberOwnGames } from '../store/remember-games.ts';
import { useTexts } from '../texts/index.ts';
import { ConnectionLine } from './ConnectionLine.tsx';
import { EndedScreen } from './EndedScreen.tsx';
import { Header } from './Header.tsx';
import { installInspection } from './inspection.ts';
import { LeaveButton } from './LeaveButton.tsx';
import { SoundButton } from './SoundButton.tsx';
import { StillThere } from './StillThere.tsx';

installInspection();
rememberOwnGames();

/** A room, for somebody with a seat in it. */
export function RoomPage({ place, onLost }: { place: KeptPlace; onLost: () => void }) {
  useEffect(() => {
    enterRoom(place);
    return exitRoom;
  }, [place]);
  useNudge();

  const room = useGame((game) => game.room);
  const hasEnded = useGame((game) => game.status.type === 'ended');
  if (hasEnded) return <EndedScreen place={place} onJoinAgain={onLost} />;
  return (
    <div className="page">
      <Header>
        <ConnectionLine />
        <SoundButton />
        <LeaveButton />
      </Header>
      <StillThere />
      {room && <WatchingBar room={room} />}
      <RoomScreen />
    </div>
  );
}

function RoomScreen() {
  const texts = useTexts();
  const room = useGame((game) => game.room);
  if (room === undefined) return <main className="waiting-page">{texts.connection.connecting}</main>;
  switch (room.phase.type) {
    case 'lobby':
      return <LobbyScreen room={room} phase={room.phase} />;
    case 'podium':
      return <PodiumScreen room={room} phase={room.phase} />;
    default:
      return <TurnScreen room={room} phase={room.phase} />;
  }
}

/** A page that wakes up or hears that the network is back does not wait for its next attempt. */
function useNudge(): void {
  useEffect(() => {
    const nudge = (): void => {
      if (document.visibilityState === 'visible') useGame.getState().session?.nudge();
    };
    addEventListener('online', nudge);
    document.addEventListener('visibilitychange', nudge);
    return () => {
      removeEventListener('online', nudge);
      document.removeEventListener('visibilitychange', nudge);
    };
  }, []);
}
