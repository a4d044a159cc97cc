import type { PhaseView, RoomView } from '@drawguess/game/documents';
import { Doodle } from '../../art/Doodle.tsx';
import { send, useGame } from '../../store/game.ts';
import { useTexts, type Texts } from '../../texts/index.ts';
import { Avatar } from '../elements/Avatar.tsx';
import { Refusal } from '../elements/Refusal.tsx';
import { Title } from '../elements/Title.tsx';
import { Gallery } from '../gallery/Gallery.tsx';
import { ChatPanel } from '../turn/ChatPanel.tsx';
import { RisingScore } from './RisingScore.tsx';
import './podium.css';

type Standing = Extract<PhaseView, { type: 'podium' }>['standings'][number];

/** How many stand on steps. */
const STEPS = 3;

export function PodiumScreen({
  room,
  phase,
}: {
  room: RoomView;
  phase: Extract<PhaseView, { type: 'podium' }>;
}) {
  const texts = useTexts();
  const myId = useGame((game) => game.place?.playerId);
  const host = room.players.find(({ playerId }) => playerId === room.hostId)?.nickname ?? '';

  return (
    <main className="podium-page" data-testid="phase-podium">
      <section className="sheet podium">
        <Title>{headline(phase.standings, texts)}</Title>
        <Steps room={room} standings={phase.standings.filter(({ rank }) => rank <= STEPS).slice(0, STEPS)} />
        <ol className="standings" data-testid="standings">
          {phase.standings.map(({ playerId, nickname, score, rank }) => (
            <li key={playerId} data-me={playerId === myId} data-testid="standing">
              <span className="standing-rank">{texts.podium.rank(rank)}</span>
              <span className="standing-name">{nickname}</span>
              <span className="standing-score">{texts.players.score(score)}</span>
            </li>
          ))}
        </ol>
        {myId === room.hostId ? (
          <button type="button" className="button primary wide" onClick={() => send({ type: 'again' })}>
            {texts.podium.again}
          </button>
        ) : (
          <output className="reason">{texts.podium.waitForHost(host)}</output>
        )}
        <Refusal />
      </section>
      <section className="sheet podium-chat" aria-label={texts.chat.title}>
        <ChatPanel room={room} />
      </section>
      <Gallery />
    </main>
  );
}

/** The first three as a drawing; the list below says the same in words. */
function Steps({ room, standings }: { room: RoomView; standings: readonly Standing[] }) {
  const avatarOf = (wanted: string): string | undefined =>
    room.players.find(({ playerId }) => playerId === wanted)?.avatar;
  return (
    <div className="podium-steps" aria-hidden="true">
      {standings.map(({ playerId, nickname, rank, score }) => (
        <div key={playerId} className="podium-step" data-rank={rank}>
          {rank === 1 && score > 0 && (
            <div className="podium-crown">
              <Doodle name="crown" />
            </div>
          )}
          <Avatar name={nickname} drawn={avatarOf(playerId)} />
          <span className="podium-name">{nickname}</span>
          <span className="podium-block">
            <b>{rank}</b>
            <RisingScore score={score} />
          </span>
        </div>
      ))}
    </div>
  );
}

function headline(standings: readonly Standing[], { podium, locale }: Texts): string {
  const winners = standings
    .filter(({ rank, score }) => rank === 1 && score > 0)
    .map(({ nickname }) => nickname);
  if (winners.length === 0) return podium.title;
  const names = new Intl.ListFormat(locale).format(winners);
  return winners.length === 1 ? podium.winnerTitle(names) : podium.tieTitle(names);
}
