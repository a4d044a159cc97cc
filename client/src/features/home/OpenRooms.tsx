import { useEffect, useState } from 'react';
import { Link } from '../../app/Link.tsx';
import { roomPath } from '../../app/route.ts';
import { Doodle } from '../../art/Doodle.tsx';
import { api } from '../../store/api.ts';
import { useTexts } from '../../texts/index.ts';

type OpenRoom = { code: string; name: string; players: number; maxPlayers: number; language: 'en' | 'ko' };

const REFRESH_MS = 10_000;
const MOST_SHOWN = 12;

/** Public rooms with somebody in them, kept up to date while the page is looked at. */
export function OpenRooms() {
  const { openRooms: texts, settings } = useTexts();
  const rooms = useOpenRooms();
  return (
    <section className="open-rooms" aria-labelledby="open-rooms">
      <h2 id="open-rooms">{texts.heading}</h2>
      {rooms === 'failed' && <p className="reason">{texts.failed}</p>}
      {rooms !== 'failed' && rooms?.length === 0 && (
        <div className="open-rooms-empty">
          <Doodle name="table" still />
          <p className="reason">{texts.empty}</p>
        </div>
      )}
      <ul>
        {rooms !== 'failed' &&
          rooms?.slice(0, MOST_SHOWN).map(({ code, name, players, maxPlayers, language }) => (
            <li key={code}>
              <Link className="open-room" to={roomPath(code)}>
                <b>{name || code}</b>
                <span>
                  {texts.places(players, maxPlayers)} · {settings.languages[language]}
                </span>
              </Link>
            </li>
          ))}
      </ul>
    </section>
  );
}

function useOpenRooms(): OpenRoom[] | 'failed' | undefined {
  const [rooms, setRooms] = useState<OpenRoom[] | 'failed'>();
  useEffect(() => {
    let wanted = true;
    const load = (): void => {
      if (document.visibilityState !== 'visible') return;
      api.get<{ rooms: OpenRoom[] }>('/api/rooms').then(
        (answer) => wanted && setRooms(answer.rooms),
        () => wanted && setRooms('failed'),
      );
    };
    load();
    const timer = setInterval(load, REFRESH_MS);
    document.addEventListener('visibilitychange', load);
    return () => {
      wanted = false;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', load);
    };
  }, []);
  return rooms;
}
