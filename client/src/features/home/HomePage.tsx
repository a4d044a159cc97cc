import { useState, type FormEvent } from 'react';
import { Footer } from '../../app/Footer.tsx';
import { Header } from '../../app/Header.tsx';
import { WayOut } from '../../app/WayOut.tsx';
import { go, roomPath } from '../../app/route.ts';
import { Doodle } from '../../art/Doodle.tsx';
import { tabPlace } from '../../store/places.ts';
import { createRoom, joinRoom } from '../../store/take-seat.ts';
import { useLanguage, useTexts } from '../../texts/index.ts';
import { Field } from '../elements/Field.tsx';
import { defaultSettings, type ChosenSettings } from '../elements/settings-form.ts';
import { SettingsForm } from '../elements/SettingsForm.tsx';
import { Gallery } from '../gallery/Gallery.tsx';
import { HowItGoes } from './HowItGoes.tsx';
import { LastRooms } from './LastRooms.tsx';
import { OpenRooms } from './OpenRooms.tsx';
import { firstNickname, SeatFields } from './SeatFields.tsx';
import { useRequest, type ProblemPlace } from './use-request.ts';
import './home.css';

const MAX_NAME_CHARS = 40;

export function HomePage() {
  const texts = useTexts();
  const language = useLanguage((state) => state.language);
  const [nickname, setNickname] = useState(() => firstNickname(texts));
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [changes, setChanges] = useState<Partial<ChosenSettings>>({});
  const [asked, setAsked] = useState<'create' | 'join'>();
  const { busy, problem, setProblem, run } = useRequest();
  const settings = { ...defaultSettings(language), ...changes };
  const lastPlace = tabPlace();
  const problemOf = (place: ProblemPlace) => (problem?.place === place ? problem.text : undefined);

  const hasNickname = (): boolean => {
    if (nickname.trim() === '') setProblem({ place: 'nickname', text: texts.home.nicknameNeeded });
    return nickname.trim() !== '';
  };

  const create = (event: FormEvent): void => {
    event.preventDefault();
    if (!hasNickname()) return;
    setAsked('create');
    void run(async () => go(roomPath((await createRoom(nickname, { name: name.trim(), settings })).code)));
  };

  const join = (event: FormEvent): void => {
    event.preventDefault();
    const wanted = code.trim().toUpperCase();
    if (!hasNickname()) return;
    if (wanted === '') return setProblem({ place: 'code', text: texts.home.codeNeeded });
    setAsked('join');
    void run(async () => go(roomPath((await joinRoom(wanted, nickname)).code)));
  };

  return (
    <div className="page">
      <Header />
      <WayOut />
      <main className="home">
        <div className="home-lead">
          <h1>{texts.home.headline}</h1>
          <p>{texts.home.promise}</p>
        </div>
        <div className="home-art">
          <Doodle name="hero" />
        </div>
        <section className="sheet home-forms" aria-label={texts.home.play}>
          {lastPlace && (
            <button type="button" className="button wide" onClick={() => go(roomPath(lastPlace.code))}>
              {texts.home.back(lastPlace.code)}
            </button>
          )}
          <form onSubmit={create} noValidate>
            <SeatFields nickname={nickname} problem={problemOf('nickname')} onChange={setNickname} />
            <button type="submit" className="button primary wide" disabled={busy}>
              {busy && asked === 'create' ? texts.home.creating : texts.home.create}
            </button>
            <details className="home-settings">
              <summary>{texts.home.settings}</summary>
              <Field
                label={texts.home.roomName}
                placeholder={texts.home.roomNameHint}
                autoComplete="off"
                maxLength={MAX_NAME_CHARS}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
              <SettingsForm
                settings={settings}
                onChange={(changed) => setChanges({ ...changes, ...changed })}
              />
            </details>
          </form>
          <p className="home-or">{texts.home.or}</p>
          <form className="home-join" onSubmit={join} noValidate>
            <Field
              label={texts.home.code}
              className="code-input"
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              value={code}
              problem={problemOf('code')}
              onChange={(event) => setCode(event.target.value)}
            />
            <button type="submit" className="button" disabled={busy}>
              {busy && asked === 'join' ? texts.home.joining : texts.home.join}
            </button>
          </form>
          {problemOf('form') !== undefined && (
            <p className="problem" role="alert">
              {problemOf('form')}
            </p>
          )}
        </section>
        <div className="home-rooms">
          <LastRooms />
          <OpenRooms />
        </div>
        <section className="home-wide" aria-labelledby="how-it-goes">
          <h2 id="how-it-goes">{texts.howTo.heading}</h2>
          <HowItGoes still />
        </section>
        <Gallery />
      </main>
      <Footer />
    </div>
  );
}
