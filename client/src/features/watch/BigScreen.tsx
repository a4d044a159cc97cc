import type { RoomView } from '@drawguess/game/documents';
import { useTexts } from '../../texts/index.ts';
import { PlayerList } from '../elements/PlayerList.tsx';
import { QrCode } from '../elements/QrCode.tsx';
import { Title } from '../elements/Title.tsx';
import { Steps } from '../podium/Steps.tsx';
import { ChooseWord } from '../turn/ChooseWord.tsx';
import { Points } from '../turn/Points.tsx';
import { TurnBar } from '../turn/TurnBar.tsx';
import { TurnCanvas } from '../turn/TurnCanvas.tsx';
import '../turn/turn.css';

/** Canvas, word and players, large; the way in, in a corner. */
export function BigScreen({ room, link }: { room: RoomView; link: string }) {
  const texts = useTexts();
  const { phase } = room;
  return (
    <main className="big-screen" data-testid="big-screen" data-phase={phase.type}>
      <div className="big-screen-top">
        {phase.type === 'lobby' || phase.type === 'podium' ? (
          <Title>{room.about.name || texts.lobby.title}</Title>
        ) : (
          <>
            <h1 className="unseen">{texts.turn.round(room.round, room.settings.rounds)}</h1>
            <TurnBar room={room} phase={phase} />
          </>
        )}
      </div>
      <div className="big-screen-picture">
        {phase.type === 'podium' ? (
          <Steps room={room} standings={phase.standings} />
        ) : (
          <div className="canvas-frame">
            {phase.type === 'choosing' ? (
              <ChooseWord room={room} drawers={phase.drawers} />
            ) : (
              <TurnCanvas
                phase={phase}
                label={phase.type === 'lobby' ? texts.wall.title : texts.turn.canvas}
              />
            )}
          </div>
        )}
        {phase.type === 'reveal' && <Points room={room} phase={phase} />}
      </div>
      <section className="big-screen-players" aria-label={texts.players.title}>
        <PlayerList room={room} withScores={phase.type !== 'lobby'} />
      </section>
      <aside className="big-screen-way-in">
        <QrCode text={link} label={texts.lobby.qr} />
        <p>
          {texts.watching.join} <b className="room-code">{room.about.code}</b>
        </p>
      </aside>
    </main>
  );
}
