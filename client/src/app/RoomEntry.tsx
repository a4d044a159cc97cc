import { lazy, useEffect, useState } from 'react';
import { JoinPage } from '../features/home/JoinPage.tsx';
import { tabPlace } from '../store/places.ts';

const loadRoomPage = async () => ({ default: (await import('./RoomPage.tsx')).RoomPage });
const RoomPage = lazy(loadRoomPage);

/** A room, or the way into it for somebody without a seat: who comes by a link can sit down before the rest is loaded. */
export function RoomEntry({ code }: { code: string }) {
  const [place, setPlace] = useState(() => {
    const kept = tabPlace();
    return kept?.code === code ? kept : undefined;
  });
  useEffect(() => {
    // While somebody chooses a name, what they will need next is on its way.
    void loadRoomPage();
  }, []);
  if (place === undefined) return <JoinPage code={code} onSeated={setPlace} />;
  return <RoomPage place={place} onLost={() => setPlace(undefined)} />;
}
