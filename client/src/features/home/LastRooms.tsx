import { Link } from '../../app/Link.tsx';
import { roomPath } from '../../app/route.ts';
import { browserPlaces, lastAvatar } from '../../store/places.ts';
import { useTexts } from '../../texts/index.ts';
import { Avatar } from '../elements/Avatar.tsx';

/** Seats that this browser's players may go back to. */
export function LastRooms() {
  const { home } = useTexts();
  const places = browserPlaces();
  if (places.length === 0) return null;
  return (
    <section className="last-rooms" aria-labelledby="last-rooms">
      <h2 id="last-rooms">{home.lastRooms}</h2>
      <ul>
        {places.map(({ code, nickname }) => (
          <li key={code}>
            <Link className="open-room" to={roomPath(code)}>
              <Avatar name={nickname} drawn={lastAvatar()} />
              <span>
                <b>{code}</b> {home.asWhom(nickname)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
