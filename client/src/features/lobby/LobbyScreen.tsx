import type { RoomView } from '@drawguess/game/documents';
import { roomPath } from '../../app/route.ts';
import { send, useGame } from '../../store/game.ts';
import { useTexts } from '../../texts/index.ts';
import { PlayerList } from '../elements/PlayerList.tsx';
import { Refusal } from '../elements/Refusal.tsx';
import { SettingsForm } from '../elements/SettingsForm.tsx';
import { ChatPanel } from '../turn/ChatPanel.tsx';
import { CustomWordsForm } from './CustomWordsForm.tsx';
import { Invitation } from './Invitation.tsx';
import './lobby.css';

const FEWEST_PLAYERS = 2;

export function LobbyScreen({ room }: { room: RoomView }) {
  const texts = useTexts();
  const myId = useGame((game) => game.place?.playerId);
  const isHost = myId === room.hostId;
  const host = room.players.find(({ playerId }) => playerId === room.hostId)?.nickname ?? '';
  const enough = room.players.filter(({ connected }) => connected).length >= FEWEST_PLAYERS;

  return (
    <main className="lobby">
      <h1>{texts.lobby.title}</h1>
      <section className="sheet" aria-label={texts.lobby.invite}>
        <Invitation code={room.about.code} link={new URL(roomPath(room.about.code), location.href).href} />
      </section>
      <section className="sheet lobby-players">
        <h2>{texts.players.list(room.players.length, room.settings.maxPlayers)}</h2>
        <PlayerList room={room} withScores={false} />
        {isHost ? (
          <>
            <button
              type="button"
              className="button primary wide"
              data-testid="start"
              disabled={!enough}
              aria-describedby="start-reason"
              onClick={() => send({ type: 'start' })}
            >
              {texts.lobby.start}
            </button>
            <p className="reason" id="start-reason">
              {enough ? '' : texts.lobby.needTwo}
            </p>
          </>
        ) : (
          <output className="reason">{texts.lobby.waitForHost(host)}</output>
        )}
        <Refusal />
      </section>
      <section className="sheet">
        <h2>{texts.lobby.hostSettings}</h2>
        <SettingsForm
          settings={room.settings}
          onChange={isHost ? (settings) => send({ type: 'settings', settings }) : undefined}
        />
        {isHost && <CustomWordsForm room={room} />}
        {room.customWords.count > 0 && (
          <output data-testid="custom-words">
            {texts.words.inRoom[room.customWords.use](room.customWords.count)}
          </output>
        )}
        {isHost ? (
          <label className="check">
            <input
              type="checkbox"
              checked={room.locked}
              onChange={(event) => send({ type: 'lock', locked: event.target.checked })}
            />
            {texts.lobby.lock}
          </label>
        ) : (
          <output className="reason">{room.locked && texts.lobby.locked}</output>
        )}
      </section>
      <section className="sheet lobby-chat">
        <h2>{texts.chat.title}</h2>
        <ChatPanel room={room} />
      </section>
    </main>
  );
}
