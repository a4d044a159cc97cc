import type { PhaseView, RoomView } from '@drawguess/game/documents';
import { useState } from 'react';
import { roomPath } from '../../app/route.ts';
import { send, useGame } from '../../store/game.ts';
import { useTexts } from '../../texts/index.ts';
import { AvatarDialog } from '../elements/AvatarDialog.tsx';
import { Icon } from '../elements/Icon.tsx';
import { PlayerList } from '../elements/PlayerList.tsx';
import { Refusal } from '../elements/Refusal.tsx';
import { SettingsForm } from '../elements/SettingsForm.tsx';
import { Spectators } from '../elements/Spectators.tsx';
import { ChatPanel } from '../turn/ChatPanel.tsx';
import { CustomWordsForm } from './CustomWordsForm.tsx';
import { Invitation } from './Invitation.tsx';
import { RoomName } from './RoomName.tsx';
import { Wall } from './Wall.tsx';
import './lobby.css';

const FEWEST_PLAYERS = 2;

export function LobbyScreen({
  room,
  phase,
}: {
  room: RoomView;
  phase: Extract<PhaseView, { type: 'lobby' }>;
}) {
  const texts = useTexts();
  const myId = useGame((game) => game.place?.playerId);
  const isHost = myId === room.hostId;
  const me = room.players.find(({ playerId }) => playerId === myId);
  const { code } = room.about;

  return (
    <main className="lobby">
      <div className="lobby-title">
        <RoomName about={room.about} mayRename={isHost} />
      </div>
      <div className="lobby-column">
        <Wall room={room} phase={phase} />
        <section className="sheet lobby-invitation" aria-label={texts.lobby.invite}>
          <Invitation code={code} link={new URL(roomPath(code), location.href).href} />
        </section>
        <section className="sheet lobby-chat">
          <h2>{texts.chat.title}</h2>
          <ChatPanel room={room} />
        </section>
      </div>
      <div className="lobby-column">
        <section className="lobby-players" aria-labelledby="lobby-players">
          <h2 id="lobby-players">{texts.players.list(room.players.length, room.settings.maxPlayers)}</h2>
          <PlayerList room={room} withScores={false} />
          <Spectators room={room} />
          {me && <FaceButton avatar={me.avatar ?? ''} />}
        </section>
        <Start room={room} isHost={isHost} />
        <section className="sheet lobby-settings">
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
      </div>
    </main>
  );
}

/** The one thing that is left to do: for the host a button, for the others patience. */
function Start({ room, isHost }: { room: RoomView; isHost: boolean }) {
  const { lobby } = useTexts();
  const host = room.players.find(({ playerId }) => playerId === room.hostId)?.nickname ?? '';
  const enough = room.players.filter(({ connected }) => connected).length >= FEWEST_PLAYERS;
  return (
    <div className="lobby-start">
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
            {lobby.start}
          </button>
          <p className="reason" id="start-reason">
            {enough ? '' : lobby.needTwo}
          </p>
        </>
      ) : (
        <output className="reason">{lobby.waitForHost(host)}</output>
      )}
      <Refusal />
    </div>
  );
}

function FaceButton({ avatar }: { avatar: string }) {
  const texts = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button quiet" onClick={() => setOpen(true)}>
        <Icon name="pen" />
        {texts.avatar.draw}
      </button>
      {open && <AvatarDialog avatar={avatar} onClose={() => setOpen(false)} />}
    </>
  );
}
