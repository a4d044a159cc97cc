import type { RoomView } from '@drawguess/game/documents';
import { useGame } from '../../store/game.ts';
import { useTexts } from '../../texts/index.ts';
import { PlayerList } from '../elements/PlayerList.tsx';
import { Spectators } from '../elements/Spectators.tsx';
import { CanvasNotes } from './CanvasNotes.tsx';
import { ChatPanel } from './ChatPanel.tsx';
import { ChooseWord } from './ChooseWord.tsx';
import { DrawerTools } from './DrawerTools.tsx';
import { drawersOf, type TurnPhase } from './phases.ts';
import { Points } from './Points.tsx';
import { TurnBar } from './TurnBar.tsx';
import { TurnCanvas } from './TurnCanvas.tsx';
import { useHandedness } from './use-handedness.ts';
import './turn.css';
import './turn-layout.css';

/** The table during a turn. One layout for choosing, drawing and reveal: the canvas never moves. */
export function TurnScreen({ room, phase }: { room: RoomView; phase: TurnPhase }) {
  const texts = useTexts();
  const myId = useGame((game) => game.place?.playerId ?? '');
  const iDraw = drawersOf(phase).includes(myId);
  useHandedness();

  return (
    <main className="turn" data-phase={phase.type} data-draws={iDraw} data-testid={`phase-${phase.type}`}>
      <h1 className="unseen">{texts.turn.round(room.round, room.settings.rounds)}</h1>
      <TurnBar room={room} phase={phase} />
      <div className="turn-canvas">
        <div className="canvas-frame">
          {phase.type === 'choosing' ? (
            <ChooseWord room={room} drawers={phase.drawers} />
          ) : (
            <TurnCanvas phase={phase} label={texts.turn.canvas} />
          )}
        </div>
        <div className="turn-below">
          {iDraw && (
            // Where they stand they stay, before and after: nothing moves when a turn begins or ends.
            <div className="turn-tools" inert={phase.type !== 'drawing'}>
              <DrawerTools />
            </div>
          )}
          {iDraw && <CanvasNotes />}
          {phase.type === 'reveal' && <Points room={room} phase={phase} />}
        </div>
      </div>
      <section className="turn-players" aria-label={texts.players.title}>
        <PlayerList room={room} withScores />
        <Spectators room={room} />
      </section>
      <section className="turn-chat" aria-label={texts.chat.title}>
        <ChatPanel room={room} />
      </section>
    </main>
  );
}
