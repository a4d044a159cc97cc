import type { RoomView } from '@drawguess/game/documents';
import { useEffect, useRef, useState } from 'react';
import { useGame } from '../../store/game.ts';
import { useMuted } from '../../store/muted.ts';
import { useTexts } from '../../texts/index.ts';
import { ReactionBar } from '../elements/ReactionBar.tsx';
import { Refusal } from '../elements/Refusal.tsx';
import { chatLines } from './chat-lines.ts';
import { drawersOf } from './phases.ts';
import { SayForm } from './SayForm.tsx';
import './chat.css';

/** How far from its end, in CSS pixels, a log still counts as read to the end. */
const AT_END_PX = 40;

/** Guesses, messages and announcements, and the line to write on for those who may speak now. */
export function ChatPanel({ room }: { room: RoomView }) {
  const texts = useTexts();
  const chat = useGame((game) => game.chat);
  const notices = useGame((game) => game.notices);
  const lateBefore = useGame((game) => game.lateBefore);
  const muted = useMuted((state) => state.muted);
  const heard = chat.filter((message) => message.type !== 'said' || !muted.has(message.playerId));
  const lines = chatLines(heard, notices, texts.chat);
  const log = useRef<HTMLDivElement>(null);
  const [follows, setFollows] = useState(true);
  const lastId = lines.at(-1)?.id;

  useEffect(() => {
    const list = log.current;
    if (!follows || list === null) return;
    const toEnd = (): void => {
      list.scrollTop = list.scrollHeight;
    };
    toEnd();
    // A keyboard that opens, or a phone that is turned, leaves the end in sight.
    const sizes = new ResizeObserver(toEnd);
    sizes.observe(list);
    return () => sizes.disconnect();
  }, [follows, lastId]);

  return (
    <div className="chat">
      <div
        ref={log}
        className="chat-log"
        role="log"
        aria-label={texts.chat.log}
        aria-live="polite"
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) =>
          setFollows(scrollHeight - scrollTop - clientHeight < AT_END_PX)
        }
      >
        <ol>
          {lines.length === 0 && <li data-kind="news">{texts.chat.empty}</li>}
          {lines.map(({ id, kind, speaker, text }) => (
            <li key={id} data-kind={kind}>
              {speaker !== undefined && <b>{speaker}</b>} <span>{text}</span>
            </li>
          ))}
          {lateBefore !== undefined && (
            <li data-kind="news" data-testid="late-before">
              {texts.turn.lateBefore(lateBefore)}
            </li>
          )}
        </ol>
      </div>
      <Refusal />
      {room.phase.type !== 'lobby' && <ReactionBar isOpen={room.phase.type !== 'choosing'} />}
      <SpeakersForm room={room} />
    </div>
  );
}

function SpeakersForm({ room: { phase, players } }: { room: RoomView }) {
  const { chat } = useTexts();
  const myId = useGame((game) => game.place?.playerId ?? '');
  const knowsWord = useGame((game) => game.privateView.word !== undefined);
  if (!players.some(({ playerId }) => playerId === myId)) return null;
  const isTurn = phase.type === 'choosing' || phase.type === 'drawing';
  // Who draws says nothing; their line keeps its place, so that nothing moves when they may speak again.
  if (isTurn && drawersOf(phase).includes(myId)) return <SayForm prompt={chat.talk} isSilent />;
  if (phase.type !== 'drawing') return <SayForm prompt={chat.talk} />;
  return <SayForm prompt={knowsWord ? chat.talkToSolvers : chat.guess} />;
}
