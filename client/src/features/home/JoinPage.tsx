import { useState, type FormEvent } from 'react';
import { Header } from '../../app/Header.tsx';
import { WayOut } from '../../app/WayOut.tsx';
import { go } from '../../app/route.ts';
import type { SeatRole } from '../../session/join-room.ts';
import { browserPlace, type KeptPlace } from '../../store/places.ts';
import { joinRoom } from '../../store/take-seat.ts';
import { useTexts } from '../../texts/index.ts';
import { Icon } from '../elements/Icon.tsx';
import { firstNickname, SeatFields } from './SeatFields.tsx';
import { useRequest } from './use-request.ts';
import './home.css';

/** Where a join link leads: a nickname, and you are in. */
export function JoinPage({ code, onSeated }: { code: string; onSeated: (place: KeptPlace) => void }) {
  const texts = useTexts();
  const [nickname, setNickname] = useState(() => firstNickname(texts));
  const [kept] = useState(() => browserPlace(code));
  const { busy, problem, setProblem, run } = useRequest();

  const join = (role: SeatRole): void => {
    if (nickname.trim() === '') return setProblem({ place: 'nickname', text: texts.home.nicknameNeeded });
    void run(async () => onSeated(await joinRoom(code, nickname, role)));
  };
  const play = (event: FormEvent): void => {
    event.preventDefault();
    join('player');
  };

  return (
    <div className="page">
      <Header />
      <WayOut />
      <main className="narrow">
        <section className="sheet">
          <h1>{texts.join.title(code)}</h1>
          <p>{texts.join.lead}</p>
          {kept && (
            <>
              <button type="button" className="button primary plain wide" onClick={() => onSeated(kept)}>
                {texts.join.comeBack(kept.nickname)}
              </button>
              <p className="home-or">{texts.join.orSomebodyNew}</p>
            </>
          )}
          <form onSubmit={play} noValidate>
            <SeatFields
              nickname={nickname}
              problem={problem?.place === 'nickname' ? problem.text : undefined}
              onChange={setNickname}
            />
            <button type="submit" className={`button wide ${kept ? '' : 'primary'}`} disabled={busy}>
              {busy ? texts.home.joining : texts.home.join}
            </button>
            {problem !== undefined && problem.place !== 'nickname' && (
              <p className="problem" role="alert">
                {problem.text}
              </p>
            )}
          </form>
          <div className="row join-more">
            <button type="button" className="button quiet" disabled={busy} onClick={() => join('spectator')}>
              <Icon name="eye" />
              {texts.join.watch}
            </button>
            <button type="button" className="button quiet" onClick={() => go('/')}>
              {texts.join.home}
            </button>
          </div>
        </section>
      </main>
    </div>
  );
}
